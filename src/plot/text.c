/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/text.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/memory.h"

enum { FIRST_WIDTH = 0x20, LAST_WIDTH = 0x17f, WIDTHS = LAST_WIDTH - FIRST_WIDTH + 1 };

/* Small sizes come out a little wider than the outlines are: glyphs end on whole pixels. */
static const double rasterised = 1.015;

static const char ellipsis[] = "\xe2\x80\xa6";
static const char word_joiner[] = "\xe2\x81\xa0";
static const char replacement[] = "\xef\xbf\xbd";

/* Thousandths of an em, U+0020 to U+017F; 0: no glyph. Regular, then bold. Source: Inter 4.0, Inter-Regular.otf and
 * Inter-Bold.otf, hmtx. */
static const uint16_t advances[2][WIDTHS] = {
    {281, 278, 403, 631, 638, 812, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357, 625, 464, 605, 636, 642, 608,
     624, 571, 616, 624, 276, 280, 659, 659, 659, 507, 936, 676, 651, 727, 719, 598, 587, 743, 740, 264, 543, 652,
     562, 889, 753, 761, 635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469, 452, 497, 564,
     621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597, 609, 609, 372, 523, 364, 581, 557, 812,
     540, 557, 541, 362, 327, 362, 659, 0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
     0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   281, 278, 558, 631,
     723, 548, 266, 551, 591, 915, 449, 540, 540, 460, 670, 449, 455, 659, 420, 430, 497, 622, 599, 276, 267, 313,
     449, 540, 884, 926, 949, 507, 676, 676, 676, 676, 676, 676, 990, 727, 598, 598, 598, 598, 264, 264, 264, 264,
     719, 753, 761, 761, 761, 761, 761, 659, 761, 741, 741, 741, 741, 665, 631, 609, 564, 564, 564, 564, 564, 564,
     925, 558, 582, 582, 582, 582, 237, 237, 237, 237, 580, 585, 597, 597, 597, 597, 597, 659, 597, 581, 581, 581,
     581, 557, 609, 557, 676, 564, 676, 564, 676, 564, 727, 558, 727, 558, 727, 558, 727, 558, 719, 677, 719, 621,
     598, 582, 598, 582, 598, 582, 598, 582, 598, 582, 743, 609, 743, 609, 743, 609, 743, 609, 740, 591, 777, 591,
     443, 278, 264, 237, 264, 237, 264, 237, 264, 237, 807, 474, 543, 237, 652, 544, 631, 562, 237, 562, 237, 562,
     305, 562, 315, 562, 237, 753, 585, 753, 585, 753, 585, 0,   753, 585, 761, 597, 761, 597, 761, 597, 953, 990,
     639, 372, 639, 372, 639, 372, 638, 523, 638, 523, 638, 523, 638, 523, 642, 364, 642, 364, 642, 364, 741, 581,
     741, 581, 741, 581, 741, 581, 741, 581, 741, 581, 949, 812, 665, 557, 665, 625, 541, 625, 541, 625, 541, 267},
    {232, 325, 392, 650, 655, 859, 674, 209, 409, 409, 565,  680,  303,  469, 298, 390, 688, 489, 630, 659, 678,  645,
     660, 595, 661, 660, 298, 303, 680, 680, 680, 562, 1031, 748,  661,  752, 727, 613, 585, 761, 746, 281, 570,  690,
     567, 915, 735, 782, 648, 783, 656, 655, 668, 729, 748,  1036, 714,  724, 667, 409, 390, 409, 488, 477, 497,  580,
     635, 587, 635, 598, 386, 633, 624, 272, 272, 582, 272,  912,  622,  614, 632, 632, 409, 562, 388, 622, 586,  850,
     574, 586, 572, 409, 374, 409, 680, 0,   0,   0,   0,    0,    0,    0,   0,   0,   0,   0,   0,   0,   0,    0,
     0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,    0,    0,    0,   0,   0,   0,   0,   232, 325, 587,  672,
     765, 572, 345, 593, 535, 915, 487, 626, 580, 469, 664,  565,  460,  680, 424, 442, 497, 667, 610, 298, 374,  321,
     485, 629, 879, 916, 965, 562, 748, 748, 748, 748, 748,  748,  1030, 752, 613, 613, 613, 613, 281, 281, 281,  281,
     727, 735, 782, 782, 782, 782, 782, 680, 782, 729, 729,  729,  729,  724, 671, 664, 580, 580, 580, 580, 580,  580,
     914, 587, 598, 598, 598, 598, 272, 272, 272, 272, 599,  622,  614,  614, 614, 614, 614, 680, 614, 622, 622,  622,
     622, 586, 613, 586, 748, 580, 748, 580, 748, 580, 752,  587,  752,  587, 752, 587, 752, 587, 727, 736, 727,  635,
     613, 598, 613, 598, 613, 598, 613, 598, 613, 598, 761,  633,  761,  633, 761, 633, 761, 633, 746, 624, 810,  624,
     451, 289, 281, 272, 281, 272, 281, 281, 281, 272, 850,  544,  570,  272, 690, 582, 671, 567, 272, 567, 272,  567,
     376, 580, 412, 586, 272, 735, 622, 735, 622, 735, 622,  0,    735,  631, 782, 614, 782, 614, 782, 614, 1018, 977,
     656, 409, 656, 409, 656, 409, 655, 562, 655, 562, 655,  562,  655,  562, 668, 388, 668, 425, 668, 388, 729,  622,
     729, 622, 729, 622, 729, 622, 729, 622, 729, 622, 1036, 850,  724,  586, 724, 667, 572, 667, 572, 667, 572,  289},
};

static const struct {
    ucs4_t character;
    uint16_t advance[2];
} more_advances[] = {{0x2009, {182, 154}}, {0x2010, {358, 464}}, {0x2013, {500, 500}}, {0x2014, {1000, 1000}},
                     {0x2018, {199, 242}}, {0x2019, {185, 228}}, {0x201c, {381, 422}}, {0x201d, {381, 421}},
                     {0x2022, {562, 464}}, {0x2026, {821, 799}}, {0x202f, {182, 154}}, {0x20ac, {665, 686}},
                     {0x2212, {659, 680}}, {0x2264, {659, 680}}, {0x2265, {659, 680}}};

static const uint8_t *bytes_of(const char *text)
{
    return (const uint8_t *)text;
}

static bool is_within(ucs4_t c, const ucs4_t (*ranges)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}

/* What no font of tools/packages has (Inter, Droid Sans Fallback, Unifont 15): gnuplot draws it as large as the page.
 * That is what is nobody's or private, five old scripts, and all beyond the first two planes but for marks that are not
 * seen. XML forbids the two noncharacters of the first plane. */
static bool has_no_glyph(ucs4_t c)
{
    static const ucs4_t scripts[][2] = {
        {0x12000, 0x12543}, {0x13000, 0x1342e}, {0x14400, 0x16a38}, {0x17000, 0x18aff}, {0x18d00, 0x18d08}};
    if (c < 0x10000)
        return c == 0xfffe || c == 0xffff || (c >= 0xe000 && c <= 0xf8ff);
    if (c >= 0x20000)
        return c < 0xe0000 || c > 0xe01ef;
    return uc_is_general_category(c, UC_CATEGORY_Cn) || is_within(c, scripts, sizeof scripts / sizeof scripts[0]);
}

/* Characters that turn the direction of what follows: a label that says "exe.txt" must not show as "txt.exe". */
static bool turns_direction(ucs4_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* One character at `at` of `length` bytes, cleaned, appended. @return the bytes it took */
static size_t add_clean(cv_buffer *to, const uint8_t *at, size_t length)
{
    ucs4_t c = 0;
    int taken = u8_mbtoucr(&c, at, length);
    if (taken <= 0 || has_no_glyph(c)) {
        cv_buffer_add(to, replacement);
        return taken > 0 ? (size_t)taken : 1;
    }
    if (turns_direction(c))
        return (size_t)taken;
    if (c == '\r') {
        cv_buffer_add_char(to, '\n');
        return length > 1 && at[1] == '\n' ? 2 : 1;
    }
    if (c == 0x2028 || c == 0x2029 || c == 0x85)
        cv_buffer_add_char(to, '\n');
    else if ((c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0))
        cv_buffer_add_char(to, ' ');
    else {
        if (c == '>' && to->length >= 2 && memcmp(to->text + to->length - 2, "]]", 2) == 0)
            cv_buffer_add(to, word_joiner);
        cv_buffer_add_bytes(to, (const char *)at, (size_t)taken);
    }
    return (size_t)taken;
}

char *cv_text_clean(cv_arena *arena, const char *text)
{
    cv_buffer clean = {0};
    size_t length = strlen(text);
    for (size_t i = 0; i < length;)
        i += add_clean(&clean, bytes_of(text) + i, length - i);
    char *kept = clean.failed ? NULL : cv_arena_text(arena, clean.length > 0 ? clean.text : "", clean.length);
    cv_buffer_free(&clean);
    return kept;
}

char *cv_text_clean_line(cv_arena *arena, const char *text)
{
    char *line = cv_text_clean(arena, text);
    if (line == NULL)
        return NULL;
    size_t length = 0;
    for (const char *at = line; *at != '\0'; at++) {
        bool blank = *at == ' ' || *at == '\n';
        if (!blank)
            line[length++] = *at;
        else if (length > 0 && line[length - 1] != ' ')
            line[length++] = ' ';
    }
    while (length > 0 && line[length - 1] == ' ')
        length--;
    line[length] = '\0';
    return line;
}

static double advance(ucs4_t c, bool bold)
{
    if (c >= FIRST_WIDTH && c <= LAST_WIDTH && advances[bold][c - FIRST_WIDTH] > 0)
        return advances[bold][c - FIRST_WIDTH] / 1000.0;
    for (size_t i = 0; i < sizeof(more_advances) / sizeof(more_advances[0]); i++)
        if (more_advances[i].character == c)
            return more_advances[i].advance[bold] / 1000.0;
    int columns = uc_width(c, "UTF-8");
    if (columns <= 0)
        return 0;
    /* Pictographs come from colour fonts whose squares are wider than an em. */
    if (c >= 0x1f000)
        return 1.3;
    return columns == 2 ? 1.0 : 2.0 / 3.0;
}

static double width_of(const char *text, size_t length, double size, bool bold)
{
    double ems = 0;
    for (size_t i = 0; i < length;) {
        ucs4_t c = 0;
        int taken = u8_mbtoucr(&c, bytes_of(text) + i, length - i);
        ems += taken > 0 ? advance(c, bold) : 1;
        i += taken > 0 ? (size_t)taken : 1;
    }
    return ems * size * rasterised;
}

double cv_text_width(const char *text, double size, bool bold)
{
    return width_of(text, strlen(text), size, bold);
}

/* ---- lines ---- */

typedef struct breaker {
    const char *text;
    size_t length;
    const char *breaks; /* [length] what UAX 14 allows before each byte */
    const cv_text_box *box;
    double size;
} breaker;

static size_t trimmed(const char *text, size_t from, size_t to)
{
    while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\n'))
        to--;
    return to;
}

static bool fits(const breaker *b, size_t from, size_t to)
{
    return width_of(b->text + from, trimmed(b->text, from, to) - from, b->size, b->box->bold) <= b->box->width;
}

/* The longest piece from `from` that fits, at least one character, broken between characters. */
static size_t break_word(const breaker *b, size_t from)
{
    const uint8_t *end = bytes_of(b->text) + b->length;
    const uint8_t *at = bytes_of(b->text) + from;
    size_t reached = from;
    for (const uint8_t *next = u8_grapheme_next(at, end); next != NULL; next = u8_grapheme_next(next, end)) {
        size_t to = (size_t)(next - bytes_of(b->text));
        if (reached > from && !fits(b, from, to))
            break;
        reached = to;
        if (next == end)
            break;
    }
    return reached > from ? reached : b->length;
}

/* Where the line that starts at `from` ends (the next one's start). */
static size_t line_end(const breaker *b, size_t from)
{
    size_t best = from;
    for (size_t i = from + 1; i <= b->length; i++) {
        bool forced = i == b->length || b->text[i - 1] == '\n';
        if (!forced && b->breaks[i] != UC_BREAK_POSSIBLE && b->breaks[i] != UC_BREAK_MANDATORY)
            continue;
        if (!fits(b, from, i))
            return best > from ? best : break_word(b, from);
        best = i;
        if (forced)
            break;
    }
    return best;
}

/* How many lines the text takes; one more than the box has is all that one needs to know. */
static size_t count_lines(const breaker *b)
{
    size_t count = 0;
    for (size_t from = 0; from < b->length && count <= b->box->lines; from = line_end(b, from))
        count++;
    return count;
}

/* The start of the line's text, shortened until it has room for the ellipsis. */
static char *shortened(cv_arena *arena, const breaker *b, size_t from, size_t to)
{
    double room = b->box->width - cv_text_width(ellipsis, b->size, b->box->bold);
    while (to > from && width_of(b->text + from, to - from, b->size, b->box->bold) > room) {
        const uint8_t *last = u8_grapheme_prev(bytes_of(b->text) + to, bytes_of(b->text) + from);
        to = last == NULL ? from : (size_t)(last - bytes_of(b->text));
    }
    to = trimmed(b->text, from, to);
    return cv_arena_format(arena, "%.*s%s", (int)(to - from), b->text + from, ellipsis);
}

static cv_status fill_lines(cv_arena *arena, const breaker *b, size_t count, cv_text_lines *to, cv_messages *messages)
{
    size_t kept = count < b->box->lines ? count : b->box->lines;
    *to = (cv_text_lines){.size = b->size, .cut = kept < count};
    to->items = cv_arena_array(arena, kept > 0 ? kept : 1, sizeof(*to->items));
    if (to->items == NULL)
        return cv_fail_memory(messages);
    for (size_t from = 0; to->count < kept;) {
        size_t end = line_end(b, from);
        bool last = to->cut && to->count + 1 == kept;
        char *line = last ? shortened(arena, b, from, trimmed(b->text, from, end))
                          : cv_arena_text(arena, b->text + from, trimmed(b->text, from, end) - from);
        if (line == NULL)
            return cv_fail_memory(messages);
        double width = cv_text_width(line, b->size, b->box->bold);
        to->width = width > to->width ? width : to->width;
        to->items[to->count++] = line;
        to->broken = to->broken ||
                     (end < b->length && b->breaks[end] != UC_BREAK_POSSIBLE && b->breaks[end] != UC_BREAK_MANDATORY);
        from = end;
    }
    return CV_OK;
}

/* The text's length, up to the last character that can matter: nothing on a page holds as much. */
static size_t bounded(const char *text)
{
    enum { MOST = 8192 };
    size_t length = strnlen(text, MOST + 1);
    if (length <= MOST)
        return length;
    const uint8_t *last = u8_prev(&(ucs4_t){0}, bytes_of(text) + MOST, bytes_of(text));
    return last == NULL ? MOST : (size_t)(last - bytes_of(text));
}

cv_status cv_text_fit(cv_arena *arena, const char *text, const cv_text_box *box, cv_text_lines *to,
                      cv_messages *messages)
{
    assert(box->lines > 0 && box->width > 0 && box->least > 0 && box->least <= box->size);
    size_t length = trimmed(text, 0, bounded(text));
    char *breaks = cv_memory_zero(length + 1, 1);
    if (breaks == NULL)
        return cv_fail_memory(messages);
    u8_possible_linebreaks(bytes_of(text), length, "UTF-8", breaks);
    breaker b = {.text = text, .length = length, .breaks = breaks, .box = box, .size = box->size};
    size_t count = count_lines(&b);
    while (count > box->lines && b.size > box->least) {
        b.size = b.size - 1 > box->least ? b.size - 1 : box->least;
        count = count_lines(&b);
    }
    cv_status status = fill_lines(arena, &b, count, to, messages);
    cv_memory_free(breaks);
    return status;
}

cv_status cv_text_widest(const char *text, double size, bool bold, double *width, cv_messages *messages)
{
    size_t length = trimmed(text, 0, bounded(text)), from = 0;
    char *breaks = cv_memory_zero(length + 1, 1);
    *width = 0;
    if (breaks == NULL)
        return cv_fail_memory(messages);
    u8_possible_linebreaks(bytes_of(text), length, "UTF-8", breaks);
    for (size_t i = 1; i <= length; i++) {
        bool end =
            i == length || text[i - 1] == '\n' || breaks[i] == UC_BREAK_POSSIBLE || breaks[i] == UC_BREAK_MANDATORY;
        if (!end)
            continue;
        double piece = width_of(text + from, trimmed(text, from, i) - from, size, bold);
        *width = piece > *width ? piece : *width;
        from = i;
    }
    cv_memory_free(breaks);
    return CV_OK;
}

void cv_text_quote(cv_buffer *to, const char *text)
{
    const char *before = "";
    if (*text == '\0')
        cv_buffer_add(to, "''");
    while (*text != '\0') {
        size_t apostrophes = strspn(text, "'"), others = strcspn(text, "'");
        assert(memchr(text, '\n', others) == NULL);
        cv_buffer_add(to, before);
        if (apostrophes > 0) {
            cv_buffer_add_char(to, '"');
            for (size_t i = 0; i < apostrophes; i++)
                cv_buffer_add(to, "\\047");
            cv_buffer_add_char(to, '"');
        } else
            cv_buffer_format(to, "'%.*s'", (int)others, text);
        before = ".";
        text += apostrophes + others;
    }
}

void cv_text_xml(cv_buffer *to, const char *text)
{
    for (; *text != '\0'; text++)
        switch (*text) {
        case '&':
            cv_buffer_add(to, "&amp;");
            break;
        case '<':
            cv_buffer_add(to, "&lt;");
            break;
        case '>':
            cv_buffer_add(to, "&gt;");
            break;
        default:
            cv_buffer_add_char(to, *text);
        }
}
