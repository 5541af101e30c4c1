/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/latex.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>

#include "base/utf8.h"
#include "table/display.h"

/* ---- what a character is ---- */

typedef enum script {
    PLAIN,   /* Latin Modern has it, and T1 */
    LETTERS, /* more Latin, Greek, Cyrillic and their like: words in one font */
    RTL,     /* from right to left */
    HAN,     /* breaks between any two characters */
    OTHER,   /* everything else that is seen: the font is chosen by the character */
    INVISIBLE
} script;

typedef struct range {
    uint32_t first, last;
    script script;
} range;

/* Sorted. PLAIN is what both T1 with TS1 (LaTeX's t1enc.dfu, ts1enc.dfu) and Latin Modern's OpenType fonts have; what
 * no range holds is OTHER. */
static const range ranges[] = {
    {0x0020, 0x007E, PLAIN},      {0x00A0, 0x00AC, PLAIN},     {0x00AD, 0x00AD, INVISIBLE}, {0x00AE, 0x00B7, PLAIN},
    {0x00B8, 0x0107, PLAIN},      {0x0108, 0x0109, LETTERS},   {0x010A, 0x010A, PLAIN},     {0x010B, 0x010B, LETTERS},
    {0x010C, 0x0113, PLAIN},      {0x0114, 0x0115, LETTERS},   {0x0116, 0x011B, PLAIN},     {0x011C, 0x011D, LETTERS},
    {0x011E, 0x011F, PLAIN},      {0x0120, 0x0121, LETTERS},   {0x0122, 0x0123, PLAIN},     {0x0124, 0x012D, LETTERS},
    {0x012E, 0x0133, PLAIN},      {0x0134, 0x0138, LETTERS},   {0x0139, 0x013E, PLAIN},     {0x013F, 0x0140, LETTERS},
    {0x0141, 0x0148, PLAIN},      {0x0149, 0x0149, LETTERS},   {0x014A, 0x014B, PLAIN},     {0x014C, 0x014F, LETTERS},
    {0x0150, 0x015B, PLAIN},      {0x015C, 0x015D, LETTERS},   {0x015E, 0x0165, PLAIN},     {0x0166, 0x0169, LETTERS},
    {0x016A, 0x016B, PLAIN},      {0x016C, 0x016D, LETTERS},   {0x016E, 0x0173, PLAIN},     {0x0174, 0x0177, LETTERS},
    {0x0178, 0x017E, PLAIN},      {0x017F, 0x034E, LETTERS},   {0x034F, 0x034F, INVISIBLE}, {0x0350, 0x052F, LETTERS},
    {0x0590, 0x061B, RTL},        {0x061C, 0x061C, INVISIBLE}, {0x061D, 0x08FF, RTL},       {0x1100, 0x11FF, HAN},
    {0x1E00, 0x1E9D, LETTERS},    {0x1E9E, 0x1E9E, LETTERS},   {0x1E9F, 0x1FFF, LETTERS},   {0x2000, 0x200A, PLAIN},
    {0x200B, 0x200F, INVISIBLE},  {0x2010, 0x2015, PLAIN},     {0x2018, 0x201A, PLAIN},     {0x201C, 0x201E, PLAIN},
    {0x2020, 0x2022, PLAIN},      {0x2026, 0x2026, PLAIN},     {0x2028, 0x202E, INVISIBLE}, {0x202F, 0x2030, PLAIN},
    {0x2039, 0x203A, PLAIN},      {0x205F, 0x205F, PLAIN},     {0x2060, 0x206F, INVISIBLE}, {0x20AC, 0x20AC, PLAIN},
    {0x2122, 0x2122, PLAIN},      {0x2190, 0x2193, PLAIN},     {0x2212, 0x2212, PLAIN},     {0x221A, 0x221A, PLAIN},
    {0x221E, 0x221E, PLAIN},      {0x2248, 0x2248, PLAIN},     {0x2260, 0x2260, PLAIN},     {0x2264, 0x2265, PLAIN},
    {0x2C60, 0x2C7F, LETTERS},    {0x2E80, 0x2FFF, HAN},       {0x3000, 0x3000, PLAIN},     {0x3001, 0x33FF, HAN},
    {0x3400, 0x4DBF, HAN},        {0x4E00, 0x9FFF, HAN},       {0xA640, 0xA69F, LETTERS},   {0xA720, 0xA7FF, LETTERS},
    {0xA960, 0xA97F, HAN},        {0xAC00, 0xD7FF, HAN},       {0xF900, 0xFAFF, HAN},       {0xFB1D, 0xFDFF, RTL},
    {0xFE00, 0xFE0F, INVISIBLE},  {0xFE30, 0xFE4F, HAN},       {0xFE70, 0xFEFC, RTL},       {0xFEFF, 0xFEFF, INVISIBLE},
    {0xFF00, 0xFFEF, HAN},        {0x10800, 0x10FFF, RTL},     {0x1E800, 0x1EFFF, RTL},     {0x20000, 0x3FFFF, HAN},
    {0xE0000, 0xE0FFF, INVISIBLE}};

static script script_of_point(uint32_t point)
{
    size_t low = 0, high = sizeof ranges / sizeof ranges[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (point < ranges[middle].first)
            high = middle;
        else if (point > ranges[middle].last)
            low = middle + 1;
        else
            return ranges[middle].script;
    }
    return OTHER;
}

/* No engine has these, and some refuse to read them. */
static bool is_no_character(uint32_t point)
{
    return (point & 0xFFFE) == 0xFFFE || point == 0xFFFD || (point >= 0xFDD0 && point <= 0xFDEF) ||
           (point >= 0xE000 && point <= 0xF8FF) || point >= 0xF0000;
}

/* The length of the character at `text` with all its marks, and what it is. *shown: its first code point that is seen
 * (and says what it is). */
static size_t cluster(const char *text, const char *end, script *of, uint32_t *shown)
{
    const uint8_t *next = u8_grapheme_next((const uint8_t *)text, (const uint8_t *)end);
    size_t length = next == NULL ? (size_t)(end - text) : (size_t)(next - (const uint8_t *)text);
    *of = INVISIBLE;
    *shown = 0;
    for (size_t at = 0; at < length;) {
        uint32_t point;
        size_t size = cv_utf8_read(text + at, length - at, &point);
        script one = script_of_point(point);
        if (one != INVISIBLE && (*of == INVISIBLE || *of == PLAIN)) {
            *of = one;
            *shown = point;
        }
        at += size;
    }
    return length;
}

/* ---- plain characters ---- */

static const char *ascii_command(char c)
{
    switch (c) {
    case '\\':
        return "\\textbackslash{}";
    case '{':
        return "\\{";
    case '}':
        return "\\}";
    case '$':
        return "\\$";
    case '&':
        return "\\&";
    case '#':
        return "\\#";
    case '%':
        return "\\%";
    case '_':
        return "\\_";
    case '^':
        return "\\textasciicircum{}";
    case '~':
        return "\\textasciitilde{}";
    case '`':
        return "\\textasciigrave{}";
    case '\'':
        return "\\textquotesingle{}";
    case '"':
        return "\\textquotedbl{}";
    case '<':
        return "\\textless{}";
    case '>':
        return "\\textgreater{}";
    case '|':
        return "\\textbar{}";
    case '[': /* these would be an option or a star behind the end of a line */
        return "{[}";
    case ']':
        return "{]}";
    case '*':
        return "{*}";
    default:
        return NULL;
    }
}

static const char *command_of(uint32_t point)
{
    static const struct {
        uint32_t point;
        const char *command;
    } commands[] = {{0x00A0, "~"},
                    {0x2010, "-{}"},
                    {0x2011, "-{}"},
                    {0x2012, "--"},
                    {0x2015, "---"},
                    {0x202F, "\\,"},
                    {0x2026, "\\dots{}"},
                    {0x2190, "$\\leftarrow$"},
                    {0x2191, "$\\uparrow$"},
                    {0x2192, "$\\rightarrow$"},
                    {0x2193, "$\\downarrow$"},
                    {0x2212, "$-$"},
                    {0x221A, "$\\surd$"},
                    {0x221E, "$\\infty$"},
                    {0x2248, "$\\approx$"},
                    {0x2260, "$\\neq$"},
                    {0x2264, "$\\leq$"},
                    {0x2265, "$\\geq$"}};
    if (point < 0x80)
        return ascii_command((char)point);
    if ((point >= 0x2000 && point <= 0x200A) || point == 0x205F || point == 0x3000)
        return " ";
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (commands[i].point == point)
            return commands[i].command;
    return NULL;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The characters of a cluster. Joiners and the like are left out of plain text, where LaTeX does not know them. */
static void add_points(cv_buffer *to, const char *text, size_t length, script of)
{
    for (size_t at = 0; at < length;) {
        uint32_t point;
        size_t size = cv_utf8_read(text + at, length - at, &point);
        const char *command = command_of(point);
        if (is_no_character(point))
            cv_buffer_add(to, "\\cvbox{}");
        else if (command != NULL)
            cv_buffer_add(to, command);
        else if (of != PLAIN || script_of_point(point) != INVISIBLE)
            cv_buffer_add_bytes(to, text + at, size);
        at += size;
    }
}

/* ---- texts ---- */

typedef struct writer {
    cv_buffer *to;
    const char *start, *end;
    bool figure;
    size_t word; /* characters since the last place where a line may end */
} writer;

/* An apostrophe within a word is one; elsewhere it is a straight mark. */
static bool is_apostrophe(const writer *w, const char *at)
{
    return *at == '\'' && at > w->start && is_letter(at[-1]) && at + 1 < w->end && is_letter(at[1]);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A hyphen that is a minus sign ("-4.2"), or stands for "to" ("4.0-6.0"), in a figure. */
static const char *figure_dash(const writer *w, const char *at)
{
    if (!w->figure || *at != '-' || at + 1 == w->end || !is_digit(at[1]))
        return NULL;
    bool between = at > w->start && (is_digit(at[-1]) || at[-1] == '%');
    return between ? "--" : "$-$";
}

/* A word that is too long for any line may be broken behind every few characters. */
static void allow_break(writer *w, const char *at)
{
    enum { WORD = 18, PIECE = 3 };
    bool joint = *at == '-' && at > w->start && is_letter(at[-1]) && at + 1 < w->end && is_letter(at[1]);
    w->word = *at == ' ' || joint ? 0 : w->word + 1;
    if (w->word >= WORD && (w->word - WORD) % PIECE == 0)
        cv_buffer_add(w->to, "\\allowbreak{}");
}

static void add_plain(writer *w, const char *at, size_t length)
{
    const char *dash = figure_dash(w, at);
    bool ligature = (*at == '-' || *at == ',') && at + 1 < w->end && at[1] == *at;
    if (dash != NULL)
        cv_buffer_add(w->to, dash);
    else if (is_apostrophe(w, at))
        cv_buffer_add_char(w->to, '\'');
    else
        add_points(w->to, at, length, PLAIN);
    cv_buffer_add(w->to, ligature ? "\\kern0pt{}" : ""); /* LuaTeX looks through an empty group */
    allow_break(w, at);
}

/* The end of a run that starts at `from`: characters of one script and, from right to left, what stands between two of
 * them. *count: how many are seen. */
static const char *run_end(const writer *w, const char *from, script of, size_t *count)
{
    const char *end = from;
    size_t seen = 0;
    for (const char *at = from; at < w->end;) {
        script next;
        uint32_t ignored;
        size_t length = cluster(at, w->end, &next, &ignored);
        bool neutral = of == RTL && next == PLAIN && length == 1 && !is_letter(*at);
        if (next != of && next != INVISIBLE && !neutral)
            break;
        at += length;
        seen += next != INVISIBLE;
        if (neutral)
            continue;
        end = at;
        *count = seen;
    }
    return end;
}

/* Figures keep their direction. */
static const char *add_number(cv_buffer *to, const char *at, const char *end)
{
    size_t length = 0;
    while (at + length < end && (is_digit(at[length]) || at[length] == '.' || at[length] == ','))
        length++;
    cv_buffer_add(to, "\\cvltr{");
    cv_buffer_add_bytes(to, at, length);
    cv_buffer_add_char(to, '}');
    return at + length;
}

static const char *add_run(writer *w, const char *from, script of)
{
    size_t count = 0;
    const char *end = run_end(w, from, of, &count);
    cv_buffer_format(w->to, of == RTL ? "\\cvrtl{%zu}{" : "\\cvletters{%zu}{", count);
    for (const char *at = from; at < end;) {
        script ignored;
        uint32_t shown;
        if (of == RTL && is_digit(*at)) {
            at = add_number(w->to, at, end);
            continue;
        }
        size_t length = cluster(at, end, &ignored, &shown);
        add_points(w->to, at, length, of);
        at += length;
    }
    cv_buffer_add_char(w->to, '}');
    return end;
}

static const char *add_one(writer *w, const char *at, size_t length, script of, uint32_t shown)
{
    if (is_no_character(shown)) {
        cv_buffer_add(w->to, "\\cvbox{}");
        return at + length;
    }
    cv_buffer_format(w->to, of == HAN ? "\\cvhan{%04X}{" : "\\cvother{%04X}{", (unsigned)shown);
    add_points(w->to, at, length, of);
    cv_buffer_add_char(w->to, '}');
    return at + length;
}

static void add_text(writer *w)
{
    for (const char *at = w->start; at < w->end;) {
        script of;
        uint32_t shown;
        size_t length = cluster(at, w->end, &of, &shown);
        if (of == LETTERS || of == RTL) {
            at = add_run(w, at, of);
        } else if (of == HAN || of == OTHER) {
            at = add_one(w, at, length, of, shown);
        } else {
            if (of == PLAIN)
                add_plain(w, at, length);
            at += length;
        }
        if (of != PLAIN && of != INVISIBLE)
            w->word = 0;
    }
}

/* The text in its normal form: most letters with marks are one character then. */
static void add_clean(cv_buffer *to, const char *text, bool figure)
{
    cv_arena arena = {0};
    size_t length = 0;
    const char *clean = cv_display_clean(&arena, text);
    uint8_t *normal =
        clean == NULL ? NULL : u8_normalize(UNINORM_NFC, (const uint8_t *)clean, strlen(clean) + 1, NULL, &length);
    if (normal == NULL) {
        to->failed = true;
    } else {
        const char *start = (const char *)normal;
        writer w = {.to = to, .start = start, .end = start + strlen(start), .figure = figure};
        add_text(&w);
    }
    free(normal);
    cv_arena_free(&arena);
}

void cv_latex_add(cv_buffer *to, const char *text)
{
    add_clean(to, text, false);
}

void cv_latex_add_figure(cv_buffer *to, const char *text)
{
    add_clean(to, text, true);
}
