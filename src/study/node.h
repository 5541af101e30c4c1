/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  YAML text to a plain tree: the project's only door to the YAML library. Scalars keep their text (01 stays 01, yes
 *  stays yes); what a text means is said by whoever reads it. */
#ifndef CANVASS_STUDY_NODE_H
#define CANVASS_STUDY_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/arena.h"

typedef enum cv_node_kind { CV_NODE_SCALAR, CV_NODE_SEQUENCE, CV_NODE_MAPPING } cv_node_kind;

typedef struct cv_node {
    cv_node_kind kind;
    cv_place place;   /**< of the first character, an opening quote or bracket included */
    const char *text; /**< scalars: UTF-8, without NUL; never NULL */
    bool plain;       /**< a scalar without quotes, on which words such as null can have a meaning */
    cv_place inside;  /**< scalars: of the text's first character; the column is 0 where the text has several lines */
    struct cv_node **keys;  /**< mappings: scalars */
    struct cv_node **items; /**< a sequence's items; a mapping's values, in the keys' order */
    size_t count;
} cv_node;

enum { CV_YAML_DEPTH = 100, CV_YAML_NODES = 1000000 }; /**< the bounds of what is read */

/** Parses one document. Aliases are expanded, tags other than the core ones (!!str, ...) refused, as are a second
 *  document, a key given twice, a key that is no scalar, NUL and control characters, more nesting than CV_YAML_DEPTH
 *  and more values than CV_YAML_NODES once aliases are expanded.
 *  @param file  for places; kept, not copied       @param arena  owns the tree; the text may go afterwards
 *  @param[out] to  the tree; NULL of a text without a document, and on failure; where repeated keys are
 *                  the only mistake it is there, with the first of each found by cv_node_find
 *  @return CV_OK, CV_USAGE with messages, CV_SYSTEM */
cv_status cv_yaml_parse(const char *file, const char *text, size_t length, cv_arena *arena, cv_node **to,
                        cv_messages *messages);

/** The value of a mapping's key, or NULL; *key (may be NULL) gets the key's own node. */
cv_node *cv_node_find(const cv_node *mapping, const char *name, const cv_node **key);

/** True for a value that was left out: nothing, ~ or null, without quotes. */
bool cv_node_is_null(const cv_node *node);

/** Puts `value` below `name`, in place of what was there or at the end. @return false: no memory */
bool cv_node_put(cv_arena *arena, cv_node *mapping, const char *name, cv_node *value);

/** Makes a study's settings (`KEY=VALUE`, KEY dotted) part of its tree. An analysis or chart is named by its name, a
 *  list is replaced whole, VALUE is YAML. What they bring has the place "--set".
 *  @param root  the study's mapping      @return CV_OK, CV_USAGE with messages, CV_SYSTEM */
cv_status cv_settings_apply(cv_node *root, const char *const *settings, size_t count, cv_arena *arena,
                            cv_messages *messages);

#endif
