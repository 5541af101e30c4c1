/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Chance for the generators of invented data: xoshiro256** seeded by splitmix64 (Blackman and Vigna, public domain).
 *  Integers alone, so that every machine draws the same. */
#ifndef CANVASS_DATA_CHANCE_H
#define CANVASS_DATA_CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { THOUSAND = 1000 };

typedef struct chance {
    uint64_t state[4];
} chance;

static inline uint64_t rotate(uint64_t x, unsigned by)
{
    return (x << by) | (x >> (64 - by));
}

static inline chance chance_start(uint64_t seed)
{
    chance c;
    for (size_t i = 0; i < 4; i++) {
        uint64_t x = seed += UINT64_C(0x9e3779b97f4a7c15);
        x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
        c.state[i] = x ^ (x >> 31);
    }
    return c;
}

static inline uint64_t chance_next(chance *c)
{
    uint64_t *s = c->state, result = rotate(s[1] * 5, 7) * 9, shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate(s[3], 45);
    return result;
}

/* 0 .. n - 1; n is far below 2^32, so the bias is none that a sample could show. */
static inline unsigned below(chance *c, unsigned n)
{
    return (unsigned)(((chance_next(c) >> 32) * n) >> 32);
}

static inline bool happens(chance *c, int per_mille)
{
    return (int)below(c, THOUSAND) < per_mille;
}

/* A value whose mean is 0 and standard deviation 1000, bell-shaped: twelve uniform ones added up. */
static inline int bell(chance *c)
{
    int sum = -6 * (THOUSAND - 1);
    for (int i = 0; i < 12; i++)
        sum += (int)below(c, THOUSAND);
    return sum;
}

static inline unsigned pick(chance *c, const unsigned *shares, unsigned count)
{
    unsigned total = 0, i = 0;
    for (unsigned k = 0; k < count; k++)
        total += shares[k];
    for (unsigned at = below(c, total); i + 1 < count && at >= shares[i]; i++)
        at -= shares[i];
    return i;
}

#endif
