/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A stand-in for gnuplot: a shell script that takes the orders and gives the answers of src/plot/gnuplot.c. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_GNUPLOT_H
#define CANVASS_TESTS_SUPPORT_TEST_GNUPLOT_H

/** Writes the program `path`.
 *  @param draw  shell commands that run for each script, in the script's folder, with its name (without .gp) in $1;
 * what they print are gnuplot's words. If the last one succeeds the script ran to its end. */
void test_gnuplot_write(const char *path, const char *draw);

#endif
