/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Users' texts and grids in LaTeX, so that they show as they are under pdfTeX, LuaTeX and XeTeX. The document's
 * preamble (report/tex.c) defines the commands named below and loads booktabs and longtable. */
#ifndef CANVASS_TABLE_LATEX_H
#define CANVASS_TABLE_LATEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "table/grid.h"

/** Adds a text: no character of it is a command, ends a cell, makes a ligature or ends a group; line ends are blanks,
 *  other control characters \xNN. What Latin Modern does not have stands in commands: runs of letters in
 *  \cvletters{N}{...}, runs from right to left in \cvrtl{N}{...} with \cvltr{...} around the numbers in them (N: how
 *  many characters, for an engine that cannot show them); a character of Chinese, Japanese or Korean in
 * \cvhan{HEX}{...} and any other in \cvother{HEX}{...} (HEX: its code point, to see whether a font has it); what is no
 * character is \cvbox{}. Long words may be broken. The text is one paragraph, and safe in arguments. */
void cv_latex_add(cv_buffer *to, const char *text);

/** Likewise a figure or an interval: minus signs, and dashes between two numbers. */
void cv_latex_add_figure(cv_buffer *to, const char *text);

/** Adds the grid as one or more longtables, each as wide as a page has room for, its stub repeated.
 *  @param caption  clean text, not escaped; "": none */
void cv_latex_add_grid(cv_buffer *to, const cv_grid *grid, const char *caption);

#endif
