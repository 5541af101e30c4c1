/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns from zero with the estimates' intervals and values. */
#include <math.h>

#include "plot/columns.h"
#include "plot/rows.h"

/* What the drawing works with. */
typedef struct plan {
    cv_chart *chart;
    cv_scene *scene;
    cv_columns *columns;
} plan;

static double low_end(const cv_chart_mark *mark)
{
    return fmin(mark->value, mark->estimate->low); /* fmin passes a NaN limit over */
}

static double high_end(const cv_chart_mark *mark)
{
    return fmax(mark->value, mark->estimate->high);
}

cv_scale cv_columns_scale(const cv_chart *chart)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].drawn) {
            double least = low_end(&chart->marks[m]), most = high_end(&chart->marks[m]);
            low = fmin(low, isfinite(least) ? least : chart->marks[m].value);
            high = fmax(high, isfinite(most) ? most : chart->marks[m].value);
        }
    return cv_scale_choose(low, high, chart->style.percent, true, 6);
}

/* ---- values ---- */

/* Whether a row has no estimate at all: its word is written once, in its middle. */
static bool is_absent(const plan *p, size_t row)
{
    for (size_t m = 0; m < p->chart->mark_count; m++)
        if (p->chart->marks[m].row == row && p->chart->marks[m].drawn)
            return false;
    return true;
}

/* The room of a mark's text: of its lane, or of its row where it is alone there. */
static double text_room(const plan *p, const cv_chart_mark *mark)
{
    const cv_columns *c = p->columns;
    bool alone = p->chart->series_count <= 1 || mark->series < 0 || (!mark->drawn && is_absent(p, mark->row));
    return alone ? c->row_right[mark->row] - c->row_left[mark->row] : c->lane;
}

static void fit_values(plan *p)
{
    const cv_theme *theme = p->chart->theme;
    double size = theme->size.value, air = 4;
    for (size_t m = 0; m < p->chart->mark_count; m++) {
        const cv_chart_mark *mark = &p->chart->marks[m];
        while (mark->drawn && size > theme->size.least &&
               cv_text_width(mark->text, size, true) + air > text_room(p, mark))
            size = fmax(size - 1, theme->size.least);
        if (mark->drawn && cv_text_width(mark->text, size, true) + air > text_room(p, mark))
            cv_columns_refuse(p->chart, p->scene, "values");
    }
    p->columns->value_size = size;
}

static bool below(const cv_chart_mark *mark)
{
    return mark->drawn && mark->value < 0;
}

/* The middle of a mark's text: beyond its interval's end. */
static double value_y(const plan *p, const cv_chart_mark *mark)
{
    const cv_panel *panel = &p->columns->panel;
    const double away = 0.8 * p->columns->value_size;
    if (!mark->drawn)
        return cv_panel_y(panel, 0) - away;
    return below(mark) ? cv_panel_y(panel, fmax(low_end(mark), panel->y.low)) + away
                       : cv_panel_y(panel, fmin(high_end(mark), panel->y.high)) - away;
}

/* Draws the axis in until the values above and below it have room. @return the room above */
static double make_room(plan *p)
{
    cv_panel *panel = &p->columns->panel;
    const double bottom = panel->bottom, half = 0.55 * p->columns->value_size;
    for (int round = 0; round < 8; round++) {
        double over = 0, under = 0;
        for (size_t m = 0; m < p->chart->mark_count; m++) {
            double y = value_y(p, &p->chart->marks[m]);
            over = fmax(over, p->columns->page_top - (y - half));
            under = fmax(under, y + half - bottom);
        }
        panel->top += over;
        panel->bottom -= under;
    }
    return panel->top - p->columns->page_top;
}

/* A word that does not fit its column becomes a dash; the footer says why. */
static const char *word_of(const plan *p, const cv_chart_mark *mark, double *size)
{
    const double least = p->chart->theme->size.least;
    *size = p->columns->value_size;
    while (*size > least && cv_text_width(mark->text, *size, false) > text_room(p, mark))
        *size = fmax(*size - 1, least);
    return cv_text_width(mark->text, *size, false) > text_room(p, mark) ? "\xe2\x80\x93" : mark->text;
}

static void place_values(const plan *p)
{
    for (size_t m = 0; m < p->chart->mark_count; m++) {
        const cv_chart_mark *mark = &p->chart->marks[m];
        double size = p->columns->value_size, x = p->columns->mark_x[m];
        const char *text = mark->drawn ? mark->text : word_of(p, mark, &size);
        if (!mark->drawn && is_absent(p, mark->row)) {
            if (m > 0 && p->chart->marks[m - 1].row == mark->row)
                continue;
            x = (p->columns->row_left[mark->row] + p->columns->row_right[mark->row]) / 2;
        }
        cv_scene_add_text(p->scene, (cv_scene_text){.text = text,
                                                    .x = x,
                                                    .y = value_y(p, mark),
                                                    .size = size,
                                                    .bold = mark->drawn,
                                                    .colour = mark->drawn ? mark->colour.text : p->chart->theme->faint,
                                                    .align = 'c'});
    }
}

/* ---- data ---- */

static double limit(const plan *p, double value, double otherwise)
{
    return isnan(value) ? otherwise : fmax(p->columns->panel.y.low, fmin(p->columns->panel.y.high, value));
}

static void add_block(const plan *p, int series)
{
    cv_buffer *to = &p->scene->data;
    cv_rows_block(p->chart, NULL, to, series);
    cv_buffer_add(to, " << EOD\n");
    for (size_t m = 0; m < p->chart->mark_count; m++) {
        const cv_chart_mark *mark = &p->chart->marks[m];
        if (mark->series != series || !mark->drawn)
            continue;
        cv_buffer_add_number(to, mark->value);
        cv_buffer_add_char(to, ' ');
        cv_scene_number(to, p->columns->mark_x[m]);
        cv_buffer_add_char(to, ' ');
        cv_buffer_add_number(to, limit(p, mark->estimate->low, mark->value));
        cv_buffer_add_char(to, ' ');
        cv_buffer_add_number(to, limit(p, mark->estimate->high, mark->value));
        cv_buffer_format(to, " 0x%06x\n", mark->colour.mark);
    }
    cv_buffer_add(to, "EOD\n");
}

static void plot_columns(const plan *p, int series)
{
    cv_buffer *to = cv_scene_plot(p->scene);
    cv_rows_block(p->chart, NULL, to, series);
    cv_buffer_add(to, " using 2:(y1($1)):($2-");
    cv_scene_number(to, p->columns->column / 2);
    cv_buffer_add(to, "):($2+");
    cv_scene_number(to, p->columns->column / 2);
    cv_buffer_add(to, "):(y1(0)):(y1($1)):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title ");
    cv_rows_title(p->chart, to, series);
}

/* As in bars: a line of the page's colour below the dark one keeps the interval visible on dark columns. */
static void plot_intervals(const plan *p, int series)
{
    const double scale = p->scene->radius / 11;
    const struct {
        unsigned colour;
        double width;
    } lines[] = {{p->chart->theme->page, 1.2 + 4.8 * scale}, {p->chart->theme->ink, 1 + 1.5 * scale}};
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        cv_buffer *to = cv_scene_plot(p->scene);
        cv_rows_block(p->chart, NULL, to, series);
        cv_buffer_add(to, " using 2:(y1($1)):(y1($3)):(y1($4)) with yerrorbars pointtype 7 pointsize 0.05 linewidth ");
        cv_scene_number(to, lines[i].width);
        cv_buffer_format(to, " linecolor rgb '#%06x' title ", lines[i].colour);
        cv_rows_title(p->chart, to, series);
    }
}

void cv_columns_marks(cv_chart *chart, cv_scene *scene, cv_columns *columns)
{
    plan p = {chart, scene, columns};
    if (scene->status != CV_OK)
        return;
    fit_values(&p);
    cv_columns_axis(chart, scene, columns, make_room(&p));
    place_values(&p);
    scene->radius = fmin(cv_theme_length(chart->theme, 11), 0.3 * columns->column);
    cv_buffer_add(&scene->data, "# value, place on the page, lower and upper limit, colour\n");
    for (int series = CV_NO_SERIES; series < (int)chart->series_count && scene->status == CV_OK; series++)
        if (cv_rows_has(chart, NULL, series)) {
            add_block(&p, series);
            plot_columns(&p, series);
            plot_intervals(&p, series);
        }
}
