/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Whole outputs that were looked at and kept: tests/golden. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_GOLDEN_H
#define CANVASS_TESTS_SUPPORT_TEST_GOLDEN_H

#include "support/test.h"

/** Passes where `text` is the file tests/golden/`name`, byte for byte; else prints both and where they part.
 *  With CANVASS_UPDATE_GOLDEN=1 in the environment the file is written instead. */
#define check_golden(text, name) check_golden_file(text, CANVASS_SOURCE_DIR "/tests/golden/" name)

void check_golden_file(const char *text, const char *path);

#endif
