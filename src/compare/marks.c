/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/marks.h"

#include <string.h>

#include "base/memory.h"

/* The design has asked for all of them: asked for again they have the same slots. */
cv_status cv_marks_find(const cv_design_spec *spec, const cv_design *design, cv_frame *frame, cv_marks *to,
                        cv_messages *messages)
{
    const cv_replicates *replicates = cv_design_replicates(design);
    const cv_words weight = {(cv_word *)(uintptr_t)&spec->weight, spec->weight.text != NULL};
    const struct {
        const cv_words *words;
        cv_mark_kind kind;
        cv_status (*want)(cv_frame *frame, cv_word name, size_t *slot, cv_messages *messages);
    } lists[] = {{&weight, CV_MARK_NUMBER, cv_frame_want_number},
                 {&spec->strata, CV_MARK_CODE, cv_frame_want_codes},
                 {&spec->cluster, CV_MARK_TEXT, cv_frame_want_text},
                 {&spec->fpc, CV_MARK_NUMBER, cv_frame_want_number}};
    size_t most = replicates->count;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        most += lists[i].words->count;
    *to = (cv_marks){.columns = cv_memory_zero(most + 1, sizeof *to->columns), .found = true};
    cv_status status = to->columns == NULL ? cv_fail_memory(messages) : CV_OK;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        for (size_t k = 0; status == CV_OK && k < lists[i].words->count; k++) {
            to->columns[to->count].kind = lists[i].kind;
            status = lists[i].want(frame, lists[i].words->items[k], &to->columns[to->count++].slot, messages);
        }
    for (size_t r = 0; status == CV_OK && r < replicates->count; r++) {
        to->columns[to->count].kind = CV_MARK_NUMBER;
        to->columns[to->count++].slot = replicates->slots[r];
    }
    return status;
}

void cv_marks_free(cv_marks *marks)
{
    cv_memory_free(marks->columns);
    *marks = (cv_marks){0};
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    hash = (hash ^ (hash >> 32)) * 0xd6e8feb86659fd93u;
    return hash ^ (hash >> 32);
}

static uint64_t mix_number(uint64_t hash, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return mix(hash, bits);
}

static uint64_t mix_text(uint64_t hash, const cv_field *field)
{
    hash = mix(hash, (uint64_t)(int64_t)field->length);
    for (int32_t i = 0; i < field->length; i++)
        hash = (hash ^ (unsigned char)field->text[i]) * 0x100000001b3u;
    return mix(hash, 0);
}

uint64_t cv_marks_of(const cv_marks *marks, const cv_batch *batch)
{
    uint64_t sum = 0;
    for (size_t row = 0; row < batch->rows; row++) {
        uint64_t hash = 0;
        for (size_t i = 0; i < marks->count; i++) {
            size_t slot = marks->columns[i].slot;
            switch (marks->columns[i].kind) {
            case CV_MARK_NUMBER:
                hash = mix_number(hash, batch->numbers[slot][row]);
                break;
            case CV_MARK_CODE:
                hash = mix(hash, (uint64_t)(int64_t)batch->codes[slot][row]);
                break;
            case CV_MARK_TEXT:
                hash = mix_text(hash, &batch->texts[slot][row]);
                break;
            }
        }
        sum += hash;
    }
    return sum;
}
