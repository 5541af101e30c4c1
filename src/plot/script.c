/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/script.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plot/plot.h"
#include "plot/text.h"

static const cv_plot_kind *const kinds[] = {[CV_CHART_DOT] = &cv_plot_dot, [CV_CHART_BAR] = &cv_plot_bar};

/* The terminals. Each has its own idea of a point's radius and of an error bar's cap: `dot` and `cap` make them 11 and
 * 9 pixels of the page, measured with gnuplot 5.4. A browser that has no Inter needs other families behind it, but a
 * comma ends the name in gnuplot; the entity for it arrives as a comma. And bold is known to the cairo terminals as
 * ":Bold", to SVG as an attribute. */
static const struct {
    unsigned format;
    const char *ending, *terminal;
    double dot, cap; /* for 11 and 9 pixels */
    bool attributes; /* of SVG */
} formats[] = {
    {CV_FORMAT_SVG, "svg", "svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'", 1.05, 0.86, true},
    {CV_FORMAT_PNG, "png", "pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'",
     3, 1, false},
    {CV_FORMAT_PDF, "pdf",
     "pdfcairo size 13.333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'", 1.65, 1, false},
};

void cv_script_number(cv_buffer *to, double number)
{
    cv_buffer_add_number(to, round(number * 1e5) / 1e5);
}

/* ---- data ---- */

bool cv_script_has(const cv_chart *chart, int series)
{
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].series == series && chart->marks[m].drawn)
            return true;
    return false;
}

void cv_script_block(cv_buffer *to, int series)
{
    if (series < 0)
        cv_buffer_add(to, "$estimates");
    else
        cv_buffer_format(to, "$series%d", series + 1);
}

void cv_script_title(const cv_chart *chart, cv_buffer *to, int series)
{
    cv_text_quote(to, series >= 0 ? chart->series[series] : chart->series_count > 0 ? "All" : "Estimates");
}

static double limit(double value, double otherwise, const cv_layout *layout)
{
    return isnan(value) ? otherwise : fmax(layout->low, fmin(layout->high, value));
}

static void write_mark(const cv_chart_mark *mark, double y, const cv_layout *layout, cv_buffer *to)
{
    double value = mark->estimate->estimate;
    cv_buffer_add_number(to, value);
    cv_buffer_add_char(to, ' ');
    cv_script_number(to, y);
    cv_buffer_add_char(to, ' ');
    cv_buffer_add_number(to, limit(mark->estimate->low, value, layout));
    cv_buffer_add_char(to, ' ');
    cv_buffer_add_number(to, limit(mark->estimate->high, value, layout));
    cv_buffer_format(to, " 0x%06x\n", mark->colour.mark);
}

void cv_script_blocks(const cv_chart *chart, const cv_layout *layout, cv_buffer *to)
{
    cv_buffer_add(to, "# value, height on the page, lower and upper limit, colour\n");
    for (int series = CV_NO_SERIES; series < (int)chart->series_count; series++) {
        if (!cv_script_has(chart, series))
            continue;
        cv_script_block(to, series);
        cv_buffer_add(to, " << EOD\n");
        for (size_t m = 0; m < chart->mark_count; m++)
            if (chart->marks[m].series == series && chart->marks[m].drawn)
                write_mark(&chart->marks[m], layout->mark_y[m], layout, to);
        cv_buffer_add(to, "EOD\n");
    }
}

/* ---- texts and lines ---- */

static void write_position(cv_buffer *to, double x, double y)
{
    cv_buffer_add(to, "screen ");
    cv_script_number(to, x / CV_PAGE_WIDTH);
    cv_buffer_add_char(to, ',');
    cv_script_number(to, 1 - y / CV_PAGE_HEIGHT);
}

static void write_text(cv_buffer *to, const cv_layout_text *text, size_t number)
{
    cv_buffer_format(to, "set label %zu ", number);
    cv_text_quote(to, text->text);
    cv_buffer_add(to, " at ");
    write_position(to, text->x, text->y);
    cv_buffer_format(to, " %s font ',", text->align == 'l' ? "left" : text->align == 'c' ? "center" : "right");
    cv_script_number(to, text->size);
    cv_buffer_format(to, "' textcolor rgb '#%06x' noenhanced\n", text->colour);
}

/* Bold texts come last, one size after the other, so that each size's font can be set by one loop over their numbers.
 */
static int compare_texts(const void *left, const void *right)
{
    const cv_layout_text *const *a = left, *const *b = right;
    if ((*a)->bold != (*b)->bold)
        return (*a)->bold ? 1 : -1;
    if ((*a)->bold && (*a)->size != (*b)->size)
        return (*a)->size < (*b)->size ? 1 : -1;
    return (*a > *b) - (*a < *b);
}

static const cv_layout_text **sorted_texts(cv_chart *chart, const cv_layout *layout)
{
    const cv_layout_text **texts = cv_arena_array(&chart->arena, layout->text_count, sizeof(*texts));
    if (texts == NULL)
        return NULL;
    for (size_t i = 0; i < layout->text_count; i++)
        texts[i] = &layout->texts[i];
    qsort(texts, layout->text_count, sizeof(*texts), compare_texts);
    return texts;
}

static void write_bold(cv_buffer *to, const cv_layout_text *const *texts, size_t count)
{
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1;
             next < count && texts[next]->bold == texts[first]->bold && texts[next]->size == texts[first]->size;)
            next++;
        if (!texts[first]->bold)
            continue;
        cv_buffer_format(to, "do for [i=%zu:%zu] { set label i font bold.',", first + 1, next);
        cv_script_number(to, texts[first]->size);
        cv_buffer_add(to, "' }\n");
    }
}

static void write_line(cv_buffer *to, int number, double x, double y, double to_x, double to_y, unsigned colour)
{
    cv_buffer_format(to, "set arrow %d from ", number);
    write_position(to, x, y);
    cv_buffer_add(to, " to ");
    write_position(to, to_x, to_y);
    cv_buffer_format(to, " nohead back linewidth 2 linecolor rgb '#%06x'\n", colour);
}

static void write_lines(const cv_layout *layout, cv_buffer *to)
{
    double zero = cv_layout_x(layout, 0);
    if (layout->low < 0 ? layout->high >= 0 : layout->low == 0 && layout->kind->from_zero)
        write_line(to, 1, zero, layout->top, zero, layout->bottom, CV_COLOUR_RULE);
    if (!isnan(layout->rule_y))
        write_line(to, 2, CV_PAGE_MARGIN, layout->rule_y, CV_PAGE_WIDTH - CV_PAGE_MARGIN, layout->rule_y,
                   CV_COLOUR_GRID);
    for (size_t i = 0; i < layout->line_count; i++) {
        const cv_layout_line *line = &layout->lines[i];
        write_line(to, 3 + (int)i, line->x, line->y, line->to_x, line->to_y, line->colour);
    }
}

/* The outline of a point type around 0,0, y downwards, in units of its radius. */
static const struct {
    int point;
    int corners; /* 0: a circle */
    double at[5][2];
} outlines[] = {
    {7, 0, {{0}}},
    {5, 4, {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}},
    {13, 4, {{0, -1.35}, {1.35, 0}, {0, 1.35}, {-1.35, 0}}},
    {9, 3, {{0, -1.33}, {1.33, 0.67}, {-1.33, 0.67}}},
    {11, 3, {{0, 1.33}, {1.33, -0.67}, {-1.33, -0.67}}},
    {15, 5, {{0, -1.33}, {1.27, -0.41}, {0.78, 1.07}, {-0.78, 1.07}, {-1.27, -0.41}}},
};

static void write_swatch(cv_buffer *to, const cv_layout_swatch *swatch, size_t number)
{
    const double radius = 10;
    size_t o = 0;
    while (outlines[o].point != swatch->point)
        o++;
    cv_buffer_format(to, "set object %zu %s ", number, outlines[o].corners > 0 ? "polygon from" : "circle at");
    if (outlines[o].corners == 0) {
        write_position(to, swatch->x, swatch->y);
        cv_buffer_add(to, " size screen ");
        cv_script_number(to, 1.1 * radius / CV_PAGE_WIDTH);
    }
    for (int i = 0; outlines[o].corners > 0 && i <= outlines[o].corners; i++) {
        const double *at = outlines[o].at[i % outlines[o].corners];
        cv_buffer_add(to, i > 0 ? " to " : "");
        write_position(to, swatch->x + radius * at[0], swatch->y + radius * at[1]);
    }
    cv_buffer_format(to, " fillcolor rgb '#%06x' fillstyle solid noborder\n", swatch->colour);
}

/* ---- the whole ---- */

/* A comment must not end in a backslash: the next line would belong to it. */
static void write_comment(cv_buffer *to, const char *name, const char *text)
{
    size_t length = strlen(text);
    cv_buffer_format(to, "# %s: %s%s\n", name, text, length > 0 && text[length - 1] == '\\' ? " ." : "");
}

/* Tics that are lines of the grid alone: their labels are texts of the layout. */
static void write_tics(cv_buffer *to, char axis, double low, double step)
{
    cv_buffer_format(to, "set format %c ''\nset %ctics ", axis, axis);
    cv_buffer_add_number(to, low);
    cv_buffer_add_char(to, ',');
    cv_buffer_add_number(to, step);
    cv_buffer_format(to, " scale 0\nset grid %ctics back linetype 1 linewidth 1.5 linecolor rgb '#%06x'\n", axis,
                     (unsigned)CV_COLOUR_GRID);
}

/* The range of heights: pixels of the page, from the top down, or an axis of their own. */
static void write_heights(const cv_layout *layout, cv_buffer *to)
{
    bool axis = layout->y_high > layout->y_low;
    cv_buffer_add(to, "set yrange [");
    if (axis)
        cv_buffer_add_number(to, layout->y_low);
    else
        cv_script_number(to, layout->bottom);
    cv_buffer_add_char(to, ':');
    if (axis)
        cv_buffer_add_number(to, layout->y_high);
    else
        cv_script_number(to, layout->top);
    cv_buffer_add(to, "]\n");
}

static void write_axes(const cv_layout *layout, cv_buffer *to)
{
    static const char *const sides[] = {"lmargin", "rmargin", "tmargin", "bmargin"};
    const double at[] = {layout->left / CV_PAGE_WIDTH, layout->right / CV_PAGE_WIDTH, 1 - layout->top / CV_PAGE_HEIGHT,
                         1 - layout->bottom / CV_PAGE_HEIGHT};
    for (int i = 0; i < 4; i++) {
        cv_buffer_format(to, "set %s at screen ", sides[i]);
        cv_script_number(to, at[i]);
        cv_buffer_add_char(to, '\n');
    }
    cv_buffer_add(to, "set xrange [");
    cv_buffer_add_number(to, layout->low);
    cv_buffer_add_char(to, ':');
    cv_buffer_add_number(to, layout->high);
    cv_buffer_add(to, "]\n");
    write_heights(layout, to);
    cv_buffer_add(to, "unset key\nunset border\n");
    if (layout->y_high > layout->y_low)
        write_tics(to, 'y', layout->y_low, layout->y_step);
    else
        cv_buffer_add(to, "unset ytics\n");
    write_tics(to, 'x', layout->low, layout->step);
}

static void write_format(const cv_chart *chart, const cv_layout *layout, size_t f, bool first,
                         const cv_layout_text *const *texts, cv_buffer *to)
{
    const char *entity = formats[f].attributes ? cv_theme_fallback : "";
    cv_buffer_format(to, "\nregular = '%s%s'\n", cv_theme_family, entity);
    cv_buffer_format(to, "bold = '%s%s%s'\n", cv_theme_family, entity,
                     formats[f].attributes ? "\" font-weight=\"bold" : ":Bold");
    cv_buffer_add(to, "dot = ");
    cv_script_number(to, formats[f].dot * layout->radius / 11);
    cv_buffer_add(to, "\nset errorbars ");
    cv_script_number(to, formats[f].cap * layout->radius / 11);
    cv_buffer_add_char(to, '\n');
    write_bold(to, texts, layout->text_count);
    cv_buffer_format(to, "set terminal %s\nset output '%s.%s'\n", formats[f].terminal, chart->spec->name.text,
                     formats[f].ending);
    if (!first)
        cv_buffer_add(to, "replot\n");
}

static void write_script(cv_chart *chart, const cv_layout *layout, const cv_layout_text *const *texts, cv_buffer *to)
{
    const char *title = cv_text_clean_line(&chart->arena, chart->title);
    write_comment(to, "Title", title == NULL ? "" : title);
    write_comment(to, "Description", chart->alt);
    cv_buffer_format(to,
                     "# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot %s.gp\n"
                     "# Heights and text sizes are pixels of a page of 1920 x 1080.\n"
                     "reset\nset encoding utf8\n",
                     chart->spec->name.text);
    layout->kind->data(chart, layout, to);
    write_axes(layout, to);
    write_lines(layout, to);
    for (size_t i = 0; i < layout->swatch_count; i++)
        write_swatch(to, &layout->swatches[i], i + 1);
    for (size_t i = 0; i < layout->text_count; i++)
        write_text(to, texts[i], i + 1);
    bool first = true;
    for (size_t f = 0; f < sizeof(formats) / sizeof(formats[0]); f++) {
        if ((chart->spec->formats & formats[f].format) == 0)
            continue;
        write_format(chart, layout, f, first, texts, to);
        if (first) {
            cv_buffer_add(to, "plot ");
            layout->kind->clauses(chart, layout, to);
            cv_buffer_add_char(to, '\n');
        }
        first = false;
    }
    cv_buffer_add(to, "unset output\n");
}

cv_status cv_script_write(cv_chart *chart, const cv_layout *layout, cv_buffer *to, cv_messages *messages)
{
    const cv_layout_text **texts = sorted_texts(chart, layout);
    if (texts == NULL)
        return cv_fail_memory(messages);
    write_script(chart, layout, texts, to);
    return to->failed ? cv_fail_memory(messages) : CV_OK;
}

cv_status cv_plot_script(const cv_chart_spec *spec, const cv_results *results, const cv_result *result, cv_buffer *to,
                         cv_messages *messages)
{
    const cv_plot_kind *kind = kinds[spec->kind];
    cv_chart chart = {0};
    cv_layout layout = {0};
    cv_status status = cv_chart_build(spec, results, result, &chart, messages);
    if (status != CV_OK || (status = cv_chart_words(&chart, kind->noun, messages)) != CV_OK ||
        (status = cv_layout_build(&chart, kind, &layout, messages)) != CV_OK)
        goto done;
    status = cv_script_write(&chart, &layout, to, messages);
done:
    cv_layout_free(&layout);
    cv_chart_free(&chart);
    return status;
}
