/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Control-C and its kin. As long as nothing is written they end the program at once, as they would any other;
 *  while an output folder is being made they only leave a mark, so that it can be cleared away first. */
#ifndef CANVASS_CLI_INTERRUPT_H
#define CANVASS_CLI_INTERRUPT_H

#include <signal.h>

/** From here on SIGINT, SIGTERM and SIGHUP are marked and not obeyed (one that was ignored stays ignored).
 *  @return the mark: 0, or the signal */
const volatile sig_atomic_t *cv_interrupt_hold(void);

/** Back to how it was; a signal that came meanwhile is obeyed now: the program ends by it (a shell sees 130, 143). */
void cv_interrupt_release(void);

#endif
