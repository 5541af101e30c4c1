/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* fstatat, openat, fdopendir */
#include "plot/fonts.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/memory.h"

enum { DEPTH_MOST = 8 };

/* Where fontconfig looks as Debian sets it up, and its settings. */
static const char *const system_folders[] = {"/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts",
                                             "/etc/fonts", "/usr/share/fontconfig"};
static const char *const home_folders[] = {".fonts", ".local/share/fonts", ".config/fontconfig", ".fonts.conf"};

/* A line for each file: its size and its path. */
typedef struct listing {
    cv_arena arena; /* owns the lines */
    const char **lines;
    size_t count, capacity;
    bool failed;
} listing;

static void add(listing *to, const char *shown, uint64_t size)
{
    const char **grown = cv_memory_grow(to->lines, to->count, &to->capacity, sizeof *grown);
    const char *line = cv_arena_format(&to->arena, "%llu %s", (unsigned long long)size, shown);
    if (grown != NULL)
        to->lines = grown;
    if (grown == NULL || line == NULL)
        to->failed = true;
    else
        to->lines[to->count++] = line;
}

static void look(int folder, const char *name, const char *shown, int depth, listing *to);

static void look_below(int folder, const char *name, const char *shown, int depth, listing *to)
{
    int opened = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (depth == 0 ? 0 : O_NOFOLLOW));
    DIR *items = opened < 0 ? NULL : fdopendir(opened);
    if (items == NULL && opened >= 0)
        close(opened);
    for (struct dirent *item = items == NULL ? NULL : readdir(items); item != NULL; item = readdir(items)) {
        if (item->d_name[0] == '.')
            continue;
        const char *path = cv_arena_format(&to->arena, "%s/%s", shown, item->d_name);
        if (path == NULL)
            to->failed = true;
        else
            look(opened, item->d_name, path, depth + 1, to);
    }
    if (items != NULL)
        closedir(items);
}

/* A file, or all files of a folder. Links to files count as those; below the top, those to folders are not followed. */
static void look(int folder, const char *name, const char *shown, int depth, listing *to)
{
    struct stat own, about;
    if (fstatat(folder, name, &own, depth == 0 ? 0 : AT_SYMLINK_NOFOLLOW) != 0)
        return;
    if (S_ISDIR(own.st_mode)) {
        if (depth < DEPTH_MOST)
            look_below(folder, name, shown, depth, to);
        return;
    }
    bool there = fstatat(folder, name, &about, 0) == 0;
    add(to, shown, there && S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0);
}

static void look_everywhere(listing *to)
{
    const char *home = getenv("HOME");
    for (size_t i = 0; i < sizeof system_folders / sizeof system_folders[0]; i++)
        look(AT_FDCWD, system_folders[i], system_folders[i], 0, to);
    for (size_t i = 0; home != NULL && home[0] != '\0' && i < sizeof home_folders / sizeof home_folders[0]; i++) {
        const char *path = cv_arena_format(&to->arena, "%s/%s", home, home_folders[i]);
        const char *shown = cv_arena_format(&to->arena, "~/%s", home_folders[i]);
        if (path == NULL || shown == NULL)
            to->failed = true;
        else
            look(AT_FDCWD, path, shown, 0, to);
    }
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool digest_of(const listing *all, char digest[CV_SHA256_SIZE])
{
    cv_hash *hash = cv_hash_new();
    for (size_t i = 0; hash != NULL && i < all->count; i++)
        cv_hash_add(hash, all->lines[i], strlen(all->lines[i]) + 1);
    bool done = hash != NULL && cv_hash_finish(hash, digest);
    cv_hash_free(hash);
    return done;
}

bool cv_fonts_line(char text[64])
{
    listing all = {0};
    char digest[CV_SHA256_SIZE];
    text[0] = '\0';
    look_everywhere(&all);
    if (all.count > 1)
        qsort(all.lines, all.count, sizeof all.lines[0], by_bytes);
    bool done = !all.failed && digest_of(&all, digest);
    if (done)
        snprintf(text, 64, "%zu files, %.32s", all.count, digest);
    cv_memory_free(all.lines);
    cv_arena_free(&all.arena);
    return done;
}
