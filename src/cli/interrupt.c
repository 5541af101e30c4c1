/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/interrupt.h"

#include <stddef.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNALS = sizeof signals / sizeof signals[0] };

/* A handler has no other way to tell. */
static volatile sig_atomic_t mark;

static void note(int signal)
{
    mark = signal;
}

static void set(void (*handler)(int))
{
    for (size_t i = 0; i < SIGNALS; i++) {
        struct sigaction old, new = {.sa_handler = handler, .sa_flags = SA_RESTART};
        sigemptyset(&new.sa_mask);
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(signals[i], &new, NULL);
    }
}

const volatile sig_atomic_t *cv_interrupt_hold(void)
{
    set(note);
    return &mark;
}

void cv_interrupt_release(void)
{
    set(SIG_DFL);
    if (mark != 0)
        raise(mark);
}
