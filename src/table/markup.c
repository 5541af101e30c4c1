/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/markup.h"

#include <string.h>
#include <strings.h>

#include "table/display.h"

static const char special[] = "\\`*_[]<>|~&$#@";

/* A list, a rule, an underlined heading or (pandoc's ::: and :) a division or definition begins with these; 1. and 1)
 * begin a numbered list. */
static size_t opening(const char *text)
{
    if (*text != '\0' && strchr("+-=:", *text) != NULL)
        return 1;
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && (text[digits] == '.' || text[digits] == ')') ? digits + 1 : 0;
}

/* GitHub makes links of addresses (http://x, www.x) that are none here, and pictures of names (:smile:). */
static bool means_more(const char *text, const char *at)
{
    if (*at == '.')
        return at - text >= 3 && strncasecmp(at - 3, "www", 3) == 0;
    if (*at != ':')
        return false;
    size_t name = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789_+-");
    return at[1] == '/' || (name > 0 && at[1 + name] == ':');
}

static void add_escaped(cv_buffer *to, const char *text, bool first)
{
    size_t open = first ? opening(text) : 0;
    for (const char *at = text; *at != '\0'; at++) {
        bool opens = open > 0 && at == text + open - 1;
        if (opens || means_more(text, at) || strchr(special, *at) != NULL)
            cv_buffer_add_char(to, '\\');
        cv_buffer_add_char(to, *at);
    }
}

static void add_clean(cv_buffer *to, const char *text, bool inner, bool first)
{
    cv_arena arena = {0};
    const char *clean = cv_display_clean(&arena, text);
    if (clean == NULL)
        to->failed = true;
    else
        add_escaped(to, clean + (inner ? 0 : strspn(clean, " ")), first);
    cv_arena_free(&arena);
}

void cv_markdown_add(cv_buffer *to, const char *text, bool first)
{
    add_clean(to, text, false, first);
}

void cv_markdown_add_inner(cv_buffer *to, const char *text)
{
    add_clean(to, text, true, false);
}

static size_t longest_run(const char *text)
{
    size_t longest = 0;
    while (*text != '\0') {
        size_t run = strspn(text, "`");
        longest = run > longest ? run : longest;
        text += run + strcspn(text + run, "`");
    }
    return longest;
}

void cv_markdown_add_code(cv_buffer *to, const char *text)
{
    cv_arena arena = {0};
    const char *clean = cv_display_clean(&arena, text);
    if (clean == NULL) {
        to->failed = true;
        return;
    }
    size_t fence = longest_run(clean) + 1;
    bool blank = *clean == '`' || (*clean != '\0' && clean[strlen(clean) - 1] == '`');
    for (size_t i = 0; i < fence; i++)
        cv_buffer_add_char(to, '`');
    cv_buffer_add(to, blank ? " " : "");
    cv_buffer_add(to, clean);
    cv_buffer_add(to, blank ? " " : "");
    for (size_t i = 0; i < fence; i++)
        cv_buffer_add_char(to, '`');
    cv_arena_free(&arena);
}
