/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several files in one run, and rows of a batch as a batch of their own. */
#include "loaded.h"

#include "support/test_folder.h"

/* ---- several files ---- */

/** What the sink saw: a line a row of a batch. */
struct seen {
    cv_buffer text;
    size_t codes, numbers;
};

static cv_status note_rows(void *context, const cv_batch *batch, cv_messages *messages)
{
    struct seen *seen = context;
    (void)messages;
    for (size_t i = 0; i < batch->rows; i++)
        cv_buffer_format(
            &seen->text, "%zu %d %d %s %g\n", batch->file, (int)batch->first_row + (int)i, (int)cv_batch_line(batch, i),
            cv_batch_code_text(batch, seen->codes, batch->codes[seen->codes][i]), batch->numbers[seen->numbers][i]);
    return CV_OK;
}

/* Runs over files that the folder has. */
static cv_status run_files(test_folder *folder, const char *files, struct seen *seen, cv_frame **frame, cv_study *study,
                           cv_messages *messages)
{
    char text[300];
    snprintf(text, sizeof text, "data: {imputations: [%s]}\n" ANALYSES, files);
    cv_status status = cv_study_parse(test_folder_path(folder, "s.yaml"), text, strlen(text), NULL, 0, study, messages);
    if (status == CV_OK)
        status = cv_frame_open(study, NULL, frame, messages);
    if (status == CV_OK)
        status = cv_frame_check(*frame, messages);
    if (status == CV_OK)
        status = cv_frame_want_codes(*frame, (cv_word){.text = "x"}, &seen->codes, messages);
    if (status == CV_OK)
        status = cv_frame_want_number(*frame, (cv_word){.text = "y"}, &seen->numbers, messages);
    const cv_run_options options = {.jobs = 1, .hash = true};
    return status == CV_OK ? cv_frame_run(*frame, &options, note_rows, seen, messages) : status;
}

static const struct files {
    const char *name, *second, *want; /* what the sink saw, then the messages */
} files[] = {
    {"rows_go_on_and_lines_start_anew", "x,y\nb,3\na,4\n", "0 1 2 a 1\n0 2 3 c 2\n1 3 2 b 3\n1 4 3 a 4\n"},
    {"a_header_of_two_lines", "\xef\xbb\xbf\"x\",\"y\"\r\n\"a\",3", "0 1 2 a 1\n0 2 3 c 2\n1 3 2 a 3\n"},
    {"another_name", "x,z\nb,3\n",
     "canvass: b.csv:1: error: column 2 is 'z', and that of 'a.csv' is 'y'\n"
     "  expected the same columns in every file\n"},
    {"another_order", "y,x\n3,b\n",
     "canvass: b.csv:1: error: column 1 is 'y', and that of 'a.csv' is 'x'\n"
     "  expected the same columns in every file\n"},
    {"one_column_more", "x,y,z\nb,3,4\n",
     "canvass: b.csv:1: error: the file has 3 columns, and 'a.csv' has 2\n"
     "  expected the same columns in every file\n"},
    {"no_rows", "x,y\n", "0 1 2 a 1\n0 2 3 c 2\ncanvass: b.csv: error: the file has no rows, only a header\n"},
    {"no_number", "x,y\nb,3\nb,q\n",
     "0 1 2 a 1\n0 2 3 c 2\n"
     "canvass: b.csv:3: error: 'q' in column 'y' is not a number (1 row)\n"
     "  expected a number such as 12.5, or a text that missing: lists\n"},
    {"no_such_file", NULL, "canvass: b.csv: error: cannot be opened: No such file or directory\n"},
};

static void check_files(void **state)
{
    const struct files *c = *state;
    test_folder folder = test_folder_make();
    struct seen seen = {0};
    cv_frame *frame = NULL;
    cv_study study = {0};
    cv_messages messages = {0};
    size_t count;
    test_folder_write(&folder, "a.csv", "x,y\na,1\nc,2\n");
    if (c->second != NULL)
        test_folder_write(&folder, "b.csv", c->second);
    cv_status status = run_files(&folder, "a.csv, b.csv", &seen, &frame, &study, &messages);
    for (size_t i = 0; i < messages.count; i++) {
        char *one = cv_message_format(&messages.items[i]);
        cv_buffer_format(&seen.text, "%s%s", one, one[strlen(one) - 1] == '\n' ? "" : "\n");
        cv_text_free(one);
    }
    check_text(seen.text.text, c->want, c->name);
    if (status == CV_OK) {
        const cv_input *inputs = cv_frame_inputs(frame, &count);
        assert_int_equal(count, 2);
        check_text(inputs[1].path, "b.csv", "path");
        assert_int_equal(inputs[0].rows, 2);
        assert_int_equal(inputs[1].bytes, strlen(c->second));
    }
    cv_buffer_free(&seen.text);
    cv_messages_free(&messages);
    cv_frame_free(frame);
    cv_study_free(&study);
    test_folder_remove(&folder);
}

/* ---- selections ---- */

struct selecting {
    cv_selection room;
    cv_buffer text;
    size_t codes, numbers, texts, truths, choices;
};

static cv_status select_rows(void *context, const cv_batch *batch, cv_messages *messages)
{
    struct selecting *in = context;
    static const uint32_t some[] = {0, 2, 3}, one[] = {1};
    (void)messages;
    for (size_t k = 0; k < 2; k++) {
        cv_batch got;
        assert_true(cv_batch_select(batch, k == 0 ? some : one, k == 0 ? 3 : 1, &in->room, &got));
        for (size_t i = 0; i < got.rows; i++)
            cv_buffer_format(&in->text, "%d: %d %g %.*s %d %d\n", (int)cv_batch_line(&got, i),
                             (int)got.codes[in->codes][i], got.numbers[in->numbers][i],
                             (int)got.texts[in->texts][i].length, got.texts[in->texts][i].text,
                             (int)got.truths[in->truths][i], (int)got.choices[in->choices][i]);
    }
    return CV_OK;
}

static void rows_of_a_batch(void **state)
{
    static const char data[] = "x,y,m,n\na,1,1,0\nb,2,1,1\nc,3,0,1\na,4,0,0\n";
    (void)state;
    loaded got = {.bytes = data, .length = sizeof data - 1};
    struct selecting in = {0};
    const cv_run_options options = {.jobs = 1};
    cv_messages *messages = &got.messages;
    assert_int_equal(loaded_open(&got, "", "variables: {c: {multiple: [m, n]}, b: {where: y > 2}}\n"), CV_OK);
    assert_int_equal(cv_frame_want_codes(got.frame, (cv_word){.text = "x"}, &in.codes, messages), CV_OK);
    assert_int_equal(cv_frame_want_number(got.frame, (cv_word){.text = "y"}, &in.numbers, messages), CV_OK);
    assert_int_equal(cv_frame_want_text(got.frame, (cv_word){.text = "x"}, &in.texts, messages), CV_OK);
    assert_int_equal(cv_frame_want_truth(got.frame, got.study.variables[1].where, &in.truths, messages), CV_OK);
    assert_int_equal(cv_frame_want_choices(got.frame, (cv_word){.text = "c"}, &in.choices, messages), CV_OK);
    assert_int_equal(cv_frame_run(got.frame, &options, select_rows, &in, messages), CV_OK);
    check_text(in.text.text, "2: 0 1 a 0 1\n4: 2 3 c 1 2\n5: 0 4 a 1 0\n3: 1 2 b 0 3\n", "rows");
    cv_buffer_free(&in.text);
    cv_selection_free(&in.room);
    loaded_free(&got);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(files) + 1] = {{0}};
    for (size_t i = 0; i < COUNT_OF(files); i++)
        tests[i] = (struct CMUnitTest){
            .name = files[i].name, .test_func = check_files, .initial_state = (void *)(uintptr_t)&files[i]};
    tests[COUNT_OF(files)] = (struct CMUnitTest)cmocka_unit_test(rows_of_a_batch);
    return _cmocka_run_group_tests("select", tests, COUNT_OF(tests), NULL, NULL);
}
