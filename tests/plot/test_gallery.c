/* SPDX-License-Identifier: GPL-3.0-or-later */
/* docs/gallery.md shows every kind of chart, with a picture that is there and lines that an example has. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "study/keys.h"

static char *read_text(const char *name)
{
    char path[500];
    cv_buffer bytes = {0};
    cv_messages messages = {0};
    snprintf(path, sizeof path, "%s/%s", CANVASS_SOURCE_DIR, name);
    if (cv_file_read(path, 1 << 20, &bytes, &messages) != CV_OK)
        fail_msg("cannot read %s", path);
    return cv_buffer_take(&bytes);
}

static void every_kind_is_shown(void **state)
{
    (void)state;
    char *gallery = read_text("docs/gallery.md"), wanted[100];
    size_t kinds = 0;
    for (const cv_choice *c = cv_key_find(CV_SECTION_CHARTS, "kind")->choices; c->name != NULL; c++, kinds++) {
        snprintf(wanted, sizeof wanted, "kind: %s", c->name);
        const char *at = strstr(gallery, wanted);
        if (at == NULL)
            fail_msg("docs/gallery.md shows no chart of %s", wanted);
        const char *next = at == NULL ? NULL : strstr(at, "\n### ");
        const char *picture = at == NULL ? NULL : strstr(at, "](../plots/");
        if (picture == NULL || (next != NULL && picture > next))
            fail_msg("docs/gallery.md has no picture of %s", wanted);
    }
    assert_true(kinds >= 18);
    free(gallery);
}

static void every_picture_is_there(void **state)
{
    (void)state;
    static const char mark[] = "](../plots/";
    char *gallery = read_text("docs/gallery.md"), path[500];
    for (const char *at = gallery; (at = strstr(at, mark)) != NULL;) {
        at += strlen(mark);
        snprintf(path, sizeof path, "%s/plots/%.*s", CANVASS_SOURCE_DIR, (int)strcspn(at, ")"), at);
        if (access(path, R_OK) != 0)
            fail_msg("there is no picture %s; tools/make-plots draws it", path);
    }
    free(gallery);
}

/* "- {name: likert-aside, ..." is a chart of an example. */
static void every_chart_is_of_an_example(void **state)
{
    (void)state;
    static const char mark[] = "- {name: ";
    char *gallery = read_text("docs/gallery.md"), wanted[200];
    char *const examples[] = {read_text("examples/gallery-live-shopping.yaml"), read_text("examples/waves.yaml")};
    for (const char *at = gallery; (at = strstr(at, mark)) != NULL;) {
        bool found = false;
        at += strlen(mark);
        snprintf(wanted, sizeof wanted, "\n  - name: %.*s\n", (int)strcspn(at, ","), at);
        for (size_t i = 0; i < COUNT_OF(examples); i++)
            found = found || strstr(examples[i], wanted) != NULL;
        if (!found)
            fail_msg("no example has the chart%s", wanted);
    }
    for (size_t i = 0; i < COUNT_OF(examples); i++)
        free(examples[i]);
    free(gallery);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_shown),
        cmocka_unit_test(every_picture_is_there),
        cmocka_unit_test(every_chart_is_of_an_example),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
