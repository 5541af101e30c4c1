/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The times in a ZIP archive (APPNOTE.TXT of PKWARE, 4.3), which change from one writing to the next. */
#ifndef CANVASS_BASE_ZIP_H
#define CANVASS_BASE_ZIP_H

#include <stdbool.h>
#include <stddef.h>

/** Sets the time of every entry to 1980-01-01 00:00, the first that there is, in place. Archives without ZIP64, of one
 * part. @return false: these bytes are no such archive; some times may have been changed */
bool cv_zip_undate(char *bytes, size_t length);

#endif
