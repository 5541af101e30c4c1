/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A design on a study and its data as texts, and whatever a test hangs on its rows. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_DESIGN_H
#define CANVASS_TESTS_SUPPORT_TEST_DESIGN_H

#include "design/design.h"

enum { TEST_DESIGN_ROWS = 64 };

typedef struct test_design test_design;

/** What a test does beside the design; both may be NULL. */
typedef struct test_design_hooks {
    cv_status (*start)(test_design *design, void *context); /**< at the start of each pass: asks the frame for more */
    cv_status (*batch)(void *context, const cv_batch *batch, const cv_design_rows *rows, cv_messages *messages);
    void *context;
} test_design_hooks;

struct test_design {
    cv_study study;
    cv_frame *frame;
    cv_design *design;
    cv_messages messages;
    cv_status status;
    bool wanted; /**< the pass came before the weights were known */
    size_t rows; /**< of the last pass, at most TEST_DESIGN_ROWS of them are kept */
    const test_design_hooks *hooks;
    double weight[TEST_DESIGN_ROWS];
    uint32_t stratum[TEST_DESIGN_ROWS], unit[TEST_DESIGN_ROWS];
};

/** Parses the study and runs the data through its design, as often as it needs. Nothing is checked: `status` and
 *  `messages` tell how it went. */
void test_design_run(test_design *to, const char *study, const char *data, const test_design_hooks *hooks);
void test_design_free(test_design *design);

#endif
