/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one command and prints what it took: exit status, wall seconds, processor seconds, peak resident KiB.
 *   measure CPUS OUTPUT COMMAND [ARGUMENT]...
 * CPUS: the processors it may use, as 1 or 0,1; - for all. OUTPUT: the file for its standard output.
 * A small program of its own, because Linux counts a child's peak from the process that started it. */
#define _GNU_SOURCE /* sched_setaffinity, wait4 */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int keep_to(const char *cpus)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    for (const char *at = cpus; *at != '\0';) {
        char *end = NULL;
        unsigned long cpu = strtoul(at, &end, 10);
        if (end == at || cpu >= CPU_SETSIZE)
            return -1;
        CPU_SET(cpu, &set);
        at = end + (*end == ',');
    }
    return sched_setaffinity(0, sizeof set, &set);
}

static void become(char **arguments)
{
    int output = open(arguments[2], O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (output < 0 || dup2(output, 1) < 0 || (strcmp(arguments[1], "-") != 0 && keep_to(arguments[1]) != 0)) {
        perror("measure");
        _exit(126);
    }
    execvp(arguments[3], arguments + 3);
    perror(arguments[3]);
    _exit(127);
}

int main(int argc, char **argv)
{
    struct rusage usage;
    int status = 0;
    if (argc < 4) {
        fputs("usage: measure CPUS OUTPUT COMMAND [ARGUMENT]...\n", stderr);
        return 2;
    }
    const double start = now();
    const pid_t child = fork();
    if (child == 0)
        become(argv);
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("measure");
        return 1;
    }
    printf("%d %.6f %.6f %ld\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), now() - start,
           seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss);
    return 0;
}
