/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fold keeps of its rows: domains, counts, degrees of freedom, totals of each kind of item, moments, weights.
 * Every number is added up by hand. Where rows are PSUs and where clusters are, the totals are the same. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "fold/fold.h"
#include "support/test_design.h"
#include "support/test_messages.h"

#define STUDY                                                                                                          \
    "data: {file: d.csv}\nvariables: {m: {multiple: [c1, c2], selected: ['1']}, a: {levels: {p: P, q: Q, r: R}}}\n"    \
    "analyses: [{name: x, statistic: mean, of: y, where: \"y > 2\"}]\ndesign: {%s}\n"

enum { MOST = 8 };

/** What a test folds: one item in the domains of one block. */
struct wish {
    const char *by[2]; /**< NULL: none */
    cv_item_kind kind;
    const char *of, *below;
    bool missing_level, where;
    cv_score score;
};

struct folded {
    const struct wish *wish;
    cv_fold *fold;
    size_t block, item;
    test_design design;
};

static cv_status want_item(cv_frame *frame, const struct wish *wish, cv_item_spec *to, cv_messages *messages)
{
    cv_word of = {.text = wish->of};
    *to = (cv_item_spec){.kind = wish->kind,
                         .slot = CV_NO_SLOT,
                         .slot_below = CV_NO_SLOT,
                         .missing_level = wish->missing_level,
                         .score = wish->score};
    switch (wish->kind) {
    case CV_ITEM_LEVELS:
        return cv_frame_want_codes(frame, of, &to->slot, messages);
    case CV_ITEM_CHOICES:
        return cv_frame_want_choices(frame, of, &to->slot, messages);
    case CV_ITEM_RATIO:
        if (cv_frame_want_number(frame, (cv_word){.text = wish->below}, &to->slot_below, messages) != CV_OK)
            return CV_USAGE;
        return cv_frame_want_number(frame, of, &to->slot, messages);
    case CV_ITEM_NUMBER:
    case CV_ITEM_ROWS:
        return cv_frame_want_number(frame, of, &to->slot, messages);
    case CV_ITEM_MOMENTS:
    case CV_ITEM_WEIGHTS:
        break;
    }
    return CV_OK;
}

static cv_status start(test_design *design, void *context)
{
    struct folded *to = context;
    size_t by[2], by_count = 0, where = CV_NO_SLOT;
    cv_item_spec spec;
    cv_fold_free(to->fold);
    to->fold = cv_fold_new(design->design);
    assert_non_null(to->fold);
    for (; by_count < 2 && to->wish->by[by_count] != NULL; by_count++)
        assert_int_equal(cv_frame_want_codes(design->frame, (cv_word){.text = to->wish->by[by_count]}, &by[by_count],
                                             &design->messages),
                         CV_OK);
    if (to->wish->where)
        assert_int_equal(cv_frame_want_truth(design->frame, design->study.analyses[0].where, &where, &design->messages),
                         CV_OK);
    assert_int_equal(cv_fold_block(to->fold, where, by, by_count, &to->block, &design->messages), CV_OK);
    assert_int_equal(want_item(design->frame, to->wish, &spec, &design->messages), CV_OK);
    return cv_fold_item(to->fold, to->block, &spec, &to->item, &design->messages);
}

static cv_status batch(void *context, const cv_batch *batch, const cv_design_rows *rows, cv_messages *messages)
{
    struct folded *to = context;
    return cv_fold_batch(to->fold, batch, rows, messages);
}

static void fold(struct folded *to, const char *design, const char *data, const struct wish *wish)
{
    const test_design_hooks hooks = {.start = start, .batch = batch, .context = to};
    char study[500];
    *to = (struct folded){.wish = wish};
    snprintf(study, sizeof study, STUDY, design);
    test_design_run(&to->design, study, data, &hooks);
    check_messages(&to->design.messages, "", "the design");
    assert_int_equal(cv_fold_finish(to->fold, to->design.frame, &to->design.messages), CV_OK);
}

static void free_folded(struct folded *folded)
{
    cv_fold_free(folded->fold);
    test_design_free(&folded->design);
}

/* ---- domains ---- */

/* The second PSU has weight 0 in domain a, the fifth in b; one row has no g. */
#define ROWS       "y,g,h,s,c,w\n1,a,u,n,1,1\n2,a,u,n,2,0\n3,b,u,n,2,2\n4,a,v,n,3,1\n5,,v,n,3,1\n6,b,u,s,4,1\n7,b,v,s,5,0\n"
#define CLUSTERED  "weight: w, strata: s, cluster: c"
#define ROWS_ALONE "weight: w, strata: s"

static const struct domain_case {
    const char *name, *design;
    struct wish wish;
    size_t domains;
    struct {
        int32_t key[2];
        uint64_t rows, live;
        double df, answers_df, total; /* PSUs less strata; of those with an answer; the sum of w y */
    } want[MOST];
} domain_cases[] = {
    {"the_whole", CLUSTERED, {.of = "y", .kind = CV_ITEM_NUMBER}, 1, {{{0}, 7, 5, 2, 2, 22}}},
    {"the_whole_of_rows", ROWS_ALONE, {.of = "y", .kind = CV_ITEM_NUMBER}, 1, {{{0}, 7, 5, 3, 3, 22}}},
    {"groups_in_their_order_of_appearance",
     CLUSTERED,
     {.by = {"g"}, .of = "y", .kind = CV_ITEM_NUMBER},
     2,
     {{{0}, 3, 2, 1, 1, 5}, {{1}, 3, 2, 0, 0, 12}}},
    {"groups_of_rows",
     ROWS_ALONE,
     {.by = {"g"}, .of = "y", .kind = CV_ITEM_NUMBER},
     2,
     {{{0}, 3, 2, 1, 1, 5}, {{1}, 3, 2, 0, 0, 12}}},
    {"groups_within_groups",
     CLUSTERED,
     {.by = {"g", "h"}, .of = "y", .kind = CV_ITEM_NUMBER},
     4,
     {{{0, 0}, 2, 1, 0, 0, 1}, {{1, 0}, 2, 2, 0, 0, 12}, {{0, 1}, 1, 1, 0, 0, 4}, {{1, 1}, 1, 0, 0, 0, 0}}},
    {"a_condition",
     CLUSTERED,
     {.by = {"g"}, .of = "y", .kind = CV_ITEM_NUMBER, .where = true},
     2,
     {{{1}, 3, 2, 0, 0, 12}, {{0}, 1, 1, 0, 0, 4}}},
};

static void check_domains(void **state)
{
    const struct domain_case *c = *state;
    struct folded got;
    fold(&got, c->design, ROWS, &c->wish);
    assert_int_equal(cv_fold_domains(got.fold, got.block), c->domains);
    for (size_t d = 0; d < c->domains; d++) {
        double totals[MOST], centre[2];
        size_t by = c->wish.by[0] == NULL ? 0 : c->wish.by[1] == NULL ? 1 : 2;
        if (by > 0)
            assert_memory_equal(cv_fold_domain_key(got.fold, got.block, d), c->want[d].key, by * sizeof(int32_t));
        assert_int_equal(cv_fold_domain_rows(got.fold, got.block, d), c->want[d].rows);
        assert_int_equal(cv_fold_domain_live(got.fold, got.block, d), c->want[d].live);
        check_close(cv_fold_domain_df(got.fold, got.block, d), c->want[d].df, 0, "degrees of freedom");
        check_close(cv_fold_answers_df(got.fold, got.block, got.item, &d, 1), c->want[d].answers_df, 0,
                    "those of the answers");
        cv_fold_totals(got.fold, got.block, got.item, d, totals);
        cv_fold_centre(got.fold, got.block, got.item, d, centre);
        check_near(centre[0] * totals[0] + totals[1], c->want[d].total, 1e-14, 1e-14, "total");
    }
    free_folded(&got);
}

/* ---- items ---- */

/* A row without an answer, one of weight 0; choices: the third row has neither column. */
#define ANSWERS                                                                                                        \
    "a,y,x,c1,c2,c,w\np,10,2,1,0,1,2\nq,-5,1,0,1,1,1\n,,4,,,2,4\np,4,,1,1,2,0.5\nr,0,3,0,0,3,1\nq,7,5,1,1,3,0\n"

static const struct item_case {
    const char *name;
    struct wish wish;
    size_t slots;
    uint64_t answers, level_answers[MOST];
    size_t levels;
    double totals[MOST]; /* about a centre of 0 */
} item_cases[] = {
    {"levels", {.kind = CV_ITEM_LEVELS, .of = "a"}, 3, 4, {2, 1, 1}, 3, {2.5, 1, 1}},
    {"levels_and_the_missing",
     {.kind = CV_ITEM_LEVELS, .of = "a", .missing_level = true},
     4,
     5,
     {2, 1, 1, 1},
     4,
     {2.5, 1, 1, 4}},
    {"choices", {.kind = CV_ITEM_CHOICES, .of = "m"}, 3, 4, {2, 2}, 2, {4.5, 2.5, 1.5}},
    /* w: 2 + 1 + 0.5 + 1; w y: 20 - 5 + 2 */
    {"a_number", {.kind = CV_ITEM_NUMBER, .of = "y"}, 2, 4, {0}, 0, {4.5, 17}},
    /* both answered: w 2 + 1 + 1; w y 20 - 5; w x 4 + 1 + 3 */
    {"a_ratio", {.kind = CV_ITEM_RATIO, .of = "y", .below = "x"}, 3, 3, {0}, 0, {4, 15, 8}},
    {"a_score",
     {.kind = CV_ITEM_NUMBER,
      .of = "y",
      .score = {.points = 100,
                .up = (const double[]){10, 7},
                .up_count = 2,
                .down = (const double[]){-5, 0},
                .down_count = 2}},
     2,
     4,
     {0},
     0,
     {4.5, 0}}, /* 100 (2 - 1 - 1) */
};

static void check_item_under(const struct item_case *c, const char *design)
{
    struct folded got;
    double totals[MOST], centre[2];
    fold(&got, design, ANSWERS, &c->wish);
    assert_int_equal(cv_fold_slots(got.fold, got.block, got.item), c->slots);
    assert_int_equal(cv_fold_answers(got.fold, got.block, got.item, 0), c->answers);
    for (size_t i = 0; i < c->levels; i++)
        assert_int_equal(cv_fold_level_answers(got.fold, got.block, got.item, 0, i), c->level_answers[i]);
    cv_fold_totals(got.fold, got.block, got.item, 0, totals);
    cv_fold_centre(got.fold, got.block, got.item, 0, centre);
    for (size_t i = 0; i < c->slots; i++) {
        bool centred = c->levels == 0 && i > 0;
        check_near(totals[i] + (centred ? centre[i - 1] * totals[0] : 0), c->totals[i], 1e-14, 1e-13, c->name);
    }
    free_folded(&got);
}

static void check_item(void **state)
{
    check_item_under(*state, "weight: w, cluster: c");
    check_item_under(*state, "weight: w");
}

/* ---- moments and weights ---- */

/* w 2, 1, 1; y 10, -5, 0: mean 15 / 4; x 2, 1, 3: mean 2. About them: w y'^2 = 2 x 39.0625 + 76.5625 + 14.0625,
 * w x'^2 = 0 + 1 + 1, w x' y' = 0 + 8.75 - 3.75. */
static void moments_are_about_the_means(void **state)
{
    (void)state;
    static const struct wish wish = {.kind = CV_ITEM_RATIO, .of = "y", .below = "x"};
    static const char *const designs[] = {"weight: w, cluster: c", "weight: w"};
    for (size_t i = 0; i < COUNT_OF(designs); i++) {
        struct folded got;
        fold(&got, designs[i], ANSWERS, &wish);
        cv_moments m = cv_fold_moments(got.fold, got.block, got.item, 0);
        assert_int_equal(m.n, 3);
        check_close(m.weight, 4, 1e-15, "weight");
        check_close(m.mean_y, 3.75, 1e-15, "mean of y");
        check_close(m.mean_x, 2, 1e-15, "mean of x");
        check_close(m.yy, 168.75, 1e-14, "squares of y");
        check_close(m.xy, 5, 1e-14, "products");
        check_close(m.xx, 2, 1e-14, "squares of x");
        free_folded(&got);
    }
}

/* A large common part must not drown the squares: 1e9 + 1, 2, 3. */
static void squares_survive_a_large_centre(void **state)
{
    (void)state;
    static const struct wish wish = {.kind = CV_ITEM_NUMBER, .of = "y"};
    static const char *const designs[] = {"cluster: c", ""};
    for (size_t i = 0; i < COUNT_OF(designs); i++) {
        struct folded got;
        fold(&got, designs[i], "y,c,c1,c2,a\n1000000001,1,0,0,p\n1000000002,2,0,0,p\n1000000003,3,0,0,p\n", &wish);
        check_close(cv_fold_moments(got.fold, got.block, got.item, 0).yy, 2, 1e-12, designs[i]);
        free_folded(&got);
    }
}

static void the_distribution_of_the_weights(void **state)
{
    (void)state;
    static const struct wish wish = {.kind = CV_ITEM_WEIGHTS};
    struct folded got;
    cv_weight_summary w;
    fold(&got, "weight: w, cluster: c", ANSWERS, &wish);
    assert_int_equal(cv_fold_weights(got.fold, got.block, got.item, 0, &w, &got.design.messages), CV_OK);
    assert_int_equal(w.n, 5); /* 2 1 4 0.5 1, the sixth is 0 */
    check_close(w.sum, 8.5, 1e-15, "sum");
    check_close(w.squares, 22.25, 1e-15, "squares");
    check_close(w.mean, 1.7, 1e-15, "mean");
    check_close(w.squares_about_mean, 22.25 - 5 * 1.7 * 1.7, 1e-14, "squares about the mean");
    check_close(w.min, 0.5, 0, "least");
    check_close(w.max, 4, 0, "most");
    check_close(w.median, 1, 0, "median");
    free_folded(&got);
}

/* ---- nobody ---- */

static void a_condition_that_nobody_meets_leaves_an_empty_whole(void **state)
{
    (void)state;
    static const char *const designs[] = {"cluster: c", ""};
    static const struct wish whole = {.kind = CV_ITEM_NUMBER, .of = "y", .where = true},
                             groups = {.by = {"a"}, .kind = CV_ITEM_NUMBER, .of = "y", .where = true};
    for (size_t i = 0; i < COUNT_OF(designs); i++) {
        struct folded got;
        double totals[MOST];
        fold(&got, designs[i], "y,c,c1,c2,a\n1,1,0,0,p\n,2,0,0,q\n", &whole);
        assert_int_equal(cv_fold_domains(got.fold, got.block), 1);
        assert_int_equal(cv_fold_domain_rows(got.fold, got.block, 0), 0);
        assert_int_equal(cv_fold_answers(got.fold, got.block, got.item, 0), 0);
        check_close(cv_fold_domain_df(got.fold, got.block, 0), 0, 0, "degrees of freedom");
        cv_fold_totals(got.fold, got.block, got.item, 0, totals);
        check_close(totals[0], 0, 0, "weight");
        check_close(totals[1], 0, 0, "total");
        free_folded(&got);
        fold(&got, designs[i], "y,c,c1,c2,a\n1,1,0,0,p\n,2,0,0,q\n", &groups);
        assert_int_equal(cv_fold_domains(got.fold, got.block), 0);
        free_folded(&got);
    }
}

/* ---- sharing ---- */

static void the_same_block_and_item_are_kept_once(void **state)
{
    (void)state;
    static const struct wish wish = {.kind = CV_ITEM_NUMBER, .of = "y"};
    static const double up[] = {9, 10}, same[] = {9, 10}, other[] = {8, 9};
    const size_t by[] = {3, 4}, turned[] = {4, 3};
    struct folded got;
    size_t first, again, different, item, item_again;
    fold(&got, "", ROWS, &wish);
    assert_int_equal(cv_fold_block(got.fold, 0, by, 2, &first, &got.design.messages), CV_OK);
    assert_int_equal(cv_fold_block(got.fold, 0, by, 2, &again, &got.design.messages), CV_OK);
    assert_int_equal(first, again);
    assert_int_equal(cv_fold_block(got.fold, 0, turned, 2, &different, &got.design.messages), CV_OK);
    assert_int_not_equal(first, different);
    assert_int_equal(cv_fold_block(got.fold, 1, by, 2, &different, &got.design.messages), CV_OK);
    assert_int_not_equal(first, different);
    assert_int_equal(cv_fold_block(got.fold, 0, by, 1, &different, &got.design.messages), CV_OK);
    assert_int_not_equal(first, different);
    cv_item_spec spec = {.kind = CV_ITEM_NUMBER, .slot = 1, .score = {.points = 100, .up = up, .up_count = 2}};
    assert_int_equal(cv_fold_item(got.fold, first, &spec, &item, &got.design.messages), CV_OK);
    spec.score.up = same; /* the same numbers at another place */
    assert_int_equal(cv_fold_item(got.fold, first, &spec, &item_again, &got.design.messages), CV_OK);
    assert_int_equal(item, item_again);
    spec.score.up = other;
    assert_int_equal(cv_fold_item(got.fold, first, &spec, &item_again, &got.design.messages), CV_OK);
    assert_int_not_equal(item, item_again);
    free_folded(&got);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(moments_are_about_the_means),
        cmocka_unit_test(squares_survive_a_large_centre),
        cmocka_unit_test(the_distribution_of_the_weights),
        cmocka_unit_test(a_condition_that_nobody_meets_leaves_an_empty_whole),
        cmocka_unit_test(the_same_block_and_item_are_kept_once),
    };
    struct CMUnitTest tests[COUNT_OF(domain_cases) + COUNT_OF(item_cases) + COUNT_OF(others)] = {{0}};
    size_t n = 0;
    for (size_t i = 0; i < COUNT_OF(domain_cases); i++)
        tests[n++] = (struct CMUnitTest){.name = domain_cases[i].name,
                                         .test_func = check_domains,
                                         .initial_state = (void *)(uintptr_t)&domain_cases[i]};
    for (size_t i = 0; i < COUNT_OF(item_cases); i++)
        tests[n++] = (struct CMUnitTest){
            .name = item_cases[i].name, .test_func = check_item, .initial_state = (void *)(uintptr_t)&item_cases[i]};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[n++] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
