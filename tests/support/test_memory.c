/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_memory.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

/* What the linker calls in place of the names without the prefix, and the way on to those. */
void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t bytes);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t bytes);

static _Atomic long countdown; /* the next allocations that go through, and then one that does not; 0: off */
static atomic_bool keep_failing, failed;

static bool fails(void)
{
    if (atomic_load(&countdown) == 0)
        return false;
    long left = atomic_fetch_sub(&countdown, 1);
    bool now = left == 1 || (left < 1 && atomic_load(&keep_failing));
    if (now) {
        atomic_store(&failed, true);
        errno = ENOMEM;
        if (atomic_load(&keep_failing))
            atomic_store(&countdown, 1);
    }
    return now;
}

void *__wrap_malloc(size_t bytes)
{
    return fails() ? NULL : __real_malloc(bytes);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t bytes)
{
    return fails() ? NULL : __real_realloc(old, bytes);
}

static void arm(size_t nth, bool keep)
{
    atomic_store(&countdown, 0);
    atomic_store(&failed, false);
    atomic_store(&keep_failing, keep);
    atomic_store(&countdown, (long)nth);
}

void fail_the_nth_allocation(size_t nth)
{
    arm(nth, false);
}

void fail_allocations_from(size_t nth)
{
    arm(nth, true);
}

bool stop_failing(void)
{
    atomic_store(&countdown, 0);
    return atomic_exchange(&failed, false);
}

/* @return whether an allocation failed, so that there may be a further one to try */
static bool check_one(allocating what, void *context, size_t nth, bool keep)
{
    cv_messages messages = {0};
    arm(nth, keep);
    cv_status status = what(context, &messages);
    bool met = stop_failing();
    cv_status said = cv_messages_status(&messages);
    cv_messages_free(&messages);
    if (status != said)
        fail_msg("allocation %zu%s: status %d, but the messages say %d", nth, keep ? " on" : "", status, said);
    if (status != CV_OK && !(met && status == CV_SYSTEM))
        fail_msg("allocation %zu%s: status %d", nth, keep ? " on" : "", status);
    return met;
}

void check_every_allocation(allocating what, void *context, size_t most)
{
    for (int keep = 0; keep < 2; keep++) {
        size_t nth = 1;
        while (check_one(what, context, nth, keep != 0) && (most == 0 || nth < most))
            nth++;
        if (nth == 1)
            fail_msg("nothing was allocated");
    }
}
