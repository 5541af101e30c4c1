/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/letters.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"

enum { ALPHABET = 26 };

const char *cv_column_letter(size_t at, char text[CV_LETTER_SIZE])
{
    char reversed[CV_LETTER_SIZE];
    size_t length = 0;
    /* digits from 1 to 26 instead of 0 to 25, hence the 1 that is taken away at each place; 64 bits need 14 of them */
    for (size_t rest = at + 1; rest > 0 && length < CV_LETTER_SIZE - 1; rest = (rest - 1) / ALPHABET)
        reversed[length++] = (char)('A' + (rest - 1) % ALPHABET);
    for (size_t i = 0; i < length; i++)
        text[i] = reversed[length - 1 - i];
    text[length] = '\0';
    return text;
}

/* Puts down which column is higher than which: higher[column x columns + other]. */
static void mark_pair(bool *higher, size_t columns, const cv_letter_pair *pair, double alpha)
{
    if (pair->a >= columns || pair->b >= columns || pair->a == pair->b || !(pair->p_adjusted < alpha))
        return;
    if (pair->estimate_a > pair->estimate_b)
        higher[pair->a * columns + pair->b] = true;
    if (pair->estimate_b > pair->estimate_a)
        higher[pair->b * columns + pair->a] = true;
}

static char *join_letters(const bool *lower, size_t columns, cv_arena *arena)
{
    char *text = cv_arena_new(arena, columns * CV_LETTER_SIZE + 1), *end = text;
    for (size_t i = 0; text != NULL && i < columns; i++) {
        char letter[CV_LETTER_SIZE];
        if (!lower[i])
            continue;
        if (columns > ALPHABET && end > text)
            *end++ = ' ';
        size_t length = strlen(cv_column_letter(i, letter));
        memcpy(end, letter, length);
        end += length;
    }
    return text;
}

cv_status cv_letters(size_t columns, const cv_letter_pair *pairs, size_t pair_count, double alpha, cv_arena *arena,
                     const char **letters, cv_messages *messages)
{
    cv_status status = CV_OK;
    bool *higher = columns > SIZE_MAX / (columns + 1) ? NULL : cv_memory_zero(columns * columns, sizeof *higher);
    if (higher == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < pair_count; i++)
        mark_pair(higher, columns, &pairs[i], alpha);
    for (size_t i = 0; i < columns; i++) {
        letters[i] = join_letters(higher + i * columns, columns, arena);
        if (letters[i] == NULL) {
            status = cv_fail_memory(messages);
            goto done;
        }
    }
done:
    cv_memory_free(higher);
    return status;
}
