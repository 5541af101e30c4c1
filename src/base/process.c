/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* close_range, memfd_create, pipe2 */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    POLL_TIME = 200, /* milliseconds at most between two looks at the clock */
    REAP_TIME = 5,   /* likewise while a process that closed its output is about to end */
    MOST_READS = 64  /* of a process's output, before its clock is looked at again */
};

/* ---- the program and its environment ---- */

const char *cv_process_path(void)
{
    const char *path = getenv("PATH");
    return path != NULL ? path : "/usr/local/bin:/usr/bin:/bin";
}

/* The name as it is from any folder: the process changes into another before it runs. */
static const char *absolute(cv_arena *arena, const char *name, cv_status *status, cv_messages *messages)
{
    char here[PATH_MAX];
    if (name[0] == '/')
        return name;
    const char *whole = getcwd(here, sizeof here) == NULL ? NULL : cv_arena_format(arena, "%s/%s", here, name);
    if (whole == NULL)
        *status = cv_fail_memory(messages);
    return whole;
}

const char *cv_process_find(cv_arena *arena, const char *name, const char *path, cv_status *status,
                            cv_messages *messages)
{
    for (const char *from = path; from != NULL && *status == CV_OK;) {
        size_t length = strcspn(from, ":");
        const char *file = length == 0 ? cv_arena_format(arena, "./%s", name)
                                       : cv_arena_format(arena, "%.*s/%s", (int)length, from, name);
        struct stat about;
        if (file == NULL)
            *status = cv_fail_memory(messages);
        else if (access(file, X_OK) == 0 && stat(file, &about) == 0 && S_ISREG(about.st_mode))
            return absolute(arena, file, status, messages);
        from = from[length] == ':' ? from + length + 1 : NULL;
    }
    return NULL;
}

char **cv_process_environment(cv_arena *arena, const char *path, const char *const *more)
{
    const char *home = getenv("HOME");
    size_t count = 4, extra = 0;
    while (more != NULL && more[extra] != NULL)
        extra++;
    char **variables = cv_arena_array(arena, count + extra + 1, sizeof *variables);
    if (variables == NULL)
        return NULL;
    variables[0] = cv_arena_format(arena, "PATH=%s", path);
    variables[1] = cv_arena_format(arena, "HOME=%s", home != NULL ? home : "/nonexistent");
    variables[2] = cv_arena_copy(arena, "LC_ALL=C.UTF-8");
    variables[3] = cv_arena_copy(arena, "TZ=UTC");
    for (size_t i = 0; i < extra; i++)
        variables[count + i] = cv_arena_copy(arena, more[i]);
    for (size_t i = 0; i < count + extra; i++)
        if (variables[i] == NULL)
            return NULL;
    return variables;
}

double cv_process_clock(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* ---- one process ---- */

typedef struct process {
    cv_process_end *to;
    pid_t id;
    int output;        /* both its streams; -1: it closed them */
    double deadline;   /* on cv_process_clock */
    size_t word_count; /* of what it said */
} process;

/* The input as a file that no folder has, or /dev/null. @return -1: errno */
static int open_input(const cv_process_spec *spec)
{
    if (spec->input == NULL)
        return open("/dev/null", O_RDONLY | O_CLOEXEC);
    int file = memfd_create("input", MFD_CLOEXEC);
    size_t at = 0;
    while (file >= 0 && at < spec->input_length) {
        ssize_t written = write(file, spec->input + at, spec->input_length - at);
        if (written < 0 && errno != EINTR) {
            close(file);
            return -1;
        }
        at += written > 0 ? (size_t)written : 0;
    }
    if (file >= 0)
        lseek(file, 0, SEEK_SET);
    return file;
}

/* In the child; only what is safe between fork and exec. */
__attribute__((noreturn)) static void become(const cv_process_spec *spec, int input, int output, pid_t parent,
                                             char *const *arguments)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() == parent && dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
        dup2(output, STDERR_FILENO) >= 0 && (spec->folder == NULL || chdir(spec->folder) == 0)) {
        close_range(STDERR_FILENO + 1, ~0U, 0);
        execve(spec->program, arguments, spec->environment);
    }
    _exit(127);
}

static cv_status cannot_start(const cv_process_spec *spec, int reason, cv_messages *messages)
{
    return cv_fail(messages, CV_SYSTEM, (cv_place){0}, "cannot start %s: %s", spec->arguments[0], strerror(reason));
}

static cv_status start(const cv_process_spec *spec, process *p, cv_messages *messages)
{
    int ends[2], input = open_input(spec);
    if (input < 0 || pipe2(ends, O_CLOEXEC) != 0) {
        int reason = errno;
        if (input >= 0)
            close(input);
        return cannot_start(spec, reason, messages);
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    pid_t parent = getpid(), id = fork();
    if (id == 0) /* execve does not write to its arguments, whatever their type says */
        become(spec, input, ends[1], parent, (char *const *)(uintptr_t)spec->arguments);
    int reason = errno;
    close(input);
    close(ends[1]);
    if (id < 0) {
        close(ends[0]);
        return cannot_start(spec, reason, messages);
    }
    setpgid(id, id); /* also here: whoever comes first */
    p->id = id;
    p->output = ends[0];
    p->deadline = cv_process_clock() + spec->limit;
    return CV_OK;
}

/* Takes what is there of the output (not for ever: some never stop) and keeps its beginning. */
static void listen_to(process *p)
{
    char bytes[4096];
    ssize_t count;
    for (int i = 0; i < MOST_READS && p->output >= 0 && (count = read(p->output, bytes, sizeof bytes)) != -1; i++) {
        if (count == 0) {
            close(p->output);
            p->output = -1;
            return;
        }
        size_t room = CV_PROCESS_WORDS - p->word_count, kept = (size_t)count < room ? (size_t)count : room;
        memcpy(p->to->words + p->word_count, bytes, kept);
        p->word_count += kept;
    }
}

static void wait_for_news(const process *p)
{
    double left = p->deadline - cv_process_clock();
    double most = p->output >= 0 ? POLL_TIME : REAP_TIME;
    double time = left < most ? left : most;
    struct pollfd output = {.fd = p->output, .events = POLLIN};
    poll(&output, p->output >= 0, time > 0 ? (int)time + 1 : 0);
}

/* Takes what it said, kills it where it is late. @return true when it has ended */
static bool has_ended(process *p)
{
    listen_to(p);
    if (!p->to->late && cv_process_clock() >= p->deadline) {
        p->to->late = true;
        kill(-p->id, SIGKILL);
        kill(p->id, SIGKILL); /* it may not have its group yet */
    }
    pid_t got = waitpid(p->id, &p->to->status, p->to->late ? 0 : WNOHANG);
    if (got == 0 || (got < 0 && errno == EINTR))
        return false;
    if (got < 0)
        p->to->status = -1;
    listen_to(p);
    kill(-p->id, SIGKILL); /* what it may have left behind in its group */
    if (p->output >= 0)
        close(p->output);
    return true;
}

cv_status cv_process_run(const cv_process_spec *spec, cv_process_end *to, cv_messages *messages)
{
    process p = {.to = to};
    *to = (cv_process_end){0};
    cv_status status = start(spec, &p, messages);
    if (status != CV_OK)
        return status;
    do {
        wait_for_news(&p);
        if (spec->stop != NULL && *spec->stop != 0)
            p.deadline = 0;
    } while (!has_ended(&p));
    return CV_OK;
}
