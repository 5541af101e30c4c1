/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What works cell by cell: `standardize` with its shares, and `decompose`. */
#include "study/read.h"

#include <string.h>

/* ---- shares ---- */

/** Nested shares while they are read: the levels on the way to a leaf. */
typedef struct nest {
    cv_reader *reader;
    cv_standardize_spec *spec;
    const cv_word *way; /* [depth] */
    double sum;
} nest;

/* How many leaves there are, each where it should be. 0: none, or a mistake that has its message. */
static size_t count_leaves(cv_reader *reader, const cv_standardize_spec *spec, const cv_key *key, const cv_node *node,
                           size_t depth)
{
    size_t count = 0;
    bool good = true;
    if (depth == spec->by.count)
        return 1;
    if (node->kind != CV_NODE_MAPPING || node->count == 0) {
        const cv_key here = {
            .name = key->name,
            .kind = cv_reader_text(reader, "a mapping of the levels of '%.100s'", spec->by.items[depth].text)};
        cv_reader_fail_kind(reader, &here, node);
        return 0;
    }
    for (size_t i = 0; i < node->count; i++) {
        size_t below = count_leaves(reader, spec, &(cv_key){.name = node->keys[i]->text}, node->items[i], depth + 1);
        good = good && below > 0;
        count += below;
    }
    return good ? count : 0;
}

static void read_leaf(nest *of, const cv_node *node)
{
    cv_standardize_spec *spec = of->spec;
    size_t by = spec->by.count;
    const cv_key key = {.name = of->way[by - 1].text, .kind = "a share of 0 or more"};
    double share = 0;
    if (cv_reader_number(of->reader, &key, node, &share) && share < 0)
        cv_reader_fail_kind(of->reader, &key, node);
    for (size_t k = 0; k < by; k++)
        spec->cells[spec->share_count * by + k] = of->way[k];
    of->sum += share;
    spec->shares[spec->share_count++] = share;
}

static void read_leaves(nest *of, const cv_node *node, cv_word *way, size_t depth)
{
    if (depth == of->spec->by.count) {
        read_leaf(of, node);
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        way[depth] = (cv_word){node->keys[i]->text, node->keys[i]->place};
        read_leaves(of, node->items[i], way, depth + 1);
    }
}

static void read_nested(cv_reader *reader, const cv_key *key, const cv_node *node, cv_standardize_spec *spec)
{
    size_t by = spec->by.count, leaves = count_leaves(reader, spec, key, node, 0);
    size_t before = reader->messages->count;
    if (leaves == 0)
        return;
    cv_word *way = cv_reader_array(reader, by, sizeof *way);
    spec->cells = cv_reader_array(reader, leaves * by, sizeof *spec->cells);
    spec->shares = cv_reader_array(reader, leaves, sizeof *spec->shares);
    if (way == NULL || spec->cells == NULL || spec->shares == NULL)
        return;
    nest of = {.reader = reader, .spec = spec, .way = way};
    read_leaves(&of, node, way, 0);
    if (!(of.sum > 0) && reader->messages->count == before)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "a share above 0", NULL, "all shares are 0");
}

/* A level of the first by variable alone cannot be named like: it would have all of the shares. */
static bool is_like(const cv_node *node, const cv_node **level)
{
    *level = node->kind == CV_NODE_MAPPING && node->count == 1 ? cv_node_find(node, "like", NULL) : NULL;
    return *level != NULL;
}

void cv_read_cell_shares(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_standardize_spec *spec = section;
    const cv_node *level = NULL;
    const cv_key like = {.name = "like", .kind = "a level"};
    spec->shares_place = node->place;
    if (node->kind == CV_NODE_SCALAR && strcmp(node->text, "pooled") == 0) {
        spec->kind = CV_SHARES_POOLED;
    } else if (is_like(node, &level)) {
        spec->kind = CV_SHARES_LIKE;
        spec->like = (cv_word){cv_reader_scalar(reader, &like, level), level->place};
    } else if (node->kind != CV_NODE_MAPPING || node->count == 0) {
        cv_reader_fail_kind(reader, key, node);
    } else if (spec->by.count > 0) { /* else it has a message of its own */
        read_nested(reader, key, node, spec);
    }
}

/* ---- the two keys ---- */

static void check_required(cv_reader *reader, const cv_node *node, cv_section section, const char *name)
{
    if (cv_node_find(node, name, NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, node->place,
                         cv_reader_expected(reader, cv_key_find(section, name)), NULL, "'%s' without '%s'",
                         cv_section_name(section), name);
}

/* The variables of the cells: one at least. */
static void check_by(cv_reader *reader, const cv_node *node, cv_section section)
{
    const cv_node *by = cv_node_find(node, "by", NULL);
    check_required(reader, node, section, "by");
    if (by != NULL && by->kind == CV_NODE_SEQUENCE && by->count == 0)
        cv_fail_expected(reader->messages, CV_USAGE, by->place, "names", NULL, "'by' of %s is empty",
                         cv_section_name(section));
}

/* A variable that makes the domains cannot make their cells too: each domain would have one cell of it. */
static void check_apart(cv_reader *reader, const char *what, const cv_words *cells, const cv_words *domains)
{
    for (size_t i = 0; i < cells->count; i++)
        for (size_t k = 0; k < domains->count; k++)
            if (strcmp(cells->items[i].text, domains->items[k].text) == 0)
                cv_fail_expected(reader->messages, CV_USAGE, cells->items[i].place,
                                 "a variable that is not in the analysis's by or banner", NULL,
                                 "'%s' by '%.200s', which makes the domains", what, cells->items[i].text);
}

static void check_cells(cv_reader *reader, const char *what, const cv_words *cells, const cv_analysis_spec *analysis)
{
    check_apart(reader, what, cells, &analysis->by);
    for (size_t i = 0; i < analysis->banner_count; i++)
        check_apart(reader, what, cells, &analysis->banner[i]);
}

void cv_read_standardize(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_analysis_spec *analysis = section;
    cv_standardize_spec *spec = &analysis->standardize;
    *spec = (cv_standardize_spec){.place = node->place};
    if (!cv_read_section(reader, CV_SECTION_STANDARDIZE, key->name, node, spec))
        return;
    spec->given = true;
    check_by(reader, node, CV_SECTION_STANDARDIZE);
    check_required(reader, node, CV_SECTION_STANDARDIZE, "shares");
    check_cells(reader, key->name, &spec->by, analysis);
    if (spec->kind != CV_SHARES_LIKE)
        return;
    if (analysis->compare.given)
        spec->over = analysis->compare.over;
    else
        cv_reader_check_over(reader, "like", node, analysis, &spec->over);
}

void cv_read_decompose(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_analysis_spec *analysis = section;
    cv_decompose_spec *spec = &analysis->decompose;
    *spec = (cv_decompose_spec){.place = node->place};
    if (!cv_read_section(reader, CV_SECTION_DECOMPOSE, key->name, node, spec))
        return;
    spec->given = true;
    check_by(reader, node, CV_SECTION_DECOMPOSE);
    check_cells(reader, key->name, &spec->by, analysis);
    cv_reader_check_over(reader, key->name, node, analysis, &spec->over);
}

/* ---- what must go together ---- */

void cv_reader_check_cells(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis)
{
    const cv_node *standardize = NULL, *other = NULL;
    if (!analysis->standardize.given || cv_node_find(node, "standardize", &standardize) == NULL)
        return;
    if (cv_node_find(node, "decompose", &other) != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, other->place, "an analysis of its own for it", NULL,
                         "'decompose' does not go with 'standardize'");
    if (cv_node_find(node, "tests", &other) != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, other->place, "compare, or an analysis of its own for the tests",
                         NULL, "'tests' does not go with 'standardize'");
}
