/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pandoc stood in for by shell scripts: how it is run, and what is said when it fails. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "report/output.h"
#include "report/pandoc.h"
#include "support/test_folder.h"
#include "support/test_golden.h"
#include "support/test_memory.h"
#include "support/test_messages.h"
#include "support/test_result.h"

/* A folder with a pandoc in bin and the run's staging in out. */
static test_folder with_pandoc(const char *script)
{
    test_folder folder = test_folder_make();
    test_folder_make_inside(&folder, "out");
    test_folder_make_inside(&folder, "bin");
    if (script != NULL) {
        const char *text = cv_arena_format(&folder.texts, "#!/bin/sh\n%s\n", script);
        assert_int_equal(chmod(test_folder_write(&folder, "bin/pandoc", text), 0700), 0);
    }
    return folder;
}

typedef struct conversion {
    cv_results results;
    cv_document document;
    cv_folder to;
    cv_pandoc_options options;
} conversion;

static conversion *conversion_of(test_folder *folder, unsigned formats)
{
    static const cv_chart_text chart = {"interest", "Who is <interested>?", "Dot chart: \"60%\""};
    static conversion c;
    const cv_document_options made = {.charts = &chart, .chart_count = 1};
    bool there = test_folder_has(folder, "bin/pandoc");
    c = (conversion){.to = {.target = folder->path, .staging = (char *)(uintptr_t)test_folder_path(folder, "out")}};
    c.options = (cv_pandoc_options){.formats = formats, .path = "/nonexistent"};
    if (there)
        c.options.path = cv_arena_format(&folder->texts, "%s:/usr/bin:/bin", test_folder_path(folder, "bin"));
    sample_countries(&c.results);
    assert_true(cv_document_build(&c.results, &made, &c.document));
    return &c;
}

static cv_status convert(void *context, cv_messages *messages)
{
    conversion *c = context;
    return cv_pandoc_write(&c->document, &c->options, &c->to, messages);
}

static void conversion_end(conversion *c, test_folder *folder)
{
    cv_document_free(&c->document);
    cv_results_free(&c->results);
    test_folder_remove(folder);
}

#define BOTH (CV_REPORT_DOCX | CV_REPORT_PPTX)

/* The file that is asked for; and an empty archive in it (PK 5 6 and 18 zeros). */
#define FILE_OF "while [ \"$1\" != --output ]; do shift; done; file=$2; "
#define MAKE    "head -c 18 /dev/zero | { printf 'PK\\5\\6'; cat; } > $file"

static const struct failure {
    const char *name, *script; /* NULL: there is none */
    unsigned formats;
    int limit;
    cv_status status;
    const char *wanted;
} failures[] = {
    {"not_there", NULL, BOTH, 0, CV_PROGRAM,
     "canvass: error: pandoc was not found on PATH, so report.docx and deck.pptx cannot be made\n"
     "  expected pandoc (Debian: apt-get install pandoc)\n"},
    {"not_there_for_one", NULL, CV_REPORT_PPTX, 0, CV_PROGRAM,
     "canvass: error: pandoc was not found on PATH, so deck.pptx cannot be made\n"
     "  expected pandoc (Debian: apt-get install pandoc)\n"},
    {"not_needed", NULL, CV_REPORT_MD, 0, CV_OK, ""},
    {"fails_with_words", "echo 'out of\nink' >&2; exit 1", CV_REPORT_DOCX, 0, CV_PROGRAM,
     "canvass: error: pandoc failed on report.docx: out of ink\n"},
    {"fails_without_words", "exit 3", CV_REPORT_DOCX, 0, CV_PROGRAM, "canvass: error: pandoc failed on report.docx\n"},
    {"dies", "kill -9 $$", CV_REPORT_DOCX, 0, CV_PROGRAM, "canvass: error: pandoc failed on report.docx\n"},
    {"writes_nothing", "exit 0", CV_REPORT_PPTX, 0, CV_PROGRAM, "canvass: error: pandoc failed on deck.pptx\n"},
    {"hangs", "sleep 30", CV_REPORT_PPTX, 300, CV_PROGRAM,
     "canvass: error: pandoc took more than 0.3 s for deck.pptx and was ended\n"},
    {"one_fails", FILE_OF "[ $file = deck.pptx ] && " MAKE, BOTH, 0, CV_PROGRAM,
     "canvass: error: pandoc failed on report.docx\n"},
    {"leaves_it_unfinished", FILE_OF "echo PK > $file", CV_REPORT_DOCX, 0, CV_PROGRAM,
     "canvass: error: pandoc left report.docx unfinished\n"},
    {"both_are_made", FILE_OF MAKE, BOTH, 0, CV_OK, ""},
};

static void check_failure(void **state)
{
    const struct failure *c = *state;
    test_folder folder = with_pandoc(c->script);
    cv_messages messages = {0};
    conversion *with = conversion_of(&folder, c->formats);
    with->options.limit = c->limit;
    assert_int_equal(convert(with, &messages), c->status);
    check_messages(&messages, c->wanted, c->name);
    assert_int_equal(test_folder_has(&folder, "out/report.docx"), strcmp(c->name, "both_are_made") == 0);
    assert_false(test_folder_has(&folder, "out/.report.lua"));
    conversion_end(with, &folder);
}

static void what_is_half_done_is_removed(void **state)
{
    (void)state;
    test_folder folder = with_pandoc(FILE_OF "echo half > $file; exit 1");
    cv_messages messages = {0};
    conversion *with = conversion_of(&folder, BOTH);
    assert_int_equal(convert(with, &messages), CV_PROGRAM);
    assert_int_equal(messages.count, 2);
    assert_int_equal(test_folder_count(&folder, "out"), 0);
    cv_messages_free(&messages);
    conversion_end(with, &folder);
}

static void it_gets_markdown_and_a_clean_environment(void **state)
{
    (void)state;
    test_folder folder =
        with_pandoc("env | grep -v '^_=' | grep -v '^PWD=' | cut -d= -f1 | sort > ../seen\n"
                    "echo \"$SOURCE_DATE_EPOCH $LC_ALL\" >> ../seen; cat > ../slides.md\n" FILE_OF MAKE);
    cv_messages messages = {0};
    assert_int_equal(setenv("PANDOC_EVIL", "1", 1), 0);
    conversion *with = conversion_of(&folder, CV_REPORT_PPTX);
    assert_int_equal(convert(with, &messages), CV_OK);
    unsetenv("PANDOC_EVIL");
    check_text(test_folder_read(&folder, "seen", NULL),
               "HOME\nLC_ALL\nPATH\nSOURCE_DATE_EPOCH\nTZ\n946684800 C.UTF-8\n", "environment");
    check_golden(test_folder_read(&folder, "slides.md", NULL), "slides-countries.md");
    cv_messages_free(&messages);
    conversion_end(with, &folder);
}

static void whoever_waits_may_give_up(void **state)
{
    (void)state;
    test_folder folder = with_pandoc("sleep 30");
    cv_messages messages = {0};
    static const volatile sig_atomic_t stop = 1;
    conversion *with = conversion_of(&folder, BOTH);
    with->options.stop = &stop;
    assert_int_equal(convert(with, &messages), CV_SYSTEM);
    check_messages(&messages, "canvass: error: interrupted\n", "interrupted");
    conversion_end(with, &folder);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    test_folder folder = with_pandoc(FILE_OF MAKE);
    conversion *with = conversion_of(&folder, BOTH);
    check_every_allocation(convert, with, 0);
    conversion_end(with, &folder);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(what_is_half_done_is_removed), cmocka_unit_test(it_gets_markdown_and_a_clean_environment),
        cmocka_unit_test(whoever_waits_may_give_up), cmocka_unit_test(every_allocation_may_fail)};
    struct CMUnitTest tests[COUNT_OF(alone) + COUNT_OF(failures)] = {{0}};
    memcpy(tests, alone, sizeof alone);
    for (size_t i = 0; i < COUNT_OF(failures); i++)
        tests[COUNT_OF(alone) + i] = (struct CMUnitTest){
            .name = failures[i].name, .test_func = check_failure, .initial_state = (void *)(uintptr_t)&failures[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
