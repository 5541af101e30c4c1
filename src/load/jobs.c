/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* sched_getaffinity */
#include "load/jobs.h"

#include <sched.h>

size_t cv_jobs_count(size_t asked)
{
    enum { MOST = 256 };
    cpu_set_t allowed;
    if (asked == 0 && sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        asked = (size_t)CPU_COUNT(&allowed);
    if (asked == 0)
        return 1;
    return asked < MOST ? asked : MOST;
}
