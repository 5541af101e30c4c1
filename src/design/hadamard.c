/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/hadamard.h"

#include <string.h>

#include "base/memory.h"

/* ---- Paley: quadratic residues of a prime ---- */

static bool is_prime(size_t n)
{
    for (size_t i = 2; i * i <= n; i++)
        if (n % i == 0)
            return false;
    return n > 1;
}

/* 1 for squares modulo q, -1 for others, 0 for 0. NULL: no memory. */
static int8_t *residues(size_t q)
{
    int8_t *to = cv_memory_new(q + 1);
    if (to == NULL)
        return NULL;
    memset(to, -1, q);
    for (size_t i = 1; i < q; i++)
        to[i * i % q] = 1;
    to[0] = 0;
    return to;
}

/* Paley's conference matrix of order q + 1: a border of 1 (on the left `side`), the residues of i - j inside. */
static int entry(const int8_t *residue, size_t q, size_t i, size_t j, int side)
{
    if (i == 0 || j == 0)
        return i == j ? 0 : i == 0 ? 1 : side;
    return residue[(i + q - j) % q];
}

static bool has_paley_one(size_t order)
{
    return order % 4 == 0 && is_prime(order - 1);
}

/* I + S with S = -S', for q = 3 modulo 4. */
static bool make_paley_one(size_t order, int8_t *to)
{
    size_t q = order - 1;
    int8_t *residue = residues(q);
    for (size_t i = 0; residue != NULL && i < order; i++)
        for (size_t j = 0; j < order; j++)
            to[i * order + j] = (int8_t)(i == j ? 1 : entry(residue, q, i, j, -1));
    cv_memory_free(residue);
    return residue != NULL;
}

static bool has_paley_two(size_t order)
{
    return order % 8 == 4 && is_prime(order / 2 - 1);
}

/* S = S' for q = 1 modulo 4: its 1 and -1 become those times (1 1; 1 -1), its 0 (1 -1; -1 -1). */
static bool make_paley_two(size_t order, int8_t *to)
{
    static const int around[2][2] = {{1, 1}, {1, -1}}, middle[2][2] = {{1, -1}, {-1, -1}};
    size_t q = order / 2 - 1;
    int8_t *residue = residues(q);
    for (size_t i = 0; residue != NULL && i < order; i++)
        for (size_t j = 0; j < order; j++) {
            int s = entry(residue, q, i / 2, j / 2, 1);
            to[i * order + j] = (int8_t)(s == 0 ? middle[i % 2][j % 2] : s * around[i % 2][j % 2]);
        }
    cv_memory_free(residue);
    return residue != NULL;
}

/* ---- Williamson: four symmetric circulant matrices with A^2 + B^2 + C^2 + D^2 = 4 n I ---- */

/** The first half of each one's first row. Found by a search; the test multiplies every matrix with itself. */
static const struct {
    size_t n;
    const char *rows[4];
} WILLIAMSON[] = {
    {13, {"+-++---", "+-++---", "++---+-", "+-+++-+"}},
    {23, {"+++++-++---+", "+-+++--++-+-", "+-+--+++++--", "+--++-+-+---"}},
    {25, {"+-----+-++--+", "+---++++--+++", "+--++++-+-+--", "+++-++--+-+-+"}},
    {29, {"+-+--+-+++++--+", "++-+-++++--+---", "++-+-++----+--+", "++-++-+++---+++"}},
    {39, {"+---++-+-+-----+++-+", "+++--++-+---+-+--+--", "+++--+-+-----+--++--", "++++---+--++----+-+-"}},
    {39, {"+---++-+-+-----+++-+", "+++--++-+---+-+--+--", "+++--+-+-----+--++--", "++++---+--++----+-+-"}},
    {43, {"+-+-++--++-+++++---++-", "+--+-+--++++-+--+++-++", "+-+------++++-+-++--+-", "+++--++++-+-+++-++----"}},
};
enum { WILLIAMSONS = sizeof WILLIAMSON / sizeof WILLIAMSON[0] };

static size_t williamson_of(size_t order)
{
    size_t i = 0;
    while (i < WILLIAMSONS && 4 * WILLIAMSON[i].n != order)
        i++;
    return i;
}

static bool has_williamson(size_t order)
{
    return williamson_of(order) < WILLIAMSONS;
}

/* ( A  B  C  D)
 * (-B  A -D  C)
 * (-C  D  A -B)
 * (-D -C  B  A) */
static bool make_williamson(size_t order, int8_t *to)
{
    static const struct {
        int sign, row;
    } blocks[4][4] = {{{1, 0}, {1, 1}, {1, 2}, {1, 3}},
                      {{-1, 1}, {1, 0}, {-1, 3}, {1, 2}},
                      {{-1, 2}, {1, 3}, {1, 0}, {-1, 1}},
                      {{-1, 3}, {-1, 2}, {1, 1}, {1, 0}}};
    size_t from = williamson_of(order), n = WILLIAMSON[from].n;
    for (size_t i = 0; i < order; i++)
        for (size_t j = 0; j < order; j++) {
            size_t away = (i % n + n - j % n) % n;
            int row = blocks[i / n][j / n].row, sign = blocks[i / n][j / n].sign;
            bool plus = WILLIAMSON[from].rows[row][away <= n / 2 ? away : n - away] == '+';
            to[i * order + j] = (int8_t)(plus ? sign : -sign);
        }
    return true;
}

/* ---- products ---- */

static bool has(size_t order);

/* The smallest factor that a product is made with; 0: none. */
static size_t factor_of(size_t order)
{
    for (size_t a = 2; a * a <= order; a += a < 4 ? 2 : 4)
        if (order % a == 0 && has(a) && has(order / a))
            return a;
    return 0;
}

static bool has_product(size_t order)
{
    return factor_of(order) > 0;
}

static bool make(size_t order, int8_t *to);

static bool make_product(size_t order, int8_t *to)
{
    size_t a = factor_of(order), b = order / a;
    int8_t *left = cv_memory_new(a * a), *right = cv_memory_new(b * b);
    bool ok = left != NULL && right != NULL && make(a, left) && make(b, right);
    for (size_t i = 0; ok && i < order; i++)
        for (size_t j = 0; j < order; j++)
            to[i * order + j] = (int8_t)(left[i / b * a + j / b] * right[i % b * b + j % b]);
    cv_memory_free(left);
    cv_memory_free(right);
    return ok;
}

/* ---- all ---- */

static bool has_small(size_t order)
{
    return order == 1 || order == 2;
}

static bool make_small(size_t order, int8_t *to)
{
    memset(to, 1, order * order);
    to[order * order - 1] = order == 2 ? -1 : 1;
    return true;
}

static const struct {
    bool (*has)(size_t order);
    bool (*make)(size_t order, int8_t *to);
} constructions[] = {{has_small, make_small},
                     {has_paley_one, make_paley_one},
                     {has_paley_two, make_paley_two},
                     {has_williamson, make_williamson},
                     {has_product, make_product}};
enum { CONSTRUCTIONS = sizeof constructions / sizeof constructions[0] };

static size_t construction_of(size_t order)
{
    size_t i = 0;
    while (i < CONSTRUCTIONS && !constructions[i].has(order))
        i++;
    return i;
}

static bool has(size_t order)
{
    return construction_of(order) < CONSTRUCTIONS;
}

static bool make(size_t order, int8_t *to)
{
    return constructions[construction_of(order)].make(order, to);
}

size_t cv_hadamard_order(size_t least)
{
    size_t order = least <= 2 ? (least == 2 ? 2 : 1) : (least + 3) / 4 * 4;
    while (order <= CV_HADAMARD_MOST && !has(order))
        order += 4;
    return order <= CV_HADAMARD_MOST ? order : 0;
}

bool cv_hadamard_make(size_t order, int8_t *to)
{
    if (!make(order, to))
        return false;
    for (size_t j = 0; j < order; j++)
        for (size_t i = order; to[j] < 0 && i-- > 0;) /* the first row last, as it is asked for */
            to[i * order + j] = (int8_t)-to[i * order + j];
    return true;
}
