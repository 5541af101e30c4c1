/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The mark of what the library exports; everything else is hidden. */
#ifndef CANVASS_EXPORT_H
#define CANVASS_EXPORT_H

#define CV_API __attribute__((visibility("default")))

#endif
