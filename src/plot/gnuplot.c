/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* close_range */
#include "plot/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/process.h"

enum {
    WAIT_MOST = 64,  /* processes that are waited for together */
    POLL_TIME = 200, /* milliseconds at most between two looks at the clock */
    REAP_TIME = 5    /* likewise while a process that closed its output is about to end */
};

/* ---- the program ---- */

cv_status cv_gnuplot_find(cv_arena *arena, const char *path, cv_gnuplot_program *to, cv_messages *messages)
{
    cv_status status = CV_OK;
    if (path == NULL)
        path = cv_process_path();
    to->path = cv_process_find(arena, "gnuplot", path, &status, messages);
    if (status == CV_OK && (to->environment = cv_process_environment(arena, path, NULL)) == NULL)
        status = cv_fail_memory(messages);
    return status;
}

cv_status cv_gnuplot_missing(cv_messages *messages)
{
    return cv_fail_expected(messages, CV_PROGRAM, (cv_place){0},
                            "gnuplot 5.4 or later with cairo (Debian: apt-get install gnuplot-nox)", NULL,
                            "gnuplot was not found on PATH");
}

/* ---- starting and ending ---- */

/* In the child; only what is safe between fork and exec. */
__attribute__((noreturn)) static void become(const cv_gnuplot_program *program, const char *folder, int link,
                                             pid_t parent, char *const *arguments)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() == parent && dup2(link, STDIN_FILENO) >= 0 && dup2(link, STDOUT_FILENO) >= 0 &&
        dup2(link, STDERR_FILENO) >= 0 && (folder == NULL || chdir(folder) == 0)) {
        close_range(STDERR_FILENO + 1, ~0U, 0);
        execve(program->path, arguments, program->environment);
    }
    _exit(127);
}

static cv_status fail_to_start(int reason, cv_messages *messages)
{
    return cv_fail(messages, CV_SYSTEM, (cv_place){0}, "cannot start gnuplot: %s", strerror(reason));
}

cv_status cv_gnuplot_start(cv_gnuplot *g, const cv_gnuplot_program *program, const char *folder, bool version,
                           double deadline, cv_messages *messages)
{
    char name[] = "gnuplot", ask[] = "--version", plain[] = "-d"; /* -d: none of the user's settings */
    char *const arguments[] = {name, version ? ask : plain, NULL};
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return fail_to_start(errno, messages);
    pid_t parent = getpid(), id = fork();
    if (id == 0)
        become(program, folder, ends[1], parent, arguments);
    int reason = errno;
    close(ends[1]);
    if (id < 0) {
        close(ends[0]);
        return fail_to_start(reason, messages);
    }
    setpgid(id, id); /* also here: whoever comes first */
    *g = (cv_gnuplot){.id = id, .link = ends[0], .busy = version, .deadline = deadline};
    return CV_OK;
}

static void close_link(cv_gnuplot *g)
{
    if (g->link >= 0)
        close(g->link);
    g->link = -1;
}

/* Ends it and whatever it started. */
static void kill_all(const cv_gnuplot *g)
{
    kill(-g->id, SIGKILL);
    kill(g->id, SIGKILL);
}

void cv_gnuplot_end(cv_gnuplot *g)
{
    if (g->id != 0) {
        kill_all(g);
        while (waitpid(g->id, &g->ending, 0) < 0 && errno == EINTR)
            ;
    }
    close_link(g);
    g->id = 0;
    g->busy = false;
}

/* ---- talking ---- */

/* The line that answers order `number`: that its script ran to its end, or that it is over, whichever way. */
static void answer(size_t number, bool drawn, char to[64])
{
    snprintf(to, 64, "canvass: order %zu %s", number, drawn ? "drawn" : "over");
}

/* What must stand before a script so that it draws the same bytes whatever was drawn before it. `reset session` forgets
 * settings, variables and data, but the SVG terminal keeps its last colour and line width for the first element of the
 * next picture: an empty page puts them back. */
static const char fresh[] = "reset session\n"
                            "set terminal svg; set output '/dev/null'; set multiplot; unset multiplot; unset output\n";

/* gnuplot gives up a line at the first error in it, and a script likewise; then it reads the next line. */
cv_status cv_gnuplot_order(cv_gnuplot *g, const char *folder, const char *script, double deadline,
                           cv_messages *messages)
{
    char drawn[64], over[64];
    cv_buffer order = {0};
    answer(++g->order, true, drawn);
    answer(g->order, false, over);
    cv_buffer_format(&order, "%scd '%s'; load '%s'; cd '%s'; print '%s'\nprint '%s'\n", fresh, folder, script,
                     strcmp(folder, ".") == 0 ? "." : "..", drawn, over);
    if (order.failed)
        return cv_fail_memory(messages);
    g->busy = true;
    g->drawn = false;
    g->deadline = deadline;
    g->line_length = g->word_count = 0;
    if (send(g->link, order.text, order.length, MSG_NOSIGNAL) != (ssize_t)order.length)
        shutdown(g->link, SHUT_WR); /* it is no more, or it will find half an order and then the end */
    cv_buffer_free(&order);
    return CV_OK;
}

static void keep(cv_gnuplot *g, const char *bytes, size_t count)
{
    size_t room = CV_GNUPLOT_WORDS - g->word_count, kept = count < room ? count : room;
    memcpy(g->words + g->word_count, bytes, kept);
    g->word_count += kept;
    g->words[g->word_count] = '\0';
}

/* Takes an answer off the line's end: words that did not end their own line may stand before it. */
static bool take_answer(cv_gnuplot *g, bool drawn)
{
    char wanted[64];
    answer(g->order, drawn, wanted);
    size_t length = strlen(wanted);
    if (g->line_length < length || memcmp(g->line + g->line_length - length, wanted, length) != 0)
        return false;
    g->line_length -= length;
    return true;
}

/* @return true: the order is over */
static bool take_line(cv_gnuplot *g)
{
    bool over = take_answer(g, false), drawn = !over && take_answer(g, true);
    g->drawn = g->drawn || drawn;
    keep(g, g->line, g->line_length);
    if (!over && !drawn)
        keep(g, "\n", 1);
    g->line_length = 0;
    return over;
}

static bool take(cv_gnuplot *g, const char *bytes, size_t count)
{
    bool over = false;
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] == '\n')
            over = take_line(g) || over;
        else if (g->line_length < CV_GNUPLOT_LINE)
            g->line[g->line_length++] = bytes[i];
        else { /* too long to be an answer: what there is of it makes room */
            keep(g, g->line, g->line_length);
            g->line[0] = bytes[i];
            g->line_length = 1;
        }
    }
    return over;
}

/* Takes what is there of its output. @return true: the order is over */
static bool listen_to(cv_gnuplot *g)
{
    char bytes[4096];
    ssize_t count = 0;
    bool over = false;
    while (g->link >= 0 && !over && (count = recv(g->link, bytes, sizeof(bytes), MSG_DONTWAIT)) > 0)
        over = take(g, bytes, (size_t)count);
    if (g->link >= 0 && !over && (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)))
        close_link(g);
    return over;
}

/* The process has ended: takes its last words, and ends what it left behind. */
static cv_gnuplot_news bury(cv_gnuplot *g)
{
    bool over = listen_to(g);
    if (g->line_length > 0)
        keep(g, g->line, g->line_length);
    kill_all(g);
    close_link(g);
    g->id = 0;
    g->busy = false;
    if (g->late)
        return CV_GNUPLOT_LATE;
    return over && g->drawn ? CV_GNUPLOT_DREW : CV_GNUPLOT_DIED;
}

cv_gnuplot_news cv_gnuplot_look(cv_gnuplot *g)
{
    if (listen_to(g)) {
        g->busy = false;
        return g->drawn ? CV_GNUPLOT_DREW : CV_GNUPLOT_FAILED;
    }
    if (!g->late && cv_process_clock() >= g->deadline) {
        g->late = true;
        kill_all(g);
    }
    pid_t got = waitpid(g->id, &g->ending, g->late ? 0 : WNOHANG);
    if (got == 0 || (got < 0 && errno == EINTR))
        return CV_GNUPLOT_BUSY;
    if (got < 0)
        g->ending = -1;
    return bury(g);
}

void cv_gnuplot_wait(const cv_gnuplot *all, size_t count)
{
    struct pollfd waiting[WAIT_MOST];
    nfds_t links = 0;
    double time = POLL_TIME, clock = cv_process_clock();
    for (size_t i = 0; i < count && links < WAIT_MOST; i++) {
        if (all[i].id == 0 || !all[i].busy)
            continue;
        time = all[i].deadline - clock < time ? all[i].deadline - clock : time;
        if (all[i].link >= 0)
            waiting[links++] = (struct pollfd){.fd = all[i].link, .events = POLLIN};
        else
            time = time < REAP_TIME ? time : REAP_TIME;
    }
    poll(waiting, links, time > 0 ? (int)time + 1 : 0);
}
