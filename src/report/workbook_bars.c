/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the charts that the library wrote lack: error bars that reference cells (ECMA-376 part 1, 21.2.2.55: errBars),
 * and the word that bars below zero look like the others (21.2.2.86: invertIfNegative), which some programs take for
 * granted and others not. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/workbook_private.h"

static const char fixed_type[] = "<c:errValType val=\"fixedVal\"/>";
static const char custom_type[] = "<c:errValType val=\"cust\"/>";
static const char value_start[] = "<c:val val=\"";
static const char value_end[] = "\"/>";
static const char keep_fill[] = "<c:invertIfNegative val=\"0\"/>";

static void put_escaped(cv_buffer *to, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '&')
            cv_buffer_add(to, "&amp;");
        else if (*text == '<')
            cv_buffer_add(to, "&lt;");
        else if (*text == '>')
            cv_buffer_add(to, "&gt;");
        else
            cv_buffer_add_char(to, *text);
    }
}

static void put_range(cv_buffer *to, const char *tag, const cv_book_range *range)
{
    cv_buffer_format(to, "<c:%s><c:numRef><c:f>", tag);
    put_escaped(to, range->formula);
    cv_buffer_format(to, "</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"%zu\"/>",
                     range->count);
    for (size_t i = 0; i < range->count; i++) {
        if (isnan(range->values[i]))
            continue;
        cv_buffer_format(to, "<c:pt idx=\"%zu\"><c:v>", i);
        cv_buffer_add_number(to, range->values[i]);
        cv_buffer_add(to, "</c:v></c:pt>");
    }
    cv_buffer_format(to, "</c:numCache></c:numRef></c:%s>", tag);
}

bool cv_book_put_bars(const cv_book_bars *bars, size_t count, const char *xml, cv_buffer *to)
{
    for (const char *at; (at = strstr(xml, fixed_type)) != NULL;) {
        const char *value = strstr(at, value_start);
        char *end = NULL;
        unsigned long number = value == NULL ? 0 : strtoul(value + strlen(value_start), &end, 10);
        if (number == 0 || number > count || strncmp(end, value_end, strlen(value_end)) != 0)
            return false;
        cv_buffer_add_bytes(to, xml, (size_t)(at - xml));
        cv_buffer_add(to, custom_type);
        at += strlen(fixed_type);
        cv_buffer_add_bytes(to, at, (size_t)(value - at)); /* the end caps */
        put_range(to, "plus", &bars[number - 1].plus);
        put_range(to, "minus", &bars[number - 1].minus);
        xml = end + strlen(value_end);
    }
    cv_buffer_add(to, xml);
    return true;
}

/* Where the next series or point of a series begins; NULL: there is none. */
static const char *next_filled(const char *xml, bool *series)
{
    const char *one = strstr(xml, "<c:ser>"), *two = strstr(xml, "<c:dPt>");
    *series = two == NULL || (one != NULL && one < two);
    return *series ? one : two;
}

void cv_book_keep_fills(const char *xml, cv_buffer *to)
{
    bool series;
    for (const char *at; (at = next_filled(xml, &series)) != NULL;) {
        const char *before = series ? "</c:spPr>" : "/>"; /* a series' fill, a point's number */
        const char *end = strstr(at, before);
        if (end == NULL)
            break;
        end += strlen(before);
        cv_buffer_add_bytes(to, xml, (size_t)(end - xml));
        cv_buffer_add(to, keep_fill);
        xml = end;
    }
    cv_buffer_add(to, xml);
}
