/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/rows_private.h"

#include <math.h>
#include <string.h>

/* Heights in lanes. */
static const double row_gap = 0.7; /* below a row of several lanes */
static const double heading_height = 1.35;
static const double whole_gap = 0.45;

static const double lane_for_above = 80; /* lanes lower than this have their values beside */
static const double line_pitch = 1.18;

typedef cv_rows_plan plan;

static double length_of(const plan *p, double length)
{
    return cv_theme_length(p->theme, length);
}

static double within(double value, double least, double most)
{
    return fmax(least, fmin(value, most));
}

/* ---- rows ---- */

static double lanes_of(const cv_chart *chart, const cv_rows *rows, size_t row)
{
    return rows->style->one_lane ? 1 : (double)chart->rows[row].lanes;
}

double cv_rows_lanes(const cv_chart *chart, const cv_rows_style *style, size_t row)
{
    double lanes = style->one_lane ? 1 : (double)chart->rows[row].lanes;
    return lanes + (chart->series_count > 1 && !style->one_lane ? row_gap : 0);
}

static double height_in_lanes(const cv_chart *chart, const cv_rows *rows, size_t row)
{
    return cv_rows_lanes(chart, rows->style, row);
}

double cv_rows_height(const cv_chart *chart, const cv_rows *rows, size_t row)
{
    return rows->lane * height_in_lanes(chart, rows, row);
}

static double gap_above(const cv_chart *chart, size_t row)
{
    const cv_chart_row *r = &chart->rows[row];
    double gap = r->heading != NULL ? heading_height : 0;
    return gap + (row > 0 && r->whole && !chart->rows[row - 1].whole ? whole_gap : 0);
}

/* High pages have higher rows than the slide's. */
static double tallness(const cv_theme *theme)
{
    const double slide = cv_theme_slide.height / cv_theme_slide.width;
    return within(theme->height / theme->width / slide, 1, 1.6);
}

static void choose_lane(const plan *p)
{
    const cv_chart *chart = p->chart;
    cv_rows *rows = p->rows;
    double lanes = 0, room = rows->page_bottom - rows->page_top;
    for (size_t i = 0; i < chart->row_count; i++)
        lanes += height_in_lanes(chart, rows, i) + gap_above(chart, i);
    bool several = chart->series_count > 1 && !rows->style->one_lane;
    double most = length_of(p, several ? rows->style->lanes_most : rows->style->lane_most);
    rows->lane = fmin(tallness(p->theme) * most, room / lanes);
    if (rows->lane < 1.2 * p->theme->size.least) {
        cv_scene_fail(p->scene,
                      cv_fail_expected(p->scene->messages, CV_USAGE, chart->spec->place,
                                       "fewer groups or levels (key level), or a higher page (key theme)", NULL,
                                       "chart '%s' has %zu rows, more than fit on its page in a readable size",
                                       chart->spec->name.text, chart->row_count));
        return;
    }
    /* A low block stands a little above the middle of its room, where eyes look first. */
    rows->panel.top = rows->page_top + 0.38 * (room - rows->lane * lanes);
    rows->panel.bottom = rows->panel.top + rows->lane * lanes;
    rows->above = rows->style->above && chart->series_count <= 1 && rows->lane >= length_of(p, lane_for_above);
    cv_rows_size(p);
}

void cv_rows_size(const plan *p)
{
    cv_rows *rows = p->rows;
    rows->value_size = within(0.7 * rows->lane, p->theme->size.least, p->theme->size.value);
    rows->base_size = within(0.66 * rows->lane, p->theme->size.least, p->theme->size.base);
    rows->radius = fmin(length_of(p, 11), 0.34 * rows->lane);
    p->scene->radius = rows->radius;
}

static void add_rule(const plan *p, double y)
{
    cv_scene_add_line(p->scene, (cv_scene_line){.x = p->theme->margin,
                                                .y = y,
                                                .to_x = p->theme->width - p->theme->margin,
                                                .to_y = y,
                                                .colour = p->theme->grid});
}

void cv_rows_put_row(const plan *p, size_t row, double y)
{
    const cv_chart *chart = p->chart;
    cv_rows *rows = p->rows;
    double lanes = lanes_of(chart, rows, row);
    rows->row_y[row] = y;
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        double lane = mark->series < 0 || rows->style->one_lane ? (lanes - 1) / 2 : mark->series;
        if (mark->row == row)
            rows->mark_y[m] = y + rows->lane * (lane - (lanes - 1) / 2);
    }
}

static void place_rows(const plan *p)
{
    const cv_chart *chart = p->chart;
    cv_rows *rows = p->rows;
    double y = rows->panel.top;
    for (size_t i = 0; i < chart->row_count; i++) {
        double gap = gap_above(chart, i), height = cv_rows_height(chart, rows, i);
        if (chart->rows[i].whole && i > 0 && chart->rows[i].heading == NULL && gap > 0)
            add_rule(p, y + rows->lane * (gap - whole_gap / 2));
        /* a value above its mark moves the mark down, so that both stand in the row's middle */
        cv_rows_put_row(p, i, y + rows->lane * gap + height / 2 + (rows->above ? 0.09 * rows->lane : 0));
        y += rows->lane * gap + height;
    }
}

/* ---- labels ---- */

/* Labels take at most so much of the page's width. */
static double label_most(const plan *p)
{
    return fmin(length_of(p, 560), 0.34 * p->theme->width);
}

static cv_text_box label_box(const plan *p, size_t row, double size)
{
    double lines = floor(cv_rows_height(p->chart, p->rows, row) / (line_pitch * size));
    return (cv_text_box){size, size, false, label_most(p), lines < 1 ? 1 : (size_t)lines};
}

/* The largest size in which every row's label fits its row; at the least size what does not fit is cut. */
static void fit_labels(const plan *p, cv_text_lines *labels)
{
    const cv_chart *chart = p->chart;
    const double least = p->theme->size.least;
    double lane = p->rows->lane * (chart->series_count > 1 && !p->rows->style->one_lane ? 1.5 : 1);
    double size = floor(within(0.7 * lane, least, p->theme->size.label));
    bool cut = true;
    for (; cut && p->scene->status == CV_OK; size--) {
        cut = false;
        p->rows->label_width = 0;
        for (size_t i = 0; i < chart->row_count; i++) {
            labels[i] = cv_scene_fit(p->scene, chart->rows[i].label, label_box(p, i, size));
            cut = (cut || labels[i].cut) && size - 1 >= least;
            p->rows->label_width = fmax(p->rows->label_width, labels[i].width);
        }
    }
}

/* A section's name stands above its first row, from the page's margin on; the label column grows for it, up to a point.
 */
static void place_heading(const plan *p, size_t row, double size)
{
    const double lane = p->rows->lane, height = height_in_lanes(p->chart, p->rows, row);
    const cv_text_box box = {size, size, true, 0.63 * p->theme->width, 1};
    cv_text_lines lines = cv_scene_fit(p->scene, p->chart->rows[row].heading, box);
    p->rows->label_width = fmax(p->rows->label_width, fmin(lines.width, 0.75 * label_most(p)));
    const cv_scene_text look = {.x = p->theme->margin,
                                .y = p->rows->row_y[row] - lane * (height / 2 + heading_height * 0.42),
                                .bold = true,
                                .colour = p->theme->ink,
                                .align = 'l'};
    cv_scene_add_lines(p->scene, &lines, look, 0);
}

static void place_labels(const plan *p)
{
    const cv_chart *chart = p->chart;
    cv_text_lines *labels = cv_arena_array(&p->chart->arena, chart->row_count, sizeof(*labels));
    if (labels == NULL) {
        cv_scene_fail(p->scene, cv_fail_memory(p->scene->messages));
        return;
    }
    fit_labels(p, labels);
    double heading = within(labels[0].size, p->theme->size.least, 0.7 * heading_height * p->rows->lane);
    for (size_t i = 0; i < chart->row_count; i++)
        if (chart->rows[i].heading != NULL)
            place_heading(p, i, heading);
    for (size_t i = 0; i < chart->row_count; i++) {
        double pitch = line_pitch * labels[i].size;
        const cv_scene_text look = {.x = p->theme->margin + p->rows->label_width,
                                    .y = p->rows->row_y[i] - pitch * ((double)labels[i].count - 1) / 2,
                                    .colour = p->theme->ink,
                                    .align = 'r'};
        cv_scene_add_lines(p->scene, &labels[i], look, pitch);
    }
}

/* The base of a row whose marks share it, or stand on one line: "n = 1,871 / 1,729", of more than two their range. */
static const char *shared_base(const plan *p, size_t first)
{
    const cv_chart *chart = p->chart;
    const size_t row = chart->marks[first].row;
    double least = INFINITY, most = -INFINITY;
    size_t count = 0;
    char text[2][CV_VALUE_SIZE];
    if (chart->rows[row].same_n)
        return chart->marks[first].n_text;
    for (size_t m = first; m < chart->mark_count && chart->marks[m].row == row; m++, count++) {
        least = fmin(least, chart->marks[m].estimate->n);
        most = fmax(most, chart->marks[m].estimate->n);
    }
    bool two = count == 2;
    cv_value_count(chart->language, two ? chart->marks[first].estimate->n : least, text[0]);
    cv_value_count(chart->language, two ? chart->marks[first + 1].estimate->n : most, text[1]);
    return cv_scene_format(p->scene, "n = %s%s%s", text[0], two ? " / " : "\xe2\x80\x93", text[1]);
}

/* The bases: one a row where its marks share it, else one a mark. */
static void place_bases(const plan *p)
{
    const cv_chart *chart = p->chart;
    cv_rows *rows = p->rows;
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        bool shared = chart->rows[mark->row].same_n || rows->style->one_lane;
        if (shared && m > 0 && chart->marks[m - 1].row == mark->row)
            continue;
        double size = shared && chart->series_count > 1 && !rows->style->one_lane
                          ? fmin(1.4 * rows->base_size, p->theme->size.base)
                          : rows->base_size;
        const char *text = shared ? shared_base(p, m) : mark->n_text;
        cv_scene_add_text(p->scene, (cv_scene_text){.text = text,
                                                    .x = p->theme->width - p->theme->margin,
                                                    .y = shared ? rows->row_y[mark->row] : rows->mark_y[m],
                                                    .size = size,
                                                    .colour = p->theme->faint,
                                                    .align = 'r'});
        rows->base_width = fmax(rows->base_width, cv_text_width(text, size, false));
    }
}

void cv_rows_place(cv_chart *chart, const cv_rows_style *style, cv_scene *scene, const cv_scene_words *words,
                   cv_rows *to)
{
    const cv_theme *theme = chart->theme;
    const plan p = {chart, scene, theme, to};
    *to = (cv_rows){.style = style, .panel = {.number = 1}};
    to->row_y = cv_arena_array(&chart->arena, chart->row_count, sizeof(*to->row_y));
    to->mark_y = cv_arena_array(&chart->arena, chart->mark_count, sizeof(*to->mark_y));
    if (to->row_y == NULL || to->mark_y == NULL) {
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
        return;
    }
    cv_scene_frame(scene, words, &to->page_top, &to->page_bottom);
    to->page_bottom -= 2.2 * theme->size.tic; /* the tics' labels stand there */
    if (!style->no_legend)
        cv_scene_legend(scene, chart->series, chart->series_colours, style->swatch > 0 ? NULL : chart->series_points,
                        chart->series_count, &to->page_top);
    to->page_top += style->top_room;
    choose_lane(&p);
    if (scene->status != CV_OK)
        return;
    place_rows(&p);
    place_labels(&p);
    place_bases(&p);
    to->left = theme->margin + to->label_width + length_of(&p, 26);
    to->right = theme->width - theme->margin - to->base_width - length_of(&p, 30) - style->right_room;
}

/* ---- the axis ---- */

static double low_end(const cv_chart_mark *mark)
{
    return fmin(mark->estimate->estimate, mark->estimate->low); /* fmin passes a NaN limit over */
}

static double high_end(const cv_chart_mark *mark)
{
    return fmax(mark->estimate->estimate, mark->estimate->high);
}

cv_scale cv_rows_scale(const cv_chart *chart, const cv_rows_style *style)
{
    if (style->scale != NULL)
        return *style->scale;
    double low = INFINITY, high = -INFINITY;
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].drawn) {
            double least = low_end(&chart->marks[m]), most = high_end(&chart->marks[m]);
            low = isfinite(least) ? fmin(low, least) : fmin(low, chart->marks[m].estimate->estimate);
            high = isfinite(most) ? fmax(high, most) : fmax(high, chart->marks[m].estimate->estimate);
        }
    return cv_scale_choose(low, high, chart->style.percent, style->from_zero, 6);
}

static double widest_value(const plan *p, size_t row)
{
    double width = 0;
    for (size_t m = 0; m < p->chart->mark_count; m++)
        if (p->chart->marks[m].row == row)
            width = fmax(width, cv_text_width(p->chart->marks[m].text, p->rows->value_size, true));
    return width;
}

/* Where a mark's value stands: its middle above the mark, or its end beside the interval. @return its left edge; *right
 * its right edge */
static double value_extent(const plan *p, size_t m, double *right)
{
    const cv_chart_mark *mark = &p->chart->marks[m];
    const cv_rows *rows = p->rows;
    const cv_panel *panel = &rows->panel;
    const double width = cv_text_width(mark->text, rows->value_size, true), gap = length_of(p, 16);
    double left;
    if (rows->style->no_values) {
        *right = mark->drawn ? cv_panel_x(panel, fmin(high_end(mark), panel->x.high)) : panel->left;
        return mark->drawn ? cv_panel_x(panel, fmax(low_end(mark), panel->x.low)) : panel->left;
    }
    if (rows->style->own_values && mark->drawn) {
        const double widest = widest_value(p, mark->row);
        *right = cv_panel_x(panel, fmin(high_end(mark), panel->x.high)) + gap + widest;
        return cv_panel_x(panel, fmax(low_end(mark), panel->x.low)) - gap - widest;
    }
    if (!mark->drawn)
        left = cv_panel_x(panel, rows->style->from_zero ? 0 : panel->x.low) + gap;
    else if (rows->above)
        left = cv_panel_x(panel, mark->estimate->estimate) - width / 2;
    else if (rows->style->from_zero && mark->estimate->estimate < 0)
        left = cv_panel_x(panel, fmax(low_end(mark), panel->x.low)) - gap - width;
    else
        left = cv_panel_x(panel, fmin(high_end(mark), panel->x.high)) + gap;
    *right = left + width;
    return left;
}

/* Draws the axis in at both sides until every value has room between the labels and the bases. Each round moves the
 * ends by what is missing; the distances shrink with the axis, so a few rounds are enough. */
void cv_rows_make_room(const plan *p)
{
    cv_panel *panel = &p->rows->panel;
    panel->left = p->rows->left;
    panel->right = p->rows->right;
    for (int round = 0; round < 8; round++) {
        double over_left = 0, over_right = 0;
        for (size_t m = 0; m < p->chart->mark_count; m++) {
            double right, left = value_extent(p, m, &right);
            over_left = fmax(over_left, p->rows->left - left);
            over_right = fmax(over_right, right - p->rows->right);
        }
        panel->left += over_left;
        panel->right -= over_right;
    }
}

/* Whether none of the row's marks is drawn and all say the same: then the first one says it, in the row's middle. */
static bool has_one_word(const plan *p, size_t row)
{
    const char *word = NULL;
    for (size_t m = 0; m < p->chart->mark_count; m++) {
        const cv_chart_mark *mark = &p->chart->marks[m];
        if (mark->row != row)
            continue;
        if (mark->drawn || (word != NULL && strcmp(word, mark->text) != 0))
            return false;
        word = mark->text;
    }
    return true;
}

/* Whether the chart itself says what the mark is, or another mark of the row does. */
static bool is_told(const plan *p, size_t m)
{
    const cv_chart_mark *mark = &p->chart->marks[m];
    if (p->rows->style->no_values)
        return true;
    if (has_one_word(p, mark->row))
        return m > 0 && p->chart->marks[m - 1].row == mark->row;
    return p->rows->style->own_values;
}

static void place_values(const plan *p)
{
    for (size_t m = 0; m < p->chart->mark_count; m++) {
        const cv_chart_mark *mark = &p->chart->marks[m];
        if (is_told(p, m) || !cv_rows_is_in(p->chart, p->rows, mark->row))
            continue;
        double right, left = value_extent(p, m, &right);
        cv_scene_text look = {.text = mark->text,
                              .x = left,
                              .y = has_one_word(p, mark->row) ? p->rows->row_y[mark->row] : p->rows->mark_y[m],
                              .size = p->rows->value_size,
                              .bold = mark->drawn,
                              .colour = mark->drawn ? mark->colour.text : p->theme->faint,
                              .align = 'l'};
        if (p->rows->above && mark->drawn) {
            look.x = (left + right) / 2;
            look.y -= p->rows->radius + 0.95 * p->rows->value_size;
            look.align = 'c';
        }
        cv_scene_add_text(p->scene, look);
    }
}

static void place_zero(const plan *p)
{
    const cv_panel *panel = &p->rows->panel;
    bool inside = panel->x.low < 0 ? panel->x.high >= 0 : panel->x.low == 0 && p->rows->style->from_zero;
    double x = cv_panel_x(panel, 0);
    if (inside)
        cv_scene_add_line(p->scene, (cv_scene_line){x, panel->top, x, panel->bottom, p->theme->rule, 2, false, false});
}

void cv_rows_axis(cv_chart *chart, cv_scene *scene, cv_rows *rows)
{
    const plan p = {chart, scene, chart->theme, rows};
    if (scene->status != CV_OK)
        return;
    rows->panel.x = cv_rows_scale(chart, rows->style);
    cv_rows_make_room(&p);
    cv_rows_put_axis(&p);
}

void cv_rows_put_axis(const plan *p)
{
    place_values(p);
    cv_panel_write(p->scene, &p->rows->panel);
    cv_panel_tics_x(p->scene, &p->rows->panel, &p->chart->style);
    place_zero(p);
}

void cv_rows_draw(cv_chart *chart, const cv_rows_style *style, cv_scene *scene, const cv_scene_words *words,
                  cv_rows_plot *plot)
{
    cv_rows rows;
    if (chart->panel_count > 0) {
        cv_rows_multiples(chart, style, scene, words, plot);
        return;
    }
    cv_rows_place(chart, style, scene, words, &rows);
    cv_rows_axis(chart, scene, &rows);
    if (scene->status == CV_OK)
        plot(chart, &rows, scene);
}

/* ---- data ---- */

bool cv_rows_is_in(const cv_chart *chart, const cv_rows *rows, size_t row)
{
    return chart->panel_count == 0 || chart->rows[row].panel == rows->current;
}

bool cv_rows_has(const cv_chart *chart, const cv_rows *rows, int series)
{
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].series == series && chart->marks[m].drawn &&
            cv_rows_is_in(chart, rows, chart->marks[m].row))
            return true;
    return false;
}

void cv_rows_block(const cv_chart *chart, const cv_rows *rows, cv_buffer *to, int series)
{
    cv_buffer_add_char(to, '$');
    if (chart->panel_count > 0)
        cv_buffer_format(to, "panel%zu_", rows->current + 1);
    if (series < 0)
        cv_buffer_add(to, "estimates");
    else
        cv_buffer_format(to, "series%d", series + 1);
}

void cv_rows_title(const cv_chart *chart, cv_buffer *to, int series)
{
    cv_text_quote(to, series >= 0               ? chart->series[series]
                      : chart->series_count > 0 ? cv_say(chart->language, "All")
                                                : cv_say(chart->language, "Estimates"));
}

static double limit(double value, double otherwise, const cv_panel *panel)
{
    return isnan(value) ? otherwise : fmax(panel->x.low, fmin(panel->x.high, value));
}

static void write_mark(const cv_chart_mark *mark, double y, const cv_panel *panel, cv_buffer *to)
{
    double value = mark->estimate->estimate;
    cv_buffer_add_number(to, value);
    cv_buffer_add_char(to, ' ');
    cv_scene_number(to, y);
    cv_buffer_add_char(to, ' ');
    cv_buffer_add_number(to, limit(mark->estimate->low, value, panel));
    cv_buffer_add_char(to, ' ');
    cv_buffer_add_number(to, limit(mark->estimate->high, value, panel));
    cv_buffer_format(to, " 0x%06x\n", mark->colour.mark);
}

void cv_rows_blocks(const cv_chart *chart, const cv_rows *rows, cv_scene *scene)
{
    cv_buffer *to = &scene->data;
    if (rows->current == 0)
        cv_buffer_add(to, "# value, height on the page, lower and upper limit, colour\n");
    for (int series = CV_NO_SERIES; series < (int)chart->series_count && scene->status == CV_OK; series++) {
        if (!cv_rows_has(chart, rows, series))
            continue;
        cv_rows_block(chart, rows, to, series);
        cv_buffer_add(to, " << EOD\n");
        for (size_t m = 0; m < chart->mark_count; m++)
            if (chart->marks[m].series == series && chart->marks[m].drawn &&
                cv_rows_is_in(chart, rows, chart->marks[m].row))
                write_mark(&chart->marks[m], rows->mark_y[m], &rows->panel, to);
        cv_buffer_add(to, "EOD\n");
    }
}
