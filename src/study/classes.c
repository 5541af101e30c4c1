/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes of a number: a list of bounds, or a first and a last one with a step between them. */
#include <math.h>

#include "study/read.h"

static const char LIST[] = "a list of increasing numbers";

void cv_read_number(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    double number = 0;
    if (cv_reader_number(reader, key, node, &number))
        *(cv_figure *)(void *)((char *)section + key->offset) =
            (cv_figure){.value = number, .given = true, .place = node->place};
}

/* ---- equal classes ---- */

/* The power of ten that makes two numbers whole, so that bounds between them are the decimals one would write: 0.3 is
 * 3 / 10, and not 3 * 0.1, which is above it. 0: there is none. */
static double decimal_scale(double from, double step)
{
    for (double scale = 1; scale <= 1e15; scale *= 10)
        if (round(from * scale) / scale == from && round(step * scale) / scale == step)
            return scale;
    return 0;
}

static double bound_at(const cv_cut_range *range, double scale, size_t i)
{
    double from = range->from.value, step = range->step.value, steps = (double)i;
    return scale > 0 ? (round(from * scale) + steps * round(step * scale)) / scale : from + steps * step;
}

/* The bounds on both sides of a number that is none. */
static const char *near_steps(cv_reader *reader, const cv_cut_range *range, size_t below)
{
    double scale = decimal_scale(range->from.value, range->step.value), above = bound_at(range, scale, below + 1);
    return below == 0 ? cv_reader_text(reader, "%.15g", above)
                      : cv_reader_text(reader, "%.15g or %.15g", bound_at(range, scale, below), above);
}

/* @return how many steps lead from the first bound to the last one; 0 with a message */
static size_t count_steps(cv_reader *reader, const cv_cut_range *range)
{
    static const double whole = 1e-9; /* how far from a whole number of steps rounding can be */
    double steps = (range->to.value - range->from.value) / range->step.value, nearest = round(steps);
    if (!(steps > 0))
        cv_fail_expected(reader->messages, CV_USAGE, range->to.place, "a number above 'from'", NULL,
                         "'to' is not above 'from'");
    else if (!(nearest < CV_MOST_CLASSES))
        cv_fail_expected(reader->messages, CV_USAGE, range->step.place,
                         cv_reader_text(reader, "a step that makes at most %d classes", CV_MOST_CLASSES), NULL,
                         "%.15g classes are too many", nearest + 1);
    else if (nearest == 0 || fabs(steps - nearest) > whole * nearest)
        cv_fail_expected(reader->messages, CV_USAGE, range->to.place, near_steps(reader, range, (size_t)steps), NULL,
                         "from 'from' to 'to' is no whole number of steps");
    else
        return (size_t)nearest;
    return 0;
}

static void make_bounds(cv_reader *reader, const cv_cut_range *range, cv_variable_spec *variable)
{
    size_t steps = count_steps(reader, range);
    double *cuts = steps > 0 ? cv_reader_array(reader, steps + 1, sizeof *cuts) : NULL;
    double scale = decimal_scale(range->from.value, range->step.value);
    if (cuts == NULL)
        return;
    for (size_t i = 0; i < steps; i++)
        cuts[i] = bound_at(range, scale, i);
    cuts[steps] = range->to.value;
    for (size_t i = 1; i <= steps; i++)
        if (!(cuts[i] > cuts[i - 1])) {
            cv_fail(reader->messages, CV_USAGE, range->step.place, "'step' is too small for numbers of this size");
            return;
        }
    variable->cuts = cuts;
    variable->cut_count = steps + 1;
}

static void read_range(cv_reader *reader, const cv_node *node, cv_variable_spec *variable)
{
    static const char *const names[] = {"from", "to", "step"};
    cv_cut_range range = {0};
    bool whole = cv_read_section(reader, CV_SECTION_CUT, "cut", node, &range);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        bool there = cv_node_find(node, names[i], NULL) != NULL;
        if (!there)
            cv_fail_expected(reader->messages, CV_USAGE, node->place,
                             "a list of increasing numbers, or from, to and step", NULL, "'cut' without '%s'",
                             names[i]);
        whole = whole && there;
    }
    if (whole && range.from.given && range.to.given && range.step.given)
        make_bounds(reader, &range, variable);
}

void cv_read_cut(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_variable_spec *variable = section;
    if (node->kind == CV_NODE_MAPPING) {
        read_range(reader, node, variable);
        return;
    }
    variable->cuts = cv_reader_numbers(reader, key, node, &variable->cut_count);
    if (node->kind == CV_NODE_SEQUENCE && node->count == 0)
        cv_reader_fail_kind(reader, &(cv_key){.name = "an empty cut", .kind = LIST}, node);
    for (size_t i = 1; i < variable->cut_count; i++)
        if (variable->cuts[i] <= variable->cuts[i - 1]) {
            const cv_node *item = cv_reader_item(node, i);
            cv_fail_expected(reader->messages, CV_USAGE, item->place, LIST, NULL,
                             "the cuts do not increase: '%s' after '%s'", item->text,
                             cv_reader_item(node, i - 1)->text);
        }
}
