/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts and names as Excel takes them. */
#include <ctype.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "report/workbook_private.h"
#include "table/display.h"

static const char ellipsis[] = "…";

void *cv_book_array(cv_book *book, size_t count, size_t size)
{
    void *array = cv_arena_array(&book->arena, count > 0 ? count : 1, size);
    if (array == NULL)
        book->no_memory = true;
    return array;
}

static const char *kept(cv_book *book, const char *text)
{
    if (text != NULL)
        return text;
    book->no_memory = true;
    return "";
}

const char *cv_book_format_text(cv_book *book, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = kept(book, cv_arena_format_list(&book->arena, format, arguments));
    va_end(arguments);
    return text;
}

/* ---- clean ---- */

/* _x000D_ stands for a carriage return wherever Excel keeps a text, so that the underscore of such a text must itself
 * be written as _x005F_ (ECMA-376 part 1, 22.9.2.19: ST_Xstring). */
static bool is_escape(const char *text)
{
    if (strncmp(text, "_x", 2) != 0)
        return false;
    for (size_t i = 2; i < 6; i++)
        if (!isxdigit((unsigned char)text[i]))
            return false;
    return text[6] == '_';
}

/* U+FFFE and U+FFFF are the characters that cv_display_clean leaves and XML has not. */
static bool is_no_character(const char *text)
{
    return strncmp(text, "\xef\xbf\xbe", 3) == 0 || strncmp(text, "\xef\xbf\xbf", 3) == 0;
}

/* The text without what Excel does not take; itself where there is nothing of the kind. */
static const char *escape(cv_book *book, const char *text)
{
    if (strstr(text, "_x") == NULL && strstr(text, "\xef\xbf") == NULL)
        return text;
    cv_buffer made = {0};
    cv_buffer_add(&made, "");
    for (const char *at = text; *at != '\0'; at++) {
        if (is_no_character(at)) {
            cv_buffer_add(&made, at[2] == '\xbe' ? "\\u{FFFE}" : "\\u{FFFF}");
            at += 2;
        } else if (is_escape(at)) {
            cv_buffer_add(&made, "_x005F_");
        } else {
            cv_buffer_add_char(&made, *at);
        }
    }
    const char *copy = kept(book, made.failed ? NULL : cv_arena_text(&book->arena, made.text, made.length));
    cv_buffer_free(&made);
    return copy;
}

const char *cv_book_cut(cv_book *book, const char *text, size_t units, size_t bytes)
{
    size_t length = strlen(text), at = 0, used = 0, room = 0; /* room: where a cut leaves a place for the ellipsis */
    while (at < length) {
        uint32_t point = 0;
        size_t size = cv_utf8_read(text + at, length - at, &point);
        size_t wide = point > 0xFFFF ? 2 : 1;
        if (size == 0 || used + wide > units || at + size > bytes)
            break;
        used += wide;
        at += size;
        if (used < units && at + strlen(ellipsis) <= bytes)
            room = at;
    }
    return at == length ? text : cv_book_format_text(book, "%.*s%s", (int)room, text, ellipsis);
}

const char *cv_book_text(cv_book *book, const char *text)
{
    const char *clean = escape(book, kept(book, cv_display_clean(&book->arena, text)));
    return cv_book_cut(book, clean, CV_BOOK_TEXT, SIZE_MAX);
}

/* ---- names of sheets ---- */

static bool is_taken(const cv_book *book, const char *name)
{
    for (size_t i = 0; i < book->name_count; i++)
        if (strcasecmp(book->names[i], name) == 0)
            return true;
    return strcasecmp(name, "History") == 0; /* Excel's own */
}

/* The library puts quotes around names in references where it finds other characters than these in them. What could be
 * a reference itself, as Q1 or RC, would need quotes too, and gets a blank instead. */
static bool is_like_reference(const char *name)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.";
    return name[strspn(name, plain)] == '\0' && (strpbrk(name, "0123456789") != NULL || strlen(name) <= 2);
}

/* Without the characters that a name may not have, nor apostrophes at its ends. */
static const char *allowed(cv_book *book, const char *wanted)
{
    char *name = cv_arena_copy(&book->arena, cv_book_text(book, wanted));
    if (name == NULL)
        return kept(book, NULL);
    for (char *at = name; *at != '\0'; at++)
        if (strchr("[]:*?/\\", *at) != NULL)
            *at = '_';
    name += strspn(name, "'");
    for (size_t length = strlen(name); length > 0 && name[length - 1] == '\'';)
        name[--length] = '\0';
    return *name == '\0' ? "_" : name;
}

const char *cv_book_name(cv_book *book, const char *wanted)
{
    const char *name = allowed(book, wanted), *made;
    if (is_like_reference(name))
        name = cv_book_format_text(book, cv_say(book->language, "Table %s"), name);
    made = cv_book_cut(book, name, CV_BOOK_NAME, SIZE_MAX);
    for (size_t i = 2; is_taken(book, made); i++) {
        const char *number = cv_book_format_text(book, " (%zu)", i);
        if (book->no_memory)
            return "";
        made =
            cv_book_format_text(book, "%s%s", cv_book_cut(book, name, CV_BOOK_NAME - strlen(number), SIZE_MAX), number);
    }
    book->names[book->name_count++] = made;
    return made;
}

/* ---- numbers ---- */

const char *cv_book_number_format(cv_book *book, const cv_digits *digits, bool p)
{
    char zeros[16] = "";
    if (p)
        return cv_book_format_text(book, "[<0.001]\"<0%s001\";0.000", cv_language_numbers(book->language)->decimal);
    if (digits->decimals < 0)
        return "General";
    if (digits->decimals > 0) {
        zeros[0] = '.';
        memset(zeros + 1, '0', (size_t)digits->decimals);
        zeros[1 + digits->decimals] = '\0';
    }
    if (digits->percent)
        return cv_book_format_text(book, "0%s%%", zeros);
    if (digits->sign)
        return cv_book_format_text(book, "+#,##0%s;-#,##0%s;0%s", zeros, zeros, zeros);
    return cv_book_format_text(book, "#,##0%s", zeros);
}

double cv_book_number(const cv_digits *digits, double number)
{
    return digits->percent ? number : number * digits->scale;
}
