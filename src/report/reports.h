/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The reports for people: one document, a file for each format that the study asks for. */
#ifndef CANVASS_REPORT_REPORTS_H
#define CANVASS_REPORT_REPORTS_H

#include "report/output.h"

/** Writes report.html, report.md, report.tex, report.docx and deck.pptx into the folder's staging, as the study asks
 * for. The charts' scripts and pictures are there already: their words and pictures are read from there, and what is
 * not there is left out. CV_PROGRAM: pandoc is missing or failed, and all that needs none is there; CV_SYSTEM. */
cv_status cv_reports_write(const cv_run *run, cv_folder *folder, cv_messages *messages);

#endif
