/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* close_range, pipe2, memmem */
#include "plot/draw.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "plot/text.h"

enum {
    WORDS_MOST = 2000,        /* bytes of gnuplot's output that are kept */
    SCRIPT_MOST = 16 << 20,   /* bytes of a script */
    PICTURE_MOST = 256 << 20, /* bytes of a picture */
    POLL_TIME = 200,          /* milliseconds at most between two looks at the clock */
    REAP_TIME = 5             /* likewise while a process that closed its output is about to end */
};

/* What a picture must end in to be whole: gnuplot does not notice a full disk. */
static const struct {
    unsigned format;
    const char *ending, *tail;
    size_t tail_length;
} formats[] = {
    {CV_FORMAT_SVG, "svg", "</svg>", 6},
    {CV_FORMAT_PNG, "png", "IEND\xae\x42\x60\x82", 8},
    {CV_FORMAT_PDF, "pdf", "%%EOF", 5},
};

/* One gnuplot at work. */
typedef struct process {
    pid_t id; /* 0: none */
    int output;
    const cv_chart_spec *chart;
    double deadline; /* milliseconds on the monotonic clock */
    char words[WORDS_MOST + 1];
    size_t word_count;
    bool late;
} process;

typedef struct crew {
    const cv_study *study;
    const char *charts; /* the folder they work in */
    const char *program;
    char *const *environment;
    int limit;
    process processes[CV_DRAW_JOBS_MOST];
    size_t jobs;
    const volatile sig_atomic_t *stop;
    cv_arena arena;
    cv_messages *messages;
} crew;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static cv_place nowhere(void)
{
    return (cv_place){0};
}

/* ---- the program ---- */

/* The name as it is from any folder: the child changes into the charts' one before it runs. */
static const char *absolute(cv_arena *arena, const char *name, cv_status *status, cv_messages *messages)
{
    char here[PATH_MAX];
    if (name[0] == '/')
        return name;
    const char *whole = getcwd(here, sizeof(here)) == NULL ? NULL : cv_arena_format(arena, "%s/%s", here, name);
    if (whole == NULL)
        *status = cv_fail_memory(messages);
    return whole;
}

/* gnuplot's path; NULL: not there (or no memory, which *status tells). */
static const char *find_program(cv_arena *arena, const char *path, cv_status *status, cv_messages *messages)
{
    for (const char *from = path; from != NULL && *status == CV_OK;) {
        size_t length = strcspn(from, ":");
        const char *name = length == 0 ? "./gnuplot" : cv_arena_format(arena, "%.*s/gnuplot", (int)length, from);
        struct stat about;
        if (name == NULL)
            *status = cv_fail_memory(messages);
        else if (access(name, X_OK) == 0 && stat(name, &about) == 0 && S_ISREG(about.st_mode))
            return absolute(arena, name, status, messages);
        from = from[length] == ':' ? from + length + 1 : NULL;
    }
    return NULL;
}

static const char *search_path(const cv_draw_options *options)
{
    if (options->path != NULL)
        return options->path;
    const char *path = getenv("PATH");
    return path != NULL ? path : "/usr/local/bin:/usr/bin:/bin";
}

/* PATH for gnuplot's own helpers; HOME because fontconfig keeps its cache there; UTC for the PDF's date; nothing else,
 * so that no GNUTERM, GNUPLOT_LIB or locale changes the picture. */
static char **environment(cv_arena *arena, const char *path)
{
    const char *home = getenv("HOME");
    char **variables = cv_arena_array(arena, 5, sizeof(*variables));
    if (variables == NULL)
        return NULL;
    variables[0] = cv_arena_format(arena, "PATH=%s", path);
    variables[1] = cv_arena_format(arena, "HOME=%s", home != NULL ? home : "/nonexistent");
    variables[2] = cv_arena_copy(arena, "LC_ALL=C.UTF-8");
    variables[3] = cv_arena_copy(arena, "TZ=UTC");
    return variables[0] == NULL || variables[1] == NULL || variables[2] == NULL || variables[3] == NULL ? NULL
                                                                                                        : variables;
}

/* ---- processes ---- */

/* In the child; only what is safe between fork and exec. */
__attribute__((noreturn)) static void become(const crew *c, int output, pid_t parent, char *const *arguments)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int input = open("/dev/null", O_RDONLY);
    if (getppid() == parent && input >= 0 && dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
        dup2(output, STDERR_FILENO) >= 0 && (c->charts == NULL || chdir(c->charts) == 0)) {
        close_range(STDERR_FILENO + 1, ~0U, 0);
        execve(c->program, arguments, c->environment);
    }
    _exit(127);
}

static cv_status start(crew *c, process *p, const cv_chart_spec *chart, char *const *arguments)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return cv_fail(c->messages, CV_SYSTEM, nowhere(), "cannot start gnuplot: %s", strerror(errno));
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    pid_t parent = getpid(), id = fork();
    if (id == 0)
        become(c, ends[1], parent, arguments);
    int reason = errno;
    close(ends[1]);
    if (id < 0) {
        close(ends[0]);
        return cv_fail(c->messages, CV_SYSTEM, nowhere(), "cannot start gnuplot: %s", strerror(reason));
    }
    setpgid(id, id); /* also here: whoever comes first */
    p->id = id;
    p->output = ends[0];
    p->chart = chart;
    p->deadline = now() + c->limit;
    p->word_count = 0;
    p->late = false;
    return CV_OK;
}

/* Takes what is there of the output; keeps its beginning. */
static void listen_to(process *p)
{
    char bytes[4096];
    ssize_t count;
    while (p->output >= 0 && (count = read(p->output, bytes, sizeof(bytes))) != -1) {
        if (count == 0) {
            close(p->output);
            p->output = -1;
            return;
        }
        size_t kept = (size_t)count < WORDS_MOST - p->word_count ? (size_t)count : WORDS_MOST - p->word_count;
        memcpy(p->words + p->word_count, bytes, kept);
        p->word_count += kept;
    }
}

/* Ends a process and whatever it started. */
static void kill_all(process *p)
{
    kill(-p->id, SIGKILL);
    kill(p->id, SIGKILL);
}

static void wait_for_news(const crew *c)
{
    struct pollfd waiting[CV_DRAW_JOBS_MOST];
    nfds_t count = 0;
    double time = POLL_TIME, clock = now();
    for (size_t i = 0; i < c->jobs; i++) {
        const process *p = &c->processes[i];
        if (p->id == 0)
            continue;
        time = p->deadline - clock < time ? p->deadline - clock : time;
        if (p->output >= 0)
            waiting[count++] = (struct pollfd){.fd = p->output, .events = POLLIN};
        else
            time = time < REAP_TIME ? time : REAP_TIME;
    }
    poll(waiting, count, time > 0 ? (int)time + 1 : 0);
}

/* Looks after one process. @return true when it has ended: *ending is what waitpid said */
static bool has_ended(process *p, int *ending)
{
    listen_to(p);
    if (!p->late && now() >= p->deadline) {
        p->late = true;
        kill_all(p);
    }
    pid_t got = waitpid(p->id, ending, p->late ? 0 : WNOHANG);
    if (got == 0 || (got < 0 && errno == EINTR))
        return false;
    if (got < 0)
        *ending = -1;
    listen_to(p);
    kill_all(p); /* what it may have left behind in its group */
    if (p->output >= 0)
        close(p->output);
    p->id = 0;
    p->output = -1;
    p->words[p->word_count] = '\0';
    return true;
}

/* ---- pictures ---- */

void cv_draw_undate(char *pdf, size_t length)
{
    static const char key[] = "/CreationDate (D:";
    static const char date[] = "20000101000000";
    char *at = memmem(pdf, length, key, sizeof(key) - 1);
    if (at == NULL)
        return;
    at += sizeof(key) - 1;
    const char *end = pdf + length;
    for (size_t i = 0; i < sizeof(date) - 1 && at < end && isdigit((unsigned char)*at); i++)
        *at++ = date[i];
}

char *cv_draw_comment(cv_arena *arena, const char *script, const char *name)
{
    size_t length = strlen(name);
    while (script != NULL && *script == '#') {
        if (strncmp(script + 2, name, length) == 0 && script[2 + length] == ':') {
            const char *text = script + length + 4;
            return cv_arena_text(arena, text, strcspn(text, "\n"));
        }
        script = strchr(script, '\n');
        script = script == NULL ? NULL : script + 1;
    }
    return NULL;
}

/* Appends bytes up to the element's text and puts `text` there. @return where the rest begins; `from` where there is
 * none */
static const char *replace_element(const char *from, const char *end, const char *open, const char *close_tag,
                                   const char *text, cv_buffer *to)
{
    const char *start = memmem(from, (size_t)(end - from), open, strlen(open));
    if (start == NULL)
        return from;
    start += strlen(open);
    const char *stop = memmem(start, (size_t)(end - start), close_tag, strlen(close_tag));
    if (stop == NULL)
        return from;
    cv_buffer_add_bytes(to, from, (size_t)(start - from));
    cv_text_xml(to, text);
    return stop;
}

void cv_draw_describe(const char *svg, size_t length, const char *script, cv_buffer *to)
{
    cv_arena arena = {0};
    const char *title = cv_draw_comment(&arena, script, "Title");
    const char *description = cv_draw_comment(&arena, script, "Description");
    const char *end = svg + length;
    if (title != NULL && description != NULL) {
        svg = replace_element(svg, end, "<title>", "</title>", title, to);
        svg = replace_element(svg, end, "<desc>", "</desc>", description, to);
    }
    cv_buffer_add_bytes(to, svg, (size_t)(end - svg));
    cv_arena_free(&arena);
}

static cv_status finish_picture(const crew *c, const char *path, unsigned format, const char *script,
                                cv_buffer *picture)
{
    if (format == CV_FORMAT_PDF) {
        cv_draw_undate(picture->text, picture->length);
        return cv_file_write(path, picture->text, picture->length, c->messages);
    }
    if (format != CV_FORMAT_SVG)
        return CV_OK;
    cv_buffer described = {0};
    cv_draw_describe(picture->text, picture->length, script, &described);
    cv_status status = described.failed ? cv_fail_memory(c->messages)
                                        : cv_file_write(path, described.text, described.length, c->messages);
    cv_buffer_free(&described);
    return status;
}

/* Whether the last bytes of the picture (line ends apart) are what its format ends in. */
static bool is_whole(const cv_buffer *picture, const char *tail, size_t length)
{
    size_t end = picture->length;
    while (end > 0 && picture->text[end - 1] == '\n')
        end--;
    return end >= length && memcmp(picture->text + end - length, tail, length) == 0;
}

static cv_status check_picture(crew *c, const cv_chart_spec *chart, size_t f, const char *script)
{
    cv_buffer picture = {0};
    cv_status status;
    struct stat about;
    const char *path = cv_arena_format(&c->arena, "%s/%s.%s", c->charts, chart->name.text, formats[f].ending);
    if (path == NULL)
        return cv_fail_memory(c->messages);
    if (stat(path, &about) != 0)
        status = cv_fail(c->messages, CV_PROGRAM, chart->place, "gnuplot did not draw chart '%s' as %s",
                         chart->name.text, formats[f].ending);
    else if ((status = cv_file_read(path, PICTURE_MOST, &picture, c->messages)) == CV_OK) {
        if (is_whole(&picture, formats[f].tail, formats[f].tail_length))
            status = finish_picture(c, path, formats[f].format, script, &picture);
        else
            status = cv_fail_expected(c->messages, CV_PROGRAM, chart->place, "room on the disk", NULL,
                                      "gnuplot left chart '%s' unfinished as %s", chart->name.text, formats[f].ending);
    }
    cv_buffer_free(&picture);
    return status;
}

static cv_status check_pictures(crew *c, const cv_chart_spec *chart)
{
    cv_buffer script = {0};
    const char *path = cv_arena_format(&c->arena, "%s/%s.gp", c->charts, chart->name.text);
    if (path == NULL)
        return cv_fail_memory(c->messages);
    cv_status status = cv_file_read(path, SCRIPT_MOST, &script, c->messages);
    for (size_t f = 0; f < sizeof(formats) / sizeof(formats[0]) && status == CV_OK; f++)
        if ((chart->formats & formats[f].format) != 0)
            status = check_picture(c, chart, f, script.text);
    cv_buffer_free(&script);
    return status;
}

/* gnuplot's words on one line, for a message. */
static const char *last_words(crew *c, const process *p)
{
    const char *line = cv_text_clean_line(&c->arena, p->words);
    return line == NULL || line[0] == '\0' ? NULL : line;
}

static cv_status judge(crew *c, const process *p, int ending)
{
    const char *name = p->chart->name.text, *words = last_words(c, p);
    if (p->late)
        return cv_fail(c->messages, CV_PROGRAM, p->chart->place,
                       "gnuplot took more than %g s for chart '%s' and was ended", c->limit / 1e3, name);
    if (ending != -1 && WIFSIGNALED(ending))
        return cv_fail(c->messages, CV_PROGRAM, p->chart->place, "gnuplot died of signal %d on chart '%s'%s%s",
                       WTERMSIG(ending), name, words != NULL ? ": " : "", words != NULL ? words : "");
    if (ending == -1 || WEXITSTATUS(ending) != 0)
        return cv_fail(c->messages, CV_PROGRAM, p->chart->place, "gnuplot failed on chart '%s'%s%s", name,
                       words != NULL ? ": " : "", words != NULL ? words : "");
    return check_pictures(c, p->chart);
}

/* ---- all of them ---- */

static process *idle(crew *c)
{
    for (size_t i = 0; i < c->jobs; i++)
        if (c->processes[i].id == 0)
            return &c->processes[i];
    return NULL;
}

static bool busy(const crew *c)
{
    for (size_t i = 0; i < c->jobs; i++)
        if (c->processes[i].id != 0)
            return true;
    return false;
}

/* Whoever asked for the pictures does not want them any more: all time is up. */
static void look_at_stop(crew *c)
{
    for (size_t i = 0; i < c->jobs && c->stop != NULL && *c->stop != 0; i++)
        c->processes[i].deadline = 0;
}

/* Starts what can be started, waits, judges what has ended. After a failure nothing new is started. */
static cv_status draw_all(crew *c)
{
    cv_status status = CV_OK;
    for (size_t next = 0; busy(c) || (next < c->study->chart_count && status == CV_OK);) {
        process *free_one = idle(c);
        if (free_one != NULL && next < c->study->chart_count && status == CV_OK) {
            const cv_chart_spec *chart = &c->study->charts[next++];
            char *script = cv_arena_format(&c->arena, "%s.gp", chart->name.text);
            char *arguments[] = {cv_arena_copy(&c->arena, "gnuplot"), cv_arena_copy(&c->arena, "-d"), script, NULL};
            if (script == NULL || arguments[0] == NULL || arguments[1] == NULL)
                status = cv_fail_memory(c->messages);
            else if (chart->formats != 0)
                status = start(c, free_one, chart, arguments);
            continue;
        }
        wait_for_news(c);
        look_at_stop(c);
        for (size_t i = 0; i < c->jobs; i++) {
            int ending = 0;
            if (c->processes[i].id == 0 || !has_ended(&c->processes[i], &ending))
                continue;
            cv_status one = judge(c, &c->processes[i], ending);
            status = status == CV_OK ? one : status;
        }
    }
    return status;
}

static bool wants_pictures(const cv_study *study)
{
    for (size_t i = 0; i < study->chart_count; i++)
        if (study->charts[i].formats != 0)
            return true;
    return false;
}

static void prepare(crew *c, const cv_draw_options *options)
{
    c->stop = options->stop;
    c->limit = options->limit > 0 ? options->limit : CV_DRAW_LIMIT;
    c->jobs = options->jobs < 1 ? 1 : options->jobs > CV_DRAW_JOBS_MOST ? CV_DRAW_JOBS_MOST : options->jobs;
    for (size_t i = 0; i < c->jobs; i++)
        c->processes[i].output = -1;
}

cv_status cv_draw(const cv_study *study, const cv_folder *folder, const cv_draw_options *options, cv_messages *messages)
{
    cv_status status = CV_OK;
    const char *path = search_path(options);
    if (!wants_pictures(study))
        return CV_OK;
    crew *c = cv_memory_zero(1, sizeof(*c));
    if (c == NULL)
        return cv_fail_memory(messages);
    c->study = study;
    c->messages = messages;
    prepare(c, options);
    c->program = find_program(&c->arena, path, &status, messages);
    if (c->program == NULL) {
        if (status == CV_OK)
            status = cv_fail_expected(messages, CV_PROGRAM, nowhere(),
                                      "gnuplot 5.4 or later with cairo (Debian: apt-get install gnuplot-nox)", NULL,
                                      "gnuplot was not found on PATH");
        goto done;
    }
    c->charts = cv_arena_format(&c->arena, "%s/charts", folder->staging);
    c->environment = environment(&c->arena, path);
    status = c->charts == NULL || c->environment == NULL ? cv_fail_memory(messages) : draw_all(c);
done:
    cv_arena_free(&c->arena);
    cv_memory_free(c);
    return status;
}

cv_status cv_plot_draw(const cv_study *study, cv_folder *folder, size_t jobs, cv_messages *messages)
{
    const cv_draw_options options = {.jobs = jobs};
    return cv_draw(study, folder, &options, messages);
}

/* Runs the program to its end. @return whether it succeeded in time */
static bool run_version(crew *c)
{
    char *arguments[] = {cv_arena_copy(&c->arena, "gnuplot"), cv_arena_copy(&c->arena, "--version"), NULL};
    int ending = 0;
    if (arguments[0] == NULL || arguments[1] == NULL || start(c, &c->processes[0], NULL, arguments) != CV_OK)
        return false;
    do
        wait_for_news(c);
    while (!has_ended(&c->processes[0], &ending));
    return ending == 0 && !c->processes[0].late;
}

void cv_plot_version(char text[64])
{
    const cv_draw_options options = {.limit = 10000};
    cv_messages unheard = {0};
    cv_status status = CV_OK;
    text[0] = '\0';
    crew *c = cv_memory_zero(1, sizeof(*c));
    if (c == NULL)
        return;
    c->messages = &unheard;
    prepare(c, &options);
    c->program = find_program(&c->arena, search_path(&options), &status, &unheard);
    c->environment = environment(&c->arena, search_path(&options));
    if (c->program != NULL && c->environment != NULL && run_version(c)) {
        const char *line = last_words(c, &c->processes[0]);
        snprintf(text, 64, "%s", line != NULL ? line : "");
    }
    cv_messages_free(&unheard);
    cv_arena_free(&c->arena);
    cv_memory_free(c);
}
