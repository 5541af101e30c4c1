/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The pictures of a run: charts/NAME.svg, .png, .pdf and deck.pdf, drawn from the scripts beside them, or kept from
 *  the folder that the run replaces. */
#ifndef CANVASS_REPORT_PICTURES_H
#define CANVASS_REPORT_PICTURES_H

#include <stdbool.h>

#include <canvass/message.h>

#include "report/output.h"

/** Makes the pictures of the scripts in folder->staging.
 *
 *  Unless run->redraw says otherwise, a picture of the target is kept where nothing that it was made of has changed:
 *  its manifest has the same script, the same canvass, the same gnuplot and the same fonts (cv_fonts_line); and the
 *  picture's bytes are those that the manifest has.
 *  @param study  the run's, with the charts that are drawn   @param deck  there is a deck.gp
 *  @return CV_OK; CV_PROGRAM: some or all are missing, as cv_draw has it; CV_SYSTEM */
cv_status cv_pictures_make(const cv_run *run, const cv_study *study, bool deck, cv_folder *folder,
                           cv_messages *messages);

#endif
