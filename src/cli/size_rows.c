/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to a request: a row for every combination of its lists. */
#include <math.h>
#include <string.h>

#include "cli/size.h"

/* Fewer expected answers than this, on either side, and the normal approximation is rough (Fleiss2003, chapter 2). */
static const double few = 5;
enum { MOST_ROWS = 10000 };

static const cv_column columns[CV_SIZE_COLUMNS] = {
    [CV_SIZE_COLUMN_FIND] = {.name = "find"},
    [CV_SIZE_COLUMN_LIKE] = {.name = "like"},
    [CV_SIZE_COLUMN_P] = {.name = "p", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_P2] = {.name = "p2", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_DIFFERENCE] = {.name = "difference", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_HALF_WIDTH] = {.name = "half_width", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_POWER] = {.name = "power", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_CONFIDENCE] = {.name = "confidence", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_ALPHA] = {.name = "alpha", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_DEFF] = {.name = "deff", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_N] = {.name = "n", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_N2] = {.name = "n2", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_TOTAL] = {.name = "total", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_DRAW] = {.name = "draw", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_CLUSTERS] = {.name = "clusters", .kind = CV_CELL_NUMBER},
    [CV_SIZE_COLUMN_FLAG] = {.name = "flag"},
    [CV_SIZE_COLUMN_SD] = {.name = "sd", .kind = CV_CELL_NUMBER},
};

static const char *const finds[] = {
    [CV_SIZE_FIND_N] = "n",         [CV_SIZE_FIND_HALF_WIDTH] = "half_width", [CV_SIZE_FIND_N_OF_POWER] = "n",
    [CV_SIZE_FIND_POWER] = "power", [CV_SIZE_FIND_DIFFERENCE] = "difference",
};

/* One combination, and what was found for it. */
typedef struct answer {
    const cv_size_request *of;
    const cv_size_like *like;
    cv_planning plan;
    double p, p2, difference, n, half_width, power; /* of means: p is the standard deviation, p2 is not known */
} answer;

/* ---- cells ---- */

static bool is_few(const answer *a, double p, double n)
{
    return cv_planning_effective(&a->plan, n) * fmin(p, 1 - p) < few;
}

static bool is_rough(const answer *a, double n2)
{
    if (a->of->mean)
        return false;
    if (cv_size_is_difference(a->of->question))
        return is_few(a, a->p, a->n) || is_few(a, a->p2, n2);
    return a->plan.interval == CV_INTERVAL_WALD && is_few(a, a->p, a->n);
}

static const char *flag_of(const answer *a, double n2)
{
    bool difference = cv_size_is_difference(a->of->question);
    double most = difference ? fmax(a->n, n2) : a->n;
    if (cv_planning_draw(most, a->of->response) > a->plan.population)
        return "exceeds-population";
    if (isnan(a->n) || isnan(difference ? a->power + a->difference : a->half_width))
        return "no-answer";
    return is_rough(a, n2) ? "few-expected" : NULL;
}

static void put_answer(const answer *a, cv_cell *row)
{
    const cv_size_request *of = a->of;
    bool difference = cv_size_is_difference(of->question);
    double n2 = difference ? cv_planning_second(&a->plan, a->n) : (double)NAN,
           drawn = cv_planning_draw(a->n, of->response), pair = a->n + n2,
           draw_pair = drawn + cv_planning_draw(n2, of->response);
    bool both = difference && of->groups == 2;
    row[CV_SIZE_COLUMN_FIND].text = finds[of->question];
    row[CV_SIZE_COLUMN_LIKE].text = a->like->name;
    row[CV_SIZE_COLUMN_P].number = of->mean ? (double)NAN : a->p;
    row[CV_SIZE_COLUMN_P2].number = a->p2;
    row[CV_SIZE_COLUMN_DIFFERENCE].number = a->difference;
    row[CV_SIZE_COLUMN_HALF_WIDTH].number = a->half_width;
    row[CV_SIZE_COLUMN_POWER].number = a->power;
    row[CV_SIZE_COLUMN_CONFIDENCE].number = difference ? (double)NAN : 1 - a->plan.alpha;
    row[CV_SIZE_COLUMN_ALPHA].number = difference ? a->plan.alpha : (double)NAN;
    row[CV_SIZE_COLUMN_DEFF].number = a->plan.deff;
    row[CV_SIZE_COLUMN_N].number = a->n;
    row[CV_SIZE_COLUMN_N2].number = n2;
    row[CV_SIZE_COLUMN_TOTAL].number = both ? pair : of->groups * a->n;
    row[CV_SIZE_COLUMN_DRAW].number = both ? draw_pair : of->groups * drawn;
    row[CV_SIZE_COLUMN_CLUSTERS].number =
        both ? ceil(a->n / of->cluster) + ceil(n2 / of->cluster) : of->groups * ceil(a->n / of->cluster);
    row[CV_SIZE_COLUMN_FLAG].text = flag_of(a, n2);
    row[CV_SIZE_COLUMN_SD].number = of->mean ? a->p : (double)NAN;
}

/* ---- answers ---- */

/* @param given  n where it is given, else the half-width or the power that is wanted */
static void find(answer *a, double second, double given, double target)
{
    const cv_planning *plan = &a->plan;
    a->n = given;
    switch (a->of->question) {
    case CV_SIZE_FIND_N:
        a->half_width = target;
        a->n = cv_planning_n_for_half_width(plan, a->p, target);
        break;
    case CV_SIZE_FIND_HALF_WIDTH:
        a->half_width = cv_planning_half_width(plan, a->p, given);
        break;
    case CV_SIZE_FIND_N_OF_POWER:
    case CV_SIZE_FIND_POWER:
        a->p2 = a->of->second_is_difference ? a->p + second : second;
        a->power = target;
        if (a->of->question == CV_SIZE_FIND_POWER)
            a->power = cv_planning_power(plan, a->p, a->p2, given);
        else
            a->n = cv_planning_n_for_power(plan, a->p, a->p2, target);
        break;
    case CV_SIZE_FIND_DIFFERENCE:
        a->power = target;
        a->p2 = cv_planning_p2_for_power(plan, a->p, given, target, second > 0);
        break;
    }
    a->difference = a->p2 - a->p;
}

static void find_of_mean(answer *a, double difference, double given, double target)
{
    const cv_planning *plan = &a->plan;
    a->n = given;
    a->difference = difference;
    switch (a->of->question) {
    case CV_SIZE_FIND_N:
        a->half_width = target;
        a->n = cv_planning_n_for_mean_half_width(plan, a->p, target);
        break;
    case CV_SIZE_FIND_HALF_WIDTH:
        a->half_width = cv_planning_mean_half_width(plan, a->p, given);
        break;
    case CV_SIZE_FIND_N_OF_POWER:
        a->power = target;
        a->n = cv_planning_n_for_mean_power(plan, a->p, difference, target);
        break;
    case CV_SIZE_FIND_POWER:
        a->power = cv_planning_mean_power(plan, a->p, difference, given);
        break;
    case CV_SIZE_FIND_DIFFERENCE:
        a->power = target;
        a->difference = cv_planning_mean_difference(plan, a->p, given, target);
        break;
    }
}

/* The lists that are crossed, the first outermost; a smallest difference of proportions is sought above and below. */
typedef struct crossing {
    size_t likes, p, second, deffs, n, target;
} crossing;

static crossing cross(const cv_size_request *of, bool *fits)
{
    bool sides = of->question == CV_SIZE_FIND_DIFFERENCE && !of->mean;
    crossing c = {of->like_count,  of->p.count, sides ? 2 : of->second.count,
                  of->deffs.count, of->n.count, of->question == CV_SIZE_FIND_POWER ? 1 : of->target.count};
    const size_t counts[] = {c.likes, c.p, c.second, c.deffs, c.n, c.target};
    size_t rows = 1;
    *fits = true;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0] && *fits; i++)
        *fits = (rows *= counts[i]) <= MOST_ROWS && counts[i] <= MOST_ROWS;
    return c;
}

static void put_row(const cv_size_request *of, const crossing *c, size_t row, cv_cell *cells)
{
    static const double sides[] = {1, -1};
    size_t target = row % c->target, n = row / c->target % c->n, deff = row / c->target / c->n % c->deffs,
           second = row / c->target / c->n / c->deffs % c->second,
           p = row / c->target / c->n / c->deffs / c->second % c->p,
           like = row / c->target / c->n / c->deffs / c->second / c->p;
    answer a = {.of = of, .like = &of->likes[like], .plan = of->plan, .p2 = NAN, .half_width = NAN, .power = NAN};
    a.p = isnan(a.like->p) ? of->p.items[p] : a.like->p;
    a.plan.deff = isnan(a.like->deff) ? of->deffs.items[deff] : a.like->deff;
    if (of->mean)
        find_of_mean(&a, of->second.items[second], of->n.items[n], of->target.items[target]);
    else
        find(&a, of->question == CV_SIZE_FIND_DIFFERENCE ? sides[second] : of->second.items[second], of->n.items[n],
             of->target.items[target]);
    put_answer(&a, cells);
}

cv_status cv_size_rows(const cv_size_request *request, cv_table *to, cv_messages *messages)
{
    bool fits;
    const crossing c = cross(request, &fits);
    if (!fits)
        return cv_fail_expected(messages, CV_USAGE, (cv_place){0}, "at most 10,000 combinations", NULL,
                                "the lists make too many rows");
    to->row_count = c.likes * c.p * c.second * c.deffs * c.n * c.target;
    to->column_count = CV_SIZE_COLUMNS;
    to->columns = cv_arena_array(&to->arena, CV_SIZE_COLUMNS, sizeof *to->columns);
    to->cells = cv_arena_array(&to->arena, to->row_count * CV_SIZE_COLUMNS, sizeof *to->cells);
    if (to->columns == NULL || to->cells == NULL)
        return cv_fail_memory(messages);
    memcpy(to->columns, columns, sizeof columns);
    for (size_t row = 0; row < to->row_count; row++)
        put_row(request, &c, row, to->cells + row * CV_SIZE_COLUMNS);
    return CV_OK;
}
