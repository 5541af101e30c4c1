/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A theme: a preset's name, a file of its own, or keys that change a preset. */
#include <math.h>
#include <string.h>

#include "base/colour.h"
#include "base/file.h"
#include "study/read.h"

enum { THEME_FILE_MOST = 1 << 20, LENGTH_MOST = 10000, FONT_MOST = 100 };

/** Contrasts with the page: WCAG 2.1, 1.4.3 and 1.4.11 (AA). */
static const double text_contrast = 4.5;
static const double mark_contrast = 3;

static void *field_of(const cv_key *key, void *section)
{
    return (char *)section + key->offset;
}

static bool read_colour(cv_reader *reader, const cv_key *key, const cv_node *node, unsigned *to)
{
    const char *text = cv_reader_scalar(reader, key, node);
    if (text == NULL)
        return false;
    bool good = cv_colour_parse(text, to);
    if (!good)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "a colour such as \"#0072b2\"", NULL,
                         "'%.200s' in '%s' is no colour", text, key->name);
    return good;
}

void cv_read_colour(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    (void)read_colour(reader, key, node, field_of(key, section));
}

/* Marks that the page swallows are the user's wish, and worth a word. */
static void check_mark(const cv_reader *reader, const cv_node *node, unsigned colour, unsigned page)
{
    double contrast = cv_colour_contrast(colour, page);
    if (contrast < mark_contrast)
        cv_warn(reader->messages, node->place, "#%06x has a contrast of %.1f with the page #%06x; WCAG asks 3 of marks",
                colour, contrast, page);
}

static void set_mark(const cv_reader *reader, const cv_node *node, unsigned page, unsigned colour, cv_plot_colour *to)
{
    *to = (cv_plot_colour){colour, cv_colour_readable(colour, page, text_contrast)};
    check_mark(reader, node, colour, page);
}

void cv_read_accent(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    unsigned colour = 0;
    if (read_colour(reader, key, node, &colour))
        set_mark(reader, node, ((cv_theme *)section)->page, colour, field_of(key, section));
}

void cv_read_palette(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_theme *theme = section;
    size_t count = 0;
    if (!cv_reader_items(reader, key, node, &count))
        return;
    if (count == 0 || count > CV_SERIES_MOST) {
        cv_fail_expected(reader->messages, CV_USAGE, node->place, key->kind, NULL, "'%s' has %zu colours", key->name,
                         count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const cv_node *item = cv_reader_item(node, i);
        unsigned colour = 0;
        if (read_colour(reader, key, item, &colour))
            set_mark(reader, item, theme->page, colour, &theme->series[i].colour);
    }
    theme->accent = theme->series[0].colour;
}

/* Three colours: the ends and the middle, the pale ones mixed; or all five. */
void cv_read_diverging(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    enum { MOST = 5 };
    cv_theme *theme = section;
    size_t count = 0;
    unsigned colours[MOST] = {0};
    if (!cv_reader_items(reader, key, node, &count))
        return;
    if (count != 3 && count != MOST) {
        cv_fail_expected(reader->messages, CV_USAGE, node->place, key->kind, NULL, "'%s' has %zu colours", key->name,
                         count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (!read_colour(reader, key, cv_reader_item(node, i), &colours[i]))
            return;
    bool five = count == MOST;
    theme->low = colours[0];
    theme->neutral = colours[five ? 2 : 1];
    theme->high = colours[count - 1];
    theme->low_pale = five ? colours[1] : cv_colour_mix(theme->neutral, theme->low, 0.5);
    theme->high_pale = five ? colours[3] : cv_colour_mix(theme->neutral, theme->high, 0.5);
}

void cv_read_length(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    double length = 0;
    if (!cv_reader_number(reader, key, node, &length))
        return;
    if (length >= 1 && length <= LENGTH_MOST)
        memcpy(field_of(key, section), &length, sizeof length);
    else
        cv_reader_fail_kind(reader, key, node);
}

/* A font's name ends up inside apostrophes in scripts, before a comma and a size. */
static bool is_font(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)name[i] < 0x20 || strchr("'\",:;\\&<>{}@`$", name[i]) != NULL)
            return false;
    return length > 0 && length <= FONT_MOST;
}

static const char *read_font(cv_reader *reader, const cv_key *key, const cv_node *node)
{
    const char *name = cv_reader_scalar(reader, key, node);
    if (name == NULL || is_font(name))
        return name;
    cv_fail_expected(reader->messages, CV_USAGE, node->place, "a font family's name, without punctuation", NULL,
                     "'%.200s' in '%s' is no font", name, key->name);
    return NULL;
}

void cv_read_font(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    const char *name = read_font(reader, key, node);
    if (name != NULL)
        ((cv_theme *)section)->font = name;
}

void cv_read_fallbacks(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_theme *theme = section;
    size_t count = 0;
    if (!cv_reader_items(reader, key, node, &count))
        return;
    if (count > CV_FONTS_MOST) {
        cv_fail_expected(reader->messages, CV_USAGE, node->place, key->kind, NULL, "'%s' has %zu fonts", key->name,
                         count);
        return;
    }
    memset(theme->fallbacks, 0, sizeof theme->fallbacks);
    for (size_t i = 0; i < count; i++)
        theme->fallbacks[i] = read_font(reader, key, cv_reader_item(node, i));
}

void cv_read_preset(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    const cv_choice *choice = cv_reader_choice(reader, key, node);
    if (choice != NULL)
        *(cv_theme *)section = *cv_theme_preset(choice->name);
}

void cv_read_sizes(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    (void)cv_read_section(reader, CV_SECTION_SIZES, key->name, node, &((cv_theme *)section)->size);
}

/* What follows from the colours and sizes that were given. */
static void finish(cv_theme *theme)
{
    theme->ink = cv_colour_readable(theme->ink, theme->page, text_contrast);
    theme->quiet = cv_colour_readable(theme->quiet, theme->page, text_contrast);
    theme->faint = cv_colour_readable(theme->faint, theme->page, text_contrast);
    for (size_t i = 0; i < CV_SERIES_MOST; i++)
        theme->series[i].colour.text = cv_colour_readable(theme->series[i].colour.text, theme->page, text_contrast);
    cv_plot_colour *const others[] = {&theme->accent, &theme->whole, &theme->rest};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        others[i]->text = cv_colour_readable(others[i]->text, theme->page, text_contrast);
    cv_theme_sizes *size = &theme->size;
    size->title_least = fmin(size->title_least, size->title);
    size->subtitle_least = fmin(size->subtitle_least, size->subtitle);
    size->footer_least = fmin(size->footer_least, size->footer);
    double smallest = fmin(fmin(size->label, size->value), fmin(fmin(size->legend, size->tic), size->base));
    size->least = fmin(size->least, fmin(smallest, size->footer_least));
}

/* The page must hold more than its margins. */
static void check_page(const cv_reader *reader, const cv_node *node, const cv_theme *theme)
{
    enum { LEAST = 300 };
    double across = theme->width - 2 * theme->margin, down = theme->height - 2 * theme->margin;
    if (across < LEAST || down < LEAST)
        cv_fail_expected(reader->messages, CV_USAGE, node->place,
                         "width and height of 300 pixels at least between the margins", NULL,
                         "a page of %g x %g pixels with margins of %g", theme->width, theme->height, theme->margin);
}

static void read_mapping(cv_reader *reader, const cv_node *node, cv_theme *to)
{
    if (!cv_read_section(reader, CV_SECTION_THEME, "theme", node, to))
        return;
    check_page(reader, node, to);
    finish(to);
}

static bool is_file(const char *name)
{
    static const char *const endings[] = {".yaml", ".yml", ".json"};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (length > strlen(endings[i]) && strcmp(name + length - strlen(endings[i]), endings[i]) == 0)
            return true;
    return false;
}

/* Files are read once, and their names kept for the manifest. */
static void keep_file(cv_reader *reader, cv_word file)
{
    cv_words *files = &reader->study->theme_files;
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->items[i].text, file.text) == 0)
            return;
    cv_word *more = cv_reader_array(reader, files->count + 1, sizeof *more);
    if (more == NULL)
        return;
    if (files->count > 0)
        memcpy(more, files->items, files->count * sizeof *more);
    more[files->count] = file;
    *files = (cv_words){more, files->count + 1};
}

static void read_file(cv_reader *reader, const cv_node *node, cv_theme *to)
{
    cv_arena *arena = cv_reader_arena(reader);
    cv_buffer text = {0};
    cv_messages unread = {0};
    cv_node *root = NULL;
    const char *path = cv_path_beside(arena, reader->study->file, node->text);
    if (path == NULL)
        (void)cv_fail_memory(reader->messages);
    else if (cv_file_read(path, THEME_FILE_MOST, &text, &unread) != CV_OK)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "a theme's file, relative to the study file", NULL,
                         "the theme '%.200s' cannot be read: %s", node->text,
                         unread.count > 0 ? unread.items[0].problem : "no memory");
    else if (cv_yaml_parse(path, text.text == NULL ? "" : text.text, text.length, arena, &root, reader->messages) ==
                 CV_OK &&
             root != NULL) {
        keep_file(reader, (cv_word){node->text, node->place});
        read_mapping(reader, root, to);
    }
    cv_messages_free(&unread);
    cv_buffer_free(&text);
}

static void read_theme(cv_reader *reader, const cv_key *key, const cv_node *node, cv_theme *to)
{
    if (node->kind != CV_NODE_SCALAR) {
        read_mapping(reader, node, to);
        return;
    }
    const char *name = cv_reader_scalar(reader, key, node);
    if (name == NULL)
        return;
    const cv_theme *preset = cv_theme_preset(name);
    if (preset != NULL)
        *to = *preset;
    else if (is_file(name))
        read_file(reader, node, to);
    else
        (void)cv_reader_choice(reader, cv_key_find(CV_SECTION_THEME, "preset"), node);
}

void cv_read_theme(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    read_theme(reader, key, node, &((cv_study *)section)->theme);
}

void cv_read_chart_theme(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_theme *theme = cv_reader_array(reader, 1, sizeof *theme);
    if (theme == NULL)
        return;
    *theme = reader->study->theme;
    read_theme(reader, key, node, theme);
    ((cv_chart_spec *)section)->theme = theme;
}
