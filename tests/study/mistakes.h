/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Studies with mistakes, and the whole text of the messages about them. A test program lists its cases in `cases` and
 * runs them with RUN_MISTAKES. */
#ifndef CANVASS_TESTS_STUDY_MISTAKES_H
#define CANVASS_TESTS_STUDY_MISTAKES_H

#include "support/test.h"

#include <string.h>

#include "study/study.h"
#include "support/test_messages.h"

/* What the rest of a study needs, for below the lines that a case is about. */
#define DATA     "data: {file: d.csv}\n"
#define ANALYSES "analyses: [{name: a, statistic: proportion, of: x}]\n"
#define REST     DATA ANALYSES

struct mistake {
    const char *name;
    const char *study;
    const char *want; /* the messages; "" : the study is good */
};

static void check_mistake(void **state)
{
    const struct mistake *c = *state;
    cv_study study = {0};
    cv_messages messages = {0};
    cv_status status = cv_study_parse("s.yaml", c->study, strlen(c->study), NULL, 0, &study, &messages);
    assert_int_equal(status, strstr(c->want, "error:") == NULL ? CV_OK : CV_USAGE); /* a warning is no error */
    assert_int_equal(status, cv_messages_status(&messages));
    check_messages(&messages, c->want, c->name);
    cv_study_free(&study);
}

#define RUN_MISTAKES(cases)                                                                                            \
    do {                                                                                                               \
        struct CMUnitTest tests[COUNT_OF(cases)] = {{0}};                                                              \
        for (size_t i = 0; i < COUNT_OF(cases); i++)                                                                   \
            tests[i] = (struct CMUnitTest){.name = (cases)[i].name,                                                    \
                                           .test_func = check_mistake,                                                 \
                                           .initial_state = (void *)(uintptr_t) & (cases)[i]};                         \
        return cmocka_run_group_tests(tests, NULL, NULL);                                                              \
    } while (0)

#endif
