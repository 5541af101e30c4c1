/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Writes live-shopping.csv, an invented survey, to standard output.
 *
 *  Everything is drawn by a generator of its own from a fixed seed and with integer arithmetic alone, so that every
 *  machine writes the same bytes. No person answered anything and no real survey's figures went in: what is plausible
 *  about the file (regions, ages, the order of the countries) was chosen by hand in the tables below. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"

enum { COUNTRIES = 4, REGIONS = 18, AGES = 5, CHANNELS = 6, PSU_MEAN = 18, PSU_LEAST = 15, PSU_SPREAD = 6, PSUS = 240 };
enum { PHRASES = 6, TAILS = 5, MOODS = 3, FEWEST_PSUS = 3 };

typedef struct area {
    const char *name;
    unsigned share; /* of the country's adults, per mille, roughly; need not add up to 1000 */
} area;

typedef struct country {
    const char *code;
    unsigned respondents;
    int keenness;                        /* mean of the latent interest, in thousandths of its standard deviation */
    int recommend;                       /* added to the recommendation's latent value, likewise */
    unsigned basket;                     /* a purchase's mean, in euro cents */
    unsigned ages[AGES];                 /* the adults' age groups, per mille */
    area regions[REGIONS];               /* up to the first without a name */
    const char *phrases[MOODS][PHRASES]; /* open answers: against, undecided, in favour */
    const char *tails[TAILS];
} country;

static const country countries[COUNTRIES] = {
    {.code = "UK",
     .respondents = 3630,
     .keenness = 357,
     .recommend = -420,
     .basket = 2900,
     .ages = {134, 168, 240, 244, 214},
     .regions = {{"East Midlands", 72},
                 {"East of England", 93},
                 {"London", 133},
                 {"North East", 40},
                 {"North West", 110},
                 {"Northern Ireland", 28},
                 {"Scotland", 82},
                 {"South East", 137},
                 {"South West", 85},
                 {"Wales", 47},
                 {"West Midlands", 88},
                 {"Yorkshire and The Humber", 82}},
     .phrases = {{"Too pushy for me.", "\"Only 3 left!\" - every single time.", "I'd rather read reviews, thanks",
                  "Feels like teleshopping from the 90s, only louder.", "Not for me",
                  "Wouldn't give them my card details"},
                 {"Depends on the presenter", "Never tried it, so hard to say", "It's OK; nothing special",
                  "Fine, I suppose.", "No comment", "Might try it one day"},
                 {"I like seeing the product in use before I buy.", "The host answered my question, live, in seconds!",
                  "My daughter said \"just one more minute\" and we stayed an hour.", "Good deals, if you are quick",
                  "Great fun with a cup of tea", "Bought a coat & two mugs, no regrets"}},
     .tails = {"Delivery took two weeks, though.", "Subtitles would help.", "More sizes, please.", "Returns were easy.",
               "Could I get £5 off next time?"}},
    {.code = "ES",
     .respondents = 3600,
     .keenness = 788,
     .recommend = -70,
     .basket = 2300,
     .ages = {124, 136, 272, 260, 208},
     .regions = {{"Andalucía", 178},
                 {"Aragón", 28},
                 {"Asturias", 22},
                 {"Canarias", 47},
                 {"Cantabria", 12},
                 {"Castilla y León", 51},
                 {"Castilla-La Mancha", 43},
                 {"Cataluña", 164},
                 {"Comunitat Valenciana", 107},
                 {"Extremadura", 22},
                 {"Galicia", 58},
                 {"Illes Balears", 25},
                 {"La Rioja", 7},
                 {"Madrid", 143},
                 {"Murcia", 32},
                 {"Navarra", 14},
                 {"País Vasco", 47}},
     .phrases = {{"Demasiada presión para comprar.", "\"¡Últimas unidades!\", dicen siempre.",
                  "Prefiero leer opiniones, gracias", "No me fío de dar mi tarjeta", "Parece la teletienda de siempre",
                  "No es para mí"},
                 {"Depende de quién lo presente", "Ni bien ni mal", "Aún no lo he probado", "Está bien, sin más.",
                  "Sin comentarios", "Quizá algún día"},
                 {"Me encanta ver el producto antes de comprarlo.",
                  "La presentadora contestó a mi pregunta, en directo, al instante.",
                  "Mi hermana me dijo \"tienes que verlo\" y acertó.", "Buenos precios, si eres rápida",
                  "Muy entretenido", "Compré unas zapatillas y repetiré"}},
     .tails = {"El envío tardó dos semanas.", "Faltan subtítulos.", "Ojalá hubiera más tallas.",
               "La devolución fue fácil.", "¿Habrá algo para niños?"}},
    {.code = "FR",
     .respondents = 3630,
     .keenness = 451,
     .recommend = -330,
     .basket = 2700,
     .ages = {132, 146, 236, 246, 240},
     .regions = {{"Auvergne-Rhône-Alpes", 123},
                 {"Bourgogne-Franche-Comté", 43},
                 {"Bretagne", 52},
                 {"Centre-Val de Loire", 39},
                 {"Corse", 5},
                 {"Grand Est", 85},
                 {"Hauts-de-France", 91},
                 {"Île-de-France", 188},
                 {"Normandie", 51},
                 {"Nouvelle-Aquitaine", 93},
                 {"Occitanie", 92},
                 {"Pays de la Loire", 59},
                 {"Provence-Alpes-Côte d'Azur", 79}},
     .phrases = {{"Trop insistant à mon goût.", "\"Plus que 3 pièces !\", toujours la même histoire.",
                  "Je préfère lire les avis, merci", "Je n'y donnerais pas ma carte bancaire",
                  "On dirait le téléachat d'autrefois", "Très peu pour moi"},
                 {"Ça dépend du présentateur", "Pas encore essayé", "Sans opinion", "Bof, sans plus.",
                  "Rien à signaler", "Peut-être un jour"},
                 {"J'aime voir le produit avant d'acheter.",
                  "La vendeuse a répondu à ma question, en direct, tout de suite.",
                  "Ma sœur m'a dit \"essaie\" : elle avait raison.", "De bonnes affaires, si l'on est rapide",
                  "Très convivial", "J'ai acheté un manteau, aucun regret"}},
     .tails = {"La livraison a été longue.", "Il faudrait des sous-titres.", "Plus de tailles, s'il vous plaît.",
               "Le retour a été facile.", "Et pourquoi pas le dimanche ?"}},
    {.code = "PL",
     .respondents = 3600,
     .keenness = 832,
     .recommend = 40,
     .basket = 1700,
     .ages = {120, 152, 286, 232, 210},
     .regions = {{"dolnośląskie", 76},
                 {"kujawsko-pomorskie", 54},
                 {"lubelskie", 54},
                 {"lubuskie", 26},
                 {"łódzkie", 64},
                 {"małopolskie", 89},
                 {"mazowieckie", 143},
                 {"opolskie", 25},
                 {"podkarpackie", 55},
                 {"podlaskie", 31},
                 {"pomorskie", 61},
                 {"śląskie", 117},
                 {"świętokrzyskie", 32},
                 {"warmińsko-mazurskie", 37},
                 {"wielkopolskie", 91},
                 {"zachodniopomorskie", 44}},
     .phrases = {{"Zbyt nachalne.", "\"Ostatnie sztuki!\" - za każdym razem.", "Wolę przeczytać opinie, dziękuję",
                  "Nie podałbym tam numeru karty", "Jak dawne telezakupy, tylko głośniej", "To nie dla mnie"},
                 {"Zależy od prowadzącego", "Jeszcze nie próbowałem", "Trudno powiedzieć", "Może być, bez szału.",
                  "Bez uwag", "Może kiedyś"},
                 {"Lubię zobaczyć produkt, zanim kupię.", "Prowadząca odpowiedziała na moje pytanie, na żywo, od razu.",
                  "Siostra powiedziała \"spróbuj\" i miała rację.", "Dobre ceny, jeśli jest się szybkim",
                  "Świetna zabawa", "Kupiłam płaszcz i nie żałuję"}},
     .tails = {"Dostawa trwała dwa tygodnie.", "Przydałyby się napisy.", "Więcej rozmiarów, proszę.",
               "Zwrot był łatwy.", "Czy będzie coś dla dzieci?"}},
};

/* Age groups: first year and one past the last; how they turn out for an online panel, per mille, which is younger
 * than the adults, so that weights matter; and what age does to interest, in thousandths. */
static const unsigned age_first[AGES + 1] = {16, 25, 35, 50, 65, 85};
static const unsigned age_answered[AGES] = {182, 222, 284, 206, 106};
static const int age_keenness[AGES] = {330, 220, 40, -190, -390};

/* Interest 1..5: the highest of the first four limits that the latent value (mean 0 in between) exceeds. */
static const int interest_limits[4] = {-830, -390, 0, 890};

/* A channel's users, per mille: at interest 3 in the middle age group; for each step of interest; of age. */
static const int channel_share[CHANNELS] = {360, 420, 310, 280, 150, 130};
static const int channel_interest[CHANNELS] = {70, 85, 60, 65, 35, 5};
static const int channel_age[CHANNELS] = {-20, -95, -60, 5, 0, 55};

/* Who watched no live-stream sale in the last three months, by interest 1..5, per mille; who watched another one. */
static const unsigned watched_none[5] = {930, 820, 640, 400, 220};
static const unsigned watched_more[5] = {300, 380, 480, 570, 660};

typedef struct person {
    unsigned country, region, psu, month, age_group, age, interest, visits;
    int latent;
    bool female, channels_missing, nps_missing, spend_missing;
    bool channels[CHANNELS];
    unsigned nps;
    uint64_t spend;         /* euro cents */
    uint64_t raw_weight;    /* in proportion only */
    int mood, phrase, tail; /* phrase -1: no comment; tail -1: none */
    bool new_line;          /* before the tail */
} person;

/* ---- the sample ---- */

typedef struct plan {
    unsigned regions, psus;
    unsigned psus_of[REGIONS];
    unsigned size[PSUS]; /* respondents of each sampling point, region by region */
} plan;

/* Sampling points by region: by its share, but no fewer than three, so that small regions are over-sampled. */
static void plan_regions(const country *from, plan *to)
{
    unsigned total = 0, wanted = (from->respondents + PSU_MEAN / 2) / PSU_MEAN;
    for (; to->regions < REGIONS && from->regions[to->regions].name != NULL; to->regions++)
        total += from->regions[to->regions].share;
    for (unsigned r = 0; r < to->regions; r++) {
        unsigned psus = (wanted * from->regions[r].share + total / 2) / total;
        to->psus_of[r] = psus < FEWEST_PSUS ? FEWEST_PSUS : psus;
        to->psus += to->psus_of[r];
    }
}

/* Sizes of 15 to 20 that add up to the country's respondents: drawn, then moved by one at a time, round and round. */
static void plan_sizes(chance *c, const country *from, plan *to)
{
    unsigned sum = 0;
    for (unsigned k = 0; k < to->psus; k++)
        sum += to->size[k] = PSU_LEAST + below(c, PSU_SPREAD);
    for (unsigned k = 0; sum != from->respondents; k = (k + 1) % to->psus) {
        bool grow = sum < from->respondents;
        to->size[k] += grow ? 1u : -1u;
        sum += grow ? 1u : -1u;
    }
}

static unsigned interest_of(int latent)
{
    unsigned interest = 1;
    while (interest < 5 && latent > interest_limits[interest - 1])
        interest++;
    return interest;
}

static void draw_channels(chance *c, person *p)
{
    p->channels_missing = happens(c, 40);
    for (size_t k = 0; k < CHANNELS; k++)
        p->channels[k] = happens(c, channel_share[k] + channel_interest[k] * ((int)p->interest - 3) +
                                        channel_age[k] * ((int)p->age_group - 2));
}

/* 0 .. 10 around 7, a step for every 420 thousandths of the latent value. */
static void draw_nps(chance *c, person *p)
{
    int value = p->latent + countries[p->country].recommend + bell(c) * 3 / 4 + 3 * THOUSAND;
    p->nps_missing = happens(c, 80);
    p->nps = value < 0 ? 0 : (unsigned)value / 420 > 10 ? 10 : (unsigned)value / 420;
}

/* A product of three uniform draws: its mean is about the given one, most are below, a few far above. One draw a
 * statement, since C leaves the order within an expression to the compiler. */
static uint64_t skewed(chance *c, unsigned mean)
{
    uint64_t value = (uint64_t)8 * mean;
    for (int i = 0; i < 3; i++)
        value = value * below(c, THOUSAND) / THOUSAND;
    return value;
}

/* Sales watched in three months, and the money spent there. */
static void draw_spending(chance *c, person *p)
{
    const unsigned at = p->interest - 1;
    if (!happens(c, (int)watched_none[at]))
        for (p->visits = 1; p->visits < 30 && happens(c, (int)watched_more[at]);)
            p->visits++;
    for (unsigned k = 0; k < p->visits; k++)
        if (happens(c, 450))
            p->spend += 100 + skewed(c, countries[p->country].basket);
    p->spend_missing = happens(c, 90);
}

static void draw_comment(chance *c, person *p)
{
    p->phrase = happens(c, 380) ? (int)below(c, PHRASES) : -1;
    p->mood = p->interest <= 2 ? 0 : p->interest == 3 ? 1 : 2;
    p->tail = happens(c, 300) ? (int)below(c, TAILS) : -1;
    p->new_line = happens(c, 350);
}

/* What share of the adults a respondent stands for: the region's and age group's shares over the sample's, and
 * some noise for all else that makes weights unequal. */
static uint64_t raw_weight(chance *c, const person *p, const plan *from)
{
    const country *home = &countries[p->country];
    uint64_t region = (uint64_t)home->regions[p->region].share * 10000 / from->psus_of[p->region];
    uint64_t age = (uint64_t)home->ages[p->age_group] * 10000 / age_answered[p->age_group];
    uint64_t sex = p->female ? 960 : 1040;
    return region * age / 10000 * sex * (450 + below(c, 1101)) / 10000;
}

static person draw_person(chance *c, unsigned from, unsigned region, int around)
{
    person p = {.country = from, .region = region, .female = happens(c, 520)};
    p.age_group = pick(c, age_answered, AGES);
    p.age = age_first[p.age_group] + below(c, age_first[p.age_group + 1] - age_first[p.age_group]);
    p.latent = countries[from].keenness + around + age_keenness[p.age_group] + (p.female ? 60 : -60) + bell(c);
    p.interest = interest_of(p.latent);
    draw_channels(c, &p);
    draw_nps(c, &p);
    draw_spending(c, &p);
    draw_comment(c, &p);
    return p;
}

/* Each respondent has a stream of draws of their own: a change to one table moves nobody else's answers. */
static void draw_country(chance *c, unsigned from, person *people)
{
    plan sample = {0};
    plan_regions(&countries[from], &sample);
    plan_sizes(c, &countries[from], &sample);
    unsigned psu = 0;
    for (unsigned r = 0; r < sample.regions; r++) {
        const int region_effect = bell(c) / 14;
        for (unsigned k = 0; k < sample.psus_of[r]; k++, psu++) {
            const int around = region_effect + bell(c) / 5;
            const unsigned month = 5 + below(c, 3);
            for (unsigned i = 0; i < sample.size[psu]; i++, people++) {
                chance own = chance_start(chance_next(c));
                *people = draw_person(&own, from, r, around);
                people->psu = k + 1;
                people->month = month;
                people->raw_weight = raw_weight(&own, people, &sample);
            }
        }
    }
}

/* ---- the file ---- */

static void write_amount(uint64_t value, uint64_t unit, int decimals, FILE *to)
{
    fprintf(to, "%" PRIu64 ".%0*" PRIu64, value / unit, decimals, value % unit);
}

static void write_text(const char *text, FILE *to)
{
    for (; *text != '\0'; text++) {
        if (*text == '"')
            fputc('"', to);
        fputc(*text, to);
    }
}

static void write_comment(const person *p, FILE *to)
{
    if (p->phrase < 0)
        return;
    const country *home = &countries[p->country];
    const char *phrase = home->phrases[p->mood][p->phrase];
    const bool quoted = strpbrk(phrase, ",\"") != NULL ||
                        (p->tail >= 0 && (p->new_line || strpbrk(home->tails[p->tail], ",\"") != NULL));
    fputs(quoted ? "\"" : "", to);
    write_text(phrase, to);
    if (p->tail >= 0) {
        const bool ended = strchr(".!?", phrase[strlen(phrase) - 1]) != NULL;
        fputs(p->new_line ? "\n" : ended ? " " : ". ", to);
        write_text(home->tails[p->tail], to);
    }
    fputs(quoted ? "\"" : "", to);
}

static void write_person(size_t id, const person *p, uint64_t weight_sum, FILE *to)
{
    const country *home = &countries[p->country];
    /* weights average 1 in each country; to four decimals, rounded to the nearest */
    const uint64_t weight = (p->raw_weight * home->respondents * 10000 + weight_sum / 2) / weight_sum;
    fprintf(to, "%zu,%s,%s,%u,2021-%02u,", id, home->code, home->regions[p->region].name, p->psu, p->month);
    write_amount(weight, 10000, 4, to);
    fprintf(to, ",%s,%u,%u", p->female ? "F" : "M", p->age, p->interest);
    for (size_t k = 0; k < CHANNELS; k++)
        fputs(p->channels_missing ? "," : p->channels[k] ? ",1" : ",0", to);
    fputc(',', to);
    if (!p->nps_missing)
        fprintf(to, "%u", p->nps);
    fprintf(to, ",%u,", p->visits);
    if (!p->spend_missing)
        write_amount(p->spend, 100, 2, to);
    fputc(',', to);
    write_comment(p, to);
    fputc('\n', to);
}

static void write_country(size_t first_id, const person *people, unsigned count, FILE *to)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += people[i].raw_weight;
    for (unsigned i = 0; i < count; i++)
        write_person(first_id + i, &people[i], sum, to);
}

int main(void)
{
    chance c = chance_start(2021);
    size_t id = 1;
    puts("id,country,region,psu,month,weight,sex,age,interest,channel_1,channel_2,channel_3,channel_4,channel_5,"
         "channel_6,nps,visits,spend,comment");
    for (unsigned k = 0; k < COUNTRIES; k++) {
        person *people = calloc(countries[k].respondents, sizeof *people);
        if (people == NULL) {
            fputs("make_live_shopping: out of memory\n", stderr);
            return EXIT_FAILURE;
        }
        draw_country(&c, k, people);
        write_country(id, people, countries[k].respondents, stdout);
        id += countries[k].respondents;
        free(people);
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("make_live_shopping");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
