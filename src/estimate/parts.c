/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/parts.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

enum part {
    PART_NET,        /**< one variable's net */
    PART_FIGURES,    /**< an item's mean and deviation */
    PART_BOXES,      /**< its top and bottom box, and their net */
    PART_MISSING,    /**< the share of its missing answers */
    PART_TOGETHER,   /**< the item among the others */
    PART_SCALE,      /**< all items added up */
    PART_WEIGHTED,   /**< a share of missing answers, or a response rate */
    PART_UNWEIGHTED, /**< the same of rows that count 1 each */
    PART_RANKED      /**< one item of a rank question */
};

/** Levels of the axis of an item of a battery; the scale's are the first two and the last. */
enum { MEAN, SD, TOP_BOX, BOTTOM_BOX, NET, MISSING, ITEM_TOTAL, ALPHA_IF_DELETED, ALPHA, FIGURES };

static const char *const figure_names[FIGURES] = {"mean",    "sd",         "top-box",          "bottom-box", "net",
                                                  "missing", "item-total", "alpha-if-deleted", "alpha"};
static const char *const weightings[] = {"weighted", "unweighted"};

bool cv_parts_has(cv_statistic statistic)
{
    return statistic == CV_STATISTIC_NET || statistic == CV_STATISTIC_ITEMS || statistic == CV_STATISTIC_NONRESPONSE ||
           statistic == CV_STATISTIC_RESPONSE_RATE || statistic == CV_STATISTIC_MEAN_RANK ||
           statistic == CV_STATISTIC_RANK_POINTS;
}

/* ---- binding ---- */

/** What binding an analysis needs. */
struct binding {
    const cv_analysis_spec *spec;
    cv_frame *frame;
    cv_arena *arena;
    cv_plan *plan;
    cv_messages *messages;
    cv_status status; /**< the first mistake; all are told */
};

static cv_measured *add_part(struct binding *to, enum part part, size_t axis)
{
    cv_measured *of = &to->plan->of[to->plan->of_count++];
    *of = (cv_measured){.spec = {.kind = CV_ITEM_LEVELS, .slot_below = CV_NO_SLOT}, .axis = axis, .part = (int)part};
    return of;
}

static void note(struct binding *to, cv_status status)
{
    to->status = to->status == CV_OK ? status : to->status;
}

static void want_codes(struct binding *to, cv_measured *of)
{
    note(to, cv_frame_want_codes(to->frame, to->spec->of.items[of->axis], &of->spec.slot, to->messages));
}

static void want_answered(struct binding *to, cv_measured *of)
{
    of->spec.missing_level = true;
    note(to, cv_frame_want_answered(to->frame, to->spec->of.items[of->axis], &of->spec.slot, to->messages));
}

static void bind_rates(struct binding *to, size_t axis, void (*want)(struct binding *, cv_measured *))
{
    want(to, add_part(to, PART_WEIGHTED, axis));
    cv_measured *of = add_part(to, PART_UNWEIGHTED, axis);
    of->spec.unweighted = true;
    want(to, of);
}

static void add_scale(struct binding *to, enum part part, size_t axis, const size_t *slots, size_t count, size_t item)
{
    cv_measured *of = add_part(to, part, axis);
    of->spec.kind = CV_ITEM_SCALE;
    of->spec.scale = slots;
    of->spec.scale_count = count;
    of->item = item;
}

static void bind_item(struct binding *to, size_t item, const size_t *slots)
{
    size_t items = to->spec->of.count;
    add_scale(to, PART_FIGURES, item, &slots[item], 1, 0);
    if (to->spec->positive.count > 0)
        want_codes(to, add_part(to, PART_BOXES, item));
    want_answered(to, add_part(to, PART_MISSING, item));
    if (items > 1)
        add_scale(to, PART_TOGETHER, item, slots, items, item);
}

/* The whole battery comes last, on an axis of its own. */
static void bind_items(struct binding *to)
{
    const cv_words *of = &to->spec->of;
    size_t *slots = cv_arena_array(to->arena, of->count + 1, sizeof *slots);
    if (slots == NULL) {
        note(to, cv_fail_memory(to->messages));
        return;
    }
    for (size_t i = 0; i < of->count; i++)
        note(to, cv_frame_want_number(to->frame, of->items[i], &slots[i], to->messages));
    for (size_t i = 0; i < of->count; i++)
        bind_item(to, i, slots);
    if (of->count > 1)
        add_scale(to, PART_SCALE, of->count, slots, of->count, 0);
}

/* ---- binding: ranks ---- */

static bool is_level(const cv_level_spec *level, const char *text)
{
    return strcmp(level->value.text, text) == 0 || strcmp(level->label, text) == 0;
}

static bool is_asked(const cv_words *asked, const cv_level_spec *level)
{
    for (size_t i = 0; i < asked->count; i++)
        if (is_level(level, asked->items[i].text))
            return true;
    return asked->count == 0;
}

/* The points of rank 1, 2, ...: the ranks themselves for a mean rank. */
static const double *points_of(struct binding *to, const cv_variable_spec *variable, size_t *count)
{
    bool mean = to->spec->statistic == CV_STATISTIC_MEAN_RANK;
    *count = mean ? CV_MOST_CHOICES : to->spec->point_count;
    if (!mean && to->spec->point_count > 0)
        return to->spec->points;
    if (!mean)
        *count = variable->columns.count;
    double *points = cv_arena_array(to->arena, *count + 1, sizeof *points);
    for (size_t r = 0; points != NULL && r < *count; r++)
        points[r] = mean ? 1 + (double)r : (double)(*count - r);
    if (points == NULL)
        note(to, cv_fail_memory(to->messages));
    return points;
}

static void bind_ranked(struct binding *to, const cv_study *study, size_t axis)
{
    cv_word name = to->spec->of.items[axis];
    const cv_variable_spec *variable = cv_study_variable(study, name.text);
    size_t count = 0;
    const double *points = points_of(to, variable, &count);
    for (size_t i = 0; points != NULL && i < cv_variable_choice_count(variable); i++) {
        cv_level_spec level = cv_variable_choice(variable, i);
        if (!is_asked(&to->spec->level, &level))
            continue;
        bool mean = to->spec->statistic == CV_STATISTIC_MEAN_RANK;
        cv_rank_points wanted = {.item = i, .points = points, .count = count, .unranked = mean ? (double)NAN : 0};
        cv_measured *of = add_part(to, PART_RANKED, axis);
        of->spec.kind = CV_ITEM_NUMBER;
        of->item = i;
        of->variable = variable;
        note(to, cv_frame_want_points(to->frame, name, &wanted, &of->spec.slot, to->messages));
    }
}

static size_t most_parts(const cv_study *study, const cv_analysis_spec *spec)
{
    enum { OF_AN_ITEM = 4 };
    size_t most = 1 + OF_AN_ITEM * spec->of.count;
    for (size_t i = 0; i < spec->of.count; i++) {
        const cv_variable_spec *variable = cv_study_variable(study, spec->of.items[i].text);
        most += variable != NULL && cv_variable_is_multiple(variable) ? cv_variable_choice_count(variable) : 0;
    }
    return most;
}

cv_status cv_parts_bind(const cv_study *study, const cv_analysis_spec *spec, cv_frame *frame, cv_arena *arena,
                        cv_plan *plan, cv_messages *messages)
{
    struct binding to = {.spec = spec, .frame = frame, .arena = arena, .plan = plan, .messages = messages};
    plan->of = cv_arena_array(arena, most_parts(study, spec) + 1, sizeof *plan->of);
    if (plan->of == NULL)
        return cv_fail_memory(messages);
    if (spec->statistic == CV_STATISTIC_ITEMS)
        bind_items(&to);
    for (size_t i = 0; spec->statistic != CV_STATISTIC_ITEMS && i < spec->of.count; i++) {
        if (spec->statistic == CV_STATISTIC_NET)
            want_codes(&to, add_part(&to, PART_NET, i));
        else if (spec->statistic == CV_STATISTIC_NONRESPONSE)
            bind_rates(&to, i, want_answered);
        else if (spec->statistic == CV_STATISTIC_RESPONSE_RATE)
            bind_rates(&to, i, want_codes);
        else
            bind_ranked(&to, study, i);
    }
    return to.status;
}

/* ---- after the run ---- */

/** What settling an analysis needs. */
struct settling {
    cv_plan *plan;
    const cv_frame *frame;
    cv_arena *arena;
    cv_result *result;
    char decimal; /**< of the data */
};

/* Marks the slots of the levels that a list names with `value`; counts in `found` [list] those it has. */
static void mark(const cv_levels *levels, const cv_words *list, double value, double *slots, size_t *found)
{
    for (size_t w = 0; w < list->count; w++) {
        size_t at = levels->count;
        for (size_t i = levels->count; i-- > 0;)
            if (strcmp(levels->levels[i].label, list->items[w].text) == 0)
                at = i;
        for (size_t i = 0; i < levels->count; i++)
            if (strcmp(levels->levels[i].value, list->items[w].text) == 0)
                at = i;
        if (at == levels->count)
            continue;
        slots[at] = value;
        if (found != NULL)
            found[w]++;
    }
}

static double *new_slots(const struct settling *in, size_t slots, double value)
{
    double *array = cv_arena_array(in->arena, slots + 1, sizeof *array);
    for (size_t i = 0; array != NULL && i < slots; i++)
        array[i] = value;
    return array;
}

/* Whether a level may be there without a row that has it: a point of a scale of numbers that the study does not
 * declare, or any level where nobody answered. */
static bool may_be_absent(const cv_levels *levels, const char *text, char decimal)
{
    double wanted, number;
    if (levels->count == 0)
        return true;
    if (levels->declared > 0 || !cv_number_parse(text, strlen(text), decimal, &wanted))
        return false;
    for (size_t i = 0; i < levels->count; i++) {
        const char *value = levels->levels[i].value;
        if (!cv_number_parse(value, strlen(value), decimal, &number) || number == wanted)
            return false; /* 5.0 is there, and 5 is another text */
    }
    return true;
}

/* Says of each level of a list whether some variable of the analysis has it, or may have. @return one that is measured
 * by its levels, NULL: none */
static const cv_measured *find_list(const struct settling *in, const cv_words *list, double *scratch, size_t *found)
{
    const cv_measured *last = NULL;
    for (size_t v = 0; v < in->plan->of_count; v++) {
        const cv_measured *of = &in->plan->of[v];
        if (of->part != PART_NET && of->part != PART_BOXES && of->part != PART_WEIGHTED)
            continue;
        cv_levels levels = cv_frame_code_levels(in->frame, of->spec.slot);
        mark(&levels, list, 1, scratch, found);
        for (size_t w = 0; w < list->count; w++)
            found[w] += may_be_absent(&levels, list->items[w].text, in->decimal);
        last = of;
    }
    return last;
}

static size_t most_levels(const struct settling *in)
{
    size_t most = 0;
    for (size_t v = 0; v < in->plan->of_count; v++) {
        const cv_measured *of = &in->plan->of[v];
        size_t count = of->spec.kind == CV_ITEM_LEVELS ? cv_frame_code_levels(in->frame, of->spec.slot).count : 0;
        most = count > most ? count : most;
    }
    return most;
}

/* A level that no variable of the analysis has is a mistake. */
static cv_status check_list(const struct settling *in, const cv_words *list, cv_messages *messages)
{
    size_t *found = cv_arena_array(in->arena, list->count + 1, sizeof *found);
    double *scratch = new_slots(in, most_levels(in), 0);
    if (found == NULL || scratch == NULL)
        return cv_fail_memory(messages);
    const cv_measured *last = find_list(in, list, scratch, found);
    for (size_t w = 0; last != NULL && w < list->count; w++) {
        cv_axis axis;
        cv_levels levels = cv_frame_code_levels(in->frame, last->spec.slot);
        if (found[w] > 0)
            continue;
        if (!cv_axis_fill(&levels, in->plan->spec->of.items[last->axis].text, NULL, false, in->arena, &axis))
            return cv_fail_memory(messages);
        return cv_axis_fail(&axis, list->items[w], messages);
    }
    return CV_OK;
}

static cv_status check_lists(const struct settling *in, cv_messages *messages)
{
    const cv_analysis_spec *spec = in->plan->spec;
    const cv_words *const lists[] = {&spec->positive, &spec->negative, &spec->respondents, &spec->ineligible,
                                     &spec->unknown};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        cv_status status = check_list(in, lists[i], messages);
        if (status != CV_OK)
            return status;
    }
    return CV_OK;
}

/* ---- quotients ---- */

static bool fill_boxes(const struct settling *in, cv_measured *of, cv_quotient *to)
{
    const cv_analysis_spec *spec = in->plan->spec;
    cv_levels levels = cv_frame_code_levels(in->frame, of->spec.slot);
    double *top = new_slots(in, levels.count, 0), *bottom = new_slots(in, levels.count, 0);
    double *net = new_slots(in, levels.count, 0), *all = new_slots(in, levels.count, 1);
    if (top == NULL || bottom == NULL || net == NULL || all == NULL)
        return false;
    mark(&levels, &spec->positive, 1, top, NULL);
    mark(&levels, &spec->negative, 1, bottom, NULL);
    for (size_t i = 0; i < levels.count; i++)
        net[i] = top[i] - bottom[i];
    size_t made = 0;
    if (of->part == PART_BOXES)
        to[made++] = (cv_quotient){top, all, 1, true};
    if (of->part == PART_BOXES && spec->negative.count > 0)
        to[made++] = (cv_quotient){bottom, all, 1, true};
    if (of->part == PART_NET || spec->negative.count > 0)
        to[made++] = (cv_quotient){net, all, 100, false};
    of->shown_count = made;
    return true;
}

static bool fill_missing(const struct settling *in, cv_measured *of, cv_quotient *to)
{
    double *missing = new_slots(in, 2, 0), *all = new_slots(in, 2, 1);
    if (missing == NULL || all == NULL)
        return false;
    missing[1] = 1; /* after the one level "answered" */
    to[0] = (cv_quotient){missing, all, 1, true};
    of->shown_count = 1;
    return true;
}

/* The American Association for Public Opinion Research's RR1 and RR2 where every unknown unit counts, RR3 and RR4 where
 * a share of them does (AAPOR 2023, Standard Definitions). */
static bool fill_response(const struct settling *in, cv_measured *of, cv_quotient *to)
{
    const cv_analysis_spec *spec = in->plan->spec;
    cv_levels levels = cv_frame_code_levels(in->frame, of->spec.slot);
    double *took_part = new_slots(in, levels.count, 0), *eligible = new_slots(in, levels.count, 1);
    if (took_part == NULL || eligible == NULL)
        return false;
    mark(&levels, &spec->respondents, 1, took_part, NULL);
    mark(&levels, &spec->ineligible, 0, eligible, NULL);
    mark(&levels, &spec->unknown, spec->eligible_share, eligible, NULL);
    to[0] = (cv_quotient){took_part, eligible, 1, true};
    of->shown_count = 1;
    return true;
}

static bool settle_quotients(const struct settling *in, cv_measured *of)
{
    enum { MOST = 3 };
    cv_quotient *to = cv_arena_array(in->arena, MOST, sizeof *to);
    bool response = in->plan->spec->statistic == CV_STATISTIC_RESPONSE_RATE;
    of->quotients = to;
    if (to == NULL)
        return false;
    return of->part == PART_NET || of->part == PART_BOXES ? fill_boxes(in, of, to)
           : response                                     ? fill_response(in, of, to)
                                                          : fill_missing(in, of, to);
}

cv_status cv_parts_responses(cv_measured *of, size_t levels, cv_arena *arena, cv_messages *messages)
{
    const struct settling in = {.arena = arena};
    cv_quotient *to = cv_arena_array(arena, of->shown_count + 1, sizeof *to);
    double *answers = new_slots(&in, levels + 1, 1);
    if (to == NULL || answers == NULL)
        return cv_fail_memory(messages);
    answers[0] = 0; /* the rows that answered */
    for (size_t r = 0; r < of->shown_count; r++) {
        double *one = new_slots(&in, levels + 1, 0);
        if (one == NULL)
            return cv_fail_memory(messages);
        one[of->slots[of->shown[r]]] = 1;
        to[r] = (cv_quotient){one, answers, 1, true};
    }
    of->quotients = to;
    return CV_OK;
}

cv_status cv_parts_answers(cv_measured *of, size_t levels, cv_arena *arena, cv_messages *messages)
{
    const struct settling in = {.arena = arena};
    cv_quotient *to = cv_arena_array(arena, 1, sizeof *to);
    double *answers = new_slots(&in, levels + 1, 1), *rows = new_slots(&in, levels + 1, 0);
    if (to == NULL || answers == NULL || rows == NULL)
        return cv_fail_memory(messages);
    answers[0] = 0;
    rows[0] = 1;
    *to = (cv_quotient){answers, rows, 1, false};
    of->quotients = to;
    return CV_OK;
}

/* ---- what is shown ---- */

/* The names that a part shows of its axis. */
static size_t names_of(const struct settling *in, const cv_measured *of, const char *const **names)
{
    static const char *const scale[] = {"mean", "sd", "alpha"};
    const size_t items = in->plan->spec->of.count;
    switch ((enum part)of->part) {
    case PART_FIGURES:
        *names = figure_names;
        return 2;
    case PART_BOXES:
        *names = &figure_names[TOP_BOX];
        return in->plan->spec->negative.count > 0 ? 3 : 1;
    case PART_MISSING:
        *names = &figure_names[MISSING];
        return 1;
    case PART_TOGETHER:
        *names = &figure_names[ITEM_TOTAL];
        return items > 2 ? 2 : 1;
    case PART_SCALE:
        *names = scale;
        return 3;
    case PART_WEIGHTED:
    case PART_UNWEIGHTED:
        *names = &weightings[of->part == PART_UNWEIGHTED];
        return 1;
    case PART_NET:
    case PART_RANKED:
        break;
    }
    *names = NULL;
    return 0;
}

/* Adds the part's names to its axis, which has room, and shows them. */
static bool show_names(const struct settling *in, cv_measured *of)
{
    cv_axis *axis = &in->result->of[of->axis];
    const char *const *names;
    size_t count = names_of(in, of, &names);
    int32_t *shown = cv_arena_array(in->arena, count + 1, sizeof *shown);
    if (shown == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < axis->count && strcmp(axis->values[at], names[i]) != 0)
            at++;
        axis->values[at] = axis->labels[at] = names[i];
        axis->count += at == axis->count;
        shown[i] = (int32_t)at;
    }
    of->shown = count > 0 ? shown : NULL;
    of->shown_count = count > 0 ? count : 1;
    return true;
}

static bool settle_figures(const struct settling *in, cv_measured *of)
{
    static const cv_scale_figure item[] = {CV_SCALE_MEAN, CV_SCALE_SD};
    static const cv_scale_figure together[] = {CV_SCALE_ITEM_TOTAL, CV_SCALE_ALPHA_IF_DELETED};
    static const cv_scale_figure scale[] = {CV_SCALE_MEAN, CV_SCALE_SD, CV_SCALE_ALPHA};
    (void)in;
    of->figures = of->part == PART_FIGURES ? item : of->part == PART_TOGETHER ? together : scale;
    return true;
}

/* The items of a rank question are its levels, whether or not a part shows them. */
static bool settle_ranked(const struct settling *in, cv_measured *of)
{
    cv_axis *axis = &in->result->of[of->axis];
    const cv_variable_spec *variable = of->variable;
    int32_t *shown = cv_arena_array(in->arena, 1, sizeof *shown);
    if (shown == NULL)
        return false;
    axis->count = cv_variable_choice_count(variable);
    for (size_t i = 0; i < axis->count; i++) {
        cv_level_spec level = cv_variable_choice(variable, i);
        axis->values[i] = level.value.text;
        axis->labels[i] = level.label;
    }
    *shown = (int32_t)of->item;
    of->shown = shown;
    of->shown_count = 1;
    return true;
}

static bool settle_part(const struct settling *in, cv_measured *of)
{
    if (of->part == PART_RANKED)
        return settle_ranked(in, of);
    if (!show_names(in, of))
        return false;
    return of->spec.kind == CV_ITEM_SCALE ? settle_figures(in, of) : settle_quotients(in, of);
}

static bool make_axes(const struct settling *in)
{
    const cv_words *of = &in->plan->spec->of;
    cv_result *result = in->result;
    bool scale = in->plan->spec->statistic == CV_STATISTIC_ITEMS && of->count > 1;
    enum { ROOM = CV_MOST_CHOICES + FIGURES };
    result->of_count = of->count + scale;
    result->of = cv_arena_array(in->arena, result->of_count + 1, sizeof *result->of);
    for (size_t i = 0; result->of != NULL && i < result->of_count; i++) {
        cv_axis *axis = &result->of[i];
        const char *label = i < of->count ? cv_frame_label(in->frame, of->items[i].text) : "All items together";
        axis->variable = cv_arena_copy(in->arena, i < of->count ? of->items[i].text : "(scale)");
        axis->label = cv_arena_copy(in->arena, label != NULL ? label : of->items[i].text);
        axis->values = cv_arena_array(in->arena, ROOM, sizeof *axis->values);
        axis->labels = cv_arena_array(in->arena, ROOM, sizeof *axis->labels);
        if (axis->variable == NULL || axis->label == NULL || axis->values == NULL || axis->labels == NULL)
            return false;
    }
    return result->of != NULL;
}

cv_status cv_parts_settle(cv_plan *plan, const cv_frame *frame, cv_arena *arena, cv_result *result,
                          cv_messages *messages)
{
    const struct settling in = {
        .plan = plan, .frame = frame, .arena = arena, .result = result, .decimal = plan->decimal};
    cv_status status = check_lists(&in, messages);
    if (status != CV_OK)
        return status;
    bool made = make_axes(&in);
    for (size_t v = 0; made && v < plan->of_count; v++)
        made = settle_part(&in, &plan->of[v]);
    return made ? CV_OK : cv_fail_memory(messages);
}
