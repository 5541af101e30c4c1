/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each combination of a question's choices was given: columns above a matrix whose dots say which choices
 * belong to each; beside the matrix, how many chose each at all. After Lex et al. 2014, UpSet. */
#include <math.h>
#include <string.h>

#include "base/colour.h"
#include "plot/columns.h"
#include "plot/kind.h"
#include "plot/order.h"

enum { MOST = 20, CHOICES = 64 };

/* The combinations that are not shown. */
typedef struct others {
    size_t count;
    double share; /* of all; NaN where one of them is not known */
} others;

/* What the drawing works with. */
typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    const cv_theme *theme;
    const cv_axis *of;
    size_t choices;             /* rows of the matrix; the last one may be for those who chose nothing */
    double totals[CHOICES + 1]; /* NaN: not known */
    cv_columns columns;
    cv_panel side; /* of the totals, from right to left; y in pixels */
    double left;   /* of the matrix */
    double pitch;  /* of its rows */
    double top;    /* of the first one */
    double label_size, label_width, total_width;
} plan;

/* The choices of an estimate's combination; UINT64_MAX: of no combination, or missing. */
static uint64_t choices_of(const cv_axis *of, const cv_estimate *e)
{
    return e->level < 0 ? UINT64_MAX : of->choices[e->level];
}

/* Whether a combination has its dot in a row of the matrix. */
static bool is_in(const plan *p, uint64_t choices, size_t row)
{
    return row < p->of->question->count ? (choices >> row & 1) != 0 : choices == 0;
}

static const char *name_of(const plan *p, size_t row)
{
    return row < p->of->question->count ? p->of->question->labels[row] : cv_say(p->chart->language, "None");
}

static size_t rows_of(const cv_chart *chart, const cv_axis *of)
{
    bool none = false;
    for (size_t m = 0; m < chart->mark_count; m++)
        none = none || choices_of(of, chart->marks[m].estimate) == 0;
    return of->question->count + none;
}

static double row_middle(const plan *p, size_t choice)
{
    return p->top + p->pitch * ((double)choice + 0.5);
}

/* ---- which combinations ---- */

/* How many columns have room for the widest value. */
static size_t most_of(const cv_chart *chart)
{
    double widest = 0;
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].drawn)
            widest = fmax(widest, cv_text_width(chart->marks[m].text, chart->theme->size.least, true));
    double fit = 0.43 * chart->theme->width / (widest + 5);
    return fit < 1 ? 1 : fit < MOST ? (size_t)fit : MOST;
}

static cv_status sort_rows(cv_chart *chart, cv_messages *messages)
{
    double *keys = cv_arena_array(&chart->arena, chart->row_count, sizeof *keys);
    if (keys == NULL)
        return cv_fail_memory(messages);
    for (size_t m = 0; m < chart->mark_count; m++)
        keys[chart->marks[m].row] = chart->marks[m].drawn ? chart->marks[m].value : (double)NAN;
    return cv_chart_sort_rows(chart, keys, messages);
}

/* Keeps the most frequent ones; those that nobody gave, and missing answers, are none. */
static cv_status keep_largest(cv_chart *chart, const cv_axis *of, cv_messages *messages)
{
    const size_t most = most_of(chart);
    bool *kept = cv_arena_array(&chart->arena, chart->row_count, sizeof *kept);
    others *rest = cv_arena_new(&chart->arena, sizeof *rest);
    size_t shown = 0;
    if (kept == NULL || rest == NULL)
        return cv_fail_memory(messages);
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        if ((mark->drawn && !(mark->value > 0)) || choices_of(of, mark->estimate) == UINT64_MAX)
            continue;
        kept[mark->row] = shown < most;
        shown += kept[mark->row];
        rest->count += !kept[mark->row];
        rest->share += kept[mark->row] ? 0 : mark->drawn ? mark->value : (double)NAN;
    }
    chart->own = rest;
    return cv_chart_keep_rows(chart, kept, messages);
}

static cv_status note_rest(cv_chart *chart, cv_messages *messages)
{
    const others *rest = chart->own;
    char share[CV_VALUE_SIZE];
    cv_value_text(&chart->style, rest->share, share);
    if (rest->count == 0)
        return CV_OK;
    cv_buffer text = {0};
    cv_buffer_format(&text, cv_say(chart->language, "Combinations shown: %zu; not shown: %zu"), chart->row_count,
                     rest->count);
    if (isfinite(rest->share))
        cv_buffer_format(&text, cv_say(chart->language, ", together %s"), share);
    cv_buffer_add_char(&text, '.');
    chart->note = text.failed ? NULL : cv_arena_text(&chart->arena, text.text, text.length);
    cv_buffer_free(&text);
    return chart->note == NULL ? cv_fail_memory(messages) : CV_OK;
}

static cv_status prepare(cv_chart *chart, cv_messages *messages)
{
    const cv_axis *of = &chart->result->of[0];
    if (chart->result->of_count != 1 || of->choices == NULL || of->question == NULL || of->question->count > CHOICES)
        return cv_fail_expected(messages, CV_USAGE, chart->spec->place,
                                "an analysis of one variable that is made by combinations", NULL,
                                "chart '%s' is of no combinations", chart->spec->name.text);
    cv_status status = sort_rows(chart, messages);
    if (status == CV_OK)
        status = keep_largest(chart, of, messages);
    if (status == CV_OK && chart->row_count == 0)
        status = cv_fail(messages, CV_USAGE, chart->spec->place, "chart '%s' has nothing to show: nobody answered",
                         chart->spec->name.text);
    return status == CV_OK ? note_rest(chart, messages) : status;
}

/* ---- totals ---- */

/* How many chose each: the sum of all combinations that have it, also of those that are not shown. */
static void add_totals(plan *p)
{
    const cv_result *result = p->chart->result;
    for (size_t i = 0; i < result->row_count; i++) {
        const cv_estimate *e = &result->rows[i];
        bool known = isfinite(e->estimate) && (e->flags & CV_FLAG_SUPPRESSED) == 0;
        const uint64_t choices = choices_of(p->of, e);
        for (size_t c = 0; c < p->choices && choices != UINT64_MAX; c++)
            if (is_in(p, choices, c))
                p->totals[c] += known ? e->estimate : (double)NAN;
    }
}

static const char *total_text(const plan *p, size_t choice)
{
    return isnan(p->totals[choice]) ? "\xe2\x80\x93" : cv_scene_value(p->scene, &p->chart->style, p->totals[choice]);
}

/* ---- layout ---- */

static double total_size(const plan *p)
{
    return fmax(p->theme->size.least, fmin(0.92 * p->theme->size.value, 0.7 * p->pitch));
}

/* The largest size in which the choices' labels fit their rows; at the least size they are cut. */
static void fit_labels(plan *p, cv_text_lines *labels)
{
    const double least = p->theme->size.least;
    bool cut = true;
    p->label_size = floor(fmax(least, fmin(p->theme->size.label, 0.72 * p->pitch)));
    for (; cut && p->scene->status == CV_OK; p->label_size--) {
        const double lines = floor(p->pitch / (1.12 * p->label_size));
        cut = false;
        p->label_width = 0;
        for (size_t c = 0; c < p->choices; c++) {
            const cv_text_box box = {p->label_size, p->label_size, false, 0.22 * p->theme->width,
                                     lines < 1 ? 1 : (size_t)lines};
            const char *label = cv_text_clean_line(p->scene->arena, name_of(p, c));
            if (label == NULL)
                cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
            labels[c] = cv_scene_fit(p->scene, label == NULL ? "" : label, box);
            cut = (cut || labels[c].cut) && p->label_size - 1 >= least;
            p->label_width = fmax(p->label_width, labels[c].width);
        }
    }
}

static void choose_rows(plan *p)
{
    const cv_columns *c = &p->columns;
    const double room = c->page_bottom - c->page_top;
    p->pitch = fmin(cv_theme_length(p->theme, 50), 0.55 * room / (double)p->choices);
    p->top = c->page_bottom - p->pitch * (double)p->choices;
    if (p->pitch < 1.15 * p->theme->size.least)
        cv_scene_fail(p->scene, cv_fail_expected(p->scene->messages, CV_USAGE, p->chart->spec->place,
                                                 "a question with fewer choices, or a higher page (key theme)", NULL,
                                                 "chart '%s' has %zu choices, more than fit on its page",
                                                 p->chart->spec->name.text, p->choices));
}

/* From left to right: labels, totals, matrix. */
static void choose_places(plan *p, cv_scale y)
{
    const cv_theme *theme = p->theme;
    cv_columns *c = &p->columns;
    const double axis = cv_panel_tics_width(p->scene, &y, &p->chart->style);
    for (size_t i = 0; i < p->choices; i++)
        p->total_width = fmax(p->total_width, cv_text_width(total_text(p, i), total_size(p), true));
    const double bars = 0.09 * theme->width, air = cv_theme_length(theme, 12);
    const double side = theme->margin + p->label_width + 2 * air + p->total_width;
    p->side = (cv_panel){.number = 2, .left = side + air, .right = side + air + bars};
    p->left = p->side.right + fmax(cv_theme_length(theme, 26), axis + cv_theme_length(theme, 18));
    const double width =
        fmin((theme->width - theme->margin - p->left) / (double)p->chart->row_count, cv_theme_length(theme, 160));
    c->lane = 0.7 * width;
    c->column = c->lane;
    for (size_t row = 0; row < p->chart->row_count; row++) {
        c->row_left[row] = p->left + width * (double)row;
        c->row_right[row] = c->row_left[row] + width;
    }
    for (size_t m = 0; m < p->chart->mark_count; m++)
        c->mark_x[m] = p->left + width * ((double)p->chart->marks[m].row + 0.5);
    c->panel.left = p->left;
    c->panel.right = p->left + width * (double)p->chart->row_count;
    c->panel.top = c->page_top;
    c->panel.bottom = p->top - cv_theme_length(theme, 18);
    c->panel.y = y;
}

/* ---- the matrix ---- */

static void place_stripes(const plan *p)
{
    const unsigned pale = cv_colour_mix(p->theme->page, p->theme->grid, 0.45);
    for (size_t c = 0; c < p->choices; c += 2)
        cv_scene_add_box(p->scene, p->theme->margin - cv_theme_length(p->theme, 6), row_middle(p, c) - p->pitch / 2,
                         p->columns.panel.right, row_middle(p, c) + p->pitch / 2, pale);
}

static void place_dots(const plan *p, size_t m, double radius)
{
    const cv_chart_mark *mark = &p->chart->marks[m];
    const uint64_t choices = choices_of(p->of, mark->estimate);
    size_t first = p->choices, last = 0;
    for (size_t c = 0; c < p->choices; c++) {
        bool in = is_in(p, choices, c);
        first = in && first == p->choices ? c : first;
        last = in ? c : last;
        cv_scene_add_shape(p->scene, (cv_scene_shape){.x = {p->columns.mark_x[m]},
                                                      .y = {row_middle(p, c)},
                                                      .corners = 1,
                                                      .radius = in ? radius : 0.8 * radius,
                                                      .colour = in ? mark->colour.mark : p->theme->grid});
    }
    if (first < last)
        cv_scene_add_line(p->scene, (cv_scene_line){.x = p->columns.mark_x[m],
                                                    .y = row_middle(p, first),
                                                    .to_x = p->columns.mark_x[m],
                                                    .to_y = row_middle(p, last),
                                                    .colour = mark->colour.mark,
                                                    .width = 0.5 * radius});
}

static void place_matrix(const plan *p)
{
    const double width = p->columns.row_right[0] - p->columns.row_left[0];
    const double radius = fmin(cv_theme_length(p->theme, 12), fmin(0.34 * p->pitch, 0.34 * width));
    place_stripes(p);
    for (size_t m = 0; m < p->chart->mark_count; m++)
        place_dots(p, m, radius);
}

/* ---- the left side ---- */

static void place_labels(const plan *p, const cv_text_lines *labels)
{
    for (size_t c = 0; c < p->choices; c++) {
        const double pitch = 1.12 * labels[c].size;
        const cv_scene_text look = {.x = p->theme->margin + p->label_width,
                                    .y = row_middle(p, c) - pitch * ((double)labels[c].count - 1) / 2,
                                    .colour = p->theme->ink,
                                    .align = 'r'};
        cv_scene_add_lines(p->scene, &labels[c], look, pitch);
    }
}

static void place_total_name(const plan *p)
{
    const double size = p->theme->size.base, right = p->side.right;
    const cv_text_box box = {size, p->theme->size.least, true, right - p->theme->margin, 2};
    cv_text_lines lines = cv_scene_fit(p->scene, cv_say(p->chart->language, "Chosen, alone or with others"), box);
    const double pitch = 1.18 * lines.size;
    const cv_scene_text look = {.x = right,
                                .y = p->top - 0.5 * pitch - pitch * ((double)lines.count - 0.6),
                                .bold = true,
                                .colour = p->theme->quiet,
                                .align = 'r'};
    cv_scene_add_lines(p->scene, &lines, look, pitch);
}

/* Bars from the right to the left, their numbers at the ends. */
static void place_totals(plan *p)
{
    cv_buffer *data = &p->scene->data;
    double most = 0;
    for (size_t c = 0; c < p->choices; c++)
        most = isnan(p->totals[c]) ? most : fmax(most, p->totals[c]);
    p->side.x = (cv_scale){.low = most > 0 ? most : 1, .step = 1}; /* from right to left */
    cv_panel_write(p->scene, &p->side);
    cv_buffer_add(data, "# how many chose each, height on the page\n$choices << EOD\n");
    for (size_t c = 0; c < p->choices; c++) {
        double total = isnan(p->totals[c]) ? 0 : p->totals[c];
        cv_buffer_add_number(data, total);
        cv_buffer_add_char(data, ' ');
        cv_scene_number(data, row_middle(p, c));
        cv_buffer_add_char(data, '\n');
        cv_scene_add_text(p->scene, (cv_scene_text){.text = total_text(p, c),
                                                    .x = cv_panel_x(&p->side, total) - cv_theme_length(p->theme, 10),
                                                    .y = row_middle(p, c),
                                                    .size = total_size(p),
                                                    .bold = true,
                                                    .colour = p->theme->whole.text,
                                                    .align = 'r'});
    }
    cv_buffer_add(data, "EOD\n");
    cv_buffer *plot = cv_scene_plot(p->scene);
    cv_buffer_add(plot, "$choices using (x2($1)):2:(x2($1)):(x2(0)):($2-");
    cv_scene_number(plot, 0.29 * p->pitch);
    cv_buffer_add(plot, "):($2+");
    cv_scene_number(plot, 0.29 * p->pitch);
    cv_buffer_format(plot, ") with boxxyerror fillstyle solid noborder linecolor rgb '#%06x' title ",
                     p->theme->rest.mark);
    cv_text_quote(plot, cv_say(p->chart->language, "Chosen, alone or with others"));
}

/* ---- all of it ---- */

static bool take_memory(plan *p, cv_text_lines **labels)
{
    cv_arena *arena = &p->chart->arena;
    cv_columns *c = &p->columns;
    c->row_left = cv_arena_array(arena, p->chart->row_count, sizeof *c->row_left);
    c->row_right = cv_arena_array(arena, p->chart->row_count, sizeof *c->row_right);
    c->mark_x = cv_arena_array(arena, p->chart->mark_count, sizeof *c->mark_x);
    *labels = cv_arena_array(arena, p->choices, sizeof **labels);
    return c->row_left != NULL && c->row_right != NULL && c->mark_x != NULL && *labels != NULL;
}

/* The subtitle also says that there are more. */
static cv_scene_words words_with_rest(const plan *p, const cv_scene_words *words)
{
    const others *rest = p->chart->own;
    cv_scene_words more = *words;
    if (rest->count == 0)
        return more;
    more.subtitle = cv_scene_format(p->scene, cv_say(p->chart->language, "%s; the most frequent of %zu combinations"),
                                    words->subtitle, rest->count + p->chart->row_count);
    return more;
}

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    plan p = {.chart = chart, .scene = scene, .theme = chart->theme, .of = &chart->result->of[0]};
    cv_text_lines *labels;
    p.choices = rows_of(chart, p.of);
    p.columns.panel.number = 1;
    if (!take_memory(&p, &labels)) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return;
    }
    add_totals(&p);
    const cv_scene_words with_rest = words_with_rest(&p, words);
    cv_scene_frame(scene, &with_rest, &p.columns.page_top, &p.columns.page_bottom);
    choose_rows(&p);
    fit_labels(&p, labels);
    if (scene->status != CV_OK)
        return;
    choose_places(&p, cv_columns_scale(chart));
    place_matrix(&p);
    place_labels(&p, labels);
    place_totals(&p);
    place_total_name(&p);
    cv_columns_marks(chart, scene, &p.columns);
}

const cv_plot_kind cv_plot_upset = {
    .noun = CV_PHRASE("UpSet chart"), .shape = {.series = CV_SERIES_NONE}, .prepare = prepare, .draw = draw};
