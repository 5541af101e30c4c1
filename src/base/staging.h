/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Where output is written before it is moved to its target. */
#ifndef CANVASS_BASE_STAGING_H
#define CANVASS_BASE_STAGING_H

#include <canvass/message.h>

/** Makes something at a path where nothing is. @return 0 or a descriptor; -1, with errno */
typedef int cv_staging_maker(const char *path);

/** Makes it beside the target, so that one rename is enough: hidden, and named after the process, so that two runs do
 *  not meet.
 *  @param path where it is, the caller's; NULL where it could not be made
 *  @param made what `make` returned
 *  Fails (CV_SYSTEM): `problem`, of the target; no memory. */
cv_status cv_staging_begin(const char *target, cv_staging_maker *make, const char *problem, char **path, int *made,
                           cv_messages *messages);

#endif
