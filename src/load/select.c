/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some rows of a batch. */
#include <string.h>

#include "base/memory.h"
#include "load/frame_private.h"

_Static_assert(CV_SHAPE_COUNT == sizeof((cv_selection *)0)->data / sizeof(void *), "room for every shape");

/* Bytes of one value in the slots of a shape. */
static size_t size_of(const cv_frame *frame, size_t shape)
{
    const cv_wants *wants = &frame->wants[shape];
    return wants->count == 0 ? 1 : cv_step_bytes(frame->plan.steps[wants->items[0].step].kind);
}

static bool reserve(cv_selection *room, const cv_frame *frame, size_t rows)
{
    if (rows <= room->capacity)
        return true;
    for (size_t shape = 0; shape < CV_SHAPE_COUNT; shape++) {
        size_t slots = frame->wants[shape].count;
        void *data = cv_memory_resize(room->data[shape], slots * rows + 1, size_of(frame, shape));
        if (data == NULL)
            return false;
        room->data[shape] = data;
        if (room->slots[shape] == NULL)
            room->slots[shape] = cv_memory_zero(slots + 1, sizeof *room->slots[shape]);
        if (room->slots[shape] == NULL)
            return false;
    }
    room->capacity = rows;
    return true;
}

/* Copies one slot's values of the rows. */
static void take(const void *from, size_t size, const uint32_t *rows, size_t count, char *to)
{
    for (size_t i = 0; i < count; i++)
        memcpy(to + i * size, (const char *)from + rows[i] * size, size);
}

bool cv_batch_select(const cv_batch *batch, const uint32_t *rows, size_t count, cv_selection *room, cv_batch *to)
{
    const void *const *from[CV_SHAPE_COUNT] = {[CV_SHAPE_CODES] = (const void *const *)batch->codes,
                                               [CV_SHAPE_NUMBERS] = (const void *const *)batch->numbers,
                                               [CV_SHAPE_TEXTS] = (const void *const *)batch->texts,
                                               [CV_SHAPE_TRUTHS] = (const void *const *)batch->truths,
                                               [CV_SHAPE_CHOICES] = (const void *const *)batch->choices};
    if (!reserve(room, batch->frame, count))
        return false;
    for (size_t shape = 0; shape < CV_SHAPE_COUNT; shape++) {
        size_t size = size_of(batch->frame, shape);
        for (size_t i = 0; i < batch->frame->wants[shape].count; i++) {
            char *slot = (char *)room->data[shape] + i * count * size;
            take(from[shape][i], size, rows, count, slot);
            room->slots[shape][i] = slot;
        }
    }
    *to = *batch;
    to->rows = count;
    to->first_row = count > 0 ? batch->first_row + rows[0] : batch->first_row;
    to->origin = rows;
    to->codes = (const int32_t *const *)room->slots[CV_SHAPE_CODES];
    to->numbers = (const double *const *)room->slots[CV_SHAPE_NUMBERS];
    to->texts = (const cv_field *const *)room->slots[CV_SHAPE_TEXTS];
    to->truths = (const uint8_t *const *)room->slots[CV_SHAPE_TRUTHS];
    to->choices = (const uint64_t *const *)room->slots[CV_SHAPE_CHOICES];
    return true;
}

void cv_selection_free(cv_selection *room)
{
    for (size_t shape = 0; shape < CV_SHAPE_COUNT; shape++) {
        cv_memory_free(room->data[shape]);
        cv_memory_free(room->slots[shape]);
    }
    *room = (cv_selection){0};
}

const char *cv_batch_code_text(const cv_batch *batch, size_t slot, int32_t code)
{
    size_t length;
    const cv_want *want = &batch->frame->wants[CV_SHAPE_CODES].items[slot];
    return cv_dictionary_text(batch->frame->lists[want->step].dictionary, code, &length);
}
