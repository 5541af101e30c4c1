/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table is built column by column. What can follow depends on the rows' remaining totals alone (in any order), so
 * partial tables with the same remainder and the same likelihood are one partial sum with a count. For each remainder
 * the likeliest and the least likely completion are known: a partial sum whose completions are all at most as likely as
 * the observed table is added whole, by the multinomial sum of its completions; one whose completions are all likelier
 * goes. */
#include "compare/fisher.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

enum { MOST_ROWS = 16, MOST_COLUMNS = 64, MOST_ANSWERS = 1000000, MOST_STEPS = 30000000, MOST_PARTIAL = 2000000 };

static const double tie = 1e-7;   /* of the likelihood, relative */
static const double same = 1e-11; /* logarithms of partial likelihoods that differ by rounding alone */

/* ---- 2 x 2 ---- */

/* Probabilities of the first cell relative to the likeliest value's; their neighbours' ratios need no factorials. */
static double p_of_two_by_two(const double *counts)
{
    double row = counts[0] + counts[1], column = counts[0] + counts[2], rest = counts[1] + counts[3];
    double low = fmax(0, row - rest), high = fmin(row, column);
    double mode = fmin(high, fmax(low, floor((row + 1) * (column + 1) / (column + rest + 2))));
    double observed = 0, all = 0, p = 0; /* a table too far out for a double stays 0 */
    for (int pass = 0; pass < 2; pass++) {
        double limit = observed * (1 + tie);
        for (double x = mode, d = 1; x <= high && d > 0; x++) {
            observed = pass == 0 && x == counts[0] ? d : observed;
            all += pass == 0 ? d : 0;
            p += pass == 1 && d <= limit ? d : 0;
            d *= (row - x) / (x + 1) * ((column - x) / (rest - row + x + 1));
        }
        for (double x = mode, d = 1; x > low && d > 0; x--) {
            d *= x / (row - x + 1) * ((rest - row + x) / (column - x + 1));
            observed = pass == 0 && x - 1 == counts[0] ? d : observed;
            all += pass == 0 ? d : 0;
            p += pass == 1 && d <= limit ? d : 0;
        }
    }
    return p / all;
}

/* ---- the network ---- */

typedef struct node {
    uint64_t key; /* 0: a free place; no remainder that is asked for is empty */
    double longest, shortest;
} node;

typedef struct partial {
    uint64_t key;
    double past, count;
} partial;

typedef struct partials {
    partial *items;
    size_t count, capacity;
} partials;

typedef struct network {
    size_t rows, columns;
    uint64_t row[MOST_ROWS], base; /* base: one more than the largest row, so that a remainder is one number */
    uint64_t *column;
    double *log_factorial;
    node *nodes; /* open addressing; a power of two of places */
    size_t node_count, node_places;
    size_t steps;
    bool too_much, no_memory;
    double observed; /* log-likelihood of the observed table, ties included */
    double whole;    /* log of the sum over all tables */
    double p;
    partials now, next;
} network;

static void network_free(network *net)
{
    cv_memory_free(net->column);
    cv_memory_free(net->log_factorial);
    cv_memory_free(net->nodes);
    cv_memory_free(net->now.items);
    cv_memory_free(net->next.items);
}

/* A remainder as a number: its rows' order does not matter, so it is put in order first. */
static uint64_t key_of(const network *net, const uint64_t *remaining)
{
    uint64_t sorted[MOST_ROWS], key = 0;
    for (size_t i = 0; i < net->rows; i++) {
        size_t at = i;
        for (; at > 0 && sorted[at - 1] < remaining[i]; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = remaining[i];
    }
    for (size_t i = 0; i < net->rows; i++)
        key = key * net->base + sorted[i];
    return key;
}

static void remaining_of(const network *net, uint64_t key, uint64_t *remaining)
{
    for (size_t i = net->rows; i-- > 0; key /= net->base)
        remaining[i] = key % net->base;
}

/* log of (sum r)! / (r1! r2! ...): the sum of the likelihoods of all ways to use up a remainder; also one column's
 * likelihood. */
static double log_multinomial(const network *net, const uint64_t *remaining)
{
    uint64_t all = 0;
    double sum = 0;
    for (size_t i = 0; i < net->rows; i++) {
        all += remaining[i];
        sum += net->log_factorial[remaining[i]];
    }
    return net->log_factorial[all] - sum;
}

static node *node_at(const network *net, uint64_t key)
{
    size_t mask = net->node_places - 1, at = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & mask;
    while (net->nodes[at].key != 0 && net->nodes[at].key != key)
        at = (at + 1) & mask;
    return &net->nodes[at];
}

static bool nodes_grow(network *net)
{
    node *old = net->nodes;
    size_t places = net->node_places;
    net->node_places = places == 0 ? 1024 : places * 2;
    net->nodes = cv_memory_zero(net->node_places, sizeof *net->nodes);
    if (net->nodes == NULL) {
        net->nodes = old;
        net->node_places = places;
        net->no_memory = true;
        return false;
    }
    for (size_t i = 0; i < places; i++)
        if (old[i].key != 0)
            *node_at(net, old[i].key) = old[i];
    cv_memory_free(old);
    return true;
}

/* One column spread over the rows in every way that their remainders allow. */
typedef struct walk walk;
struct walk {
    network *net;
    size_t level;
    uint64_t remaining[MOST_ROWS], child[MOST_ROWS], room_after[MOST_ROWS];
    bool (*visit)(walk *w, double log_likelihood); /* w->child: what remains; false: stop */
    double longest, shortest;                      /* visit_bounds */
    const partial *from;                           /* visit_partial */
};

static bool place(walk *w, size_t row, uint64_t left, double log_likelihood)
{
    network *net = w->net;
    if (++net->steps > MOST_STEPS) {
        net->too_much = true;
        return false;
    }
    if (row == net->rows)
        return w->visit(w, log_likelihood);
    uint64_t least = left > w->room_after[row] ? left - w->room_after[row] : 0;
    uint64_t most = left < w->remaining[row] ? left : w->remaining[row];
    for (uint64_t here = least; here <= most; here++) {
        w->child[row] = w->remaining[row] - here;
        if (!place(w, row + 1, left - here, log_likelihood - net->log_factorial[here]))
            return false;
    }
    return true;
}

static bool walk_column(walk *w, uint64_t key)
{
    network *net = w->net;
    uint64_t room = 0, all = net->column[w->level];
    remaining_of(net, key, w->remaining);
    for (size_t i = net->rows; i-- > 0;) {
        w->room_after[i] = room;
        room += w->remaining[i];
    }
    return place(w, 0, all, net->log_factorial[all]);
}

static bool bounds_of(network *net, size_t level, const uint64_t *remaining, double *longest, double *shortest);

static bool visit_bounds(walk *w, double log_likelihood)
{
    double longest, shortest;
    if (!bounds_of(w->net, w->level + 1, w->child, &longest, &shortest))
        return false;
    w->longest = fmax(w->longest, log_likelihood + longest);
    w->shortest = fmin(w->shortest, log_likelihood + shortest);
    return true;
}

/* The likeliest and the least likely way to use up a remainder with the columns from `level` on. */
static bool bounds_of(network *net, size_t level, const uint64_t *remaining, double *longest, double *shortest)
{
    if (level == net->columns - 1) {
        *longest = *shortest = log_multinomial(net, remaining);
        return true;
    }
    uint64_t key = key_of(net, remaining);
    node *known = node_at(net, key);
    if (known->key == 0) {
        walk w = {.net = net, .level = level, .visit = visit_bounds, .longest = -INFINITY, .shortest = INFINITY};
        if (!walk_column(&w, key))
            return false;
        if (2 * (net->node_count + 1) > net->node_places && !nodes_grow(net))
            return false;
        node *made = node_at(net, key);
        *made = (node){key, w.longest, w.shortest};
        net->node_count++;
        known = made;
    }
    *longest = known->longest;
    *shortest = known->shortest;
    return true;
}

static bool partials_add(network *net, partials *to, partial item)
{
    if (to->count >= MOST_PARTIAL) {
        net->too_much = true;
        return false;
    }
    partial *items = cv_memory_grow(to->items, to->count, &to->capacity, sizeof *items);
    if (items == NULL) {
        net->no_memory = true;
        return false;
    }
    to->items = items;
    to->items[to->count++] = item;
    return true;
}

static bool visit_partial(walk *w, double log_likelihood)
{
    network *net = w->net;
    double longest, shortest, past = w->from->past + log_likelihood;
    if (!bounds_of(net, w->level + 1, w->child, &longest, &shortest))
        return false;
    if (past + longest <= net->observed)
        net->p += w->from->count * exp(past + log_multinomial(net, w->child) - net->whole);
    else if (past + shortest <= net->observed)
        return partials_add(net, &net->next, (partial){key_of(net, w->child), past, w->from->count});
    return true;
}

static int by_key_and_past(const void *left, const void *right)
{
    const partial *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->past > b->past) - (a->past < b->past);
}

/* Partial tables that are alike become one. */
static void partials_merge(partials *of)
{
    size_t kept = 0;
    if (of->count > 0)
        qsort(of->items, of->count, sizeof *of->items, by_key_and_past);
    for (size_t i = 0; i < of->count; i++) {
        partial *last = kept > 0 ? &of->items[kept - 1] : NULL;
        if (last != NULL && last->key == of->items[i].key && of->items[i].past - last->past < same)
            last->count += of->items[i].count;
        else
            of->items[kept++] = of->items[i];
    }
    of->count = kept;
}

static bool network_sum(network *net)
{
    if (!nodes_grow(net) || !partials_add(net, &net->now, (partial){key_of(net, net->row), 0, 1}))
        return false;
    for (size_t level = 0; level + 1 < net->columns; level++) {
        for (size_t i = 0; i < net->now.count; i++) {
            walk w = {.net = net, .level = level, .visit = visit_partial, .from = &net->now.items[i]};
            if (!walk_column(&w, net->now.items[i].key))
                return false;
        }
        partials_merge(&net->next);
        partials done = net->now;
        net->now = net->next;
        net->next = (partials){.items = done.items, .capacity = done.capacity};
    }
    return true;
}

/* ---- setting up ---- */

static bool set_log_factorials(network *net, size_t most)
{
    net->log_factorial = cv_memory_zero(most + 1, sizeof *net->log_factorial);
    if (net->log_factorial == NULL)
        return false;
    double sum = 0, lost = 0; /* compensated: the last digits of these decide ties */
    for (size_t i = 2; i <= most; i++) {
        double term = log((double)i) - lost, next = sum + term;
        lost = (next - sum) - term;
        sum = next;
        net->log_factorial[i] = sum;
    }
    return true;
}

/* Margins and the observed table's likelihood. `counts` has the shorter side down if `across` is 1, else across. */
static void set_observed(network *net, const double *counts, size_t down, size_t across)
{
    net->observed = tie;
    for (size_t j = 0; j < net->columns; j++) {
        uint64_t cells[MOST_ROWS];
        for (size_t i = 0; i < net->rows; i++) {
            cells[i] = (uint64_t)counts[i * down + j * across];
            net->row[i] += cells[i];
            net->column[j] += cells[i];
        }
        net->observed += log_multinomial(net, cells);
    }
    for (size_t i = 0; i < net->rows; i++)
        net->base = net->row[i] >= net->base ? net->row[i] + 1 : net->base;
    net->whole = log_multinomial(net, net->row);
}

/* Whether every remainder fits one number. */
static bool keys_fit(const network *net)
{
    uint64_t most = 1;
    for (size_t i = 0; i < net->rows; i++) {
        if (most > UINT64_MAX / net->base)
            return false;
        most *= net->base;
    }
    return true;
}

static cv_status p_of_network(size_t rows, size_t columns, const double *counts, double all, double *p,
                              cv_messages *messages)
{
    bool upright = rows <= columns; /* the shorter side becomes the rows, whose remainders are the nodes */
    network net = {.rows = upright ? rows : columns, .columns = upright ? columns : rows};
    if (net.rows > MOST_ROWS || net.columns > MOST_COLUMNS || all > MOST_ANSWERS)
        return CV_OK;
    net.column = cv_memory_zero(net.columns, sizeof *net.column);
    if (net.column == NULL || !set_log_factorials(&net, (size_t)all)) {
        net.no_memory = true;
        goto done;
    }
    set_observed(&net, counts, upright ? columns : 1, upright ? 1 : columns);
    if (keys_fit(&net) && network_sum(&net))
        *p = fmin(1, net.p);
done:
    network_free(&net);
    return net.no_memory ? cv_fail_memory(messages) : CV_OK;
}

cv_status cv_fisher_p(size_t rows, size_t columns, const double *counts, double *p, cv_messages *messages)
{
    double all = 0;
    for (size_t i = 0; i < rows * columns; i++)
        all += counts[i];
    *p = NAN;
    if (rows < 2 || columns < 2 || !(all > 0))
        return CV_OK;
    if (rows == 2 && columns == 2) {
        *p = fmin(1, p_of_two_by_two(counts));
        return CV_OK;
    }
    return p_of_network(rows, columns, counts, all, p, messages);
}
