/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/memory.h"
#include "base/process.h"
#include "plot/gnuplot.h"
#include "plot/picture.h"
#include "plot/text.h"

enum {
    SCRIPT_MOST = 16 << 20, /* bytes */
    SHARE = 12              /* what one process draws at least before another pays, in SVGs: a PNG */
};

/* One script to be drawn. */
typedef struct task {
    const char *folder, *name; /* the folder seen from staging; the script's name without its ending */
    unsigned formats;
    cv_picture_owner owner;
    size_t cost; /* in SVGs */
    cv_status status;
    cv_messages messages; /* of its own, so that they are told in the study's order */
} task;

typedef struct crew {
    cv_arena arena;
    const cv_folder *folder;
    cv_gnuplot_program program;
    task *tasks;  /* in the study's order */
    task **queue; /* the longest first */
    size_t count, next, failures, cost;
    cv_gnuplot members[CV_DRAW_JOBS_MOST];
    task *at[CV_DRAW_JOBS_MOST]; /* what each is at work on */
    size_t jobs;
    int limit;
    const volatile sig_atomic_t *stop;
    cv_messages *messages;
} crew;

/* ---- what there is to do ---- */

static size_t count_tasks(const cv_study *study, bool deck)
{
    size_t count = deck;
    for (size_t i = 0; i < study->chart_count; i++)
        count += study->charts[i].formats != 0;
    return count;
}

static cv_status add_task(crew *c, task one)
{
    if (one.owner.shown == NULL)
        return cv_fail_memory(c->messages);
    for (size_t f = 0; f < CV_PICTURE_FORMATS; f++)
        one.cost += (one.formats & cv_picture_formats[f].format) != 0 ? cv_picture_formats[f].cost : 0;
    c->cost += one.cost;
    c->tasks[c->count] = one;
    c->queue[c->count] = &c->tasks[c->count];
    c->count++;
    return CV_OK;
}

/* The longest first, else in the study's order. */
static int by_cost(const void *left, const void *right)
{
    const task *const *a = left, *const *b = right;
    if ((*a)->cost != (*b)->cost)
        return (*a)->cost > (*b)->cost ? -1 : 1;
    return (*a > *b) - (*a < *b);
}

static cv_status list_tasks(crew *c, const cv_study *study, bool deck)
{
    cv_status status = CV_OK;
    size_t count = count_tasks(study, deck);
    c->tasks = cv_arena_array(&c->arena, count, sizeof(*c->tasks));
    c->queue = cv_arena_array(&c->arena, count, sizeof(task *));
    if (c->tasks == NULL || c->queue == NULL)
        return cv_fail_memory(c->messages);
    for (size_t i = 0; i < study->chart_count && status == CV_OK; i++) {
        const cv_chart_spec *chart = &study->charts[i];
        const char *shown = cv_arena_format(&c->arena, "chart '%s'", chart->name.text);
        if (chart->formats != 0)
            status = add_task(c, (task){.folder = "charts",
                                        .name = chart->name.text,
                                        .formats = chart->formats,
                                        .owner = {shown, chart->place}});
    }
    if (status == CV_OK && deck)
        status = add_task(c, (task){.folder = ".",
                                    .name = "deck",
                                    .formats = CV_FORMAT_PDF,
                                    .owner = {"the deck", {0}},
                                    .cost = study->chart_count});
    qsort(c->queue, c->count, sizeof(task *), by_cost);
    return status;
}

/* ---- what became of it ---- */

static cv_status check_pictures(const crew *c, task *t)
{
    cv_arena arena = {0};
    cv_buffer script = {0};
    const char *base = cv_arena_format(&arena, "%s/%s/%s", c->folder->staging, t->folder, t->name);
    const char *path = base == NULL ? NULL : cv_arena_format(&arena, "%s.gp", base);
    cv_status status =
        path == NULL ? cv_fail_memory(&t->messages) : cv_file_read(path, SCRIPT_MOST, &script, &t->messages);
    for (size_t f = 0; f < CV_PICTURE_FORMATS && status == CV_OK; f++)
        if ((t->formats & cv_picture_formats[f].format) != 0)
            status = cv_picture_finish(base, &cv_picture_formats[f], script.text, &t->owner, &t->messages);
    cv_buffer_free(&script);
    cv_arena_free(&arena);
    return status;
}

/* ": " and gnuplot's words on one line; nothing where there are none. */
static const char *last_words(cv_arena *arena, const cv_gnuplot *g)
{
    const char *line = cv_text_clean_line(arena, g->words);
    return line == NULL || line[0] == '\0' ? "" : cv_arena_format(arena, ": %s", line);
}

static cv_status blame(const crew *c, task *t, const cv_gnuplot *g, cv_gnuplot_news news)
{
    cv_arena arena = {0};
    cv_status status;
    const char *words = last_words(&arena, g);
    words = words == NULL ? "" : words;
    if (news == CV_GNUPLOT_LATE)
        status = cv_fail(&t->messages, CV_PROGRAM, t->owner.place, "gnuplot took more than %g s for %s and was ended",
                         c->limit / 1e3, t->owner.shown);
    else if (news == CV_GNUPLOT_DIED && g->ending != -1 && WIFSIGNALED(g->ending))
        status = cv_fail(&t->messages, CV_PROGRAM, t->owner.place, "gnuplot died of signal %d on %s%s",
                         WTERMSIG(g->ending), t->owner.shown, words);
    else
        status = cv_fail(&t->messages, CV_PROGRAM, t->owner.place, "gnuplot failed on %s%s", t->owner.shown, words);
    cv_arena_free(&arena);
    return status;
}

/* Of what failed nothing may stay: it can be half a picture. */
static cv_status remove_pictures(const crew *c, task *t)
{
    cv_arena arena = {0};
    const char *base = cv_arena_format(&arena, "%s/%s/%s", c->folder->staging, t->folder, t->name);
    cv_status status = base == NULL ? cv_fail_memory(&t->messages) : cv_picture_remove(base, &t->messages);
    cv_arena_free(&arena);
    return status == CV_OK ? CV_PROGRAM : status;
}

/* ---- all of it ---- */

/* Gives the member the script, a new gnuplot first where it has none. */
static cv_status begin(crew *c, size_t m, task *t)
{
    cv_gnuplot *g = &c->members[m];
    double deadline = cv_process_clock() + c->limit;
    char script[256];
    snprintf(script, sizeof(script), "%s.gp", t->name);
    cv_status status = CV_OK;
    if (g->id == 0)
        status = cv_gnuplot_start(g, &c->program, c->folder->staging, false, deadline, c->messages);
    if (status != CV_OK)
        return status;
    c->at[m] = t;
    return cv_gnuplot_order(g, t->folder, script, deadline, c->messages);
}

/* Nothing to do for a member that is at work, or where nothing is left, or too much has failed. */
static cv_status give_work(crew *c, size_t m)
{
    if (c->at[m] != NULL || c->next == c->count || c->failures >= CV_DRAW_FAILURES_MOST)
        return CV_OK;
    return begin(c, m, c->queue[c->next++]);
}

static bool busy(const crew *c)
{
    for (size_t m = 0; m < c->jobs; m++)
        if (c->at[m] != NULL)
            return true;
    return false;
}

/* The script is over, whichever way. */
static void finish(crew *c, task *t)
{
    if (t->status == CV_OK && (t->status = check_pictures(c, t)) == CV_PROGRAM)
        c->failures++;
    if (t->status == CV_PROGRAM)
        t->status = remove_pictures(c, t);
}

/* One look at a member that has work, and the next order for it, which goes out before the pictures are looked at.
 * What a gnuplot fails on that has drawn before is tried by a new one: the fault may be an earlier script's, and what
 * follows what is chance. */
static cv_status attend(crew *c, size_t m)
{
    cv_gnuplot *g = &c->members[m];
    task *t = c->at[m];
    cv_gnuplot_news news = t == NULL ? CV_GNUPLOT_BUSY : cv_gnuplot_look(g);
    if (news == CV_GNUPLOT_BUSY)
        return CV_OK;
    c->at[m] = NULL;
    if (news != CV_GNUPLOT_DREW) {
        bool again = news != CV_GNUPLOT_LATE && g->order > 1;
        t->status = again ? CV_OK : blame(c, t, g, news);
        c->failures += !again;
        cv_gnuplot_end(g);
        if (again)
            return begin(c, m, t);
    }
    cv_status status = give_work(c, m);
    finish(c, t);
    return status;
}

static cv_status draw_all(crew *c)
{
    cv_status status = CV_OK;
    for (size_t m = 0; m < c->jobs && status == CV_OK; m++)
        status = give_work(c, m);
    while (status == CV_OK && busy(c)) {
        cv_gnuplot_wait(c->members, c->jobs);
        if (c->stop != NULL && *c->stop != 0)
            return cv_fail(c->messages, CV_SYSTEM, (cv_place){0}, "interrupted");
        for (size_t m = 0; m < c->jobs && status == CV_OK; m++)
            status = attend(c, m);
        for (size_t m = 0; m < c->jobs && status == CV_OK; m++) /* the one who failed may have been the last */
            status = give_work(c, m);
    }
    return status;
}

static cv_status pass_on(const cv_messages *from, cv_messages *to)
{
    for (size_t i = 0; i < from->count; i++) {
        const cv_message *one = &from->items[i];
        cv_fail_expected(to, one->status, (cv_place){one->file, one->line, one->column}, one->expected, one->nearest,
                         "%s", one->problem);
    }
    return from->out_of_memory ? cv_fail_memory(to) : CV_OK;
}

/* The tasks' messages, in the study's order. @return the worst: a system's mistake before gnuplot's */
static cv_status tell(crew *c)
{
    cv_status worst = CV_OK;
    for (size_t i = 0; i < c->count; i++) {
        task *t = &c->tasks[i];
        cv_status passed = pass_on(&t->messages, c->messages);
        t->status = passed != CV_OK ? passed : t->status;
        if (worst == CV_OK || t->status == CV_SYSTEM)
            worst = t->status != CV_OK ? t->status : worst;
        cv_messages_free(&t->messages);
    }
    if (c->next < c->count && worst == CV_PROGRAM)
        return cv_fail(c->messages, CV_PROGRAM, (cv_place){0},
                       "gnuplot failed %zu times: %zu more scripts were not tried", c->failures, c->count - c->next);
    return worst;
}

static cv_status work(crew *c, const cv_study *study, const cv_draw_options *options)
{
    cv_status status = cv_gnuplot_find(&c->arena, options->path, &c->program, c->messages);
    if (status == CV_OK && c->program.path == NULL)
        status = cv_gnuplot_missing(c->messages);
    if (status == CV_OK)
        status = list_tasks(c, study, options->deck);
    if (status != CV_OK)
        return status;
    if (c->jobs > 1 + c->cost / SHARE)
        c->jobs = 1 + c->cost / SHARE;
    status = draw_all(c);
    for (size_t m = 0; m < c->jobs; m++)
        cv_gnuplot_end(&c->members[m]);
    cv_status told = tell(c);
    return status == CV_OK ? told : status;
}

cv_status cv_draw(const cv_study *study, const cv_folder *folder, const cv_draw_options *options, cv_messages *messages)
{
    if (count_tasks(study, options->deck) == 0)
        return CV_OK;
    crew *c = cv_memory_zero(1, sizeof(*c));
    if (c == NULL)
        return cv_fail_memory(messages);
    c->folder = folder;
    c->messages = messages;
    c->stop = options->stop;
    c->limit = options->limit > 0 ? options->limit : CV_DRAW_LIMIT;
    c->jobs = options->jobs < 1 ? 1 : options->jobs > CV_DRAW_JOBS_MOST ? CV_DRAW_JOBS_MOST : options->jobs;
    for (size_t m = 0; m < c->jobs; m++)
        c->members[m] = (cv_gnuplot)CV_GNUPLOT_NONE;
    cv_status status = work(c, study, options);
    cv_arena_free(&c->arena);
    cv_memory_free(c);
    return status;
}

cv_status cv_plot_draw(const cv_study *study, cv_folder *folder, size_t jobs, cv_messages *messages)
{
    const cv_draw_options options = {.jobs = jobs};
    return cv_draw(study, folder, &options, messages);
}

/* ---- the version ---- */

/* Whether gnuplot said its version and ended well, in time. */
static bool ask_version(cv_gnuplot *g, const cv_gnuplot_program *program, cv_messages *messages)
{
    enum { LIMIT = 10000 };
    cv_gnuplot_news news;
    if (cv_gnuplot_start(g, program, NULL, true, cv_process_clock() + LIMIT, messages) != CV_OK)
        return false;
    do
        cv_gnuplot_wait(g, 1);
    while ((news = cv_gnuplot_look(g)) == CV_GNUPLOT_BUSY);
    return news == CV_GNUPLOT_DIED && g->ending == 0;
}

void cv_plot_version(char text[64])
{
    cv_arena arena = {0};
    cv_messages unheard = {0};
    cv_gnuplot_program program = {0};
    cv_gnuplot one = CV_GNUPLOT_NONE;
    text[0] = '\0';
    if (cv_gnuplot_find(&arena, NULL, &program, &unheard) == CV_OK && program.path != NULL &&
        ask_version(&one, &program, &unheard)) {
        const char *line = cv_text_clean_line(&arena, one.words);
        snprintf(text, 64, "%s", line != NULL ? line : "");
    }
    cv_messages_free(&unheard);
    cv_arena_free(&arena);
}
