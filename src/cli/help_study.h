/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  `canvass help study`: the keys of a study file, from the table that the parser reads them by. */
#ifndef CANVASS_CLI_HELP_STUDY_H
#define CANVASS_CLI_HELP_STUDY_H

#include "base/buffer.h"

/** Appends the page; to->failed where memory ran out. */
void cv_help_study(cv_buffer *to);

#endif
