/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  JSON, written piece by piece: jansson escapes the texts, numbers are those of the CSV files (the shortest text that
 *  reads back to the same double; jansson alone would write 0.1 as 0.10000000000000001), keys stay in the order given.
 */
#ifndef CANVASS_TABLE_JSON_H
#define CANVASS_TABLE_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/** A document under way. Start with {.to = buffer}. Every function takes the key first: NULL in an array. */
typedef struct cv_json {
    cv_buffer *to;
    size_t depth;    /**< containers that are open */
    size_t one_line; /**< the depth whose container is kept on one line, with all in it; 0: none */
    bool more;       /**< the container that is open has an item already */
} cv_json;

void cv_json_open(cv_json *json, const char *key, char bracket);      /**< '{' or '[' */
void cv_json_open_line(cv_json *json, const char *key, char bracket); /**< likewise, all of it on one line */
void cv_json_close(cv_json *json, char bracket);                      /**< '}' or ']' */
void cv_json_text(cv_json *json, const char *key, const char *text);  /**< NULL: null */
void cv_json_number(cv_json *json, const char *key, double number);   /**< NaN: null; infinities: "inf", "-inf" */
void cv_json_truth(cv_json *json, const char *key, bool truth);

#endif
