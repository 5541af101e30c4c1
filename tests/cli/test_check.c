/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `canvass check`: every mistake in one go, nothing run, nothing written. */
#include "support/test.h"

#include <string.h>

#include "cli/survey.h"
#include "support/test_command.h"
#include "support/test_folder.h"

static const struct check {
    const char *name, *data, *study;
    const char *setting; /* NULL: none */
    int status;
    const char *out, *error;
} checks[] = {
    {"no_mistakes", SURVEY, STUDY, NULL, 0, "study.yaml: no mistakes found\n", ""},
    {"the_header_is_enough", SURVEY_HEADER, STUDY, NULL, 0, "study.yaml: no mistakes found\n", ""},
    {"rows_are_not_read", SURVEY_HEADER "ragged\n", STUDY, NULL, 0, "study.yaml: no mistakes found\n", ""},
    {"every_mistake_of_the_header", SURVEY,
     "data: {file: survey.csv}\n"
     "design: {weight: wieght, strata: region}\n"
     "analyses:\n"
     "  - {name: a, statistic: proportion, of: intrest, by: [contry]}\n"
     "  - {name: b, statistic: mean, of: spend, where: \"sexe = 'F'\"}\n",
     NULL, 2, "",
     "canvass: study.yaml:2:18: error: there is no variable or column 'wieght'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'weight'?\n"
     "canvass: study.yaml:4:42: error: there is no variable or column 'intrest'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'interest'?\n"
     "canvass: study.yaml:4:56: error: there is no variable or column 'contry'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'country'?\n"
     "canvass: study.yaml:5:51: error: there is no variable or column 'sexe'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'sex'?\n"},
    {"a_setting_that_is_wrong", SURVEY, STUDY, "design.weight=wheight", 2, "",
     "canvass: --set: error: there is no variable or column 'wheight'\n"
     "  expected a variable of the study or a column of the data\n  did you mean 'weight'?\n"},
    {"a_setting_that_helps", SURVEY, STUDY "confidence: 95\n", "confidence=0.95", 0, "study.yaml: no mistakes found\n",
     ""},
};

static void check_one(void **state)
{
    const struct check *c = *state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", c->data);
    test_folder_write(&folder, "study.yaml", c->study);
    check_canvass(folder.path,
                  (const char *const[]){"check", "study.yaml", c->setting == NULL ? NULL : "--set", c->setting, NULL},
                  c->status, c->out, c->error);
    assert_int_equal(test_folder_count(&folder, "."), 2);
    test_folder_remove(&folder);
}

static void no_study(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    check_canvass(folder.path, (const char *const[]){"check", "none.yaml", NULL}, 4, "",
                  "canvass: none.yaml: error: cannot be opened: No such file or directory\n");
    test_folder_remove(&folder);
}

static void no_data(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "study.yaml", STUDY);
    check_canvass(folder.path, (const char *const[]){"check", "study.yaml", NULL}, 4, "",
                  "canvass: survey.csv: error: cannot be opened: No such file or directory\n");
    test_folder_remove(&folder);
}

int main(void)
{
    static const struct CMUnitTest others[] = {cmocka_unit_test(no_study), cmocka_unit_test(no_data)};
    struct CMUnitTest tests[COUNT_OF(checks) + COUNT_OF(others)] = {{0}};
    for (size_t i = 0; i < COUNT_OF(checks); i++)
        tests[i] = (struct CMUnitTest){
            .name = checks[i].name, .test_func = check_one, .initial_state = (void *)(uintptr_t)&checks[i]};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[COUNT_OF(checks) + i] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
