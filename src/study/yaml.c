/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/node.h"

#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/utf8.h"

/* The tree is built from the parser's events, not from its documents: events know their places, and the library's own
 * resolving of aliases is not bounded. */

typedef struct builder {
    const char *file;
    cv_arena *arena;
    cv_messages *messages;
    struct fy_diag *diagnostics;
    struct fy_parser *parser;
    cv_dictionary *anchors; /* names to places in `anchored` */
    cv_node **anchored;
    size_t anchored_count, anchored_capacity;
    size_t nodes;  /* made so far, copies for aliases included */
    cv_place last; /* of the newest event that has one: a value left out has none */
    bool failed;   /* there will be no tree */
} builder;

static void fail_memory(builder *b)
{
    b->failed = true;
    cv_fail_memory(b->messages);
}

/* ---- the bytes, before the parser sees them: it stops without a word at a NUL or a byte that is not UTF-8 ---- */

static bool is_allowed(uint32_t point)
{
    return point == '\t' || point == '\n' || point == '\r' || (point >= 0x20 && point != 0x7F);
}

static cv_status check_bytes(const builder *b, const char *text, size_t length)
{
    cv_place at = {b->file, 1, 1};
    for (size_t i = 0; i < length;) {
        uint32_t point = 0;
        size_t bytes = cv_utf8_read(text + i, length - i, &point);
        unsigned byte = (unsigned char)text[i];
        if (bytes == 0)
            return cv_fail_expected(b->messages, CV_USAGE, at, "UTF-8", NULL, "a byte that is not UTF-8 (0x%02X)",
                                    byte);
        if (!is_allowed(point))
            return cv_fail(b->messages, CV_USAGE, at, "a control character (0x%02X)", byte);
        bool first_mark = i == 0 && point == 0xFEFF;
        i += bytes;
        if (point == '\n')
            at = (cv_place){b->file, at.line + 1, 1};
        else if (!first_mark)
            at.column++;
    }
    return CV_OK;
}

/* ---- what the parser has to say ---- */

static void keep_silent(struct fy_diag *diag, void *user, const char *text, size_t length)
{
    (void)diag, (void)user, (void)text, (void)length;
}

static cv_status open_parser(builder *b, const char *text, size_t length)
{
    struct fy_diag_cfg quiet;
    fy_diag_cfg_default(&quiet);
    quiet.fp = NULL;
    quiet.output_fn = keep_silent;
    b->diagnostics = fy_diag_create(&quiet);
    if (b->diagnostics == NULL)
        return cv_fail_memory(b->messages);
    fy_diag_set_collect_errors(b->diagnostics, true);
    struct fy_parse_cfg options = {
        .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_JSON_NONE | FYPCF_DISABLE_DEPTH_LIMIT,
        .diag = b->diagnostics,
    };
    b->parser = fy_parser_create(&options);
    b->anchors = cv_dictionary_new();
    if (b->parser == NULL || b->anchors == NULL || fy_parser_set_string(b->parser, text, length) != 0)
        return cv_fail_memory(b->messages);
    return CV_OK;
}

static void close_parser(builder *b)
{
    if (b->parser != NULL)
        fy_parser_destroy(b->parser);
    if (b->diagnostics != NULL)
        fy_diag_destroy(b->diagnostics);
    cv_dictionary_free(b->anchors);
    cv_memory_free(b->anchored);
}

static void fail_syntax(builder *b)
{
    void *position = NULL;
    struct fy_diag_error *error = fy_diag_errors_iterate(b->diagnostics, &position);
    while (error != NULL && error->type != FYET_ERROR)
        error = fy_diag_errors_iterate(b->diagnostics, &position);
    cv_place at = {b->file, 1, 1};
    if (error != NULL && error->line > 0 && error->column > 0)
        at = (cv_place){b->file, (uint64_t)error->line, (uint64_t)error->column};
    b->failed = true;
    cv_fail(b->messages, CV_USAGE, at, "not valid YAML: %s", error != NULL ? error->msg : "an unknown directive");
}

/* The next event, or NULL with a message: nobody asks for one after the stream's end. */
static struct fy_event *next_event(builder *b)
{
    if (b->failed)
        return NULL;
    struct fy_event *event = fy_parser_parse(b->parser);
    if (event == NULL)
        fail_syntax(b);
    return event;
}

static cv_place place_of(builder *b, struct fy_event *event)
{
    const struct fy_mark *mark = fy_event_start_mark(event);
    if (mark != NULL)
        b->last = (cv_place){b->file, (uint64_t)mark->line + 1, (uint64_t)mark->column + 1};
    return b->last;
}

/* ---- nodes ---- */

static bool count_node(builder *b, cv_place at)
{
    if (++b->nodes <= CV_YAML_NODES)
        return true;
    b->failed = true;
    cv_fail(b->messages, CV_USAGE, at, "more than %d values, aliases expanded", CV_YAML_NODES);
    return false;
}

static cv_node *new_node(builder *b, cv_node_kind kind, cv_place at)
{
    if (b->failed || !count_node(b, at))
        return NULL;
    cv_node *node = cv_arena_new(b->arena, sizeof *node);
    if (node == NULL) {
        fail_memory(b);
        return NULL;
    }
    node->kind = kind;
    node->place = at;
    return node;
}

static bool check_tag(builder *b, struct fy_event *event, cv_node_kind kind, bool *is_text)
{
    static const struct {
        const char *name;
        cv_node_kind kind;
        bool is_text;
    } tags[] = {
        {"tag:yaml.org,2002:str", CV_NODE_SCALAR, true},    {"tag:yaml.org,2002:int", CV_NODE_SCALAR, false},
        {"tag:yaml.org,2002:float", CV_NODE_SCALAR, false}, {"tag:yaml.org,2002:bool", CV_NODE_SCALAR, false},
        {"tag:yaml.org,2002:null", CV_NODE_SCALAR, false},  {"tag:yaml.org,2002:seq", CV_NODE_SEQUENCE, false},
        {"tag:yaml.org,2002:map", CV_NODE_MAPPING, false},
    };
    struct fy_token *token = fy_event_get_tag_token(event);
    if (token == NULL)
        return true;
    size_t length = 0;
    const char *text = fy_token_get_text(token, &length);
    for (size_t i = 0; text != NULL && i < sizeof tags / sizeof tags[0]; i++)
        if (tags[i].kind == kind && strlen(tags[i].name) == length && memcmp(tags[i].name, text, length) == 0) {
            *is_text = tags[i].is_text;
            return true;
        }
    b->failed = true;
    cv_fail_expected(b->messages, CV_USAGE, place_of(b, event), "no tag: a value is read as its key asks", NULL,
                     "the tag '%.*s' is not used here", text != NULL ? (int)length : 0, text != NULL ? text : "");
    return false;
}

static bool keep_anchor(builder *b, const char *name, cv_node *node)
{
    if (name == NULL || node == NULL)
        return node != NULL;
    int32_t code = cv_dictionary_code(b->anchors, name, strlen(name));
    if (code >= 0 && (size_t)code == b->anchored_count) {
        cv_node **grown = cv_memory_grow(b->anchored, b->anchored_count, &b->anchored_capacity, sizeof(cv_node *));
        if (grown == NULL)
            code = -1;
        else {
            b->anchored = grown;
            b->anchored_count++;
        }
    }
    if (code < 0) {
        fail_memory(b);
        return false;
    }
    b->anchored[code] = node;
    return true;
}

/* The anchor's name, kept beyond the event; NULL where there is none. */
static const char *anchor_of(builder *b, struct fy_event *event)
{
    struct fy_token *token = fy_event_get_anchor_token(event);
    size_t length = 0;
    const char *text = token != NULL ? fy_token_get_text(token, &length) : NULL;
    if (text == NULL)
        return NULL;
    const char *copy = cv_arena_text(b->arena, text, length);
    if (copy == NULL)
        fail_memory(b);
    return copy;
}

/* Scalars are never changed after they are made, so copies share them. */
static cv_node *copy_node(builder *b, const cv_node *from, cv_place alias)
{
    cv_node *to = new_node(b, from->kind, alias);
    if (to == NULL)
        return NULL;
    *to = *from;
    if (from->kind == CV_NODE_SCALAR || from->count == 0)
        return to;
    to->items = cv_arena_array(b->arena, from->count, sizeof(cv_node *));
    if (to->items == NULL) {
        fail_memory(b);
        return NULL;
    }
    if (from->keys != NULL) {
        to->keys = cv_arena_array(b->arena, from->count, sizeof(cv_node *));
        if (to->keys == NULL) {
            fail_memory(b);
            return NULL;
        }
        memcpy(to->keys, from->keys, from->count * sizeof(cv_node *));
    }
    for (size_t i = 0; i < from->count; i++)
        if ((to->items[i] = copy_node(b, from->items[i], alias)) == NULL)
            return NULL;
    return to;
}

static cv_node *expand_alias(builder *b, struct fy_event *event)
{
    cv_place at = place_of(b, event);
    at.column -= at.column > 1; /* the mark stands behind the asterisk */
    size_t length = 0;
    const char *name = fy_token_get_text(fy_event_get_token(event), &length);
    int32_t code = name != NULL ? cv_dictionary_find(b->anchors, name, length) : -1;
    if (code >= 0)
        return copy_node(b, b->anchored[code], at);
    b->failed = true;
    cv_fail_expected(b->messages, CV_USAGE, at,
                     "an anchor of this name that ends before (in a text, put the * in quotes)", NULL,
                     "an alias to nothing: '*%.*s'", name != NULL ? (int)length : 0, name != NULL ? name : "");
    return NULL;
}

static cv_node *scalar_node(builder *b, struct fy_event *event)
{
    struct fy_token *token = fy_event_get_token(event);
    enum fy_scalar_style style = fy_token_scalar_style(token);
    size_t length = 0;
    const char *text = token != NULL ? fy_token_get_text(token, &length) : "";
    bool quoted = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED, is_text = false;
    cv_place inside = place_of(b, event), at = inside;
    at.column -= quoted && at.column > 1; /* the mark stands behind the quote */
    cv_node *node = new_node(b, CV_NODE_SCALAR, at);
    if (node == NULL || !check_tag(b, event, CV_NODE_SCALAR, &is_text))
        return NULL;
    if (text == NULL || (node->text = cv_arena_text(b->arena, text, length)) == NULL) {
        fail_memory(b);
        return NULL;
    }
    if (memchr(text, '\0', length) != NULL) {
        b->failed = true;
        cv_fail(b->messages, CV_USAGE, at, "a text with a NUL character");
        return NULL;
    }
    const struct fy_mark *start = fy_event_start_mark(event), *end = fy_event_end_mark(event);
    bool one_line = (quoted || style == FYSS_PLAIN) && (start == NULL || end == NULL || start->line == end->line);
    node->plain = style == FYSS_PLAIN && !is_text;
    node->inside = one_line ? inside : (cv_place){b->file, inside.line, 0};
    return node;
}

/* ---- collections ---- */

/* Nodes whose number is not known yet. */
typedef struct node_list {
    cv_node **items;
    size_t count, capacity;
} node_list;

static bool push(builder *b, node_list *list, cv_node *node)
{
    if (node == NULL)
        return false;
    cv_node **grown = cv_memory_grow(list->items, list->count, &list->capacity, sizeof(cv_node *));
    if (grown == NULL) {
        fail_memory(b);
        return false;
    }
    list->items = grown;
    list->items[list->count++] = node;
    return true;
}

/* Every `step`th node from `first` on, in the arena. */
static cv_node **pick(builder *b, const node_list *list, size_t first, size_t step)
{
    cv_node **picked = cv_arena_array(b->arena, list->count / step + 1, sizeof(cv_node *));
    if (picked == NULL)
        fail_memory(b);
    for (size_t i = first, to = 0; picked != NULL && i < list->count; i += step)
        picked[to++] = list->items[i];
    return picked;
}

static int compare_keys(const void *left, const void *right)
{
    const cv_node *a = *(cv_node *const *)left, *b = *(cv_node *const *)right;
    int order = strcmp(a->text, b->text);
    if (order != 0)
        return order;
    return a->place.line != b->place.line ? (a->place.line > b->place.line) - (a->place.line < b->place.line)
                                          : (a->place.column > b->place.column) - (a->place.column < b->place.column);
}

/* The tree stays usable after a repeated key, so that the study's other mistakes are found too. Sorted, so that
 * thousands of levels cost no more than their sorting. */
static void check_keys_differ(builder *b, const cv_node *mapping)
{
    if (mapping->count < 2)
        return;
    cv_node **sorted = cv_memory_zero(mapping->count, sizeof(cv_node *));
    if (sorted == NULL) {
        fail_memory(b);
        return;
    }
    memcpy(sorted, mapping->keys, mapping->count * sizeof(cv_node *));
    qsort(sorted, mapping->count, sizeof(cv_node *), compare_keys);
    for (size_t i = 1; i < mapping->count; i++)
        if (strcmp(sorted[i]->text, sorted[i - 1]->text) == 0)
            cv_fail(b->messages, CV_USAGE, sorted[i]->place, "'%s' is given twice; first on line %llu", sorted[i]->text,
                    (unsigned long long)sorted[i - 1]->place.line);
    cv_memory_free(sorted);
}

/* A key that was left out has no place but its value's. */
static void check_keys_are_texts(builder *b, const cv_node *mapping)
{
    for (size_t i = 0; i < mapping->count; i++) {
        const cv_node *key = mapping->keys[i];
        bool text = key->kind == CV_NODE_SCALAR;
        if (text && (!key->plain || key->text[0] != '\0'))
            continue;
        b->failed = true;
        cv_fail_expected(b->messages, CV_USAGE, text ? mapping->items[i]->place : key->place, "a text before the colon",
                         NULL, text ? "an empty key" : "a key that is no text");
    }
}

static cv_node *build_node(builder *b, struct fy_event *event, size_t depth);

/* Reads nodes up to the collection's end; in a mapping keys and values take turns. */
static void read_children(builder *b, node_list *children, size_t depth)
{
    while (!b->failed) {
        struct fy_event *event = next_event(b);
        if (event == NULL)
            return;
        bool ends = event->type == FYET_MAPPING_END || event->type == FYET_SEQUENCE_END;
        cv_node *child = ends ? NULL : build_node(b, event, depth);
        fy_parser_event_free(b->parser, event);
        if (ends || !push(b, children, child))
            return;
    }
}

static cv_node *collection_node(builder *b, struct fy_event *event, cv_node_kind kind, size_t depth)
{
    bool keyed = kind == CV_NODE_MAPPING, is_text = false;
    cv_node *node = new_node(b, kind, place_of(b, event));
    node_list children = {0};
    if (node == NULL || !check_tag(b, event, kind, &is_text))
        return NULL;
    if (depth > CV_YAML_DEPTH) {
        b->failed = true;
        cv_fail(b->messages, CV_USAGE, node->place, "nested more than %d deep", CV_YAML_DEPTH);
        return NULL;
    }
    read_children(b, &children, depth);
    if (!b->failed) {
        node->count = keyed ? children.count / 2 : children.count;
        node->keys = keyed ? pick(b, &children, 0, 2) : NULL;
        node->items = pick(b, &children, keyed, keyed ? 2 : 1);
    }
    if (!b->failed && keyed)
        check_keys_are_texts(b, node);
    if (!b->failed && keyed)
        check_keys_differ(b, node);
    cv_memory_free(children.items);
    return b->failed ? NULL : node;
}

static cv_node *build_node(builder *b, struct fy_event *event, size_t depth)
{
    if (event->type == FYET_ALIAS)
        return expand_alias(b, event);
    const char *anchor = anchor_of(b, event);
    cv_node *node = NULL;
    if (event->type == FYET_SCALAR)
        node = scalar_node(b, event);
    else if (event->type == FYET_SEQUENCE_START)
        node = collection_node(b, event, CV_NODE_SEQUENCE, depth + 1);
    else if (event->type == FYET_MAPPING_START)
        node = collection_node(b, event, CV_NODE_MAPPING, depth + 1);
    else
        fail_syntax(b);
    return keep_anchor(b, anchor, node) ? node : NULL;
}

/* ---- the document ---- */

/* The parser may take a character that it does not like for the end of its input. */
static void check_end(builder *b, struct fy_event *event, size_t length)
{
    const struct fy_mark *mark = fy_event_start_mark(event);
    if (fy_parser_get_stream_error(b->parser))
        fail_syntax(b);
    else if (mark != NULL && mark->input_pos < length) {
        b->failed = true;
        cv_fail(b->messages, CV_USAGE, place_of(b, event), "a character that YAML does not allow");
    }
}

/* A document that starts without a line of its own has its place from what stands in it. */
static void fail_second(builder *b, struct fy_event *start)
{
    struct fy_event *next = fy_event_start_mark(start) == NULL ? next_event(b) : NULL;
    if (b->failed)
        return;
    cv_place at = place_of(b, next != NULL ? next : start);
    fy_parser_event_free(b->parser, next);
    b->failed = true;
    cv_fail(b->messages, CV_USAGE, at, "a second YAML document; a study is one");
}

static cv_node *read_document(builder *b, size_t length)
{
    cv_node *root = NULL;
    bool done = false;
    size_t documents = 0;
    while (!done && !b->failed) {
        struct fy_event *event = next_event(b);
        if (event == NULL)
            break;
        done = event->type == FYET_STREAM_END;
        if (done)
            check_end(b, event, length);
        else if (event->type == FYET_DOCUMENT_START && ++documents > 1)
            fail_second(b, event);
        else if (event->type != FYET_STREAM_START && event->type != FYET_DOCUMENT_START &&
                 event->type != FYET_DOCUMENT_END)
            root = build_node(b, event, 0);
        fy_parser_event_free(b->parser, event);
    }
    return b->failed ? NULL : root;
}

cv_status cv_yaml_parse(const char *file, const char *text, size_t length, cv_arena *arena, cv_node **to,
                        cv_messages *messages)
{
    builder b = {.file = file, .last = {file, 1, 1}, .arena = arena, .messages = messages};
    *to = NULL;
    cv_status status = check_bytes(&b, text, length);
    if (status != CV_OK || length == 0)
        return status;
    size_t before = messages->count;
    status = open_parser(&b, text, length);
    if (status == CV_OK)
        *to = read_document(&b, length);
    if (status == CV_OK && (b.failed || messages->count > before))
        status = messages->count > before ? messages->items[messages->count - 1].status : CV_SYSTEM;
    close_parser(&b);
    return status;
}

cv_node *cv_node_find(const cv_node *mapping, const char *name, const cv_node **key)
{
    for (size_t i = 0; mapping->keys != NULL && i < mapping->count; i++)
        if (strcmp(mapping->keys[i]->text, name) == 0) {
            if (key != NULL)
                *key = mapping->keys[i];
            return mapping->items[i];
        }
    return NULL;
}

bool cv_node_is_null(const cv_node *node)
{
    static const char *const nothing[] = {"", "~", "null", "Null", "NULL"};
    for (size_t i = 0; node->kind == CV_NODE_SCALAR && node->plain && i < sizeof nothing / sizeof nothing[0]; i++)
        if (strcmp(node->text, nothing[i]) == 0)
            return true;
    return false;
}
