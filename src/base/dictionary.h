/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Texts to codes: each distinct text gets the next code, from 0, in order of first appearance. */
#ifndef CANVASS_BASE_DICTIONARY_H
#define CANVASS_BASE_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

typedef struct cv_dictionary cv_dictionary;

cv_dictionary *cv_dictionary_new(void); /**< NULL: no memory */
void cv_dictionary_free(cv_dictionary *dictionary);

/** The text's code, given to it now if it is new. The bytes may hold anything. @return -1: no memory */
int32_t cv_dictionary_code(cv_dictionary *dictionary, const char *text, size_t length);

/** The text's code, or -1 where it has none. */
int32_t cv_dictionary_find(const cv_dictionary *dictionary, const char *text, size_t length);

/** How many texts have a code; codes go from 0 to one less. */
size_t cv_dictionary_count(const cv_dictionary *dictionary);

/** A code's text, ended by NUL, the dictionary's own; stays where it is until cv_dictionary_free. */
const char *cv_dictionary_text(const cv_dictionary *dictionary, int32_t code, size_t *length);

#endif
