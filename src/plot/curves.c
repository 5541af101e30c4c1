/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/curves.h"

#include <math.h>

#include "plot/layout.h"
#include "plot/script.h"
#include "plot/text.h"

/* Pixels. */
static const double label_most = 430; /* the widest name of a curve */
static const double leader = 34;      /* from a curve's end to its name */
static const double line_pitch = 1.25;
static const double name_gap = 12; /* below a name */
static const double curve_width = 4;

/* A curve's name at its end. */
typedef struct name {
    cv_text_lines label, note;
    double height;   /* of the block */
    double x, y;     /* where the curve ends */
    double centre;   /* of the block */
    size_t position; /* of the curve */
} name;

typedef struct plan {
    const cv_curves *curves;
    cv_chart *chart;
    cv_layout *layout;
    cv_messages *messages;
    name names[CV_CURVES_MOST];
} plan;

/* ---- axes ---- */

static double height_of(const cv_layout *layout, double y)
{
    return layout->bottom - (y - layout->y_low) / (layout->y_high - layout->y_low) * (layout->bottom - layout->top);
}

static void set_axes(plan *p)
{
    enum { MOST_X = 8, MOST_Y = 8 };
    cv_layout *layout = p->layout;
    layout->step = cv_value_step(p->curves->x.most, MOST_X);
    layout->high = layout->step * ceil(p->curves->x.most / layout->step * (1 - 1e-9));
    layout->y_step = cv_value_step(p->curves->y.most, MOST_Y);
    layout->y_high = layout->y_step * ceil(p->curves->y.most / layout->y_step * (1 - 1e-9));
}

static cv_status add_tic(plan *p, const cv_value_style *style, double value, cv_layout_text *look)
{
    char text[CV_VALUE_SIZE];
    cv_value_text(style, value, text);
    look->text = cv_arena_copy(&p->chart->arena, text);
    return look->text == NULL ? cv_fail_memory(p->messages) : cv_layout_add(p->layout, look, p->messages);
}

static cv_status place_tics(plan *p)
{
    cv_layout *layout = p->layout;
    const cv_value_style x = cv_value_for_tics(&p->curves->x.style, layout->step),
                         y = cv_value_for_tics(&p->curves->y.style, layout->y_step);
    cv_layout_text look = {
        .y = layout->bottom + 1.4 * CV_SIZE_TIC, .size = CV_SIZE_TIC, .colour = CV_COLOUR_QUIET, .align = 'c'};
    cv_status status = CV_OK;
    for (double i = 0; i <= round(layout->high / layout->step) && status == CV_OK; i++) {
        look.x = cv_layout_x(layout, i * layout->step);
        status = add_tic(p, &x, i * layout->step, &look);
    }
    look.x = layout->left - 18;
    look.align = 'r';
    for (double i = 0; i <= round(layout->y_high / layout->y_step) && status == CV_OK; i++) {
        look.y = height_of(layout, i * layout->y_step);
        status = add_tic(p, &y, i * layout->y_step, &look);
    }
    return status;
}

/* The widest label of the left axis. */
static double tics_width(const plan *p)
{
    const cv_value_style style = cv_value_for_tics(&p->curves->y.style, p->layout->y_step);
    double width = 0;
    for (double i = 0; i <= round(p->layout->y_high / p->layout->y_step); i++) {
        char text[CV_VALUE_SIZE];
        cv_value_text(&style, i * p->layout->y_step, text);
        width = fmax(width, cv_text_width(text, CV_SIZE_TIC, false));
    }
    return width;
}

static cv_status place_axis_title(plan *p)
{
    const cv_text_box box = {CV_SIZE_TIC, CV_SIZE_LEAST, false, p->layout->right - p->layout->left, 1};
    cv_text_lines lines;
    cv_status status = cv_text_fit(&p->chart->arena, p->curves->x.title, &box, &lines, p->messages);
    if (status != CV_OK || lines.count == 0)
        return status;
    const cv_layout_text text = {.text = lines.items[0],
                                 .x = (p->layout->left + p->layout->right) / 2,
                                 .y = p->layout->bottom + 3.1 * CV_SIZE_TIC,
                                 .size = lines.size,
                                 .colour = CV_COLOUR_QUIET,
                                 .align = 'c'};
    return cv_layout_add(p->layout, &text, p->messages);
}

/* ---- names ---- */

static cv_status fit_line(plan *p, const char *text, double size, bool bold, cv_text_lines *to)
{
    const cv_text_box box = {size, CV_SIZE_N - 2, bold, label_most, 1};
    const char *clean = cv_text_clean_line(&p->chart->arena, text == NULL ? "" : text);
    return clean == NULL ? cv_fail_memory(p->messages) : cv_text_fit(&p->chart->arena, clean, &box, to, p->messages);
}

/* @param[out] width  of the widest name */
static cv_status fit_names(plan *p, double *width)
{
    cv_status status = CV_OK;
    *width = 0;
    for (size_t i = 0; i < p->curves->curve_count && status == CV_OK; i++) {
        name *n = &p->names[i];
        n->position = i;
        status = fit_line(p, p->curves->curves[i].label, CV_SIZE_LEGEND, true, &n->label);
        if (status == CV_OK)
            status = fit_line(p, p->curves->curves[i].note, CV_SIZE_N, false, &n->note);
        if (status != CV_OK)
            return status;
        n->height = (n->label.count > 0 ? line_pitch * n->label.size : 0) +
                    (n->note.count > 0 ? line_pitch * n->note.size : 0) + name_gap;
        *width = fmax(*width, fmax(n->label.width, n->note.width));
    }
    return status;
}

/* Where a curve is at x, on its way from the point before k to point k. */
static double height_at(const cv_curve_point *points, size_t k, double x)
{
    double way = (x - points[k - 1].x) / (points[k].x - points[k - 1].x);
    return points[k - 1].y + way * (points[k].y - points[k - 1].y);
}

/* Where a curve ends: its last point, or where it leaves the page to the right; cut off at the axis's top. */
static void find_ends(plan *p)
{
    const cv_layout *layout = p->layout;
    for (size_t i = 0; i < p->curves->curve_count; i++) {
        const cv_curve *curve = &p->curves->curves[i];
        name *n = &p->names[i];
        n->x = layout->right;
        n->y = layout->top;
        for (size_t k = 0; k < curve->point_count; k++) {
            bool outside = curve->points[k].x > layout->high;
            double y = !outside ? curve->points[k].y : k > 0 ? height_at(curve->points, k, layout->high) : (double)NAN;
            if (!isnan(y)) {
                n->x = cv_layout_x(layout, fmin(curve->points[k].x, layout->high));
                n->y = fmax(height_of(layout, y), layout->top);
            }
            if (outside)
                break;
        }
        n->centre = n->y;
    }
}

static void sort_names(name *names, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && names[k].y < names[k - 1].y; k--) {
            name other = names[k];
            names[k] = names[k - 1];
            names[k - 1] = other;
        }
}

/* Names as near to their curves' ends as they can be without covering each other, in the ends' order: blocks that would
 * overlap become one, around the mean of their ends (pool adjacent violators). */
static void spread_names(plan *p)
{
    struct {
        double centre, height; /* of the block */
        size_t count;
    } blocks[CV_CURVES_MOST];
    size_t count = 0;
    sort_names(p->names, p->curves->curve_count);
    for (size_t i = 0; i < p->curves->curve_count; i++) {
        blocks[count].centre = p->names[i].y;
        blocks[count].height = p->names[i].height;
        blocks[count++].count = 1;
        for (;;) {
            double most = p->layout->bottom - blocks[count - 1].height / 2,
                   least = p->layout->top + blocks[count - 1].height / 2;
            blocks[count - 1].centre = fmax(least, fmin(most, blocks[count - 1].centre));
            if (count < 2 || blocks[count - 2].centre + blocks[count - 2].height / 2 <=
                                 blocks[count - 1].centre - blocks[count - 1].height / 2)
                break;
            size_t together = blocks[count - 2].count + blocks[count - 1].count;
            blocks[count - 2].centre = (blocks[count - 2].centre * (double)blocks[count - 2].count +
                                        blocks[count - 1].centre * (double)blocks[count - 1].count) /
                                       (double)together;
            blocks[count - 2].height += blocks[count - 1].height;
            blocks[count - 2].count = together;
            count--;
        }
    }
    for (size_t b = 0, i = 0; b < count; b++) {
        double y = blocks[b].centre - blocks[b].height / 2;
        for (size_t k = 0; k < blocks[b].count; k++, i++) {
            p->names[i].centre = y + p->names[i].height / 2;
            y += p->names[i].height;
        }
    }
}

static cv_status place_names(plan *p)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < p->curves->curve_count && status == CV_OK; i++) {
        const name *n = &p->names[i];
        const cv_plot_colour colour = p->chart->series_colours[n->position];
        p->layout->lines[p->layout->line_count++] =
            (cv_layout_line){n->x + 4, n->y, p->layout->right + leader, n->centre - name_gap / 2, colour.mark};
        cv_layout_text look = {.x = p->layout->right + leader + 8, .align = 'l'};
        look.y = n->centre - n->height / 2;
        for (int line = 0; line < 2 && status == CV_OK; line++) {
            const cv_text_lines *lines = line == 0 ? &n->label : &n->note;
            if (lines->count == 0)
                continue;
            look.text = lines->items[0];
            look.size = lines->size;
            look.y += line_pitch * lines->size / 2;
            look.bold = line == 0;
            look.colour = line == 0 ? colour.text : CV_COLOUR_FAINT;
            status = cv_layout_add(p->layout, &look, p->messages);
            look.y += line_pitch * lines->size / 2;
        }
    }
    return status;
}

/* ---- the layout ---- */

static cv_status lay_out(plan *p)
{
    double top, bottom, width;
    cv_layout *layout = p->layout;
    cv_status status = cv_layout_frame(p->chart, layout->kind, layout, &top, &bottom, p->messages);
    if (status == CV_OK)
        status = fit_names(p, &width);
    if (status != CV_OK)
        return status;
    set_axes(p);
    layout->top = top + 0.5 * CV_SIZE_TIC;
    layout->bottom = bottom - 1.7 * CV_SIZE_TIC;
    layout->left = CV_PAGE_MARGIN + tics_width(p) + 18;
    layout->right = CV_PAGE_WIDTH - CV_PAGE_MARGIN - width - leader - 8;
    layout->radius = 9;
    find_ends(p);
    spread_names(p);
    if ((status = place_tics(p)) == CV_OK && (status = place_axis_title(p)) == CV_OK)
        status = place_names(p);
    return status;
}

/* ---- the script ---- */

static void write_points(cv_buffer *to, const char *block, size_t i, const cv_curve_point *points, size_t count)
{
    cv_buffer_format(to, "$%s%zu << EOD\n", block, i + 1);
    for (size_t k = 0; k < count; k++) {
        if (isnan(points[k].y))
            continue;
        cv_buffer_add_number(to, points[k].x);
        cv_buffer_add_char(to, ' ');
        cv_buffer_add_number(to, points[k].y);
        cv_buffer_add_char(to, '\n');
    }
    cv_buffer_add(to, "EOD\n");
}

static void write_data(const cv_chart *chart, const cv_layout *layout, cv_buffer *to)
{
    (void)layout;
    cv_buffer_add(to, "# the curves and the dots on them: x, y\n");
    for (size_t i = 0; i < chart->curves->curve_count; i++) {
        const cv_curve *curve = &chart->curves->curves[i];
        write_points(to, "curve", i, curve->points, curve->point_count);
        if (curve->mark_count > 0)
            write_points(to, "marks", i, curve->marks, curve->mark_count);
    }
}

static void write_clauses(const cv_chart *chart, const cv_layout *layout, cv_buffer *to)
{
    (void)layout;
    for (size_t i = 0; i < chart->curves->curve_count; i++)
        if (chart->curves->curves[i].mark_count > 0)
            cv_buffer_format(to,
                             "$marks%zu using 1:2 with impulses dashtype 2 linewidth 2 linecolor rgb '#%06x' notitle, "
                             "\\\n     ",
                             i + 1, chart->series_colours[i].mark);
    for (size_t i = 0; i < chart->curves->curve_count; i++) {
        unsigned colour = chart->series_colours[i].mark;
        cv_buffer_add(to, i > 0 ? ", \\\n     " : "");
        cv_buffer_format(to, "$curve%zu using 1:2 with lines linewidth ", i + 1);
        cv_script_number(to, curve_width);
        cv_buffer_format(to, " linecolor rgb '#%06x' title ", colour);
        cv_text_quote(to, chart->series[i]);
        if (chart->curves->curves[i].mark_count > 0)
            cv_buffer_format(to,
                             ", \\\n     $marks%zu using 1:2 with points pointtype 7 pointsize dot linecolor rgb "
                             "'#%06x' notitle",
                             i + 1, colour);
    }
}

static const cv_plot_kind kind = {.noun = "Curves", .data = write_data, .clauses = write_clauses};

/* The words of the chart, made harmless. */
static cv_status fill_chart(const cv_curves *curves, cv_chart *to, cv_messages *messages)
{
    cv_arena *arena = &to->arena;
    to->curves = curves;
    to->title = cv_text_clean(arena, curves->title);
    to->subtitle = cv_text_clean(arena, curves->subtitle);
    to->footer = cv_text_clean(arena, curves->footer);
    to->alt = cv_text_clean_line(arena, curves->alternative);
    to->series = cv_arena_array(arena, curves->curve_count, sizeof *to->series);
    to->series_colours = cv_arena_array(arena, curves->curve_count, sizeof *to->series_colours);
    bool failed = to->title == NULL || to->subtitle == NULL || to->footer == NULL || to->alt == NULL ||
                  to->series == NULL || to->series_colours == NULL;
    for (size_t i = 0; i < curves->curve_count && !failed; i++) {
        to->series[i] = cv_text_clean_line(arena, curves->curves[i].label);
        to->series_colours[i] = cv_theme[i].colour;
        failed = to->series[i] == NULL;
    }
    return failed ? cv_fail_memory(messages) : CV_OK;
}

cv_status cv_plot_curves(const cv_curves *curves, cv_buffer *to, cv_messages *messages)
{
    const cv_chart_spec spec = {.name = {.text = curves->name}, .formats = curves->formats};
    cv_chart chart = {.spec = &spec};
    cv_layout layout = {.kind = &kind};
    plan p = {.curves = curves, .chart = &chart, .layout = &layout, .messages = messages};
    cv_status status = fill_chart(curves, &chart, messages);
    if (status == CV_OK)
        status = lay_out(&p);
    if (status == CV_OK)
        status = cv_script_write(&chart, &layout, to, messages);
    cv_layout_free(&layout);
    cv_chart_free(&chart);
    return status;
}
