/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of replicate weights in several pieces, from several stages, by any number of threads, and without memory.
 * What it says is tested in tests/cli/test_weights.c. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "design/weights_file.h"
#include "support/test_folder.h"
#include "support/test_memory.h"
#include "support/test_messages.h"

/** What was written. */
struct written {
    cv_buffer text;
    size_t pieces;
};

static cv_status take(void *context, cv_buffer *text, cv_messages *messages)
{
    struct written *to = context;
    cv_buffer_add_bytes(&to->text, text->text, text->length);
    text->length = 0;
    to->pieces++;
    return to->text.failed ? cv_fail_memory(messages) : CV_OK;
}

/* Reads the study that lies in a folder; the study's name is the path. */
static cv_status make(const char *path, const char *text, cv_replicates_type type, size_t jobs, struct written *to,
                      cv_buffer *design, cv_messages *messages)
{
    cv_study study = {0};
    cv_status status = cv_study_parse(path, text, strlen(text), NULL, 0, &study, messages);
    const cv_weights_request request = {.study = &study,
                                        .type = type,
                                        .rho = 0.5,
                                        .replicates = 40,
                                        .seed = 20211,
                                        .jobs = jobs,
                                        .write = take,
                                        .context = to};
    if (status == CV_OK)
        status = cv_weights_file_make(&request, design, messages);
    cv_study_free(&study);
    return status;
}

#define STUDY(design) "data: {file: d.csv}\ndesign: {" design "}\nanalyses: [{name: a, statistic: mean, of: y}]\n"

/* Households in PSUs in strata, with their population counts. */
static void write_data(test_folder *folder, size_t rows)
{
    cv_buffer text = {0};
    cv_buffer_add(&text, "s,p,h,f1,f2,y\n");
    for (size_t i = 0; i < rows; i++)
        cv_buffer_format(&text, "%zu,%zu,%zu,%zu,20,1\n", i % 5, i / 5 % 4, i / 20 % 3, 10 + i % 5);
    test_folder_write(folder, "d.csv", text.text);
    cv_buffer_free(&text);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    static const char study[] = STUDY("strata: s, cluster: [p, h], fpc: [f1, f2], nest: true");
    static const cv_replicates_type types[] = {CV_REPLICATES_JKN, CV_REPLICATES_FAY, CV_REPLICATES_BOOTSTRAP};
    test_folder folder = test_folder_make();
    write_data(&folder, 3000);
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        struct written one = {0}, four = {0};
        cv_buffer design = {0}, again = {0};
        cv_messages messages = {0};
        const char *path = test_folder_path(&folder, "s.yaml");
        assert_int_equal(make(path, study, types[i], 1, &one, &design, &messages), CV_OK);
        assert_int_equal(make(path, study, types[i], 4, &four, &again, &messages), CV_OK);
        check_text(four.text.text, one.text.text, "rows");
        check_text(again.text, design.text, "design");
        assert_true(one.pieces > 2);
        cv_messages_free(&messages); /* the population counts that are dropped */
        cv_buffer_free(&one.text);
        cv_buffer_free(&four.text);
        cv_buffer_free(&design);
        cv_buffer_free(&again);
    }
    test_folder_remove(&folder);
}

/* Every replicate's weights have the sum of the weights: all PSUs of a stratum have the same here. */
static void sums_stay(void **state)
{
    (void)state;
    static const char study[] = STUDY("strata: s, cluster: p, nest: true");
    enum { ROWS = 100, REPLICATES = 20 };
    test_folder folder = test_folder_make();
    struct written to = {0};
    cv_buffer design = {0};
    cv_messages messages = {0};
    double sums[REPLICATES + 1] = {0};
    write_data(&folder, ROWS);
    assert_int_equal(make(test_folder_path(&folder, "s.yaml"), study, CV_REPLICATES_JKN, 1, &to, &design, &messages),
                     CV_OK);
    check_messages(&messages, "", "jkn");
    const char *row = to.text.text;
    for (size_t i = 0; i < ROWS; i++) {
        row = strchr(strchr(row, '\n'), ',');
        for (size_t k = 0; k <= REPLICATES; k++) {
            char *end;
            sums[k] += strtod(row + 1, &end);
            row = end;
        }
        assert_int_equal(*row, '\n');
    }
    for (size_t k = 0; k <= REPLICATES; k++)
        check_close(sums[k], ROWS, 1e-12, "sum");
    cv_buffer_free(&to.text);
    cv_buffer_free(&design);
    test_folder_remove(&folder);
}

static cv_status make_small(void *context, cv_messages *messages)
{
    struct written to = {0};
    cv_buffer design = {0};
    cv_status status =
        make(context, STUDY("strata: s, cluster: p, nest: true"), CV_REPLICATES_BOOTSTRAP, 1, &to, &design, messages);
    if (status == CV_OK)
        status = make(context, STUDY("strata: s, fpc: f1"), CV_REPLICATES_JKN, 1, &to, &design, messages);
    cv_buffer_free(&to.text);
    cv_buffer_free(&design);
    return status;
}

static void a_lack_of_memory_is_told(void **state)
{
    (void)state;
    char path[1000];
    test_folder folder = test_folder_make();
    snprintf(path, sizeof path, "%s", test_folder_path(&folder, "s.yaml"));
    write_data(&folder, 40);
    check_every_allocation(make_small, path, 0);
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(sums_stay),
        cmocka_unit_test(a_lack_of_memory_is_told),
    };
    return cmocka_run_group_tests_name("weights_file", tests, NULL, NULL);
}
