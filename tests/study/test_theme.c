/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

#include <math.h>
#include <stdio.h>

#include "base/colour.h"
#include "study/theme.h"

static const char *const presets[] = {"slide", "square", "column", "dark"};

/* ---- contrast: WCAG 2.1 AA ---- */

static void check_readable(unsigned colour, const cv_theme *theme, const char *name)
{
    double contrast = cv_colour_contrast(colour, theme->page);
    if (contrast < 4.5)
        fail_msg("%s: text #%06x has a contrast of %.2f, under 4.5", name, colour, contrast);
}

static void check_colour(const cv_plot_colour *colour, const cv_theme *theme, const char *name)
{
    double contrast = cv_colour_contrast(colour->mark, theme->page);
    check_readable(colour->text, theme, name);
    if (contrast < 3)
        fail_msg("%s: mark #%06x has a contrast of %.2f, under 3", name, colour->mark, contrast);
}

static void texts_and_marks_of_every_preset_stand_out_from_its_page(void **state)
{
    (void)state;
    for (size_t p = 0; p < COUNT_OF(presets); p++) {
        const cv_theme *theme = cv_theme_preset(presets[p]);
        assert_non_null(theme);
        for (size_t i = 0; i < CV_SERIES_MOST; i++)
            check_colour(&theme->series[i].colour, theme, presets[p]);
        check_colour(&theme->accent, theme, "accent");
        check_colour(&theme->whole, theme, "whole");
        check_colour(&theme->rest, theme, "rest");
        check_readable(theme->ink, theme, "ink");
        check_readable(theme->quiet, theme, "quiet");
        check_readable(theme->faint, theme, "faint");
    }
}

/* Figures stand in the parts of bars, in ink or in the page's colour, whichever can be read. */
static void figures_can_be_read_on_every_part_of_a_bar(void **state)
{
    (void)state;
    for (size_t p = 0; p < COUNT_OF(presets); p++) {
        const cv_theme *theme = cv_theme_preset(presets[p]);
        for (size_t count = 1; count <= 12; count++)
            for (size_t i = 0; i < count; i++) {
                const unsigned fills[] = {cv_theme_diverging(theme, i, count), cv_theme_sequence(theme, i, count)};
                for (size_t f = 0; f < COUNT_OF(fills); f++) {
                    double contrast = cv_colour_contrast(fills[f], cv_colour_on(fills[f], 0x000000, 0xffffff));
                    if (contrast < 4.5)
                        fail_msg("%s: #%06x, part %zu of %zu, has a contrast of %.2f", presets[p], fills[f], i + 1,
                                 count, contrast);
                }
            }
    }
}

/* ---- colour blindness ---- */

/* What a colour becomes to eyes without one kind of cones, in linear light. Source: Machado, Oliveira, Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009), severity 1. */
static const struct eye {
    const char *name;
    double matrix[3][3];
} eyes[] = {
    {"all cones", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {"protanopia", {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {"deuteranopia",
     {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {"tritanopia", {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
};

static double linear(unsigned channel)
{
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double lab_function(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIE L*a*b* (D65) of the colour as the eye sees it. */
static void seen(const struct eye *eye, unsigned colour, double lab[3])
{
    static const double to_xyz[3][3] = {
        {0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}};
    static const double white[3] = {0.95047, 1, 1.08883};
    double rgb[3], xyz[3];
    for (int i = 0; i < 3; i++) {
        rgb[i] = 0;
        for (int j = 0; j < 3; j++)
            rgb[i] += eye->matrix[i][j] * linear(colour >> (16 - 8 * j) & 0xff);
        rgb[i] = fmax(0, fmin(1, rgb[i]));
    }
    for (int i = 0; i < 3; i++) {
        xyz[i] = 0;
        for (int j = 0; j < 3; j++)
            xyz[i] += to_xyz[i][j] * rgb[j];
        xyz[i] = lab_function(xyz[i] / white[i]);
    }
    lab[0] = 116 * xyz[1] - 16;
    lab[1] = 500 * (xyz[0] - xyz[1]);
    lab[2] = 200 * (xyz[1] - xyz[2]);
}

static double difference(const struct eye *eye, unsigned a, unsigned b)
{
    double one[3], other[3], sum = 0;
    seen(eye, a, one);
    seen(eye, b, other);
    for (int i = 0; i < 3; i++)
        sum += (one[i] - other[i]) * (one[i] - other[i]);
    return sqrt(sum);
}

/* A difference of 2.3 is just noticeable side by side (Mahy, Van Eycken, Oosterlinck 1994); marks apart on a page need
 * several times as much. */
static void the_first_five_series_differ_to_all_eyes(void **state)
{
    (void)state;
    enum { SERIES = 5 };
    const double least = 10;
    for (size_t p = 0; p < COUNT_OF(presets); p++)
        for (size_t e = 0; e < COUNT_OF(eyes); e++)
            for (size_t a = 0; a < SERIES; a++)
                for (size_t b = 0; b < a; b++) {
                    const cv_theme *theme = cv_theme_preset(presets[p]);
                    unsigned one = theme->series[a].colour.mark, other = theme->series[b].colour.mark;
                    double got = difference(&eyes[e], one, other);
                    if (got < least)
                        fail_msg("%s, %s: #%06x and #%06x differ by %.1f, under %g", presets[p], eyes[e].name, one,
                                 other, got, least);
                }
}

static void the_ends_of_ordered_answers_differ_to_all_eyes(void **state)
{
    (void)state;
    for (size_t p = 0; p < COUNT_OF(presets); p++)
        for (size_t e = 0; e < COUNT_OF(eyes); e++) {
            const cv_theme *theme = cv_theme_preset(presets[p]);
            assert_true(difference(&eyes[e], theme->low, theme->high) > 25);
            assert_true(difference(&eyes[e], theme->low_pale, theme->high_pale) > 10);
        }
}

/* Colour is not the only sign. */
static void the_first_six_series_have_shapes_of_their_own(void **state)
{
    (void)state;
    for (size_t p = 0; p < COUNT_OF(presets); p++)
        for (size_t a = 0; a < 6; a++)
            for (size_t b = 0; b < a; b++)
                assert_int_not_equal(cv_theme_preset(presets[p])->series[a].point,
                                     cv_theme_preset(presets[p])->series[b].point);
}

/* ---- what a study says ---- */

static const struct mistake cases[] = {
    {"a_preset", REST "theme: dark\n", ""},
    {"a_mapping", REST "theme: {preset: square, accent: \"#8a1538\", sizes: {title: 40}, logo: Institute}\n", ""},
    {"a_chart_of_its_own_theme", REST "charts: {name: c, from: a, theme: column}\n", ""},
    {"a_hostile_logo", REST "theme: {logo: \"'; system('touch ran') ; ]]> \\u202e\"}\n", ""},
    {"an_unknown_preset", REST "theme: drak\n",
     "canvass: s.yaml:3:8: error: 'preset' is 'drak'\n  expected one of slide, square, column, dark\n"
     "  did you mean 'dark'?\n"},
    {"no_colour", REST "theme: {accent: bluish}\n",
     "canvass: s.yaml:3:17: error: 'bluish' in 'accent' is no colour\n  expected a colour such as \"#0072b2\"\n"},
    {"a_pale_mark", REST "theme: {accent: \"#ffee88\"}\n",
     "canvass: s.yaml:3:17: warning: #ffee88 has a contrast of 1.2 with the page #ffffff; WCAG asks 3 of marks\n"},
    {"too_many_colours",
     REST "theme: {palette: [\"#000\", \"#111\", \"#222\", \"#333\", \"#444\", \"#555\", \"#666\", "
          "\"#700\", \"#800\"]}\n",
     "canvass: s.yaml:3:18: error: 'palette' has 9 colours\n  expected a list of 1 to 8 colours\n"},
    {"two_ends_without_a_middle", REST "theme: {diverging: [\"#000\", \"#fff\"]}\n",
     "canvass: s.yaml:3:20: error: 'diverging' has 2 colours\n  expected a list of 3 or 5 colours\n"},
    {"a_font_that_is_code", REST "theme: {font: \"Inter'; system('x')\"}\n",
     "canvass: s.yaml:3:15: error: 'Inter'; system('x')' in 'font' is no font\n"
     "  expected a font family's name, without punctuation\n"},
    {"a_small_page", REST "theme: {width: 300}\n",
     "canvass: s.yaml:3:8: error: a page of 300 x 1080 pixels with margins of 58\n"
     "  expected width and height of 300 pixels at least between the margins\n"},
    {"no_file", REST "theme: brand.yaml\n",
     "canvass: s.yaml:3:8: error: the theme 'brand.yaml' cannot be read: cannot be opened: No such file or directory\n"
     "  expected a theme's file, relative to the study file\n"},
    {"an_unknown_size", REST "theme: {sizes: {titel: 40}}\n",
     "canvass: s.yaml:3:17: error: unknown key 'titel' in sizes\n"
     "  expected one of title, subtitle, label, value, legend, axis, base, footer\n  did you mean 'title'?\n"},
};

int main(void)
{
    enum { ALONE = 5 };
    struct CMUnitTest tests[ALONE + COUNT_OF(cases)] = {
        cmocka_unit_test(texts_and_marks_of_every_preset_stand_out_from_its_page),
        cmocka_unit_test(figures_can_be_read_on_every_part_of_a_bar),
        cmocka_unit_test(the_first_five_series_differ_to_all_eyes),
        cmocka_unit_test(the_ends_of_ordered_answers_differ_to_all_eyes),
        cmocka_unit_test(the_first_six_series_have_shapes_of_their_own),
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[ALONE + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_mistake, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
