/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  All scripts of tests/golden, as charts to be drawn. */
#ifndef CANVASS_TESTS_PLOT_GOLDEN_SCRIPTS_H
#define CANVASS_TESTS_PLOT_GOLDEN_SCRIPTS_H

#include <stdio.h>

#include "base/arena.h"
#include "study/study.h"
#include "support/test.h"

enum { GOLDEN_SCRIPTS_MOST = 200 };

/* Copies tests/golden/plot-*.gp into the folder, each by the name that it draws under, which its comment says.
 * @param[out] files  [the result] the golden files' names without ending, "plot-dot-countries"; NULL: not wanted */
static size_t golden_scripts(const char *folder, cv_chart_spec specs[GOLDEN_SCRIPTS_MOST], const char **files,
                             cv_arena *names)
{
    char command[800], file[100], name[100];
    size_t count = 0;
    snprintf(command, sizeof command,
             "cd '%s/tests/golden' && for f in plot-*.gp; do n=$(grep -o '[^ ]*[.]gp$' $f | head -n 1); "
             "cp $f '%s/'$n; echo ${f%%.gp} ${n%%.gp}; done",
             CANVASS_SOURCE_DIR, folder);
    FILE *list = popen(command, "r");
    assert_non_null(list);
    for (; count < GOLDEN_SCRIPTS_MOST && fscanf(list, "%99s %99s", file, name) == 2; count++) {
        specs[count] = (cv_chart_spec){.name.text = cv_arena_copy(names, name),
                                       .formats = CV_FORMAT_SVG | CV_FORMAT_PNG | CV_FORMAT_PDF};
        if (files != NULL)
            files[count] = cv_arena_copy(names, file);
    }
    assert_int_equal(pclose(list), 0);
    assert_true(count > 0);
    return count;
}

#endif
