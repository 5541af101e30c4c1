/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* fstatat, openat, fdopendir */
#include "plot/fonts.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

enum { DEPTH_MOST = 8 };

/* Where fontconfig looks as Debian sets it up, and its settings. */
static const char *const system_folders[] = {"/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts",
                                             "/etc/fonts", "/usr/share/fontconfig"};
static const char *const home_folders[] = {".fonts", ".local/share/fonts", ".config/fontconfig", ".fonts.conf"};

static void note(struct timespec *latest, struct timespec time)
{
    if (time.tv_sec > latest->tv_sec || (time.tv_sec == latest->tv_sec && time.tv_nsec > latest->tv_nsec))
        *latest = time;
}

/* The file's own change, which a package that sets the time of writing cannot hide; of a folder, all below it too. */
static void look(int folder, const char *name, int depth, struct timespec *latest)
{
    struct stat about;
    bool top = depth == 0; /* may be a link: below it, links are files like others */
    if (fstatat(folder, name, &about, top ? 0 : AT_SYMLINK_NOFOLLOW) != 0)
        return;
    note(latest, about.st_ctim);
    note(latest, about.st_mtim);
    if (!S_ISDIR(about.st_mode) || depth == DEPTH_MOST)
        return;
    int opened = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (top ? 0 : O_NOFOLLOW));
    DIR *items = opened < 0 ? NULL : fdopendir(opened);
    if (items == NULL && opened >= 0)
        close(opened);
    for (struct dirent *item = items == NULL ? NULL : readdir(items); item != NULL; item = readdir(items))
        if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0)
            look(opened, item->d_name, depth + 1, latest);
    if (items != NULL)
        closedir(items);
}

struct timespec cv_fonts_changed(void)
{
    struct timespec latest = {0};
    cv_arena arena = {0};
    const char *home = getenv("HOME");
    for (size_t i = 0; i < sizeof system_folders / sizeof system_folders[0]; i++)
        look(AT_FDCWD, system_folders[i], 0, &latest);
    for (size_t i = 0; home != NULL && home[0] != '\0' && i < sizeof home_folders / sizeof home_folders[0]; i++) {
        const char *path = cv_arena_format(&arena, "%s/%s", home, home_folders[i]);
        if (path != NULL)
            look(AT_FDCWD, path, 0, &latest);
    }
    cv_arena_free(&arena);
    return latest;
}
