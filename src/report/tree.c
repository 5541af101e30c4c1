/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/memory.h"

enum { MOST_LEVELS = 32, NEVER_DOWN = 0 };

static cv_status add_folder(cv_tree *tree, const char *root, const char *below, int level, cv_messages *messages);

static cv_status add_file(cv_tree *tree, const char *path, bool regular, cv_messages *messages)
{
    cv_tree_file *grown = cv_memory_grow(tree->items, tree->count, &tree->capacity, sizeof *grown);
    if (grown == NULL)
        return cv_fail_memory(messages);
    tree->items = grown;
    tree->items[tree->count++] = (cv_tree_file){.path = path, .regular = regular};
    return CV_OK;
}

static cv_status add_entry(cv_tree *tree, const char *root, const char *below, const char *name, int level,
                           cv_messages *messages)
{
    const char *path =
        *below == '\0' ? cv_arena_copy(&tree->arena, name) : cv_arena_format(&tree->arena, "%s/%s", below, name);
    const char *full = path == NULL ? NULL : cv_arena_format(&tree->arena, "%s/%s", root, path);
    if (full == NULL)
        return cv_fail_memory(messages);
    struct stat found;
    if (lstat(full, &found) != 0)
        return cv_fail_errno(messages, full, "cannot be looked at");
    if (S_ISDIR(found.st_mode) && level != NEVER_DOWN)
        return add_folder(tree, root, path, level + 1, messages);
    return add_file(tree, path, S_ISREG(found.st_mode), messages);
}

static cv_status add_folder(cv_tree *tree, const char *root, const char *below, int level, cv_messages *messages)
{
    const char *full = *below == '\0' ? root : cv_arena_format(&tree->arena, "%s/%s", root, below);
    if (full == NULL)
        return cv_fail_memory(messages);
    if (level > MOST_LEVELS)
        return cv_fail(messages, CV_SYSTEM, (cv_place){.file = full}, "folders are nested too deeply");
    DIR *folder = opendir(full);
    if (folder == NULL)
        return cv_fail_errno(messages, full, "cannot be listed");

    cv_status status = CV_OK;
    while (status == CV_OK) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (entry == NULL) {
            if (errno != 0)
                status = cv_fail_errno(messages, full, "cannot be listed");
            break;
        }
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            status = add_entry(tree, root, below, entry->d_name, level, messages);
    }
    closedir(folder);
    return status;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const cv_tree_file *)a)->path, ((const cv_tree_file *)b)->path);
}

static cv_status read_from(const char *folder, int level, cv_tree *to, cv_messages *messages)
{
    cv_status status = add_folder(to, folder, "", level, messages);
    if (status == CV_OK && to->count > 1)
        qsort(to->items, to->count, sizeof to->items[0], by_path);
    return status;
}

cv_status cv_tree_read(const char *folder, cv_tree *to, cv_messages *messages)
{
    return read_from(folder, 1, to, messages);
}

cv_status cv_tree_read_top(const char *folder, cv_tree *to, cv_messages *messages)
{
    return read_from(folder, NEVER_DOWN, to, messages);
}

void cv_tree_free(cv_tree *tree)
{
    cv_memory_free(tree->items);
    cv_arena_free(&tree->arena);
    *tree = (cv_tree){0};
}
