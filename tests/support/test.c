/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void check_near(double got, double want, double relative, double absolute, const char *what)
{
    if (isnan(got) && isnan(want))
        return;
    if (got == want || fabs(got - want) <= fmax(relative * fabs(want), absolute))
        return;
    fail_msg("%s: got %.17g, want %.17g (relative difference %.3g)", what, got, want, fabs(got - want) / fabs(want));
}

void check_close(double got, double want, double relative, const char *what)
{
    check_near(got, want, relative, 0, what);
}

void check_text(const char *got, const char *want, const char *what)
{
    if (got != NULL && want != NULL && strcmp(got, want) == 0)
        return;
    size_t same = 0;
    while (got != NULL && want != NULL && got[same] != '\0' && got[same] == want[same])
        same++;
    /* not by fail_msg, which cuts after a kilobyte */
    fprintf(stderr, "--- got\n%s\n--- want\n%s\n", got ? got : "(none)", want ? want : "(none)");
    fail_msg("%s: differs at byte %zu", what, same);
}

void skip_without(const char *what)
{
    if (getenv("CI") != NULL)
        fail_msg("there is no %s, which this test needs", what);
    print_message("skipped: there is no %s here\n", what);
    skip();
}
