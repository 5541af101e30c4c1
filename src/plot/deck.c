/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/deck.h"

#include <string.h>

#include "plot/scene.h"
#include "plot/text.h"

cv_theme cv_deck_theme(const cv_theme *own)
{
    cv_theme theme = *own;
    if (own->width * 9 != own->height * 16) {
        theme.width = cv_theme_slide.width;
        theme.height = cv_theme_slide.height;
        theme.margin = cv_theme_slide.margin;
        theme.size = cv_theme_slide.size;
    }
    return theme;
}

/* ---- a chart's page ---- */

static const char block[] = "\n# --- pdf\n"; /* behind it stand no data: every line is a command */

static bool starts(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

/* The terminal stays the first page's, as another one would begin the file anew: only the font and the paper change.
 * (`set termoption font` takes a name, no expression.) */
static void add_look(const cv_theme *theme, const cv_theme *first, cv_buffer *to)
{
    cv_buffer_add(to, "normal = regular.',");
    cv_scene_number(to, theme->size.value);
    cv_buffer_add(to, "'\nset termoption font normal\n");
    if (theme->page != first->page)
        cv_buffer_format(to,
                         "set object 9999 rectangle from graph 0,0 to graph 1,1 behind "
                         "fillcolor rgb '#%06x' fillstyle solid noborder\n",
                         theme->page);
}

/* All but the lines that open and close the chart's own file. */
static void add_block(const char *lines, const cv_theme *theme, const cv_theme *first, cv_buffer *to)
{
    for (const char *line = lines; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        length += line[length] == '\n';
        if (starts(line, "set terminal "))
            add_look(theme, first, to);
        else if (!starts(line, "set output ") && !starts(line, "unset output"))
            cv_buffer_add_bytes(to, line, length);
        line += length;
    }
}

/* The comments in front say how the chart's own script is used; its title and description hold here too. */
static const char *skip_head(const char *script, cv_buffer *to)
{
    while (*script == '#') {
        size_t length = strcspn(script, "\n");
        length += script[length] == '\n';
        if (starts(script, "# Title: ") || starts(script, "# Description: "))
            cv_buffer_add_bytes(to, script, length);
        script += length;
    }
    return script;
}

cv_status cv_deck_add(cv_deck *deck, const char *script, const cv_theme *theme, const cv_theme *first,
                      cv_messages *messages)
{
    cv_buffer *to = &deck->pages;
    cv_buffer_add(to, "\n# --- page\n");
    const char *body = skip_head(script, to);
    const char *at = strstr(body, block), *lines = at == NULL ? body : at + 1;
    cv_buffer_add_bytes(to, body, (size_t)(lines - body));
    add_block(lines, theme, first, to);
    return to->failed ? cv_fail_memory(messages) : CV_OK;
}

/* ---- the first page ---- */

/* n, and what the answers stand for: "Base: n = 14,460, weighted; strata: 20; clusters: 480". */
static const char *base_of(cv_scene *scene, const cv_results *results)
{
    const cv_overview *overview = &results->overview;
    const cv_design_spec *design = &results->study->design;
    const cv_language language = scene->language;
    const bool weighted = !design->binomial && (design->weight.text != NULL || design->fpc.count > 0);
    char number[CV_VALUE_SIZE];
    cv_value_count(language, (double)overview->used, number);
    const char *text = cv_scene_format(scene, "%s%s, %s", cv_say(language, "Base: n = "), number,
                                       weighted ? cv_say(language, "weighted") : cv_say(language, "unweighted"));
    if (!design->binomial && overview->strata > 1) {
        cv_value_count(language, (double)overview->strata, number);
        text = cv_scene_format(scene, "%s%s%s", text, cv_say(language, "; strata: "), number);
    }
    if (!design->binomial && overview->psus > 0 && overview->psus < overview->used) {
        cv_value_count(language, (double)overview->psus, number);
        text = cv_scene_format(scene, "%s%s%s", text, cv_say(language, "; clusters: "), number);
    }
    return text;
}

static const char *clean(cv_scene *scene, const char *text)
{
    const char *made = cv_text_clean(scene->arena, text == NULL ? "" : text);
    if (made == NULL)
        cv_scene_fail(scene, cv_fail_memory(scene->messages));
    return made == NULL ? "" : made;
}

/* A block of lines from y on. @return its bottom */
static double place(cv_scene *scene, const char *text, cv_text_box box, unsigned colour, double y)
{
    enum { PITCH = 120 }; /* per cent of the size */
    cv_text_lines lines = cv_scene_fit(scene, text, box);
    const double pitch = lines.size * PITCH / 100;
    cv_scene_add_lines(
        scene, &lines,
        (cv_scene_text){
            .x = scene->theme->margin, .y = y + pitch / 2, .bold = box.bold, .colour = colour, .align = 'l'},
        pitch);
    return y + pitch * (double)lines.count;
}

/* The title stands in the upper half behind a bar in the accent's colour, what the study rests on below it, source and
 * note at the foot. */
static void draw_first(cv_scene *scene, const cv_results *results, const char *title, const char *base)
{
    const cv_theme *theme = scene->theme;
    const cv_study *study = results->study;
    const double width = theme->width - 2 * theme->margin;
    const cv_text_box large = {1.6 * theme->size.title, theme->size.title, true, 0.86 * width, 4};
    const cv_text_box middle = {theme->size.subtitle, theme->size.subtitle_least, false, 0.86 * width, 2};
    const char *source = study->source == NULL || study->source[0] == '\0'
                             ? ""
                             : cv_scene_format(scene, "%s%s", cv_say(scene->language, "Source: "), study->source);
    double y = 0.27 * theme->height;
    cv_scene_add_box(scene, theme->margin, y, theme->margin + cv_theme_length(theme, 120),
                     y + cv_theme_length(theme, 9), theme->accent.mark);
    y = place(scene, title, large, theme->ink, y + cv_theme_length(theme, 48));
    place(scene, base, middle, theme->quiet, y + cv_theme_length(theme, 30));
    y = place(scene, clean(scene, source), middle, theme->quiet, 0.8 * theme->height);
    place(scene, clean(scene, study->note), middle, theme->faint, y + cv_theme_length(theme, 8));
}

static cv_status write_first(const cv_results *results, cv_buffer *to, cv_messages *messages)
{
    cv_arena arena = {0};
    const cv_study *study = results->study;
    const cv_theme theme = cv_deck_theme(&study->theme);
    cv_scene scene = {.arena = &arena, .theme = &theme, .language = study->language, .messages = messages};
    const char *title = clean(&scene, study->title);
    const char *base = base_of(&scene, results);
    draw_first(&scene, results, title, base);
    const cv_scene_words words = {.name = "deck",
                                  .formats = CV_FORMAT_PDF,
                                  .title = title,
                                  .subtitle = "",
                                  .footer = base,
                                  .alt = cv_scene_format(&scene, "%s.", base)};
    cv_status status = cv_scene_write(&scene, &words, to);
    cv_scene_free(&scene);
    cv_arena_free(&arena);
    return status;
}

cv_status cv_deck_write(const cv_deck *deck, const cv_results *results, cv_buffer *to, cv_messages *messages)
{
    static const char end[] = "unset output\n";
    cv_buffer first = {0};
    cv_status status = write_first(results, &first, messages);
    if (status == CV_OK) {
        cv_buffer_add_bytes(to, first.text, first.length - strlen(end)); /* the file stays open for the charts */
        cv_buffer_add(to, deck->pages.length > 0 ? deck->pages.text : "");
        cv_buffer_add(to, end);
        status = to->failed ? cv_fail_memory(messages) : CV_OK;
    }
    cv_buffer_free(&first);
    return status;
}

void cv_deck_free(cv_deck *deck)
{
    cv_buffer_free(&deck->pages);
}
