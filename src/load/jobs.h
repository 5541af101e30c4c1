/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  How many threads to use. */
#ifndef CANVASS_LOAD_JOBS_H
#define CANVASS_LOAD_JOBS_H

#include <stddef.h>

/** What was asked for, at most 256; of 0: the processors that this process may use. */
size_t cv_jobs_count(size_t asked);

#endif
