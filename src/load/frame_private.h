/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What a frame is made of; for the files of this folder alone. */
#ifndef CANVASS_LOAD_FRAME_PRIVATE_H
#define CANVASS_LOAD_FRAME_PRIVATE_H

#include "base/dictionary.h"
#include "load/bind.h"
#include "load/header.h"
#include "load/mask.h"

/** What was asked for with one cv_frame_want_ function: its slot is its place in the list. */
typedef struct cv_want {
    size_t step;
    const cv_source *source;        /**< codes, choices: whose levels these are */
    const cv_expression *condition; /**< truths */
    bool answered;                  /**< codes: not the source's levels, but whether there is an answer */
} cv_want;

typedef struct cv_wants {
    cv_want *items;
    size_t count, capacity;
} cv_wants;

/** The levels of one step's codes in the whole file. */
typedef struct cv_level_list {
    cv_dictionary *dictionary; /**< of a column */
    bool closed;               /**< too many: the run fails */
} cv_level_list;

struct cv_frame {
    const cv_study *study;
    const char *file; /**< as messages name it */
    char delimiter, decimal;
    cv_engine engine;
    cv_arena arena;
    cv_cutter cutter;
    cv_header header;
    cv_plan plan;
    cv_binder binder;
    cv_wants wants[CV_SHAPE_COUNT];
    cv_level_list *lists; /**< [step], from the run on */
    cv_levels *levels[2]; /**< [slot] of codes, of choices; after the run */
    bool ran;
    uint64_t rows; /**< of all files */
    char sha256[CV_SHA256_SIZE];
    cv_input *inputs; /**< [files] that were read */
    size_t input_count;
};

/** The pass itself. */
cv_status cv_frame_pass(cv_frame *frame, const cv_run_options *options, cv_sink sink, void *context,
                        cv_messages *messages);

/** Makes the lists of levels, the declared ones in them. */
cv_status cv_frame_levels_begin(cv_frame *frame, cv_messages *messages);

/** Works out the levels and their order from what the pass found. */
cv_status cv_frame_levels_finish(cv_frame *frame, cv_messages *messages);

void cv_frame_levels_free(cv_frame *frame);

#endif
