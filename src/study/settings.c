/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/node.h"

#include <string.h>

#include "base/memory.h"
#include "base/nearest.h"

static const cv_place SETTING = {"--set", 0, 0};

typedef struct setter {
    cv_arena *arena;
    cv_messages *messages;
    const char *key; /* the whole dotted key, for messages */
} setter;

static void move_to_setting(cv_node *node)
{
    node->place = node->inside = SETTING;
    for (size_t i = 0; i < node->count; i++) {
        if (node->keys != NULL)
            move_to_setting(node->keys[i]);
        move_to_setting(node->items[i]);
    }
}

static cv_node *new_node(setter *s, cv_node_kind kind, const char *text)
{
    cv_node *node = cv_arena_new(s->arena, sizeof *node);
    if (node == NULL)
        cv_fail_memory(s->messages);
    else
        *node = (cv_node){.kind = kind, .text = text, .plain = true, .place = SETTING, .inside = SETTING};
    return node;
}

bool cv_node_put(cv_arena *arena, cv_node *mapping, const char *name, cv_node *value)
{
    for (size_t i = 0; i < mapping->count; i++)
        if (strcmp(mapping->keys[i]->text, name) == 0) {
            mapping->items[i] = value;
            return true;
        }
    cv_node **keys = cv_arena_array(arena, mapping->count + 1, sizeof(cv_node *));
    cv_node **items = cv_arena_array(arena, mapping->count + 1, sizeof(cv_node *));
    cv_node *key = cv_arena_new(arena, sizeof *key);
    const char *text = cv_arena_copy(arena, name);
    if (keys == NULL || items == NULL || key == NULL || text == NULL)
        return false;
    *key = (cv_node){.kind = CV_NODE_SCALAR, .text = text, .place = value->place, .inside = value->place};
    if (mapping->count > 0) {
        memcpy(keys, mapping->keys, mapping->count * sizeof(cv_node *));
        memcpy(items, mapping->items, mapping->count * sizeof(cv_node *));
    }
    keys[mapping->count] = key;
    items[mapping->count] = value;
    mapping->keys = keys;
    mapping->items = items;
    mapping->count++;
    return true;
}

static const char *name_of(const cv_node *item)
{
    const cv_node *name = item->kind == CV_NODE_MAPPING ? cv_node_find(item, "name", NULL) : NULL;
    return name != NULL && name->kind == CV_NODE_SCALAR ? name->text : NULL;
}

static bool starts(const char *path, const char *name)
{
    size_t length = strlen(name);
    return length > 0 && strncmp(path, name, length) == 0 && (path[length] == '.' || path[length] == '\0');
}

/* Where the part of the path below `node` goes on: names may hold dots themselves, so the longest that is there wins.
 */
static size_t find_part(const cv_node *node, const char *path, size_t *length)
{
    size_t found = node->count;
    *length = 0;
    for (size_t i = 0; i < node->count; i++) {
        const char *name = node->keys != NULL ? node->keys[i]->text : name_of(node->items[i]);
        if (name != NULL && starts(path, name) && strlen(name) > *length) {
            found = i;
            *length = strlen(name);
        }
    }
    return found;
}

static cv_status fail_unnamed(setter *s, const cv_node *list, const char *path)
{
    enum { MOST = 256 };
    const char *names[MOST];
    size_t count = 0;
    for (size_t i = 0; i < list->count && count < MOST; i++)
        if ((names[count] = name_of(list->items[i])) != NULL)
            count++;
    const char *wrong = cv_arena_text(s->arena, path, strcspn(path, "."));
    if (wrong == NULL)
        return cv_fail_memory(s->messages);
    return cv_fail_expected(s->messages, CV_USAGE, SETTING, "the name of an entry of the list",
                            cv_nearest(wrong, names, count), "'%s' names nothing: there is no '%s'", s->key, wrong);
}

/* Analyses and charts are lists, and a single one may stand without its list. */
static bool wrap_single(setter *s, cv_node *root)
{
    static const char *const lists[] = {"analyses", "charts"};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        cv_node *single = cv_node_find(root, lists[i], NULL);
        if (single == NULL || single->kind != CV_NODE_MAPPING)
            continue;
        cv_node *list = new_node(s, CV_NODE_SEQUENCE, NULL);
        cv_node **items = cv_arena_array(s->arena, 1, sizeof(cv_node *));
        if (list == NULL || items == NULL)
            return false;
        list->place = single->place;
        items[0] = single;
        list->items = items;
        list->count = 1;
        if (!cv_node_put(s->arena, root, lists[i], list))
            return false;
    }
    return true;
}

static cv_status put_value(setter *s, cv_node *node, const char *path, cv_node *value)
{
    size_t length = 0, i = find_part(node, path, &length);
    if (i == node->count && node->kind == CV_NODE_SEQUENCE)
        return fail_unnamed(s, node, path);
    if (i == node->count)
        length = strcspn(path, ".");
    bool last = path[length] == '\0';
    if (length == 0 || (!last && path[length + 1] == '\0'))
        return cv_fail_expected(s->messages, CV_USAGE, SETTING, "names joined by single dots", NULL,
                                "'%s' has an empty part", s->key);
    const char *name = cv_arena_text(s->arena, path, length);
    if (name == NULL)
        return cv_fail_memory(s->messages);
    if (last && node->kind == CV_NODE_SEQUENCE) {
        node->items[i] = value;
        return CV_OK;
    }
    if (last)
        return cv_node_put(s->arena, node, name, value) ? CV_OK : cv_fail_memory(s->messages);
    cv_node *below = i < node->count ? node->items[i] : NULL;
    if (below == NULL || cv_node_is_null(below)) {
        below = new_node(s, CV_NODE_MAPPING, NULL);
        if (below == NULL || !cv_node_put(s->arena, node, name, below))
            return cv_fail_memory(s->messages);
    }
    if (below->kind == CV_NODE_SCALAR ||
        (below->kind == CV_NODE_SEQUENCE && below->count > 0 && name_of(below->items[0]) == NULL))
        return cv_fail(s->messages, CV_USAGE, SETTING, "'%s' leads nowhere: '%s' has no keys below it", s->key, name);
    return put_value(s, below, path + length + 1, value);
}

static cv_status parse_value(setter *s, const char *text, cv_node **value)
{
    cv_messages own = {0};
    cv_status status = cv_yaml_parse(SETTING.file, text, strlen(text), s->arena, value, &own);
    if (status == CV_USAGE)
        cv_fail(s->messages, CV_USAGE, SETTING, "the value of '%s' cannot be read: %s", s->key, own.items[0].problem);
    else if (status != CV_OK)
        cv_fail_memory(s->messages);
    else if (*value == NULL)
        *value = new_node(s, CV_NODE_SCALAR, "");
    if (status == CV_OK && *value != NULL)
        move_to_setting(*value);
    cv_messages_free(&own);
    return status == CV_OK && *value == NULL ? CV_SYSTEM : status;
}

static size_t count_dots(const char *key)
{
    size_t dots = 0;
    for (; *key != '\0'; key++)
        dots += *key == '.';
    return dots;
}

static cv_status apply(setter *s, cv_node *root, const char *setting)
{
    const char *equals = strchr(setting, '=');
    if (equals == NULL || equals == setting)
        return cv_fail_expected(s->messages, CV_USAGE, SETTING, "KEY=VALUE", NULL, "'%s' is no setting", setting);
    s->key = cv_arena_text(s->arena, setting, (size_t)(equals - setting));
    if (s->key == NULL)
        return cv_fail_memory(s->messages);
    if (count_dots(s->key) > CV_YAML_DEPTH)
        return cv_fail(s->messages, CV_USAGE, SETTING, "'%.60s...' has more than %d parts", s->key, CV_YAML_DEPTH);
    cv_node *value = NULL;
    cv_status status = parse_value(s, equals + 1, &value);
    return status != CV_OK ? status : put_value(s, root, s->key, value);
}

cv_status cv_settings_apply(cv_node *root, const char *const *settings, size_t count, cv_arena *arena,
                            cv_messages *messages)
{
    setter s = {.arena = arena, .messages = messages};
    cv_status worst = CV_OK;
    if (count > 0 && !wrap_single(&s, root))
        return cv_fail_memory(messages);
    for (size_t i = 0; i < count; i++) {
        cv_status status = apply(&s, root, settings[i]);
        if (worst == CV_OK)
            worst = status;
    }
    return worst;
}
