/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The differences between all pairs of groups: a cell is its row's group less its column's, coloured by the difference.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/colour.h"
#include "compare/rank_sets.h"
#include "plot/effects.h"
#include "plot/kind.h"
#include "plot/panel.h"
#include "plot/text.h"
#include "table/words.h"

/* Of the cells' sides. */
static const double number_size = 0.5;
static const double inset = 0.13; /* around cells that are not significant */
static const double line_pitch = 1.18;

/* Pixels of the default theme. */
static const double label_most = 420;
static const double cell_most = 150; /* a cell's height */

typedef struct group {
    int32_t place;       /* on the axis that is compared over */
    const char *label;   /* clean, one line */
    const char *heading; /* of its column: the label, or its number where labels are too long */
    double estimate;     /* NaN: none */
    const char *text;
} group;

typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    cv_effects effects;
    group *groups; /* in the order of the rows */
    size_t count;
    bool numbered;        /* columns are called by numbers, which stand before the rows' labels */
    bool coloured;        /* there is a difference */
    double most;          /* of the colour scale, both ways */
    double left, top;     /* of the cells */
    double width, height; /* of a cell */
    double label_size, label_width, value_width, head_height;
    double number; /* size of the cells' numbers; 0: they do not fit */
} plan;

static double length_of(const plan *p, double length)
{
    return cv_theme_length(p->theme, length);
}

/* ---- groups and cells ---- */

static bool check_one(plan *p)
{
    const cv_chart_spec *spec = p->chart->spec;
    if (p->scene->status != CV_OK || p->effects.sections <= 1)
        return p->scene->status == CV_OK;
    cv_scene_fail(p->scene, cv_fail_expected(p->scene->messages, CV_USAGE, spec->place,
                                             "level: one of the analysis's levels (or an analysis of one variable)",
                                             NULL, "chart '%s' has %zu tables of pairs, and kind heatmap shows one",
                                             spec->name.text, p->effects.sections));
    return false;
}

static const char *kept_label(plan *p, const char *label)
{
    const char *kept = p->scene->status == CV_OK ? cv_text_clean_line(p->scene->arena, label) : "";
    if (kept == NULL)
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
    return kept == NULL ? "" : kept;
}

static void add_group(plan *p, const cv_axis *axis, const cv_comparison *row, int32_t place)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->groups[i].place == place)
            return;
    p->groups[p->count++] = (group){.place = place,
                                    .label = kept_label(p, cv_level_label(p->chart->result, axis, place)),
                                    .estimate = cv_rank_estimate(p->chart->result, row, place),
                                    .text = ""};
}

static int compare_places(const void *left, const void *right)
{
    const group *a = left, *b = right;
    return (a->place > b->place) - (a->place < b->place);
}

static int compare_estimates(const void *left, const void *right)
{
    const group *a = left, *b = right;
    if (isnan(a->estimate) || isnan(b->estimate))
        return isnan(a->estimate) != isnan(b->estimate) ? (int)isnan(a->estimate) - (int)isnan(b->estimate)
                                                        : compare_places(left, right);
    int order = (a->estimate < b->estimate) - (a->estimate > b->estimate);
    return order != 0 ? order : compare_places(left, right);
}

static int compare_labels(const void *left, const void *right)
{
    const group *a = left, *b = right;
    int order = strcmp(a->label, b->label);
    return order != 0 ? order : compare_places(left, right);
}

/* Why a group has no estimate. */
static const char *absent_word(const plan *p, int32_t place)
{
    const cv_comparison *of = p->effects.items[0].of;
    const cv_result *result = p->chart->result;
    for (size_t i = 0; i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        if (row->variable == of->variable && row->level == of->level && row->group[of->over] == place)
            return cv_effects_absent(p->chart, row->flags);
    }
    return cv_effects_absent(p->chart, 0);
}

/* Every group of a pair, in the chart's order, with its own estimate. */
static void list_groups(plan *p)
{
    const cv_result *result = p->chart->result;
    const cv_axis *axis = &result->by[p->effects.items[0].of->over];
    p->groups = cv_arena_array(p->scene->arena, axis->count + 1, sizeof(*p->groups));
    if (p->groups == NULL) {
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
        return;
    }
    double half = 0;
    for (size_t i = 0; i < p->effects.count; i++) {
        const cv_comparison *row = p->effects.items[i].of;
        if (row->contrast != NULL)
            continue;
        add_group(p, axis, row, row->a);
        add_group(p, axis, row, row->b);
        half = isfinite(row->high - row->low) ? fmax(half, (row->high - row->low) / 3) : half;
    }
    const cv_chart_sort sort = p->chart->spec->sort;
    qsort(p->groups, p->count, sizeof(*p->groups),
          sort == CV_SORT_VALUE   ? compare_estimates
          : sort == CV_SORT_LABEL ? compare_labels
                                  : compare_places);
    double largest = 0;
    for (size_t i = 0; i < p->count; i++)
        largest = isnan(p->groups[i].estimate) ? largest : fmax(largest, fabs(p->groups[i].estimate));
    cv_value_style style = cv_value_choose(result->statistic, half, largest);
    style.language = p->chart->language;
    for (size_t i = 0; i < p->count; i++)
        p->groups[i].text = isnan(p->groups[i].estimate) ? absent_word(p, p->groups[i].place)
                                                         : cv_scene_value(p->scene, &style, p->groups[i].estimate);
}

/* The comparison of two groups, and whether its difference is the other way round. */
static const cv_effect *find_pair(const plan *p, size_t row, size_t column, double *sign)
{
    const int32_t a = p->groups[row].place, b = p->groups[column].place;
    for (size_t i = 0; i < p->effects.count; i++) {
        const cv_comparison *of = p->effects.items[i].of;
        if (of->contrast != NULL || !((of->a == a && of->b == b) || (of->a == b && of->b == a)))
            continue;
        *sign = of->a == a ? 1 : -1;
        return &p->effects.items[i];
    }
    return NULL;
}

static void find_most(plan *p)
{
    for (size_t i = 0; i < p->effects.count; i++)
        if (p->effects.items[i].of->contrast == NULL && isfinite(p->effects.items[i].value))
            p->most = fmax(p->most, fabs(p->effects.items[i].value));
    p->coloured = p->most > 0;
    p->most = p->coloured ? p->most : 1;
}

/* From the page's own tone over pale to the ends of the theme's diverging colours. */
static unsigned colour_of(const plan *p, double difference)
{
    const cv_theme *theme = p->theme;
    const double share = fmax(-1, fmin(1, difference / p->most)), way = fabs(share);
    const unsigned middle = cv_colour_mix(theme->page, theme->neutral, 0.55);
    const unsigned pale = share < 0 ? theme->low_pale : theme->high_pale;
    const unsigned end = share < 0 ? theme->low : theme->high;
    return way < 0.5 ? cv_colour_mix(middle, pale, way / 0.5) : cv_colour_mix(pale, end, (way - 0.5) / 0.5);
}

/* ---- the layout ---- */

static void fail_too_many(plan *p)
{
    cv_scene_fail(p->scene, cv_fail_expected(p->scene->messages, CV_USAGE, p->chart->spec->place,
                                             "fewer groups, or a higher page (key theme)", NULL,
                                             "chart '%s' has %zu groups, more than fit on its page in a readable size",
                                             p->chart->spec->name.text, p->count));
}

static cv_text_lines fit_label(const plan *p, size_t i, double width, double size, size_t lines)
{
    const cv_text_box box = {size, size, false, fmax(width, 1), lines};
    return cv_scene_fit(p->scene, p->groups[i].label, box);
}

static double number_width(const plan *p)
{
    return p->numbered ? cv_text_width("00", p->label_size, false) + 0.5 * p->label_size : 0;
}

static void measure_rows(plan *p)
{
    const double most = fmin(length_of(p, label_most), 0.3 * p->theme->width);
    const size_t lines = (size_t)fmax(1, floor(p->height / (line_pitch * p->label_size)));
    p->label_width = p->value_width = 0;
    for (size_t i = 0; i < p->count; i++) {
        p->label_width = fmax(p->label_width, fit_label(p, i, most, p->label_size, lines).width);
        p->value_width = fmax(p->value_width, cv_text_width(p->groups[i].text, p->label_size, true));
    }
    p->left = p->theme->margin + number_width(p) + p->label_width + p->value_width + length_of(p, 40);
}

/* Whether the columns' labels fit above their cells, in up to three lines. */
static bool heads_fit(plan *p, double size)
{
    double lines_most = 1;
    for (size_t i = 0; i < p->count; i++) {
        cv_text_lines lines = fit_label(p, i, p->width - length_of(p, 10), size, 3);
        if (lines.cut || lines.broken)
            return false;
        lines_most = fmax(lines_most, (double)lines.count);
    }
    p->head_height = line_pitch * size * lines_most + length_of(p, 10);
    return true;
}

static void name_columns(plan *p)
{
    for (size_t i = 0; i < p->count; i++)
        p->groups[i].heading = p->numbered ? cv_scene_format(p->scene, "%zu", i + 1) : p->groups[i].label;
}

/* Cells fill the page's width up to twice their height. */
static void size_cells(plan *p, double top, double bottom)
{
    const double room = bottom - top;
    for (int numbered = 0; numbered < 2; numbered++) {
        p->numbered = numbered == 1;
        p->head_height = line_pitch * p->theme->size.tic + length_of(p, 10);
        for (int round = 0; round < 3; round++) { /* the head's height and the label's size depend on the cells */
            p->height = fmin((room - p->head_height) / (double)p->count, length_of(p, cell_most));
            p->label_size = fmax(p->theme->size.least, fmin(p->theme->size.label * 0.9, 0.62 * p->height));
            measure_rows(p);
            p->width = fmin((p->theme->width - p->theme->margin - p->left) / (double)p->count, 2.6 * p->height);
            if (p->scene->status != CV_OK || (!p->numbered && !heads_fit(p, p->theme->size.tic)))
                break;
            if (round == 2)
                p->height = fmin(p->height, (room - p->head_height) / (double)p->count);
            if (round == 2 && !p->numbered) {
                name_columns(p);
                return;
            }
        }
    }
    name_columns(p);
}

/* The widest number of all cells in bold with its star. */
static double widest_number(const plan *p, double size)
{
    double width = 0;
    for (size_t i = 0; i < p->effects.count; i++)
        for (int sign = -1; sign <= 1; sign += 2) {
            char text[CV_VALUE_SIZE + 1];
            cv_value_text(&p->chart->style, sign * p->effects.items[i].value, text);
            strcat(text, p->effects.items[i].significant ? "*" : "");
            width = fmax(width, cv_text_width(text, size, true));
        }
    return width;
}

/* The largest size in which all numbers stand in their cells; none where even the least one is too large. */
static void size_numbers(plan *p)
{
    const double least = p->theme->size.least;
    for (p->number = fmax(fmin(p->theme->size.value, number_size * p->height), least); p->number >= least; p->number--)
        if (widest_number(p, p->number) <= 0.94 * p->width && p->number <= 0.8 * p->height)
            return;
    p->number = 0;
}

/* ---- the colour key ---- */

/* A bar of the colours with its ends' values, right of the title's column, in a line of its own. */
static void place_key(plan *p, double *top)
{
    enum { STEPS = 48 };
    const cv_theme *theme = p->theme;
    const double size = theme->size.tic, height = 0.8 * size, y = *top + 0.6 * size;
    const char *low = cv_scene_value(p->scene, &p->chart->style, -p->most);
    const char *high = cv_scene_value(p->scene, &p->chart->style, p->most);
    const double width = fmin(length_of(p, 420), 0.4 * theme->width);
    double x = theme->margin;
    cv_scene_text look = {.text = low, .x = x, .y = y, .size = size, .colour = theme->quiet, .align = 'l'};
    cv_scene_add_text(p->scene, look);
    x += cv_text_width(low, size, false) + 0.5 * size;
    for (int i = 0; i < STEPS; i++) {
        const double share = (2.0 * i + 1) / STEPS - 1;
        cv_scene_add_box(p->scene, x + width * i / STEPS, y - height / 2, /* over the next one's edge: no hairline */
                         x + fmin(width, width * (i + 1) / STEPS + 1), y + height / 2, colour_of(p, share * p->most));
    }
    look.x = x + width + 0.5 * size;
    look.text = high;
    cv_scene_add_text(p->scene, look);
    look.x += cv_text_width(high, size, false) + size;
    const cv_text_box box = {size, theme->size.least, false, fmax(theme->width - theme->margin - look.x, 1), 1};
    look.text = NULL;
    cv_text_lines words = cv_scene_fit(p->scene, cv_say(p->chart->language, "the row's group less the column's"), box);
    cv_scene_add_lines(p->scene, &words, look, 0);
    *top = y + 1.4 * size;
}

/* ---- texts ---- */

static double middle_of(const plan *p, size_t row)
{
    return p->top + p->height * ((double)row + 0.5);
}

static void place_row_label(const plan *p, size_t i)
{
    const double right = p->left - length_of(p, 14);
    const bool absent = isnan(p->groups[i].estimate);
    const size_t lines_most = (size_t)fmax(1, floor(p->height / (line_pitch * p->label_size)));
    cv_scene_text look = {.text = p->groups[i].text,
                          .x = right,
                          .y = middle_of(p, i),
                          .size = p->label_size,
                          .bold = !absent,
                          .colour = absent ? p->theme->faint : p->theme->ink,
                          .align = 'r'};
    cv_scene_add_text(p->scene, look);
    cv_text_lines lines = fit_label(p, i, p->label_width + 0.01, p->label_size, lines_most);
    const double pitch = line_pitch * p->label_size;
    look = (cv_scene_text){.x = right - p->value_width - length_of(p, 16),
                           .y = middle_of(p, i) - pitch * ((double)lines.count - 1) / 2,
                           .colour = p->theme->ink,
                           .align = 'r'};
    cv_scene_add_lines(p->scene, &lines, look, pitch);
    if (!p->numbered)
        return;
    look = (cv_scene_text){.text = p->groups[i].heading,
                           .x = look.x - p->label_width - 0.5 * p->label_size,
                           .y = middle_of(p, i),
                           .size = p->label_size,
                           .colour = p->theme->quiet,
                           .align = 'r'};
    cv_scene_add_text(p->scene, look);
}

static void place_column_label(const plan *p, size_t i)
{
    const double size = p->numbered ? fmin(p->theme->size.tic, 1.15 * p->label_size) : p->theme->size.tic;
    const double room = p->width - length_of(p, p->numbered ? 0 : 10);
    const cv_text_box box = {fmin(size, fmax(p->theme->size.least, 0.7 * p->width)), p->theme->size.least, false,
                             fmax(room, 1), p->numbered ? 1 : 3};
    cv_text_lines lines = cv_scene_fit(p->scene, p->groups[i].heading, box);
    const double pitch = line_pitch * lines.size;
    const cv_scene_text look = {.x = p->left + p->width * ((double)i + 0.5),
                                .y = p->top - length_of(p, 10) - pitch * ((double)lines.count - 0.5),
                                .colour = p->theme->quiet,
                                .align = 'c'};
    cv_scene_add_lines(p->scene, &lines, look, pitch);
}

/* The number on its cell: bold with a star where it is significant. */
static void place_number(const plan *p, size_t row, size_t column, const cv_effect *effect, double sign)
{
    if (p->number <= 0 || !isfinite(effect->value))
        return;
    const unsigned fill = colour_of(p, sign * effect->value);
    const char *text = cv_scene_value(p->scene, &p->chart->style, sign * effect->value);
    const unsigned dark = cv_colour_contrast(p->theme->ink, 0xffffff) > 4.5 ? p->theme->ink : p->theme->page;
    cv_scene_add_text(p->scene,
                      (cv_scene_text){.text = effect->significant ? cv_scene_format(p->scene, "%s*", text) : text,
                                      .x = p->left + p->width * ((double)column + 0.5),
                                      .y = middle_of(p, row),
                                      .size = p->number,
                                      .bold = effect->significant,
                                      .colour = cv_colour_on(fill, dark, 0xffffff),
                                      .align = 'c'});
}

/* ---- data ---- */

static void write_cell(const plan *p, size_t row, size_t column, const cv_effect *effect, double sign)
{
    cv_buffer *to = &p->scene->data;
    const double shrink = effect->significant ? 0 : inset * fmin(p->width, p->height), gap = length_of(p, 1.5);
    cv_scene_number(to, p->left + p->width * ((double)column + 0.5));
    cv_buffer_add_char(to, ' ');
    cv_scene_number(to, middle_of(p, row));
    cv_buffer_add_char(to, ' ');
    cv_buffer_add_number(to, sign * effect->value);
    cv_buffer_add_char(to, ' ');
    cv_scene_number(to, p->width / 2 - gap - shrink);
    cv_buffer_add_char(to, ' ');
    cv_scene_number(to, p->height / 2 - gap - shrink);
    cv_buffer_format(to, " 0x%06x\n", colour_of(p, sign * effect->value));
}

/* Cells without a difference: those of a group with itself, and of a group without an estimate. */
static void place_blank(const plan *p, size_t row, size_t column)
{
    const double x = p->left + p->width * ((double)column + 0.5), y = middle_of(p, row);
    const double half = 0.12 * fmin(p->width, p->height);
    cv_scene_add_line(p->scene, (cv_scene_line){x - half, y, x + half, y, p->theme->rule, 2, false, false});
}

static void place_cells(plan *p)
{
    size_t drawn = 0;
    cv_buffer_add(&p->scene->data, "# a cell's middle on the page, difference, half width and height, colour\n"
                                   "$differences << EOD\n");
    for (size_t row = 0; row < p->count && p->scene->status == CV_OK; row++)
        for (size_t column = 0; column < p->count; column++) {
            double sign = 1;
            const cv_effect *effect = row == column ? NULL : find_pair(p, row, column, &sign);
            if (effect == NULL || !isfinite(effect->value)) {
                place_blank(p, row, column);
                continue;
            }
            write_cell(p, row, column, effect, sign);
            place_number(p, row, column, effect, sign);
            drawn++;
        }
    cv_buffer_add(&p->scene->data, "EOD\n");
    if (drawn == 0)
        return;
    cv_buffer *to = cv_scene_plot(p->scene);
    cv_buffer_add(to,
                  "$differences using 1:2:($1-$4):($1+$4):($2-$5):($2+$5):6 with boxxyerror fillstyle solid noborder "
                  "linecolor rgb variable title ");
    cv_text_quote(to, cv_say(p->chart->language, "Differences"));
}

static void lay_out(plan *p, const cv_scene_words *words)
{
    double top, bottom;
    cv_scene_frame(p->scene, words, &top, &bottom);
    if (p->coloured)
        place_key(p, &top);
    size_cells(p, top, bottom);
    if (p->scene->status != CV_OK)
        return;
    if (p->height < 1.05 * p->theme->size.least || p->width < 1.2 * p->theme->size.least) {
        fail_too_many(p);
        return;
    }
    size_numbers(p);
    const double spare = bottom - top - p->head_height - p->height * (double)p->count;
    p->top = top + p->head_height + 0.3 * spare;
}

static void compare(cv_chart *chart, cv_scene *scene, cv_scene_words *words)
{
    plan p = {.chart = chart, .scene = scene, .theme = chart->theme};
    cv_effects_of_result(chart, scene, &p.effects);
    chart->own_intervals = true;
    chart->note = cv_effects_note(chart, scene, cv_effects_adjusted(chart), true);
    if (!check_one(&p))
        return;
    cv_effects_fill(chart, scene, &p.effects, cv_plot_heatmap.noun);
    if (scene->status != CV_OK)
        return;
    *words = cv_chart_scene_words(chart);
    list_groups(&p);
    find_most(&p);
    if (scene->status == CV_OK)
        lay_out(&p, words);
    for (size_t i = 0; i < p.count && scene->status == CV_OK; i++) {
        place_row_label(&p, i);
        place_column_label(&p, i);
    }
    if (scene->status == CV_OK)
        place_cells(&p);
}

const cv_plot_kind cv_plot_heatmap = {.noun = CV_PHRASE("Heat map"), .compare = compare};
