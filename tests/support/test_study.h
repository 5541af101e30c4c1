/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A study and its data as texts, run in memory. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_STUDY_H
#define CANVASS_TESTS_SUPPORT_TEST_STUDY_H

#include "compare/analyse.h"

typedef struct test_study {
    cv_study study;
    cv_results results;
    cv_messages messages;
    cv_status status;
} test_study;

/** Runs the study text on the data text. Nothing is checked: `status` and `messages` tell how it went. */
void test_study_run(test_study *to, const char *study, const char *data, size_t jobs, size_t chunk_bytes);

/** The same, and fails the test with the messages' text where the run did not succeed. */
void test_study_must_run(test_study *to, const char *study, const char *data, size_t jobs, size_t chunk_bytes);
/** The same in short, for check_every_allocation: parsed, run by one thread and freed again. */
cv_status test_study_try(const char *study, const char *data, cv_messages *messages);
void test_study_free(test_study *study);

/** All messages as the program prints them, one below the other; to be freed with cv_text_free. */
char *test_messages_text(const cv_messages *messages);

#endif
