/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Allocations that fail on purpose. The linker puts these in malloc's place (--wrap, see tests/CMakeLists.txt) for all
 * that is linked statically: the library under test is the one that is shipped. Shared libraries (libfyaml, GSL) are
 * not touched. Counts over all threads. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_MEMORY_H
#define CANVASS_TESTS_SUPPORT_TEST_MEMORY_H

#include "support/test.h"

#include <canvass/message.h>

/** From now on the `nth` allocation (from 1) fails, and only that one. 0: none. */
void fail_the_nth_allocation(size_t nth);

/** From now on the `nth` allocation and all that follow fail. 0: none. */
void fail_allocations_from(size_t nth);

/** Lets all allocations through again. @return whether one had failed */
bool stop_failing(void);

/** Something that can run out of memory: sets up, runs, frees, all in one call.
 *  @return the status of what ran; messages are the caller's */
typedef cv_status (*allocating)(void *context, cv_messages *messages);

/** Runs `what` with its first allocation failing, then its second, and so on until a run meets no failing one. A run
 * that met one must return CV_SYSTEM and have said so, or have done without (CV_OK and no error); the last one must
 * return CV_OK. Then the same with all allocations from the nth on failing. Leaks and wild accesses are for the
 * sanitizers to find. `most` ends a loop that takes too long: only that many are tried; 0: all. */
void check_every_allocation(allocating what, void *context, size_t most);

#endif
