/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Writes live-shopping-waves.csv, an invented survey that is repeated, to standard output.
 *
 *  Made as live-shopping.csv is: from a fixed seed, with integers alone. No person answered anything; how interest
 *  moves from wave to wave was chosen by hand in the table below. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "chance.h"

enum { COUNTRIES = 4, WAVES = 4, AGES = 4, POINTS = 40, POINT_LEAST = 12, POINT_SPREAD = 7, MOST = POINTS * 18 };

static const unsigned waves[WAVES] = {2018, 2019, 2021, 2024};

static const struct country {
    const char *code;
    int keenness[WAVES]; /* mean of the latent interest, in thousandths of its standard deviation */
} countries[COUNTRIES] = {
    {"UK", {90, 150, 380, 330}},
    {"ES", {-60, 120, 690, 840}},
    {"FR", {210, 240, 400, 520}},
    {"PL", {260, 480, 830, 780}},
};

static const char *const ages[AGES] = {"16-29", "30-44", "45-59", "60-84"};
static const unsigned age_adults[AGES] = {204, 246, 262, 288};
static const unsigned age_answered[AGES] = {262, 283, 264, 191};
static const int age_keenness[AGES] = {260, 120, -60, -310};

/* Interest 1 to 5 ends where the latent value passes these. */
static const int interest_limits[4] = {-830, -390, 0, 890};

typedef struct person {
    unsigned point, age, interest;
    bool female;
    uint64_t raw_weight; /* in proportion only */
} person;

static person draw_person(chance *c, unsigned country, unsigned wave, int around)
{
    person p = {.female = happens(c, 520), .age = pick(c, age_answered, AGES), .interest = 1};
    int latent = countries[country].keenness[wave] + around + age_keenness[p.age] + (p.female ? 60 : -60) + bell(c);
    while (p.interest < 5 && latent > interest_limits[p.interest - 1])
        p.interest++;
    uint64_t age = (uint64_t)age_adults[p.age] * 10000 / age_answered[p.age];
    p.raw_weight = age * (p.female ? 960 : 1040) * (600 + below(c, 801)) / 1000;
    return p;
}

/* The respondents of a country in a wave, sampling point by sampling point. @return how many */
static unsigned draw_wave(chance *c, unsigned country, unsigned wave, person people[MOST])
{
    unsigned count = 0;
    for (unsigned point = 1; point <= POINTS; point++) {
        const int around = bell(c) / 5;
        const unsigned size = POINT_LEAST + below(c, POINT_SPREAD);
        for (unsigned i = 0; i < size; i++) {
            chance own = chance_start(chance_next(c));
            people[count] = draw_person(&own, country, wave, around);
            people[count++].point = point;
        }
    }
    return count;
}

/* Weights average 1 in each country and wave; to three decimals. */
static void write_wave(unsigned country, unsigned wave, const person *people, unsigned count)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += people[i].raw_weight;
    for (unsigned i = 0; i < count; i++) {
        const person *p = &people[i];
        const uint64_t weight = (p->raw_weight * count * 1000 + sum / 2) / sum;
        printf("%u,%s,%s%u,%u,%" PRIu64 ".%03" PRIu64 ",%s,%s,%u\n", waves[wave], countries[country].code,
               countries[country].code, waves[wave], p->point, weight / 1000, weight % 1000, p->female ? "F" : "M",
               ages[p->age], p->interest);
    }
}

int main(void)
{
    static person people[MOST];
    chance c = chance_start(2024);
    puts("wave,country,stratum,point,weight,sex,age_group,interest");
    for (unsigned wave = 0; wave < WAVES; wave++)
        for (unsigned country = 0; country < COUNTRIES; country++) {
            unsigned count = draw_wave(&c, country, wave, people);
            write_wave(country, wave, people, count);
        }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("make_waves");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
