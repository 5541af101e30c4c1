/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --chart: what is found against the number of interviews, a curve for each combination of the other lists. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/nearest.h"
#include "cli/size.h"
#include "plot/curves.h"
#include "plot/plot.h"
#include "table/digits.h"

static const cv_place place = {.file = "--chart"};

enum { POINTS = 400, SCRIPT = 1 << 16 };

static const struct ending {
    const char *text;
    unsigned formats;
} endings[] = {{".svg", CV_FORMAT_SVG},
               {".png", CV_FORMAT_PNG},
               {".pdf", CV_FORMAT_PDF},
               {".gp", SCRIPT | CV_FORMAT_SVG | CV_FORMAT_PNG | CV_FORMAT_PDF}};

/* ---- files ---- */

static const struct ending *ending_of(const char *path)
{
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t size = strlen(endings[i].text);
        if (length > size && strcmp(path + length - size, endings[i].text) == 0 && path[length - size - 1] != '/')
            return &endings[i];
    }
    return NULL;
}

/* The name without folder and ending. */
static const char *stem_of(const char *path, const struct ending *ending, cv_arena *arena)
{
    const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
    return cv_arena_text(arena, name, strlen(name) - strlen(ending->text));
}

static bool is_plain(const char *stem)
{
    return stem[strspn(stem, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")] == '\0';
}

cv_status cv_size_chart_check(const char *path, cv_messages *messages)
{
    const struct ending *ending = ending_of(path);
    cv_arena arena = {0};
    cv_status status = CV_OK;
    if (ending == NULL)
        return cv_fail_expected(messages, CV_USAGE, place, "a file's name that ends in .svg, .png, .pdf or .gp", NULL,
                                "'%s' is no picture's name", path);
    const char *stem = stem_of(path, ending, &arena);
    if (stem == NULL)
        status = cv_fail_memory(messages);
    else if ((ending->formats & SCRIPT) != 0 && !is_plain(stem)) /* the script has it inside */
        status = cv_fail_expected(messages, CV_USAGE, place, "letters, digits, '-', '_' and '.'", NULL,
                                  "'%s' is no name for a script", stem);
    cv_arena_free(&arena);
    return status;
}

/* ---- curves ---- */

/* A curve and the rows that lie on it; their cells say what it is of. */
typedef struct line {
    const cv_cell *first;
    size_t rows;
    double n, value; /* of the last row */
} line;

typedef struct sketch {
    const cv_size_request *of;
    const cv_table *rows;
    cv_arena arena;
    line lines[CV_CURVES_MOST];
    size_t line_count;
    bool several_p, several_deffs, several_powers;
    double most_n, most_value;
    cv_curve curves[CV_CURVES_MOST];
    cv_value_style value_style;
} sketch;

static bool seeks_difference(const cv_size_request *of)
{
    return of->question == CV_SIZE_FIND_DIFFERENCE;
}

/* What stands on the chart's left axis. */
static double value_of(const cv_size_request *of, const cv_cell *row)
{
    return !cv_size_is_difference(of->question) ? row[CV_SIZE_COLUMN_HALF_WIDTH].number
           : seeks_difference(of)               ? fabs(row[CV_SIZE_COLUMN_DIFFERENCE].number)
                                                : row[CV_SIZE_COLUMN_POWER].number;
}

static bool is_same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool is_on(const cv_size_request *of, const cv_cell *row, const cv_cell *other)
{
    static const size_t columns[] = {CV_SIZE_COLUMN_P, CV_SIZE_COLUMN_SD, CV_SIZE_COLUMN_DEFF};
    const char *name = row[CV_SIZE_COLUMN_LIKE].text, *other_name = other[CV_SIZE_COLUMN_LIKE].text;
    double difference = row[CV_SIZE_COLUMN_DIFFERENCE].number,
           other_difference = other[CV_SIZE_COLUMN_DIFFERENCE].number;
    if ((name == NULL) != (other_name == NULL) || (name != NULL && strcmp(name, other_name) != 0))
        return false;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (!is_same(row[columns[i]].number, other[columns[i]].number))
            return false;
    if (!seeks_difference(of))
        return is_same(difference, other_difference);
    return row[CV_SIZE_COLUMN_POWER].number == other[CV_SIZE_COLUMN_POWER].number &&
           (difference > 0) == (other_difference > 0);
}

static cv_status find_lines(sketch *s, cv_messages *messages)
{
    for (size_t i = 0; i < s->rows->row_count; i++) {
        const cv_cell *row = s->rows->cells + i * s->rows->column_count;
        double n = row[CV_SIZE_COLUMN_N].number, value = value_of(s->of, row);
        size_t k = 0;
        if (isnan(n) || isnan(value))
            continue;
        while (k < s->line_count && !is_on(s->of, row, s->lines[k].first))
            k++;
        if (k == CV_CURVES_MOST)
            return cv_fail_expected(messages, CV_USAGE, place, "at most 8 curves: fewer proportions or design effects",
                                    NULL, "the lists make more curves than one chart can tell apart");
        if (k == s->line_count)
            s->lines[s->line_count++] = (line){.first = row};
        s->lines[k].rows++;
        s->lines[k].n = n;
        s->lines[k].value = value;
        s->most_n = fmax(s->most_n, n);
        s->most_value = fmax(s->most_value, value);
        const cv_cell *first = s->lines[0].first;
        s->several_deffs = s->several_deffs || row[CV_SIZE_COLUMN_DEFF].number != first[CV_SIZE_COLUMN_DEFF].number;
        s->several_powers = s->several_powers || row[CV_SIZE_COLUMN_POWER].number != first[CV_SIZE_COLUMN_POWER].number;
    }
    if (s->line_count == 0 || !(s->most_value > 0))
        return cv_fail(messages, CV_USAGE, place, "there is nothing to draw: no row has an answer");
    return CV_OK;
}

/* What n interviews reach on a line; NaN: nothing. */
static double reached(const sketch *s, const cv_cell *row, double n)
{
    const cv_size_request *of = s->of;
    cv_planning plan = of->plan;
    double p = row[of->mean ? CV_SIZE_COLUMN_SD : CV_SIZE_COLUMN_P].number,
           difference = row[CV_SIZE_COLUMN_DIFFERENCE].number, power = row[CV_SIZE_COLUMN_POWER].number;
    plan.deff = row[CV_SIZE_COLUMN_DEFF].number;
    if (!cv_size_is_difference(of->question))
        return of->mean ? cv_planning_mean_half_width(&plan, p, n) : cv_planning_half_width(&plan, p, n);
    if (seeks_difference(of))
        return of->mean ? cv_planning_mean_difference(&plan, p, n, power)
                        : fabs(cv_planning_p2_for_power(&plan, p, n, power, difference > 0) - p);
    return of->mean ? cv_planning_mean_power(&plan, p, difference, n)
                    : cv_planning_power(&plan, p, row[CV_SIZE_COLUMN_P2].number, n);
}

/* Interviews that fill the axis, closer to each other where curves are steep: near 0, and near a small population. */
static cv_status draw_line(sketch *s, size_t i, double most, cv_messages *messages)
{
    cv_curve_point *points = cv_arena_array(&s->arena, POINTS + 1, sizeof *points),
                   *marks = cv_arena_array(&s->arena, s->lines[i].rows, sizeof *marks);
    cv_curve *to = &s->curves[i];
    if (points == NULL || marks == NULL)
        return cv_fail_memory(messages);
    double last = fmin(most, s->of->plan.population), before = 0;
    for (size_t k = 0; k <= POINTS; k++) {
        double share = (double)k / POINTS, n = fmax(1, round(last * share * share * (3 - 2 * share)));
        if (n == before)
            continue;
        points[to->point_count++] = (cv_curve_point){n, reached(s, s->lines[i].first, n)};
        before = n;
    }
    for (size_t row = 0; row < s->rows->row_count; row++) {
        const cv_cell *cells = s->rows->cells + row * s->rows->column_count;
        double n = cells[CV_SIZE_COLUMN_N].number, value = value_of(s->of, cells);
        if (!isnan(n) && !isnan(value) && is_on(s->of, cells, s->lines[i].first))
            marks[to->mark_count++] = (cv_curve_point){n, reached(s, cells, n)};
    }
    to->points = points;
    to->marks = marks;
    return CV_OK;
}

/* ---- words ---- */

static void add_number(cv_buffer *to, double number, int decimals)
{
    char text[CV_DIGITS_SIZE];
    cv_digits_short(number, decimals, text);
    cv_buffer_add(to, text);
}

/* Two decimals at most; what is small keeps digits that say something. */
static void add_points(cv_buffer *to, double share)
{
    add_number(to, 100 * share, 100 * fabs(share) < 0.1 ? 6 : 2);
}

static void add_percent(cv_buffer *to, double share)
{
    add_points(to, share);
    cv_buffer_add_char(to, '%');
}

/* "50%", "60% and 64%", "up from 60%", "sd 15, difference 5", with what else tells the curves
 * apart. */
static void describe_line(const sketch *s, const cv_cell *row, cv_buffer *to)
{
    const cv_size_request *of = s->of;
    double difference = row[CV_SIZE_COLUMN_DIFFERENCE].number;
    bool of_power = cv_size_is_difference(of->question) && !seeks_difference(of);
    if (of->mean) {
        cv_buffer_add(to, "sd ");
        cv_size_add_units(to, row[CV_SIZE_COLUMN_SD].number);
    } else {
        cv_buffer_add(to, !seeks_difference(of) ? "" : difference > 0 ? "up from " : "down from ");
        add_percent(to, row[CV_SIZE_COLUMN_P].number);
    }
    if (of_power && of->mean) {
        cv_buffer_add(to, ", difference ");
        cv_size_add_units(to, difference);
    } else if (of_power) {
        cv_buffer_add(to, " and ");
        add_percent(to, row[CV_SIZE_COLUMN_P2].number);
    }
    if (s->several_deffs) {
        cv_buffer_add(to, ", deff ");
        add_number(to, row[CV_SIZE_COLUMN_DEFF].number, 3);
    }
    if (seeks_difference(of) && s->several_powers) {
        cv_buffer_add(to, ", power ");
        add_percent(to, row[CV_SIZE_COLUMN_POWER].number);
    }
}

/* The answer, where a curve has one dot. */
static void note_line(const sketch *s, const line *l, cv_buffer *to)
{
    static const cv_digits whole = {.scale = 1};
    char text[CV_DIGITS_SIZE];
    bool percent = !s->of->mean || (cv_size_is_difference(s->of->question) && !seeks_difference(s->of));
    if (s->of->question == CV_SIZE_FIND_N || s->of->question == CV_SIZE_FIND_N_OF_POWER) {
        cv_digits_format(&whole, l->n, text);
        cv_buffer_format(to, "%s interviews", text);
        return;
    }
    cv_buffer_add(to, s->of->question == CV_SIZE_FIND_HALF_WIDTH ? "±"
                      : s->of->question == CV_SIZE_FIND_POWER    ? "power "
                                                                 : "difference ");
    if (s->of->question == CV_SIZE_FIND_POWER)
        add_percent(to, l->value);
    else if (percent)
        add_points(to, l->value);
    else
        cv_size_add_units(to, l->value);
    if (percent && s->of->question != CV_SIZE_FIND_POWER)
        cv_buffer_add(to, " points");
}

/* What the curve is of, and the answer where it has one dot; a row of a study has a line for its own name. */
static cv_status name_curves(sketch *s, cv_messages *messages)
{
    for (size_t i = 0; i < s->line_count; i++) {
        cv_buffer name = {0}, note = {0};
        const char *like = s->lines[i].first[CV_SIZE_COLUMN_LIKE].text;
        cv_buffer_add(&name, like == NULL ? "" : like);
        describe_line(s, s->lines[i].first, like == NULL ? &name : &note);
        if (s->lines[i].rows == 1) {
            cv_buffer_add(&note, like == NULL ? "" : ": ");
            note_line(s, &s->lines[i], &note);
        }
        s->curves[i].label = name.failed ? NULL : cv_arena_copy(&s->arena, name.text);
        s->curves[i].note = note.text == NULL ? NULL : cv_arena_copy(&s->arena, note.text);
        bool failed = s->curves[i].label == NULL || note.failed || (note.text != NULL && s->curves[i].note == NULL);
        cv_buffer_free(&name);
        cv_buffer_free(&note);
        if (failed)
            return cv_fail_memory(messages);
    }
    return CV_OK;
}

static void add_subtitle(const sketch *s, cv_buffer *to)
{
    const cv_size_request *of = s->of;
    const char *what = of->mean ? "mean" : "proportion";
    if (!cv_size_is_difference(of->question)) {
        cv_buffer_add(to, "Half the width of a ");
        add_percent(to, 1 - of->plan.alpha);
        cv_buffer_format(to, " interval for a %s, %s", what, of->mean ? "in its unit" : "percentage points");
        cv_buffer_add(to, of->mean ? "; by the answers' standard deviation (sd)" : "; by the proportion");
    } else {
        cv_buffer_format(to,
                         seeks_difference(of) ? "The smallest difference between two %ss that a %s test at the "
                                              : "Chance to find the difference between two %ss: %s test at the ",
                         what, of->plan.one_sided ? "one-sided" : "two-sided");
        add_percent(to, of->plan.alpha);
        cv_buffer_add(to, " level");
        if (seeks_difference(of)) {
            cv_buffer_add(to, " finds");
            if (!s->several_powers) {
                cv_buffer_add(to, " with a power of ");
                add_percent(to, s->lines[0].first[CV_SIZE_COLUMN_POWER].number);
            }
            cv_buffer_add(to, of->mean ? "" : ", percentage points");
        }
    }
    if (s->several_deffs)
        cv_buffer_add(to, cv_size_is_difference(of->question) ? "; by design effect (deff)"
                                                              : " and the design effect (deff)");
    else {
        cv_buffer_add(to, "; design effect ");
        add_number(to, s->lines[0].first[CV_SIZE_COLUMN_DEFF].number, 3);
    }
}

static const char *const titles[] = {
    [CV_SIZE_FIND_N] = "Precision by number of interviews",
    [CV_SIZE_FIND_HALF_WIDTH] = "Precision by number of interviews",
    [CV_SIZE_FIND_N_OF_POWER] = "Power by number of interviews",
    [CV_SIZE_FIND_POWER] = "Power by number of interviews",
    [CV_SIZE_FIND_DIFFERENCE] = "Smallest difference by number of interviews",
};

/* All that the chart takes for granted and its subtitle does not say; what options there are is no matter of it. */
static void add_footer(const sketch *s, cv_buffer *to)
{
    cv_buffer sentences[CV_SIZE_SENTENCES] = {{0}};
    size_t count = 0;
    to->failed = !cv_size_assumptions(s->of, s->rows, sentences, CV_SIZE_SENTENCES, &count) || to->failed;
    for (size_t i = 0; i < CV_SIZE_SENTENCES; i++) {
        if (i > 0 && i < count && sentences[i].text != NULL && strstr(sentences[i].text, "--") == NULL)
            cv_buffer_format(to, "%s%s", to->length == 0 ? "" : " ", sentences[i].text);
        cv_buffer_free(&sentences[i]);
    }
}

/* "A, 1,068 interviews; B, ..." */
static void add_alternative(const sketch *s, cv_buffer *to)
{
    cv_buffer_format(to, "Curves: %s. ", titles[s->of->question]);
    for (size_t i = 0; i < s->line_count; i++)
        cv_buffer_format(to, "%s%s%s%s", i == 0 ? "" : "; ", s->curves[i].label, s->curves[i].note == NULL ? "" : ": ",
                         s->curves[i].note == NULL ? "" : s->curves[i].note);
    cv_buffer_add_char(to, '.');
}

/* ---- the chart ---- */

static cv_curve_axis n_axis(const sketch *s, double most)
{
    const bool billions = most >= 1e9, millions = most >= 1e6;
    return (cv_curve_axis){.most = most,
                           .style = {.scale = billions   ? 1e9
                                              : millions ? 1e6
                                                         : 1,
                                     .suffix = billions   ? "bn"
                                               : millions ? "M"
                                                          : ""},
                           .title = !cv_size_is_difference(s->of->question)
                                        ? s->of->groups > 1 ? "Interviews in each group" : "Interviews"
                                    : s->of->plan.ratio != 1 ? "Interviews in the first group"
                                                             : "Interviews in each group"};
}

static cv_curve_axis value_axis(const sketch *s)
{
    bool power = cv_size_is_difference(s->of->question) && !seeks_difference(s->of);
    double most = power ? 1 : 2.2 * s->most_value;
    if (!s->of->mean)
        most = fmin(most, 1);
    return (cv_curve_axis){
        .most = most,
        .style = {.percent = power, .scale = power || s->of->mean ? 1 : 0.01, .suffix = power ? "%" : ""}};
}

static cv_status sketch_all(sketch *s, double *most, cv_messages *messages)
{
    cv_status status = find_lines(s, messages);
    if (status == CV_OK)
        status = name_curves(s, messages);
    bool power = cv_size_is_difference(s->of->question) && !seeks_difference(s->of);
    *most = fmax((power ? 1.35 : 2) * s->most_n, 10); /* where power nears 1 there is nothing to see */
    for (size_t i = 0; i < s->line_count && status == CV_OK; i++)
        status = draw_line(s, i, 1.25 * *most, messages);
    return status;
}

/* The script of the chart for these formats. */
static cv_status write_script(const cv_size_request *request, const cv_table *rows, const char *name, unsigned formats,
                              cv_buffer *to, cv_messages *messages)
{
    sketch s = {.of = request, .rows = rows};
    cv_buffer subtitle = {0}, footer = {0}, alternative = {0};
    double most = 0;
    cv_status status = sketch_all(&s, &most, messages);
    if (status != CV_OK)
        goto done;
    add_subtitle(&s, &subtitle);
    add_footer(&s, &footer);
    add_alternative(&s, &alternative);
    if (subtitle.failed || footer.failed || alternative.failed) {
        status = cv_fail_memory(messages);
        goto done;
    }
    const cv_curves curves = {.name = name,
                              .formats = formats,
                              .title = titles[request->question],
                              .subtitle = subtitle.text,
                              .footer = footer.text == NULL ? "" : footer.text,
                              .alternative = alternative.text,
                              .x = n_axis(&s, most),
                              .y = value_axis(&s),
                              .curves = s.curves,
                              .curve_count = s.line_count};
    status = cv_plot_curves(&curves, to, messages);
done:
    cv_buffer_free(&subtitle);
    cv_buffer_free(&footer);
    cv_buffer_free(&alternative);
    cv_arena_free(&s.arena);
    return status;
}

/* Draws in a folder of its own beside the file, then puts the picture in the file's place. */
static cv_status draw(const char *path, const struct ending *ending, const cv_buffer *script, cv_arena *arena,
                      cv_messages *messages)
{
    cv_chart_spec spec = {.name = {.text = "chart"}, .formats = ending->formats, .place = place};
    const cv_study study = {.charts = &spec, .chart_count = 1};
    cv_folder folder = {0};
    const char *target = cv_arena_format(arena, "%s.folder", path);
    cv_status status = target == NULL ? cv_fail_memory(messages) : cv_folder_begin(&folder, target, messages);
    if (status == CV_OK)
        status = cv_folder_write(&folder, "charts/chart.gp", script->text, script->length, messages);
    if (status == CV_OK)
        status = cv_plot_draw(&study, &folder, 1, messages);
    if (status == CV_OK) {
        const char *drawn = cv_arena_format(arena, "%s/charts/chart%s", folder.staging, ending->text);
        if (drawn == NULL)
            status = cv_fail_memory(messages);
        else if (rename(drawn, path) != 0)
            status = cv_fail_errno(messages, path, "cannot be written");
    }
    cv_folder_free(&folder);
    return status;
}

cv_status cv_size_chart(const cv_size_request *request, const cv_table *rows, const char *path, cv_messages *messages)
{
    const struct ending *ending = ending_of(path);
    bool is_script = (ending->formats & SCRIPT) != 0;
    cv_arena arena = {0};
    cv_buffer script = {0};
    const char *name = is_script ? stem_of(path, ending, &arena) : "chart";
    cv_status status = name == NULL
                           ? cv_fail_memory(messages)
                           : write_script(request, rows, name, ending->formats & ~(unsigned)SCRIPT, &script, messages);
    if (status == CV_OK)
        status = is_script ? cv_file_write(path, script.text, script.length, messages)
                           : draw(path, ending, &script, &arena, messages);
    cv_buffer_free(&script);
    cv_arena_free(&arena);
    return status;
}
