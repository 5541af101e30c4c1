/* SPDX-License-Identifier: CC0-1.0 */
/* gen_survey.c - deterministic generator of consumer-interest survey CSVs.
 *
 *   cc -O2 -o gen_survey gen_survey.c -lm
 *   ./gen_survey ROWS SEED [options] > survey.csv
 *
 * Options
 *   --replicates N   add rep_1..rep_N (N <= 80; successive-difference weights)
 *   --no-comment     leave the free-text column out
 *   --countries N    first N countries of the list below (default 4, at most 34)
 *   --labels         interest as text labels instead of 1..5
 *   --sorted         rows in PSU order (default: PSUs drawn in random order)
 *   --psu-size N     mean respondents per PSU (default 20)
 *   --crlf           CRLF line ends;   --bom  leading UTF-8 byte order mark
 *
 * Sizes used for benchmarks (seed 1):
 *   S 14460   M 1000000   L 10000000   R 1000000 --replicates 80 --no-comment
 *
 * Integer arithmetic throughout (one rounded table uses exp), so that the same
 * arguments give the same bytes everywhere.  Design: 12 regions (strata) per
 * country, PSUs nested in regions, a PSU effect and a country effect on
 * interest (so design effects differ from 1), weights in about 0.1..6.
 * Written from scratch for this project; public domain (CC0).
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NREG 12
#define HAD  80

static const char *const CC[34] = {"UK", "ES", "FR", "PL", "DE", "IT", "NL", "SE", "PT", "IE", "AT", "BE",
                                   "DK", "FI", "NO", "CH", "CZ", "HU", "RO", "BG", "GR", "HR", "SI", "SK",
                                   "LT", "LV", "EE", "CY", "MT", "LU", "IS", "RS", "TR", "UA"};
/* relative PSU share: the first four are big and uneven */
static const int SHARE[34] = {30, 22, 28, 20, 30, 24, 12, 10, 9, 7, 8, 9, 7, 6, 6, 7,  8,
                              8,  9,  6,  8,  5,  4,  5,  4,  3, 3, 3, 2, 3, 2, 5, 15, 12};

static const char *const PLAIN[] = {"Very good service",
                                    "Too expensive for what it is",
                                    "No comment",
                                    "I would buy it again",
                                    "Delivery was slow",
                                    "Fine",
                                    "Muy buena atención al cliente",
                                    "Demasiado caro",
                                    "Sin comentarios",
                                    "Lo compraría otra vez",
                                    "La niña está contenta con el regalo",
                                    "Très bon accueil",
                                    "Beaucoup trop cher",
                                    "Rien à signaler",
                                    "Je l'achèterais à nouveau",
                                    "Livraison tardive où que ce soit",
                                    "Bardzo dobra obsługa",
                                    "Zbyt drogie",
                                    "Bez uwag",
                                    "Kupiłbym to jeszcze raz",
                                    "Źle zapakowane",
                                    "Sehr gut",
                                    "Zu teuer",
                                    "Größe passt nicht",
                                    "Ottimo rapporto qualità prezzo",
                                    "Così così",
                                    "Muito bom",
                                    "Não gostei",
                                    "Πολύ καλό",
                                    "Дуже добре"};
static const char *const CLAUSE[] = {"good, but pricey",
                                     "I said \"\"never again\"\"",
                                     "slow, rude, and far away",
                                     "la calidad, en fin, regular",
                                     "dijeron \"\"mañana\"\" y no llegó",
                                     "c'est bien, sans plus",
                                     "le vendeur m'a dit \"\"à demain\"\"",
                                     "drogo, ale dobrze",
                                     "powiedzieli \"\"jutro\"\", nie przyszło",
                                     "gut, aber zu teuer",
                                     "buono, però caro",
                                     "первая, вторая"};
static const char *const LABEL[5] = {"Not at all interested", "Slightly interested", "Moderately interested",
                                     "Very interested", "Extremely interested"};
static const char *const AGEG[6] = {"16-24", "25-34", "35-44", "45-54", "55-64", "65+"};

static uint64_t rs[4];
static uint64_t mix(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}
static uint64_t rnd(void) /* xoshiro256** */
{
    uint64_t r = rs[1] * 5, t = rs[1] << 17;
    r = ((r << 7) | (r >> 57)) * 9;
    rs[2] ^= rs[0];
    rs[3] ^= rs[1];
    rs[1] ^= rs[2];
    rs[0] ^= rs[3];
    rs[2] ^= t;
    rs[3] = (rs[3] << 45) | (rs[3] >> 19);
    return r;
}
static uint32_t below(uint64_t u32, uint32_t n)
{
    return (uint32_t)(((u32 & 0xffffffffu) * n) >> 32);
}

static char *put_s(char *p, const char *s)
{
    size_t n = strlen(s);
    memcpy(p, s, n);
    return p + n;
}
static char *put_u(char *p, uint64_t v, int width)
{
    char t[20];
    int n = 0;
    do {
        t[n++] = (char)('0' + v % 10);
        v /= 10;
    } while (v);
    while (n < width)
        t[n++] = '0';
    while (n)
        *p++ = t[--n];
    return p;
}
static char *put_fix(char *p, uint64_t v, int dec)
{
    uint64_t s = 1;
    for (int i = 0; i < dec; i++)
        s *= 10;
    p = put_u(p, v / s, 1);
    *p++ = '.';
    return put_u(p, v % s, dec);
}

int main(int argc, char **argv)
{
    uint64_t rows, seed;
    int nrep = 0, comment = 1, ncc = 4, labels = 0, sorted = 0, psize = 20, bom = 0;
    const char *eol = "\n";
    if (argc < 3) {
        fprintf(stderr, "usage: gen_survey ROWS SEED [options]; see the source's head\n");
        return 2;
    }
    rows = strtoull(argv[1], NULL, 10);
    seed = strtoull(argv[2], NULL, 10);
    for (int i = 3; i < argc; i++) {
        const char *a = argv[i], *v = i + 1 < argc ? argv[i + 1] : "0";
        if (!strcmp(a, "--replicates")) {
            nrep = atoi(v);
            i++;
        } else if (!strcmp(a, "--countries")) {
            ncc = atoi(v);
            i++;
        } else if (!strcmp(a, "--psu-size")) {
            psize = atoi(v);
            i++;
        } else if (!strcmp(a, "--no-comment"))
            comment = 0;
        else if (!strcmp(a, "--labels"))
            labels = 1;
        else if (!strcmp(a, "--sorted"))
            sorted = 1;
        else if (!strcmp(a, "--crlf"))
            eol = "\r\n";
        else if (!strcmp(a, "--bom"))
            bom = 1;
        else {
            fprintf(stderr, "gen_survey: unknown option %s\n", a);
            return 2;
        }
    }
    if (nrep < 0 || nrep > HAD || ncc < 1 || ncc > 34 || psize < 1 || rows < 1) {
        fprintf(stderr, "gen_survey: argument out of range\n");
        return 2;
    }

    /* Hadamard matrix of order 80 (Paley, q = 79) for successive differences */
    static signed char H[HAD][HAD];
    int qr[79] = {0};
    for (int i = 1; i < 79; i++)
        qr[i * i % 79] = 1;
    for (int i = 0; i < HAD; i++)
        for (int j = 0; j < HAD; j++)
            H[i][j] = (i == 0 || j == 0) ? 1 : (i == j) ? -1 : qr[(i - j + 79) % 79] ? 1 : -1;

    /* PSUs: contiguous ranges per stratum, sizes by country share */
    int nst = ncc * NREG;
    uint64_t npsu = rows / (uint64_t)psize, shares = 0;
    if (npsu < (uint64_t)nst * 4)
        npsu = (uint64_t)nst * 4;
    for (int c = 0; c < ncc; c++)
        shares += (uint64_t)SHARE[c];
    uint64_t *first = malloc((size_t)(nst + 1) * sizeof *first), acc = 0;
    uint32_t *stof = malloc((size_t)npsu * sizeof *stof);
    if (!first || !stof)
        return 1;
    for (int c = 0; c < ncc; c++)
        for (int r = 0; r < NREG; r++) {
            first[c * NREG + r] = acc;
            acc += npsu * (uint64_t)SHARE[c] / shares / NREG;
        }
    first[nst] = npsu; /* the last stratum takes what rounding left */
    for (int s = 0; s < nst; s++)
        for (uint64_t k = first[s]; k < first[s + 1]; k++)
            stof[k] = (uint32_t)s;

    /* interest: cumulative logistic thresholds in 1/65536, by latent class 0..127 */
    static uint32_t cut[128][4];
    for (int l = 0; l < 128; l++)
        for (int k = 0; k < 4; k++)
            cut[l][k] = (uint32_t)(65536.0 / (1.0 + exp(-((k - 1.5) * 1.1 - (l - 64) / 24.0))) + 0.5);

    for (int i = 0; i < 4; i++)
        rs[i] = mix(seed * 4 + (uint64_t)i);
    const size_t CAP = 1u << 20;
    char *buf = malloc(CAP + 8192), *p = buf;
    if (!buf)
        return 1;
    if (bom)
        p = put_s(p, "\xef\xbb\xbf");
    p = put_s(p, "respondent_id,country,region,psu,weight,sex,age,age_group,interest");
    for (int i = 1; i <= 8; i++) {
        p = put_s(p, ",channel_");
        p = put_u(p, (uint64_t)i, 1);
    }
    p = put_s(p, ",nps,spend");
    if (comment)
        p = put_s(p, ",comment");
    p = put_s(p, ",wave");
    for (int i = 1; i <= nrep; i++) {
        p = put_s(p, ",rep_");
        p = put_u(p, (uint64_t)i, 1);
    }
    p = put_s(p, eol);

    for (uint64_t i = 0; i < rows; i++) {
        uint64_t a = rnd(), b = rnd(), d = rnd();
        /* 2^32 bounds the number of PSUs, which suits up to 8e10 rows */
        uint64_t k = sorted ? (uint64_t)((double)i * (double)npsu / (double)rows) : below(a, (uint32_t)npsu);
        uint32_t st = stof[k], c = st / NREG, r = st % NREG;
        uint64_t pe = mix(k * 7919 + seed);
        uint32_t sexu = (uint32_t)(a >> 32) % 200, sex = sexu < 2 ? 2 : sexu & 1;
        uint32_t age = 16 + below(b, 56) + below(b >> 32, 20);
        uint32_t ag = age < 25 ? 0 : age < 35 ? 1 : age < 45 ? 2 : age < 55 ? 3 : age < 65 ? 4 : 5;
        int lat = 64 + (int)(c * 7 % 23) - 10 + (int)(pe % 31) - 15 + 6 - (int)(ag * 3) + (sex == 1 ? 3 : 0);
        uint32_t u = (uint32_t)(d & 0xffff), lev = 0;
        while (lev < 4 && u >= cut[lat & 127][lev])
            lev++;
        /* weight, in 1/10000: stratum base x sex-age factor x individual noise */
        uint64_t base = 3000 + mix(st * 31u + 7) % 14000;
        uint64_t w = base * (80 + ag * 9 + sex * 6) / 100 * (600 + below(d >> 16, 1000)) / 1000 + 1;

        *p++ = 'R';
        p = put_u(p, i + 1, 8);
        *p++ = ',';
        p = put_s(p, CC[c]);
        *p++ = ',';
        p = put_s(p, CC[c]);
        *p++ = '-';
        p = put_u(p, r + 1, 2);
        *p++ = ',';
        p = put_s(p, CC[c]);
        p = put_u(p, r + 1, 2);
        *p++ = 'P';
        p = put_u(p, k - first[st] + 1, 5);
        *p++ = ',';
        p = put_fix(p, w, 4);
        *p++ = ',';
        *p++ = "FMX"[sex];
        *p++ = ',';
        p = put_u(p, age, 1);
        *p++ = ',';
        p = put_s(p, AGEG[ag]);
        *p++ = ',';
        if (labels)
            p = put_s(p, LABEL[lev]);
        else
            *p++ = (char)('1' + lev);
        uint64_t e = rnd(), f = rnd();
        for (int j = 0; j < 8; j++) { /* each channel's share falls with j and rises with interest */
            *p++ = ',';
            *p++ = ((e >> (8 * j)) & 0xff) < 40 + lev * 25 + (uint32_t)(7 - j) * 9 ? '1' : '0';
        }
        *p++ = ',';
        uint32_t nps = below(f, 7) + lev;
        p = put_u(p, nps > 10 ? 10 : nps, 1);
        *p++ = ',';
        if ((f >> 32) % 100 >= 15) { /* skewed, two decimals; 15% missing */
            uint64_t x = (f >> 40) & 0xffff;
            p = put_fix(p, 100 + x * x / 400000 * (lev + 1) / 2 + x % 97, 2);
        }
        uint64_t g = rnd(); /* drawn always: --no-comment leaves the other columns as they are */
        if (comment) {
            uint32_t kind = (uint32_t)(g % 1000);
            *p++ = ',';
            if (kind < 50) { /* 5% of rows: quoted */
                *p++ = '"';
                p = put_s(p, CLAUSE[(g >> 10) % 12]);
                if (kind < 10) {
                    p = put_s(p, eol);
                    p = put_s(p, PLAIN[(g >> 20) % 30]);
                } else if (kind < 25) {
                    p = put_s(p, "; ");
                    p = put_s(p, CLAUSE[(g >> 20) % 12]);
                }
                *p++ = '"';
            } else if (kind < 500)
                p = put_s(p, PLAIN[(g >> 10) % 30]);
        }
        p = put_s(p, ",2024Q");
        *p++ = (char)('1' + ((f >> 56) & 3));
        if (nrep) { /* f = 1 + (a - b) / 2^1.5: 1.7071, 1 or 0.2929; rows a, b by PSU */
            char t[3][24];
            int n[3];
            static const uint64_t F[3] = {2929, 10000, 17071};
            for (int q = 0; q < 3; q++)
                n[q] = (int)(put_fix(t[q], (w * F[q] + 5000) / 10000, 4) - t[q]);
            const signed char *h1 = H[1 + k % 79], *h2 = H[1 + (k + 1) % 79];
            for (int q = 0; q < nrep; q++) {
                int z = 1 + (h1[q] - h2[q]) / 2;
                *p++ = ',';
                memcpy(p, t[z], (size_t)n[z]);
                p += n[z];
            }
        }
        p = put_s(p, eol);
        if ((size_t)(p - buf) >= CAP) {
            if (fwrite(buf, 1, (size_t)(p - buf), stdout) != (size_t)(p - buf))
                return 1;
            p = buf;
        }
    }
    if (fwrite(buf, 1, (size_t)(p - buf), stdout) != (size_t)(p - buf) || fflush(stdout))
        return 1;
    return 0;
}
