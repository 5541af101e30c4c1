/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/layout.h"

#include <math.h>

#include "base/memory.h"
#include "plot/text.h"

/* Heights in lanes. */
static const double row_gap = 0.7; /* below a row of several lanes */
static const double heading_height = 1.35;
static const double whole_gap = 0.45;

static const double lane_least = 16;     /* pixels: the least text size and its leading */
static const double value_gap = 16;      /* between an interval's end and its value */
static const double above_height = 38;   /* from a mark's middle to the middle of the value above it */
static const double lane_for_above = 80; /* lanes lower than this have their values beside */
static const double line_pitch = 1.18;

/* What the layout works out on its way. */
typedef struct plan {
    cv_chart *chart;
    cv_layout *layout;
    cv_messages *messages;
    double page_top, page_bottom; /* what title and footer leave */
    double *row_y;                /* [row_count] the middle of each row */
    double label_width, n_width;
    double value_size, n_size;
    bool above;
} plan;

double cv_layout_x(const cv_layout *layout, double value)
{
    return layout->left + (value - layout->low) / (layout->high - layout->low) * (layout->right - layout->left);
}

static double within(double value, double least, double most)
{
    return fmax(least, fmin(value, most));
}

cv_status cv_layout_add(cv_layout *layout, const cv_layout_text *text, cv_messages *messages)
{
    cv_layout_text *more =
        cv_memory_grow(layout->texts, layout->text_count, &layout->text_capacity, sizeof(*layout->texts));
    if (more == NULL)
        return cv_fail_memory(messages);
    layout->texts = more;
    layout->texts[layout->text_count++] = *text;
    return CV_OK;
}

static cv_status add_text(plan *p, cv_layout_text text)
{
    return cv_layout_add(p->layout, &text, p->messages);
}

/* Lines below each other, `look` for the first one's middle. */
static cv_status add_lines(plan *p, const cv_text_lines *lines, cv_layout_text look, double pitch)
{
    cv_status status = CV_OK;
    look.size = lines->size;
    for (size_t i = 0; i < lines->count && status == CV_OK; i++, look.y += pitch) {
        look.text = lines->items[i];
        status = add_text(p, look);
    }
    return status;
}

/* ---- above and below the plot ---- */

/* A block of text whose top is *y; *y becomes its bottom. */
static cv_status place_block(plan *p, const char *text, const cv_text_box *box, unsigned colour, double *y)
{
    cv_text_lines lines;
    cv_status status = cv_text_fit(&p->chart->arena, text, box, &lines, p->messages);
    if (status != CV_OK)
        return status;
    double pitch = line_pitch * lines.size;
    cv_layout_text look = {.x = CV_PAGE_MARGIN, .y = *y + pitch / 2, .bold = box->bold, .colour = colour, .align = 'l'};
    *y += pitch * (double)lines.count;
    return add_lines(p, &lines, look, pitch);
}

static cv_status place_head(plan *p)
{
    double width = CV_PAGE_WIDTH - 2 * CV_PAGE_MARGIN, y = 38;
    const cv_text_box title = {CV_SIZE_TITLE, CV_SIZE_TITLE_LEAST, true, width, 2};
    const cv_text_box subtitle = {CV_SIZE_SUBTITLE, CV_SIZE_SUBTITLE_LEAST, false, width, 2};
    cv_status status = place_block(p, p->chart->title, &title, CV_COLOUR_INK, &y);
    y += 9;
    if (status == CV_OK)
        status = place_block(p, p->chart->subtitle, &subtitle, CV_COLOUR_QUIET, &y);
    p->page_top = y + 24;
    return status;
}

static cv_status place_foot(plan *p)
{
    const cv_text_box box = {CV_SIZE_FOOTER, 15, false, CV_PAGE_WIDTH - 2 * CV_PAGE_MARGIN, 3};
    cv_text_lines lines;
    cv_status status = cv_text_fit(&p->chart->arena, p->chart->footer, &box, &lines, p->messages);
    if (status != CV_OK)
        return status;
    double pitch = 1.3 * lines.size;
    double top = CV_PAGE_HEIGHT - 30 - pitch * (double)lines.count;
    cv_layout_text look = {.x = CV_PAGE_MARGIN, .y = top + pitch / 2, .colour = CV_COLOUR_FAINT, .align = 'l'};
    p->page_bottom = top - 22 - 2.2 * CV_SIZE_TIC; /* the tics' labels stand there */
    return add_lines(p, &lines, look, pitch);
}

cv_status cv_layout_frame(cv_chart *chart, const cv_plot_kind *kind, cv_layout *to, double *top, double *bottom,
                          cv_messages *messages)
{
    *to = (cv_layout){.kind = kind, .rule_y = NAN};
    plan p = {.chart = chart, .layout = to, .messages = messages};
    cv_status status = place_head(&p);
    if (status == CV_OK)
        status = place_foot(&p);
    *top = p.page_top;
    *bottom = p.page_bottom;
    return status;
}

/* The names of the series in lines of their own, each behind a swatch. */
static cv_status place_legend(plan *p)
{
    const cv_chart *chart = p->chart;
    const double swatch = 34, apart = 44, right = CV_PAGE_WIDTH - CV_PAGE_MARGIN, pitch = 1.5 * CV_SIZE_LEGEND;
    const cv_text_box box = {CV_SIZE_LEGEND, CV_SIZE_LEGEND, true, 600, 1};
    const int fixed = p->layout->kind->swatch;
    double x = CV_PAGE_MARGIN, y = p->page_top;
    for (size_t i = 0; i < chart->series_count; i++) {
        cv_text_lines name;
        cv_status status = cv_text_fit(&p->chart->arena, chart->series[i], &box, &name, p->messages);
        if (status != CV_OK)
            return status;
        double width = swatch + name.width;
        if (x > CV_PAGE_MARGIN && x + width > right) {
            x = CV_PAGE_MARGIN;
            y += pitch;
        }
        p->layout->swatches[p->layout->swatch_count++] = (cv_layout_swatch){
            x + 11, y + pitch / 2, chart->series_colours[i].mark, fixed > 0 ? fixed : cv_theme[i].point};
        cv_layout_text look = {
            .x = x + swatch, .y = y + pitch / 2, .bold = true, .colour = chart->series_colours[i].text, .align = 'l'};
        status = add_lines(p, &name, look, pitch);
        if (status != CV_OK)
            return status;
        x += width + apart;
    }
    if (chart->series_count > 0)
        p->page_top = y + pitch + 16;
    return CV_OK;
}

/* ---- rows ---- */

static double height_in_lanes(const cv_chart *chart, size_t row)
{
    return (double)chart->rows[row].lanes + (chart->series_count > 1 ? row_gap : 0);
}

static double gap_above(const cv_chart *chart, size_t row)
{
    const cv_chart_row *r = &chart->rows[row];
    double gap = r->heading != NULL ? heading_height : 0;
    return gap + (row > 0 && r->whole && !chart->rows[row - 1].whole ? whole_gap : 0);
}

static cv_status choose_lane(plan *p)
{
    const cv_chart *chart = p->chart;
    cv_layout *layout = p->layout;
    double lanes = 0, room = p->page_bottom - p->page_top;
    for (size_t i = 0; i < chart->row_count; i++)
        lanes += height_in_lanes(chart, i) + gap_above(chart, i);
    double most = chart->series_count > 1 ? layout->kind->lanes_most : layout->kind->lane_most;
    layout->lane = fmin(most, room / lanes);
    if (layout->lane < lane_least)
        return cv_fail_expected(p->messages, CV_USAGE, chart->spec->place, "fewer groups or levels (key level)", NULL,
                                "chart '%s' has %zu rows, more than fit on its page in a readable size",
                                chart->spec->name.text, chart->row_count);
    /* A low block stands a little above the middle of its room, where eyes look first. */
    layout->top = p->page_top + 0.38 * (room - layout->lane * lanes);
    layout->bottom = layout->top + layout->lane * lanes;
    p->above = layout->kind->above && chart->series_count <= 1 && layout->lane >= lane_for_above;
    p->value_size = within(0.7 * layout->lane, CV_SIZE_LEAST, CV_SIZE_VALUE);
    p->n_size = within(0.66 * layout->lane, CV_SIZE_LEAST, CV_SIZE_N);
    layout->radius = fmin(11, 0.34 * layout->lane);
    return CV_OK;
}

static void place_rows(plan *p)
{
    const cv_chart *chart = p->chart;
    cv_layout *layout = p->layout;
    double y = layout->top;
    layout->rule_y = NAN;
    for (size_t i = 0; i < chart->row_count; i++) {
        double gap = gap_above(chart, i);
        if (chart->rows[i].whole && i > 0 && chart->rows[i].heading == NULL && gap > 0)
            layout->rule_y = y + layout->lane * (gap - whole_gap / 2);
        double height = layout->lane * height_in_lanes(chart, i);
        p->row_y[i] = y + layout->lane * gap + height / 2 + (p->above ? 0.09 * layout->lane : 0);
        y += layout->lane * gap +
             height; /* a value above its mark moves the mark down, so that both stand in the row's middle */
    }
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        double lanes = (double)chart->rows[mark->row].lanes;
        double lane = mark->series < 0 ? (lanes - 1) / 2 : mark->series;
        layout->mark_y[m] = p->row_y[mark->row] + layout->lane * (lane - (lanes - 1) / 2);
    }
}

static cv_text_box label_box(const plan *p, size_t row, double size)
{
    double height = p->layout->lane * height_in_lanes(p->chart, row);
    double lines = floor(height / (line_pitch * size));
    return (cv_text_box){size, size, false, 560, lines < 1 ? 1 : (size_t)lines};
}

/* The largest size in which every row's label fits its row; at the least size what does not fit is cut. */
static cv_status fit_labels(plan *p, cv_text_lines *labels)
{
    const cv_chart *chart = p->chart;
    double lane = p->layout->lane;
    double size = floor(within(0.7 * lane * (chart->series_count > 1 ? 1.5 : 1), CV_SIZE_LEAST, CV_SIZE_LABEL));
    bool cut = true;
    for (; cut; size--) {
        cut = false;
        p->label_width = 0;
        for (size_t i = 0; i < chart->row_count; i++) {
            cv_text_box box = label_box(p, i, size);
            cv_status status = cv_text_fit(&p->chart->arena, chart->rows[i].label, &box, &labels[i], p->messages);
            if (status != CV_OK)
                return status;
            cut = (cut || labels[i].cut) && size > CV_SIZE_LEAST;
            p->label_width = fmax(p->label_width, labels[i].width);
        }
    }
    return CV_OK;
}

/* A section's name stands above its first row, from the page's margin on; the label column grows for it, up to a point.
 */
static cv_status place_heading(plan *p, size_t row, double size)
{
    double lane = p->layout->lane;
    const cv_text_box box = {size, size, true, 1200, 1};
    cv_text_lines lines;
    cv_status status = cv_text_fit(&p->chart->arena, p->chart->rows[row].heading, &box, &lines, p->messages);
    if (status != CV_OK)
        return status;
    p->label_width = fmax(p->label_width, fmin(lines.width, 420));
    double y = p->row_y[row] - lane * (height_in_lanes(p->chart, row) / 2 + heading_height * 0.42);
    cv_layout_text look = {.x = CV_PAGE_MARGIN, .y = y, .bold = true, .colour = CV_COLOUR_INK, .align = 'l'};
    return add_lines(p, &lines, look, 0);
}

static cv_status place_labels(plan *p)
{
    const cv_chart *chart = p->chart;
    cv_text_lines *labels = cv_arena_array(&p->chart->arena, chart->row_count, sizeof(*labels));
    if (labels == NULL)
        return cv_fail_memory(p->messages);
    cv_status status = fit_labels(p, labels);
    if (status != CV_OK)
        return status;
    double heading = within(labels[0].size, CV_SIZE_LEAST, 0.7 * heading_height * p->layout->lane);
    for (size_t i = 0; i < chart->row_count && status == CV_OK; i++)
        if (chart->rows[i].heading != NULL)
            status = place_heading(p, i, heading);
    for (size_t i = 0; i < chart->row_count && status == CV_OK; i++) {
        double pitch = line_pitch * labels[i].size;
        cv_layout_text look = {.x = CV_PAGE_MARGIN + p->label_width,
                               .y = p->row_y[i] - pitch * ((double)labels[i].count - 1) / 2,
                               .colour = CV_COLOUR_INK,
                               .align = 'r'};
        status = add_lines(p, &labels[i], look, pitch);
    }
    return status;
}

/* The bases: one a row where its marks share it, else one a mark. */
static cv_status place_bases(plan *p)
{
    const cv_chart *chart = p->chart;
    for (size_t m = 0; m < chart->mark_count; m++) {
        const cv_chart_mark *mark = &chart->marks[m];
        bool shared = chart->rows[mark->row].same_n;
        if (shared && m > 0 && chart->marks[m - 1].row == mark->row)
            continue;
        double size = shared && chart->series_count > 1 ? fmin(1.4 * p->n_size, CV_SIZE_N) : p->n_size;
        cv_layout_text look = {.text = mark->n_text,
                               .x = CV_PAGE_WIDTH - CV_PAGE_MARGIN,
                               .y = shared ? p->row_y[mark->row] : p->layout->mark_y[m],
                               .size = size,
                               .colour = CV_COLOUR_FAINT,
                               .align = 'r'};
        p->n_width = fmax(p->n_width, cv_text_width(mark->n_text, size, false));
        cv_status status = add_text(p, look);
        if (status != CV_OK)
            return status;
    }
    return CV_OK;
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

/* 0.55 instead of 0.5500000000000001: what multiplying left behind the twelfth digit. */
static double plain(double number)
{
    double unit = number == 0 ? 1 : pow(10, 11 - floor(log10(fabs(number))));
    return round(number * unit) / unit;
}

static void choose_axis(plan *p)
{
    const cv_chart *chart = p->chart;
    cv_layout *layout = p->layout;
    bool share = chart->style.percent;
    double low = INFINITY, high = -INFINITY;
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].drawn) {
            double least = low_end(&chart->marks[m]), most = high_end(&chart->marks[m]);
            low = isfinite(least) ? fmin(low, least) : fmin(low, chart->marks[m].estimate->estimate);
            high = isfinite(most) ? fmax(high, most) : fmax(high, chart->marks[m].estimate->estimate);
        }
    if (!(low <= high)) {
        low = 0;
        high = 1;
    }
    if (layout->kind->from_zero) {
        low = fmin(low, 0);
        high = fmax(high, 0);
    }
    if (high - low <= 1e-9 * fmax(fabs(low), fabs(high))) { /* one value without an interval, or nothing but zeros */
        double around = share ? 0.05 : low == 0 ? 1 : fabs(low) / 10;
        low -= layout->kind->from_zero ? 0 : around;
        high += around;
    }
    double air = layout->kind->from_zero ? 0 : 0.03 * (high - low);
    low = share ? fmax(low - air, 0) : low - air;
    high = share ? fmin(high + air, 1) : high + air;
    layout->step = cv_value_step(high - low, 6);
    layout->low = plain(floor(low / layout->step + 1e-9) * layout->step);
    layout->high = plain(ceil(high / layout->step - 1e-9) * layout->step);
}

/* Where a mark's value stands: its middle above the mark, or its end beside the interval. @return its left edge; *right
 * its right edge */
static double value_extent(const plan *p, size_t m, double *right)
{
    const cv_chart_mark *mark = &p->chart->marks[m];
    double width = cv_text_width(mark->text, p->value_size, true);
    double left;
    if (!mark->drawn)
        left = cv_layout_x(p->layout, p->layout->kind->from_zero ? 0 : p->layout->low) + value_gap;
    else if (p->above)
        left = cv_layout_x(p->layout, mark->estimate->estimate) - width / 2;
    else if (p->layout->kind->from_zero && mark->estimate->estimate < 0)
        left = cv_layout_x(p->layout, fmax(low_end(mark), p->layout->low)) - value_gap - width;
    else
        left = cv_layout_x(p->layout, fmin(high_end(mark), p->layout->high)) + value_gap;
    *right = left + width;
    return left;
}

/* Draws the axis in at both sides until every value has room between the labels and the bases. Each round moves the
 * ends by what is missing; the distances shrink with the axis, so a few rounds are enough. */
static void make_room(plan *p)
{
    cv_layout *layout = p->layout;
    double left_most = CV_PAGE_MARGIN + p->label_width + 26;
    double right_most = CV_PAGE_WIDTH - CV_PAGE_MARGIN - p->n_width - 30;
    layout->left = left_most;
    layout->right = right_most;
    for (int round = 0; round < 8; round++) {
        double over_left = 0, over_right = 0;
        for (size_t m = 0; m < p->chart->mark_count; m++) {
            double right, left = value_extent(p, m, &right);
            over_left = fmax(over_left, left_most - left);
            over_right = fmax(over_right, right - right_most);
        }
        layout->left += over_left;
        layout->right -= over_right;
    }
}

static cv_status place_values(plan *p)
{
    for (size_t m = 0; m < p->chart->mark_count; m++) {
        const cv_chart_mark *mark = &p->chart->marks[m];
        double right, left = value_extent(p, m, &right);
        cv_layout_text look = {.text = mark->text,
                               .x = left,
                               .y = p->layout->mark_y[m],
                               .size = p->value_size,
                               .bold = mark->drawn,
                               .colour = mark->drawn ? mark->colour.text : CV_COLOUR_FAINT,
                               .align = 'l'};
        if (p->above && mark->drawn) {
            look.x = (left + right) / 2;
            look.y -= above_height;
            look.align = 'c';
        }
        cv_status status = add_text(p, look);
        if (status != CV_OK)
            return status;
    }
    return CV_OK;
}

static cv_status place_tics(plan *p)
{
    cv_layout *layout = p->layout;
    cv_value_style style = cv_value_for_tics(&p->chart->style, layout->step);
    double first = round(layout->low / layout->step), last = round(layout->high / layout->step);
    for (double i = first; i <= last; i++) {
        char text[CV_VALUE_SIZE];
        cv_value_text(&style, i * layout->step, text);
        cv_layout_text look = {.text = cv_arena_copy(&p->chart->arena, text),
                               .x = cv_layout_x(layout, i * layout->step),
                               .y = layout->bottom + 1.4 * CV_SIZE_TIC,
                               .size = CV_SIZE_TIC,
                               .colour = CV_COLOUR_QUIET,
                               .align = 'c'};
        if (look.text == NULL)
            return cv_fail_memory(p->messages);
        cv_status status = add_text(p, look);
        if (status != CV_OK)
            return status;
    }
    return CV_OK;
}

cv_status cv_layout_build(cv_chart *chart, const cv_plot_kind *kind, cv_layout *to, cv_messages *messages)
{
    *to = (cv_layout){.kind = kind};
    plan p = {.chart = chart, .layout = to, .messages = messages};
    p.row_y = cv_arena_array(&chart->arena, chart->row_count, sizeof(*p.row_y));
    to->mark_y = cv_arena_array(&chart->arena, chart->mark_count, sizeof(*to->mark_y));
    if (p.row_y == NULL || to->mark_y == NULL)
        return cv_fail_memory(messages);
    cv_status status;
    if ((status = place_head(&p)) != CV_OK || (status = place_legend(&p)) != CV_OK ||
        (status = place_foot(&p)) != CV_OK || (status = choose_lane(&p)) != CV_OK)
        return status;
    place_rows(&p);
    if ((status = place_labels(&p)) != CV_OK || (status = place_bases(&p)) != CV_OK)
        return status;
    choose_axis(&p);
    make_room(&p);
    if ((status = place_values(&p)) != CV_OK)
        return status;
    return place_tics(&p);
}

void cv_layout_free(cv_layout *layout)
{
    cv_memory_free(layout->texts);
    *layout = (cv_layout){0};
}
