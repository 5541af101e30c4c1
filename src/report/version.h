/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Which canvass this is and which libraries it runs with: for `--version` and the manifest. */
#ifndef CANVASS_REPORT_VERSION_H
#define CANVASS_REPORT_VERSION_H

/** The project's version: "0.1.0". */
const char *cv_version(void);

enum { CV_LIBRARY_COUNT = 9, CV_LIBRARY_SIZE = 64 };

typedef struct cv_library {
    const char *name;
    char version[CV_LIBRARY_SIZE];
} cv_library;

/** The libraries whose versions can matter to a result, as they are loaded now (not as they were when canvass was
 * built). */
void cv_libraries(cv_library to[CV_LIBRARY_COUNT]);

#endif
