/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program around its commands: help, version, unknown words, options, standard output that cannot be written. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "support/test_command.h"
#include "support/test_folder.h"

/* ---- mistakes in the command line ---- */

static const struct mistake {
    const char *name;
    const char *arguments[8];
    const char *error;
} mistakes[] = {
    {"no_command", {NULL}, "canvass: error: nothing to do\n  expected a command; 'canvass help' lists them\n"},
    {"unknown_command_has_a_near_one",
     {"rnu"},
     "canvass: error: unknown command 'rnu'\n  expected a command; 'canvass help' lists them\n  did you mean 'run'?\n"},
    {"unknown_command_without_a_near_one",
     {"frobnicate"},
     "canvass: error: unknown command 'frobnicate'\n  expected a command; 'canvass help' lists them\n"},
    {"unknown_option_of_the_program",
     {"--nonsense"},
     "canvass: error: unknown option '--nonsense'\n  expected a command; 'canvass help' lists them\n"},
    {"escape_sequences_are_not_sent_to_the_terminal",
     {"\033[2J"},
     "canvass: error: unknown command '\\x1B[2J'\n  expected a command; 'canvass help' lists them\n"},
    {"init_is_planned", {"init", "data.csv"}, "canvass: error: 'init' is not available yet\n"},
    {"describe_is_planned", {"describe"}, "canvass: error: 'describe' is not available yet\n"},
    {"sql_is_planned", {"sql", "--help"}, "canvass: error: 'sql' is not available yet\n"},
    {"help_about_a_planned_command", {"help", "init"}, "canvass: error: 'init' is not available yet\n"},
    {"help_about_nothing_known",
     {"help", "verfy"},
     "canvass: error: there is no help about 'verfy'\n  expected a command or 'study'; 'canvass help' lists them\n"
     "  did you mean 'verify'?\n"},
    {"run_without_a_study",
     {"run"},
     "canvass: error: 'canvass run' needs to know what to work on\n  expected STUDY.yaml\n"},
    {"run_with_two_studies",
     {"run", "a.yaml", "b.yaml"},
     "canvass: error: 'canvass run' does not know what to do with 'b.yaml'\n"},
    {"unknown_option_has_a_near_one",
     {"run", "a.yaml", "--ouptut", "x"},
     "canvass: error: unknown option '--ouptut' of 'canvass run'\n  did you mean '--output'?\n"},
    {"unknown_option_with_a_value",
     {"run", "a.yaml", "--job=2"},
     "canvass: a.yaml: error: cannot be opened: No such file or directory\n"},
    {"short_options_do_not_exist",
     {"run", "-x", "a.yaml"},
     "canvass: error: unknown option '-x'\n  expected long options, such as --help\n"},
    {"several_mistakes_in_one_go",
     {"run", "--bad", "--worse", "a.yaml"},
     "canvass: error: unknown option '--bad' of 'canvass run'\n"
     "canvass: error: unknown option '--worse' of 'canvass run'\n"},
    {"a_switch_takes_no_value", {"run", "a.yaml", "--quiet=yes"}, "canvass: error: option '--quiet' takes no value\n"},
    {"an_option_needs_its_value",
     {"run", "a.yaml", "--output"},
     "canvass: error: option '--output' needs a value\n  expected DIR\n"},
    {"an_unclear_short_form",
     {"tab", "data.csv", "--de"},
     "canvass: error: '--de' may be several options of 'canvass tab'\n"},
    {"jobs_of_none",
     {"run", "a.yaml", "--jobs", "0"},
     "canvass: --jobs: error: '0' is no number of threads\n  expected a whole number from 1 to 1024\n"},
    {"jobs_of_a_half",
     {"run", "a.yaml", "--jobs=1.5"},
     "canvass: --jobs: error: '1.5' is no number of threads\n  expected a whole number from 1 to 1024\n"},
    {"jobs_in_words",
     {"verify", "out", "--jobs", "many"},
     "canvass: --jobs: error: 'many' is no number of threads\n  expected a whole number from 1 to 1024\n"},
};

static void check_mistake(void **state)
{
    const struct mistake *c = *state;
    int status = strstr(c->error, "No such file") != NULL ? 4 : 2;
    check_canvass("/", c->arguments, status, "", c->error);
}

/* ---- help ---- */

static const struct telling {
    const char *name;
    const char *arguments[4];
    const char *pieces[8]; /* texts that standard output has, in this order */
} tellings[] = {
    {"help_lists_the_commands_that_work",
     {"help"},
     {"Usage: canvass COMMAND", "Studies:\n  run ", "  check ", "  verify ", "  weights ", "Tables:\n  tab ",
      "Help:\n  help ", "Exit status:\n  0  done\n"}},
    {"dashes_do_the_same", {"--help"}, {"Usage: canvass COMMAND", "Exit status:"}},
    {"help_of_a_command",
     {"help", "run"},
     {"Usage: canvass run STUDY.yaml [OPTION]...\n", "  --output DIR ", "  --help "}},
    {"help_among_the_options",
     {"tab", "data.csv", "--help"},
     {"Usage: canvass tab DATA", "--of VAR[=LEVEL]", "--ci METHOD"}},
    {"help_needs_no_operands", {"run", "--help"}, {"Usage: canvass run"}},
    {"help_of_check", {"check", "--help"}, {"Usage: canvass check STUDY.yaml"}},
    {"help_of_verify", {"verify", "--help"}, {"Usage: canvass verify DIR", "not in the manifest"}},
    {"help_of_size",
     {"size", "--help"},
     {"Usage: canvass size [OPTION]...", "--margin D,...", "--like STUDY.yaml:NAME"}},
    {"help_of_weights",
     {"weights", "--help"},
     {"Usage: canvass weights STUDY.yaml [OPTION]...\n", "--type TYPE", "--seed N", "--output weights.csv"}},
    {"help_of_help", {"help", "--help"}, {"Usage: canvass help [COMMAND]"}},
    {"the_keys_of_a_study",
     {"help", "study"},
     {"A study is a YAML file", "  title\n", "\ndata:\n", "\nvariables", "\ndesign:\n", "lonely_psu", "\nanalyses",
      "\ncharts"}},
    {"version_names_the_licence_and_the_libraries",
     {"--version"},
     {"canvass 0.", "License GPLv3+", "NO WARRANTY", "GSL ", "libcsv ", "libfyaml ", "gnuplot"}},
};

static void check_telling(void **state)
{
    const struct telling *c = *state;
    command_result result = canvass_run("/", c->arguments);
    assert_int_equal(result.status, 0);
    check_text(result.error, "", "standard error");
    check_pieces(result.out, c->pieces, COUNT_OF(c->pieces));
    command_result_free(&result);
}

static void planned_commands_are_not_in_the_help(void **state)
{
    (void)state;
    command_result result = canvass_run("/", (const char *const[]){"help", NULL});
    assert_null(strstr(result.out, "init"));
    assert_null(strstr(result.out, "describe"));
    command_result_free(&result);
}

static void help_fits_a_terminal(void **state)
{
    static const char *const topics[] = {NULL, "run", "check", "verify", "tab", "size", "help"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(topics); i++) {
        command_result result = canvass_run("/", (const char *const[]){"help", topics[i], NULL});
        for (const char *line = result.out; *line != '\0'; line += strcspn(line, "\n") + 1)
            if (strcspn(line, "\n") > 100)
                fail_msg("too long: %.*s", (int)strcspn(line, "\n"), line);
        command_result_free(&result);
    }
}

/* docs/man/canvass.1 is written by the program and kept, so that it can be read before anything is built. */
static void the_manual_page_is_the_programs(void **state)
{
    (void)state;
    command_result page = command_run(
        &(test_command){.arguments = (const char *const[]){"cat", CANVASS_SOURCE_DIR "/docs/man/canvass.1", NULL}});
    assert_int_equal(page.status, 0);
    check_canvass("/", (const char *const[]){"help", "--man", NULL}, 0, page.out, "");
    command_result_free(&page);
}

/* ---- standard output that cannot be written ---- */

static void a_full_disk_is_told(void **state)
{
    static const char *const commands[] = {"help", "--version", "run --help", "help study", "help --man"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        char line[256];
        snprintf(line, sizeof line, "'%s' %s > /dev/full", canvass_program(), commands[i]);
        command_result result =
            command_run(&(test_command){.arguments = (const char *const[]){"sh", "-c", line, NULL}});
        assert_int_equal(result.status, 4);
        check_text(result.error, "canvass: error: standard output cannot be written: No space left on device\n",
                   commands[i]);
        command_result_free(&result);
    }
}

static void a_closed_standard_output_is_told(void **state)
{
    char line[256];
    (void)state;
    snprintf(line, sizeof line, "'%s' help >&-", canvass_program());
    command_result result = command_run(&(test_command){.arguments = (const char *const[]){"sh", "-c", line, NULL}});
    assert_int_equal(result.status, 4);
    check_text(result.error, "canvass: error: standard output cannot be written: Bad file descriptor\n", "message");
    command_result_free(&result);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(planned_commands_are_not_in_the_help), cmocka_unit_test(help_fits_a_terminal),
        cmocka_unit_test(the_manual_page_is_the_programs),      cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(a_closed_standard_output_is_told),
    };
    struct CMUnitTest tests[COUNT_OF(mistakes) + COUNT_OF(tellings) + COUNT_OF(others)] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(mistakes); i++)
        tests[count++] = (struct CMUnitTest){
            .name = mistakes[i].name, .test_func = check_mistake, .initial_state = (void *)(uintptr_t)&mistakes[i]};
    for (size_t i = 0; i < COUNT_OF(tellings); i++)
        tests[count++] = (struct CMUnitTest){
            .name = tellings[i].name, .test_func = check_telling, .initial_state = (void *)(uintptr_t)&tellings[i]};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[count++] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
