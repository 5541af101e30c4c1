/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/sides.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/number.h"

/* What the choice works with, by place among the answers. */
typedef struct scale {
    const cv_side_answer *answers;
    size_t count, ranked_count;
    double rank[CV_SIDES_MOST]; /* on the way from negative to positive; NaN: none */
    cv_side side[CV_SIDES_MOST];
} scale;

static bool is_in(const cv_words *words, const cv_side_answer *answer)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i].text, answer->value) == 0 || strcmp(words->items[i].text, answer->label) == 0)
            return true;
    return false;
}

static void rank_answers(scale *s)
{
    size_t numbers = 0;
    for (size_t i = 0; i < s->count; i++) {
        const char *value = s->answers[i].value;
        s->rank[i] = NAN;
        numbers += cv_number_parse(value, strlen(value), '.', &s->rank[i]);
    }
    s->ranked_count = numbers;
    if (numbers >= 2 && 2 * numbers > s->count)
        return;
    s->ranked_count = s->count;
    for (size_t i = 0; i < s->count; i++)
        s->rank[i] = (double)i;
}

/* How many of the ranked answers come before answer i. */
static size_t place_of(const scale *s, size_t i)
{
    size_t place = 0;
    for (size_t k = 0; k < s->count; k++)
        place += s->rank[k] < s->rank[i] || (s->rank[k] == s->rank[i] && k < i);
    return place;
}

/* The mean place of a list's answers; NaN: the list has none. */
static double middle_of(const scale *s, const cv_words *words)
{
    double sum = 0, count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (!isnan(s->rank[i]) && is_in(words, &s->answers[i])) {
            sum += (double)place_of(s, i);
            count++;
        }
    return sum / count;
}

/* Turns the order round where the lists stand the other way. */
static void turn(scale *s, const cv_words *negative, const cv_words *positive)
{
    const double middle = ((double)s->ranked_count - 1) / 2;
    double low = middle_of(s, negative), high = middle_of(s, positive);
    low = isnan(low) ? middle : low;
    high = isnan(high) ? middle : high;
    for (size_t i = 0; i < s->count && high < low; i++)
        s->rank[i] = -s->rank[i];
}

static void take_halves(scale *s)
{
    const size_t half = s->ranked_count / 2;
    for (size_t i = 0; i < s->count; i++) {
        size_t place = place_of(s, i);
        if (isnan(s->rank[i]))
            s->side[i] = CV_SIDE_NEUTRAL;
        else
            s->side[i] = place < half                      ? CV_SIDE_NEGATIVE
                         : place >= s->ranked_count - half ? CV_SIDE_POSITIVE
                                                           : CV_SIDE_NEUTRAL;
    }
}

/* The side without a list takes as many answers from its end as the other one has, never the other's. */
static void mirror(scale *s, cv_side missing, size_t most)
{
    for (size_t taken = 0; taken < most; taken++) {
        size_t best = s->count;
        for (size_t i = 0; i < s->count; i++) {
            if (isnan(s->rank[i]) || s->side[i] != CV_SIDE_NEUTRAL)
                continue;
            bool further = best == s->count || (missing == CV_SIDE_NEGATIVE ? place_of(s, i) < place_of(s, best)
                                                                            : place_of(s, i) > place_of(s, best));
            best = further ? i : best;
        }
        if (best < s->count)
            s->side[best] = missing;
    }
}

static void take_lists(scale *s, const cv_words *negative, const cv_words *positive)
{
    size_t listed = 0;
    for (size_t i = 0; i < s->count; i++) {
        s->side[i] = is_in(negative, &s->answers[i])   ? CV_SIDE_NEGATIVE
                     : is_in(positive, &s->answers[i]) ? CV_SIDE_POSITIVE
                                                       : CV_SIDE_NEUTRAL;
        listed += s->side[i] != CV_SIDE_NEUTRAL;
    }
    if (negative->count == 0)
        mirror(s, CV_SIDE_NEGATIVE, listed);
    if (positive->count == 0)
        mirror(s, CV_SIDE_POSITIVE, listed);
}

/* Whether answer a stands before b: by side, then by rank; what has no rank last, as displayed. */
static bool goes_before(const scale *s, size_t a, size_t b)
{
    if (s->side[a] != s->side[b])
        return s->side[a] < s->side[b];
    if (isnan(s->rank[a]) || isnan(s->rank[b]))
        return isnan(s->rank[b]) && (!isnan(s->rank[a]) || a < b);
    return s->rank[a] != s->rank[b] ? s->rank[a] < s->rank[b] : a < b;
}

size_t cv_sides_choose(const cv_side_answer *answers, size_t count, const cv_words *negative, const cv_words *positive,
                       size_t *order, cv_side *sides)
{
    scale s = {.answers = answers, .count = count};
    size_t both = 0;
    assert(count <= CV_SIDES_MOST);
    rank_answers(&s);
    turn(&s, negative, positive);
    if (negative->count == 0 && positive->count == 0)
        take_halves(&s);
    else
        take_lists(&s, negative, positive);
    for (size_t i = 0; i < count; i++) {
        size_t k = i;
        for (; k > 0 && goes_before(&s, i, order[k - 1]); k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    for (size_t i = 0; i < count; i++)
        sides[i] = s.side[order[i]];
    while (both < count && !(is_in(negative, &answers[both]) && is_in(positive, &answers[both])))
        both++;
    return both;
}
