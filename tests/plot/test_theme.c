/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <stdio.h>

#include "plot/theme.h"

/* WCAG 2.1, "relative luminance" and "contrast ratio". */
static double linear(unsigned channel)
{
    double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(unsigned colour)
{
    return 0.2126 * linear(colour >> 16 & 0xff) + 0.7152 * linear(colour >> 8 & 0xff) + 0.0722 * linear(colour & 0xff);
}

static double contrast(unsigned colour)
{
    return (luminance(CV_COLOUR_PAGE) + 0.05) / (luminance(colour) + 0.05);
}

static void the_check_knows_published_ratios(void **state)
{
    (void)state;
    check_close(contrast(0x000000), 21, 1e-12, "black on white, WCAG 2.1");
    check_near(contrast(0x767676), 4.54, 0, 0.005,
               "#767676, the palest grey that passes AA (webaim.org/resources/contrastchecker)");
}

static void check_colour(const cv_plot_colour *colour, const char *name)
{
    if (contrast(colour->text) < 4.5)
        fail_msg("%s: text #%06x has a contrast of %.2f, under 4.5", name, colour->text, contrast(colour->text));
    if (contrast(colour->mark) < 3)
        fail_msg("%s: mark #%06x has a contrast of %.2f, under 3", name, colour->mark, contrast(colour->mark));
}

static void texts_and_marks_stand_out_from_the_page(void **state)
{
    (void)state;
    char name[32];
    for (size_t i = 0; i < CV_SERIES_MOST; i++) {
        snprintf(name, sizeof(name), "series %zu", i + 1);
        check_colour(&cv_theme[i].colour, name);
    }
    check_colour(&cv_theme_accent, "accent");
    check_colour(&cv_theme_whole, "whole");
    check_colour(&cv_theme_rest, "rest");
    const unsigned words[] = {CV_COLOUR_INK, CV_COLOUR_QUIET, CV_COLOUR_FAINT};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (contrast(words[i]) < 4.5)
            fail_msg("#%06x has a contrast of %.2f, under 4.5", words[i], contrast(words[i]));
}

/* Colour is not the only sign: two series with one point type must differ clearly in lightness or never meet in a chart
 * of seven. */
static void the_first_six_series_have_shapes_of_their_own(void **state)
{
    (void)state;
    for (size_t a = 0; a < 6; a++)
        for (size_t b = 0; b < a; b++)
            assert_int_not_equal(cv_theme[a].point, cv_theme[b].point);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_check_knows_published_ratios),
        cmocka_unit_test(texts_and_marks_stand_out_from_the_page),
        cmocka_unit_test(the_first_six_series_have_shapes_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
