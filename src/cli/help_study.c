/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/help_study.h"

#include <string.h>

#include "study/keys.h"

/* The words that a key takes, in a line of their own. */
static void add_choices(cv_buffer *to, const cv_key *key)
{
    bool first = true;
    for (const cv_choice *choice = key->choices; choice->name != NULL; choice++) {
        if (choice->later)
            continue;
        cv_buffer_format(to, "%s%s", first ? " " : ", ", choice->name);
        first = false;
    }
}

static void add_key(cv_buffer *to, const cv_key *key)
{
    cv_buffer_format(to, "  %s\n      %s\n      %s", key->name, key->help, key->kind);
    if (key->choices != NULL)
        add_choices(to, key);
    if (key->fallback != NULL && *key->fallback != '\0')
        cv_buffer_format(to, "; %s%s", strcmp(key->fallback, "required") == 0 ? "" : "default: ", key->fallback);
    cv_buffer_add_char(to, '\n');
    if (key->example != NULL && *key->example != '\0')
        cv_buffer_format(to, "      %s\n", key->example);
}

void cv_help_study(cv_buffer *to)
{
    static const char *const headings[CV_SECTION_COUNT] = {
        [CV_SECTION_STUDY] = "A study is a YAML file with these keys",
        [CV_SECTION_DATA] = "data",
        [CV_SECTION_VARIABLES] = "variables, each by its name",
        [CV_SECTION_CUT] = "cut, of a variable: equal classes",
        [CV_SECTION_DESIGN] = "design",
        [CV_SECTION_REPLICATES] = "replicates, of the design",
        [CV_SECTION_CALIBRATE] = "calibrate, of the design, a list; each step has",
        [CV_SECTION_TRIM] = "trim, of the design",
        [CV_SECTION_ANALYSES] = "analyses, a list; each has",
        [CV_SECTION_COMPARE] = "compare, of an analysis",
        [CV_SECTION_SUPPRESS] = "suppress, of an analysis",
        [CV_SECTION_STANDARDIZE] = "standardize, of an analysis",
        [CV_SECTION_DECOMPOSE] = "decompose, of an analysis",
        [CV_SECTION_CHARTS] = "charts, a list; each has",
        [CV_SECTION_THEME] = "theme, of the study, of a chart, or a file of its own",
        [CV_SECTION_SIZES] = "sizes, in a theme",
        [CV_SECTION_METHODOLOGY] = "methodology",
        [CV_SECTION_REPORT] = "report",
    };
    size_t count = 0;
    const cv_key *keys = cv_keys(&count);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || keys[i].section != keys[i - 1].section)
            cv_buffer_format(to, "%s%s:\n", i == 0 ? "" : "\n", headings[keys[i].section]);
        if (!keys[i].later)
            add_key(to, &keys[i]);
    }
}
