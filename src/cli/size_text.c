/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan in words: the table for people, and all that it takes for granted. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "cli/size.h"
#include "table/digits.h"
#include "table/display.h"

enum { WIDTH = 96, GAP = 2 };

/* ---- numbers ---- */

static void add_count(cv_buffer *to, double count)
{
    static const cv_digits whole = {.scale = 1};
    char text[CV_DIGITS_SIZE];
    cv_digits_format(&whole, count, text);
    cv_buffer_add(to, text);
}

/* Per cent or points, without needless zeros; what is small keeps two digits that say something. */
static void add_hundredth(cv_buffer *to, double share, int decimals)
{
    char text[CV_DIGITS_SIZE];
    double number = 100 * share;
    cv_digits_short(number, fabs(number) < 0.1 ? decimals + 4 : decimals, text);
    cv_buffer_add(to, text);
}

static void add_short(cv_buffer *to, double number)
{
    char text[CV_DIGITS_SIZE];
    cv_digits_short(number, 3, text);
    cv_buffer_add(to, text);
}

/* ---- the table ---- */

typedef enum cell_kind { WORD, SHARE, POINTS, FOUND_POINTS, CHANCE, COUNT, NUMBER, UNITS, FOUND_UNITS } cell_kind;

typedef struct text_column {
    size_t column;
    const char *heading;
    cell_kind kind;
} text_column;

static const text_column precision_columns[] = {
    {CV_SIZE_COLUMN_LIKE, "As in the study", WORD},
    {CV_SIZE_COLUMN_P, "Proportion", SHARE},
    {CV_SIZE_COLUMN_DEFF, "Design effect", NUMBER},
    {CV_SIZE_COLUMN_HALF_WIDTH, "Half-width", FOUND_POINTS},
    {CV_SIZE_COLUMN_N, "Interviews", COUNT},
    {CV_SIZE_COLUMN_CLUSTERS, "Clusters", COUNT},
    {CV_SIZE_COLUMN_TOTAL, "In all groups", COUNT},
    {CV_SIZE_COLUMN_DRAW, "To be drawn", COUNT},
    {CV_SIZE_COLUMN_FLAG, "", WORD},
};

static const text_column difference_columns[] = {
    {CV_SIZE_COLUMN_LIKE, "As in the study", WORD}, {CV_SIZE_COLUMN_P, "First", SHARE},
    {CV_SIZE_COLUMN_P2, "Second", SHARE},           {CV_SIZE_COLUMN_DIFFERENCE, "Difference", POINTS},
    {CV_SIZE_COLUMN_DEFF, "Design effect", NUMBER}, {CV_SIZE_COLUMN_POWER, "Power", CHANCE},
    {CV_SIZE_COLUMN_N, "Interviews", COUNT},        {CV_SIZE_COLUMN_N2, "In the second", COUNT},
    {CV_SIZE_COLUMN_CLUSTERS, "Clusters", COUNT},   {CV_SIZE_COLUMN_TOTAL, "In all groups", COUNT},
    {CV_SIZE_COLUMN_DRAW, "To be drawn", COUNT},    {CV_SIZE_COLUMN_FLAG, "", WORD},
};

static const text_column mean_columns[] = {
    {CV_SIZE_COLUMN_LIKE, "As in the study", WORD},
    {CV_SIZE_COLUMN_SD, "Standard deviation", UNITS},
    {CV_SIZE_COLUMN_DEFF, "Design effect", NUMBER},
    {CV_SIZE_COLUMN_HALF_WIDTH, "Half-width", FOUND_UNITS},
    {CV_SIZE_COLUMN_N, "Interviews", COUNT},
    {CV_SIZE_COLUMN_CLUSTERS, "Clusters", COUNT},
    {CV_SIZE_COLUMN_TOTAL, "In all groups", COUNT},
    {CV_SIZE_COLUMN_DRAW, "To be drawn", COUNT},
    {CV_SIZE_COLUMN_FLAG, "", WORD},
};

static const text_column mean_difference_columns[] = {
    {CV_SIZE_COLUMN_LIKE, "As in the study", WORD},
    {CV_SIZE_COLUMN_SD, "Standard deviation", UNITS},
    {CV_SIZE_COLUMN_DIFFERENCE, "Difference", UNITS},
    {CV_SIZE_COLUMN_DEFF, "Design effect", NUMBER},
    {CV_SIZE_COLUMN_POWER, "Power", CHANCE},
    {CV_SIZE_COLUMN_N, "Interviews", COUNT},
    {CV_SIZE_COLUMN_N2, "In the second", COUNT},
    {CV_SIZE_COLUMN_CLUSTERS, "Clusters", COUNT},
    {CV_SIZE_COLUMN_TOTAL, "In all groups", COUNT},
    {CV_SIZE_COLUMN_DRAW, "To be drawn", COUNT},
    {CV_SIZE_COLUMN_FLAG, "", WORD},
};

/* The columns of each kind of question. */
static const struct {
    const text_column *columns;
    size_t count;
} layouts[2][2] = {
    {{precision_columns, sizeof precision_columns / sizeof *precision_columns},
     {difference_columns, sizeof difference_columns / sizeof *difference_columns}},
    {{mean_columns, sizeof mean_columns / sizeof *mean_columns},
     {mean_difference_columns, sizeof mean_difference_columns / sizeof *mean_difference_columns}},
};

void cv_size_add_units(cv_buffer *to, double number)
{
    char text[CV_DIGITS_SIZE];
    double digits = number == 0 ? 0 : 3 - floor(log10(fabs(number)));
    cv_digits_short(number, (int)fmin(fmax(digits, 0), 12), text);
    cv_buffer_add(to, text);
}

static void add_cell(cv_buffer *to, const text_column *column, const cv_cell *cell, cv_arena *arena)
{
    double number = cell->number;
    if (column->kind == WORD) {
        const char *clean = cell->text == NULL ? "" : cv_display_clean(arena, cell->text);
        to->failed = to->failed || clean == NULL;
        cv_buffer_add(to, clean == NULL ? "" : clean);
        return;
    }
    if (isnan(number)) {
        cv_buffer_add_char(to, '-');
        return;
    }
    switch (column->kind) {
    case SHARE:
    case CHANCE:
        add_hundredth(to, number, column->kind == SHARE ? 2 : 1);
        cv_buffer_add_char(to, '%');
        break;
    case POINTS:
        cv_buffer_add(to, number > 0 ? "+" : "");
        add_hundredth(to, number, 2);
        break;
    case FOUND_POINTS:
        cv_buffer_add(to, "±");
        add_hundredth(to, number, 2);
        break;
    case FOUND_UNITS:
        cv_buffer_add(to, "±");
        cv_size_add_units(to, number);
        break;
    case UNITS:
        cv_size_add_units(to, number);
        break;
    case COUNT:
        add_count(to, number);
        break;
    case NUMBER:
    case WORD:
        add_short(to, number);
        break;
    }
}

/* Whether the column says something: words somewhere, more than the interviews already say, a design effect. */
static bool is_shown(const cv_size_request *of, const cv_table *rows, const text_column *column)
{
    bool shown = false;
    if (column->column == CV_SIZE_COLUMN_DRAW)
        return of->response < 1;
    if (column->column == CV_SIZE_COLUMN_TOTAL)
        return of->groups > 1;
    if (column->column == CV_SIZE_COLUMN_N2)
        return of->plan.ratio != 1;
    for (size_t row = 0; row < rows->row_count && !shown; row++) {
        const cv_cell *cell = rows->cells + row * rows->column_count + column->column;
        shown = column->kind == WORD                        ? cell->text != NULL && *cell->text != '\0'
                : column->column == CV_SIZE_COLUMN_CLUSTERS ? !isnan(of->cluster)
                : column->column == CV_SIZE_COLUMN_DEFF     ? cell->number != 1
                                                            : true;
    }
    return shown;
}

static void add_blanks(cv_buffer *to, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cv_buffer_add_char(to, ' ');
}

/* A text in its column's width: words from the left, numbers to the right. */
static void add_padded(cv_buffer *to, const char *text, size_t width, bool left, bool first)
{
    size_t cells = cv_display_width(text, strlen(text)), blanks = width > cells ? width - cells : 0;
    add_blanks(to, first ? 0 : GAP);
    add_blanks(to, left ? 0 : blanks);
    cv_buffer_add(to, text);
    add_blanks(to, left ? blanks : 0);
}

/* One column's texts, the heading first. @return its width */
static size_t make_texts(const cv_table *rows, const text_column *column, const char **texts, cv_arena *arena,
                         bool *failed)
{
    size_t width = cv_display_width(column->heading, strlen(column->heading));
    texts[0] = column->heading;
    for (size_t row = 0; row < rows->row_count; row++) {
        cv_buffer text = {0};
        add_cell(&text, column, rows->cells + row * rows->column_count + column->column, arena);
        const char *kept = cv_arena_copy(arena, text.text == NULL ? "" : text.text);
        *failed = *failed || text.failed || kept == NULL;
        texts[row + 1] = kept == NULL ? "" : kept;
        size_t cells = cv_display_width(texts[row + 1], strlen(texts[row + 1]));
        width = cells > width ? cells : width;
        cv_buffer_free(&text);
    }
    return width;
}

static void end_line(cv_buffer *to)
{
    while (to->length > 0 && !to->failed && to->text[to->length - 1] == ' ')
        to->text[--to->length] = '\0';
    cv_buffer_add_char(to, '\n');
}

static void write_table(const cv_size_request *of, const cv_table *rows, cv_buffer *to)
{
    const text_column *all = layouts[of->mean][cv_size_is_difference(of->question)].columns;
    size_t most = layouts[of->mean][cv_size_is_difference(of->question)].count;
    size_t count = 0, lines = rows->row_count + 1, widths[CV_SIZE_COLUMNS];
    const char **texts[CV_SIZE_COLUMNS];
    bool left[CV_SIZE_COLUMNS], failed = false;
    cv_arena arena = {0};
    for (size_t i = 0; i < most && !failed; i++) {
        if (!is_shown(of, rows, &all[i]))
            continue;
        texts[count] = cv_arena_array(&arena, lines, sizeof **texts);
        failed = texts[count] == NULL;
        left[count] = all[i].kind == WORD;
        widths[count] = failed ? 0 : make_texts(rows, &all[i], texts[count], &arena, &failed);
        count++;
    }
    for (size_t line = 0; line < lines && !failed; line++) {
        for (size_t i = 0; i < count; i++)
            add_padded(to, texts[i][line], widths[i], left[i], i == 0);
        end_line(to);
    }
    to->failed = to->failed || failed;
    cv_arena_free(&arena);
}

/* ---- the assumptions ---- */

/* Sentences under way. */
typedef struct speech {
    const cv_size_request *of;
    cv_buffer *sentences;
    size_t most, count;
} speech;

static cv_buffer *next(speech *s)
{
    return &s->sentences[s->count < s->most - 1 ? s->count++ : s->most - 1];
}

/* Where standard deviations come from, if not from who asks. */
static void say_sd(speech *s)
{
    if (s->of->p_given)
        return;
    cv_buffer *to = next(s);
    cv_buffer_add(to, "Standard deviations as in the results of ");
    cv_buffer_add_visible(to, s->of->like);
    cv_buffer_add(to, ": standard error times the root of the effective sample size.");
}

static void say_precision(speech *s)
{
    const cv_size_request *of = s->of;
    cv_buffer *to = next(s);
    add_hundredth(to, 1 - of->plan.alpha, 4);
    if (of->mean) {
        cv_buffer_add(to, "% intervals, two-sided; the half-width is half an interval's length, in the answers' unit.");
        cv_buffer_add(next(s), "Normal approximation: half-width = z sd sqrt(deff / n).");
    } else {
        cv_buffer_format(to, "%% intervals (%s), two-sided; the half-width is half an interval's length, in points.",
                         cv_interval_name(of->plan.interval));
    }
    if (!of->mean && of->plan.interval == CV_INTERVAL_WALD)
        cv_buffer_add(next(s), "Normal approximation: half-width = z sqrt(deff p (1 - p) / n).");
    if (of->mean)
        say_sd(s);
    else if (!of->p_given && of->like == NULL)
        cv_buffer_add(next(s), "Nothing is known about the proportion: 50%, which needs the most interviews.");
    if (of->comparisons > 1) {
        to = next(s);
        add_count(to, of->comparisons);
        cv_buffer_add(to, " intervals that hold together with ");
        add_hundredth(to, 1 - of->alpha, 4);
        cv_buffer_add(to, "% confidence (Bonferroni).");
    } else if (of->groups > 1) {
        cv_buffer_add(next(s), "Each group's interval holds with this confidence by itself; --adjust bonferroni makes "
                               "them hold together.");
    }
}

static void say_comparisons(speech *s)
{
    const cv_size_request *of = s->of;
    if (of->groups == 2)
        return;
    cv_buffer *to = next(s);
    add_count(to, of->groups);
    cv_buffer_add(to, " groups, ");
    add_count(to, cv_planning_pairs(of->groups));
    cv_buffer_add(to, " pairs, ");
    if (of->comparisons == 1) {
        cv_buffer_add(to, "each tested at the full level: false findings add up over the pairs.");
        return;
    }
    cv_buffer_add(to, "each tested at ");
    add_hundredth(to, of->plan.alpha, 3);
    cv_buffer_add(to, "% so that all of them together keep the level (");
    cv_buffer_add(to,
                  of->adjust == CV_ADJUST_HOLM ? "Holm's first step; its later ones only add power)." : "Bonferroni).");
}

static void say_difference(speech *s)
{
    const cv_size_request *of = s->of;
    cv_buffer *to = next(s);
    cv_buffer_format(to, "%s test of two independent %s at the ", of->plan.one_sided ? "One-sided" : "Two-sided",
                     of->mean ? "means" : "proportions");
    add_hundredth(to, of->alpha, 4);
    cv_buffer_format(to, "%% level, normal approximation with the %s.",
                     of->mean            ? "same standard deviation in both groups"
                     : of->plan.unpooled ? "two proportions' own variance (Wald)"
                                         : "common proportion's variance under the null hypothesis");
    if (of->mean)
        say_sd(s);
    if (of->question == CV_SIZE_FIND_DIFFERENCE && !of->mean)
        cv_buffer_add(next(s), "The smallest difference is the one that is found with this power, above and below the "
                               "first proportion.");
    if (of->question == CV_SIZE_FIND_POWER)
        cv_buffer_add(next(s), "Power: the chance that the test finds a difference of this size.");
    say_comparisons(s);
    if (of->plan.ratio != 1) {
        to = next(s);
        add_short(to, of->plan.ratio);
        cv_buffer_add(to, " interviews in the second group for each in the first.");
    }
}

static void say_deff(speech *s)
{
    const cv_size_request *of = s->of;
    cv_buffer *to = next(s);
    if (!isnan(of->cluster)) {
        cv_buffer_add(to, "Design effect ");
        add_short(to, of->deffs.items[0]);
        cv_buffer_add(to, " = 1 + (");
        add_short(to, of->cluster);
        cv_buffer_add(to, " - 1) x ");
        add_short(to, of->icc);
        cv_buffer_add(to,
                      ", from interviews in a cluster and intra-class correlation; unequal weights would add to it.");
    } else if (of->like != NULL && !of->deff_given) {
        cv_buffer_add(to, "Design effects as in the results of ");
        cv_buffer_add_visible(to, of->like);
        cv_buffer_add(to, ": the new sample is drawn and weighted likewise.");
    } else if (of->deff_given && (of->deffs.count > 1 || of->deffs.items[0] != 1)) {
        cv_buffer_add(to, "Interviews divided by the design effect say as much as so many drawn one by one.");
    } else {
        cv_buffer_add(to,
                      "Design effect 1: everyone drawn one by one with the same chance. Clusters and unequal weights "
                      "need more interviews (--deff).");
    }
}

static void say_fieldwork(speech *s)
{
    const cv_size_request *of = s->of;
    cv_buffer *to = next(s);
    if (isinf(of->plan.population)) {
        cv_buffer_add(to, "The population is large: no finite population correction.");
    } else {
        cv_buffer_format(to, "%s ", of->groups > 1 ? "Each group is a population of" : "The population has");
        add_count(to, of->plan.population);
        cv_buffer_format(to, " people; the variance has the correction (N - n) / %s.", of->mean ? "N" : "(N - 1)");
        if (cv_size_is_difference(of->question))
            cv_buffer_add(to, " A test of what made the groups differ, not of these people alone, has none: leave "
                              "--population out.");
    }
    to = next(s);
    if (of->response < 1) {
        add_hundredth(to, of->response, 2);
        cv_buffer_add(to, "% of those drawn answer, and those who do not are like those who do.");
    } else {
        cv_buffer_add(to, "Interviews are completed ones: --response tells how many to draw for them.");
    }
}

static bool has_flag(const cv_table *rows, const char *flag)
{
    for (size_t row = 0; row < rows->row_count; row++) {
        const char *text = rows->cells[row * rows->column_count + CV_SIZE_COLUMN_FLAG].text;
        if (text != NULL && strcmp(text, flag) == 0)
            return true;
    }
    return false;
}

static void say_flags(speech *s, const cv_table *rows)
{
    static const struct {
        const char *flag, *meaning;
    } flags[] = {
        {"few-expected", "fewer than 5 answers on one side, counted as if drawn one by one, are expected: the normal "
                         "approximation is rough."},
        {"exceeds-population", "the population has not that many people."},
        {"no-answer", "no number of interviews, or no difference, is enough."},
    };
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if (has_flag(rows, flags[i].flag))
            cv_buffer_format(next(s), "%s: %s", flags[i].flag, flags[i].meaning);
}

bool cv_size_assumptions(const cv_size_request *request, const cv_table *rows, cv_buffer *sentences, size_t most,
                         size_t *count)
{
    speech s = {.of = request, .sentences = sentences, .most = most};
    bool done = true;
    if (cv_size_is_difference(request->question))
        say_difference(&s);
    else
        say_precision(&s);
    say_deff(&s);
    say_fieldwork(&s);
    say_flags(&s, rows);
    *count = s.count;
    for (size_t i = 0; i < s.count; i++)
        done = done && !sentences[i].failed;
    return done;
}

/* ---- all of it ---- */

/* Of proportions, of means. */
static const char *const titles[][2] = {
    [CV_SIZE_FIND_N] = {"Interviews for a proportion's precision", "Interviews for a mean's precision"},
    [CV_SIZE_FIND_HALF_WIDTH] = {"Precision of a proportion", "Precision of a mean"},
    [CV_SIZE_FIND_N_OF_POWER] = {"Interviews to find a difference between two groups",
                                 "Interviews to find a difference between two means"},
    [CV_SIZE_FIND_POWER] = {"Power to find a difference between two groups",
                            "Power to find a difference between two means"},
    [CV_SIZE_FIND_DIFFERENCE] = {"The smallest difference between two groups that is found",
                                 "The smallest difference between two means that is found"},
};

/* A sentence behind its dash, its further lines below it. */
static void write_sentence(const char *sentence, cv_buffer *to)
{
    for (const char *rest = sentence, *line; rest != NULL;) {
        cv_buffer_add(to, rest == sentence ? "- " : "  ");
        size_t length = cv_display_line(&rest, WIDTH - 2, &line);
        cv_buffer_add_bytes(to, line, length);
        cv_buffer_add_char(to, '\n');
    }
}

void cv_size_write_text(const cv_size_request *request, const cv_table *rows, cv_buffer *to)
{
    cv_buffer sentences[CV_SIZE_SENTENCES] = {{0}};
    size_t count = 0;
    cv_buffer_format(to, "%s%s\n\n", titles[request->question][request->mean],
                     request->groups > (cv_size_is_difference(request->question) ? 2 : 1) ? ", in each group" : "");
    write_table(request, rows, to);
    cv_buffer_add_char(to, '\n');
    to->failed = !cv_size_assumptions(request, rows, sentences, CV_SIZE_SENTENCES, &count) || to->failed;
    for (size_t i = 0; i < CV_SIZE_SENTENCES; i++) {
        if (i < count && sentences[i].text != NULL)
            write_sentence(sentences[i].text, to);
        cv_buffer_free(&sentences[i]);
    }
}
