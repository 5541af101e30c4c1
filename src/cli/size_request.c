/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of `canvass size`: one table says for each number what it may be, one for each question which options
 * belong to it. */
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "base/number.h"
#include "cli/size.h"
#include "estimate/interval.h"

const cv_option cv_size_options[CV_SIZE_COUNT] = {
    [CV_SIZE_P] = {"p", "P,...", "the proportion that is expected (default: 0.5, the widest)"},
    [CV_SIZE_MARGIN] = {"margin", "D,...", "find the interviews for this half-width: 0.03 is 3 points"},
    [CV_SIZE_N] = {"n", "N,...", "interviews (in the first group): find what they can show"},
    [CV_SIZE_CONFIDENCE] = {"confidence", "LEVEL", "of the interval (default: 0.95)"},
    [CV_SIZE_CI] = {"ci", "METHOD", "the interval: wald (default), wilson, logit,\nclopper-pearson, ..."},
    [CV_SIZE_SD] = {"sd", "S,...",
                    "a mean, not a proportion: the answers' standard deviation;\n--margin and --difference are in its "
                    "unit"},
    [CV_SIZE_P1] = {"p1", "P,...", "a difference: the first group's proportion"},
    [CV_SIZE_P2] = {"p2", "P,...", "the second group's"},
    [CV_SIZE_DIFFERENCE] = {"difference", "D,...", "the second group's less the first's, instead of --p2"},
    [CV_SIZE_POWER] = {"power", "POWER,...", "the chance of finding the difference (default: 0.8)"},
    [CV_SIZE_ALPHA] = {"alpha", "A", "the test's level (default: 0.05)"},
    [CV_SIZE_ONE_SIDED] = {"one-sided", NULL, "test on the side of the difference only"},
    [CV_SIZE_UNPOOLED] = {"unpooled", NULL,
                          "test with the two proportions' own variance, as the Wald\ntest does (default: their common "
                          "one)"},
    [CV_SIZE_RATIO] = {"ratio", "R", "interviews in the second group for one in the first\n(default: 1)"},
    [CV_SIZE_DEFF] = {"deff", "D,...", "the design effect (default: 1)"},
    [CV_SIZE_CLUSTER] = {"cluster-size", "M",
                         "interviews in each cluster, with --icc: the design effect\nis 1 + (M - "
                         "1) RHO"},
    [CV_SIZE_ICC] = {"icc", "RHO", "the intra-class correlation of the answers in a cluster"},
    [CV_SIZE_POPULATION] = {"population", "N", "people in each group (default: without end)"},
    [CV_SIZE_RESPONSE] = {"response", "RATE", "the share of those drawn who answer (default: 1)"},
    [CV_SIZE_GROUPS] = {"groups", "K",
                        "countries or groups, each with that many interviews\n(default: 1; for "
                        "differences 2)"},
    [CV_SIZE_ADJUST] = {"adjust", "METHOD",
                        "for all intervals or pairs of groups together:\nbonferroni, holm or none "
                        "(default: none for intervals,\nholm for pairs)"},
    [CV_SIZE_LIKE] = {"like", "STUDY.yaml:NAME",
                      "take proportions and design effects from the results of\nthis "
                      "analysis; FOLDER:NAME too"},
    [CV_SIZE_ROW] = {"row", "COLUMN=VALUE", "of these rows of its table only; may be repeated"},
    [CV_SIZE_FORMAT] = {"format", "FORMAT", "text (default), csv or json"},
    [CV_SIZE_CHART] = {"chart", "FILE",
                       "also draws the precision or the power against the\ninterviews; by the name's ending svg, png, "
                       "pdf, or gp\n(the script); may be repeated"},
};

/* ---- what goes with what ---- */

static const size_t of_precision[] = {CV_SIZE_P, CV_SIZE_MARGIN, CV_SIZE_CONFIDENCE, CV_SIZE_CI};
static const size_t of_difference[] = {CV_SIZE_P1,    CV_SIZE_P2,        CV_SIZE_DIFFERENCE, CV_SIZE_POWER,
                                       CV_SIZE_ALPHA, CV_SIZE_ONE_SIDED, CV_SIZE_UNPOOLED,   CV_SIZE_RATIO};

/* Each needs the other, or excludes it. */
static const struct {
    size_t option, other;
    bool needs;
} pairs[] = {
    {CV_SIZE_CLUSTER, CV_SIZE_ICC, true}, {CV_SIZE_ICC, CV_SIZE_CLUSTER, true}, {CV_SIZE_ROW, CV_SIZE_LIKE, true},
    {CV_SIZE_ICC, CV_SIZE_DEFF, false},   {CV_SIZE_MARGIN, CV_SIZE_N, false},   {CV_SIZE_P2, CV_SIZE_DIFFERENCE, false},
    {CV_SIZE_SD, CV_SIZE_P, false},       {CV_SIZE_SD, CV_SIZE_P1, false},      {CV_SIZE_SD, CV_SIZE_P2, false},
    {CV_SIZE_SD, CV_SIZE_CI, false},      {CV_SIZE_SD, CV_SIZE_UNPOOLED, false}};

static cv_place place_of(size_t option)
{
    static const char *const names[CV_SIZE_COUNT] = {
        [CV_SIZE_P] = "--p",
        [CV_SIZE_MARGIN] = "--margin",
        [CV_SIZE_N] = "--n",
        [CV_SIZE_CONFIDENCE] = "--confidence",
        [CV_SIZE_CI] = "--ci",
        [CV_SIZE_SD] = "--sd",
        [CV_SIZE_P1] = "--p1",
        [CV_SIZE_P2] = "--p2",
        [CV_SIZE_DIFFERENCE] = "--difference",
        [CV_SIZE_POWER] = "--power",
        [CV_SIZE_ALPHA] = "--alpha",
        [CV_SIZE_RATIO] = "--ratio",
        [CV_SIZE_DEFF] = "--deff",
        [CV_SIZE_CLUSTER] = "--cluster-size",
        [CV_SIZE_ICC] = "--icc",
        [CV_SIZE_POPULATION] = "--population",
        [CV_SIZE_RESPONSE] = "--response",
        [CV_SIZE_GROUPS] = "--groups",
        [CV_SIZE_ADJUST] = "--adjust",
    };
    return (cv_place){.file = names[option]};
}

bool cv_size_is_difference(cv_size_question question)
{
    return question == CV_SIZE_FIND_N_OF_POWER || question == CV_SIZE_FIND_POWER || question == CV_SIZE_FIND_DIFFERENCE;
}

static bool has_any(const cv_arguments *arguments, const size_t *options, size_t count, size_t *first)
{
    for (size_t i = 0; i < count; i++)
        if (cv_arguments_has(arguments, options[i])) {
            *first = options[i];
            return true;
        }
    return false;
}

static cv_status check_pairs(const cv_arguments *arguments, cv_messages *messages)
{
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const char *name = cv_size_options[pairs[i].option].name, *other = cv_size_options[pairs[i].other].name;
        bool has = cv_arguments_has(arguments, pairs[i].option),
             has_other = cv_arguments_has(arguments, pairs[i].other);
        if (has && !has_other && pairs[i].needs)
            return cv_fail(messages, CV_USAGE, (cv_place){0}, "'--%s' needs '--%s' beside it", name, other);
        if (has && has_other && !pairs[i].needs)
            return cv_fail(messages, CV_USAGE, (cv_place){0}, "'--%s' and '--%s' do not go together", name, other);
    }
    return CV_OK;
}

static cv_status find_question(const cv_arguments *arguments, cv_size_question *to, cv_messages *messages)
{
    size_t first = 0, other = 0;
    bool precision = has_any(arguments, of_precision, sizeof of_precision / sizeof *of_precision, &first);
    bool difference = has_any(arguments, of_difference, sizeof of_difference / sizeof *of_difference, &other);
    bool n = cv_arguments_has(arguments, CV_SIZE_N);
    if (precision && difference)
        return cv_fail_expected(messages, CV_USAGE, (cv_place){0},
                                "the options of one question: 'canvass help size' lists both", NULL,
                                "'--%s' is about one proportion, '--%s' about a difference between two",
                                cv_size_options[first].name, cv_size_options[other].name);
    if (!difference) {
        *to = n ? CV_SIZE_FIND_HALF_WIDTH : CV_SIZE_FIND_N;
        if (!n && !cv_arguments_has(arguments, CV_SIZE_MARGIN))
            return cv_fail_expected(messages, CV_USAGE, (cv_place){0},
                                    "--margin (to find the interviews), --n (to find the half-width), or --p1 for a "
                                    "difference",
                                    NULL, "nothing to find");
        return CV_OK;
    }
    bool second = cv_arguments_has(arguments, CV_SIZE_P2) || cv_arguments_has(arguments, CV_SIZE_DIFFERENCE);
    *to = second ? n ? CV_SIZE_FIND_POWER : CV_SIZE_FIND_N_OF_POWER : CV_SIZE_FIND_DIFFERENCE;
    if (!second && !n)
        return cv_fail_expected(messages, CV_USAGE, (cv_place){0},
                                "--p2 or --difference (to find the interviews), --n (to find the smallest difference), "
                                "or both (to find the power)",
                                NULL, "nothing to find");
    if (second && n && cv_arguments_has(arguments, CV_SIZE_POWER))
        return cv_fail_expected(messages, CV_USAGE, (cv_place){0}, "two of --power, --n and the difference", NULL,
                                "nothing to find: '--power', '--n' and the difference are all given");
    return CV_OK;
}

/* ---- numbers ---- */

#define PROPORTION "a proportion above 0 and below 1, as in 0.3"

/* What a number may be; `open`: the bounds themselves are not allowed. */
static const struct range {
    double least, most;
    bool open, whole, list;
    const char *expected;
} ranges[CV_SIZE_COUNT] = {
    [CV_SIZE_P] = {0, 1, true, false, true, PROPORTION},
    [CV_SIZE_MARGIN] = {0, 1, true, false, true, "a half-width above 0 and below 1, as in 0.03 for 3 points"},
    [CV_SIZE_N] = {1, 1e12, false, true, true, "a whole number of interviews"},
    [CV_SIZE_CONFIDENCE] = {0, 1, true, false, false, "a share above 0 and below 1, as in 0.95"},
    [CV_SIZE_SD] = {0, INFINITY, true, false, true, "a standard deviation above 0, as in 15"},
    [CV_SIZE_P1] = {0, 1, true, false, true, PROPORTION},
    [CV_SIZE_P2] = {0, 1, true, false, true, PROPORTION},
    [CV_SIZE_DIFFERENCE] = {-1, 1, true, false, true, "a difference above -1 and below 1, as in 0.05 for 5 points"},
    [CV_SIZE_POWER] = {0, 1, true, false, true, "a chance above 0 and below 1, as in 0.8"},
    [CV_SIZE_ALPHA] = {0, 1, true, false, false, "a share above 0 and below 1, as in 0.05"},
    [CV_SIZE_RATIO] = {1e-6, 1e6, false, false, false, "a number from 1e-6 to 1e6, as in 2 for twice as many"},
    [CV_SIZE_DEFF] = {0, 1e6, true, false, true, "a design effect above 0, as in 1.5"},
    [CV_SIZE_CLUSTER] = {1, 1e12, false, false, false, "a number of interviews, 1 or more"},
    [CV_SIZE_ICC] = {-1, 1, false, false, false, "a correlation from -1 to 1, as in 0.05"},
    [CV_SIZE_POPULATION] = {2, 1e15, false, true, false, "a whole number of people, 2 or more"},
    [CV_SIZE_RESPONSE] = {0, 1, false, false, false, "a share above 0, at most 1, as in 0.6"},
    [CV_SIZE_GROUPS] = {1, 1e6, false, true, false, "a whole number of groups"},
};

/* The same two of means, in the answers' unit. */
static const struct range mean_margin = {0,     INFINITY, true,
                                         false, true,     "a half-width above 0, in the answers' unit, as in 2"},
                          mean_difference = {-INFINITY, INFINITY, true,
                                             false,     true,     "a difference in the answers' unit, as in 5"};

static const struct range *range_of(size_t option, bool mean)
{
    return !mean                          ? &ranges[option]
           : option == CV_SIZE_MARGIN     ? &mean_margin
           : option == CV_SIZE_DIFFERENCE ? &mean_difference
                                          : &ranges[option];
}

static bool is_within(const struct range *range, double number)
{
    return number >= range->least && number <= range->most &&
           !(range->open && (number == range->least || number == range->most)) &&
           !(range->whole && number != floor(number));
}

/* A number, or several behind commas, of each text of the option. */
static cv_status read_numbers(const cv_arguments *arguments, size_t option, const struct range *range,
                              cv_size_numbers *to, cv_arena *arena, cv_messages *messages)
{
    const cv_option_values *given = &arguments->values[option];
    size_t most = 0;
    for (size_t i = 0; i < given->count; i++)
        for (const char *c = given->items[i]; c != NULL; c = strchr(c + 1, ','))
            most++;
    to->count = 0;
    if ((to->items = cv_arena_array(arena, most + 1, sizeof *to->items)) == NULL)
        return cv_fail_memory(messages);
    for (size_t i = range->list || given->count == 0 ? 0 : given->count - 1; i < given->count; i++)
        for (const char *at = given->items[i]; at != NULL;) {
            size_t length = range->list ? strcspn(at, ",") : strlen(at);
            double number;
            if (!cv_number_parse(at, length, '.', &number) || !is_within(range, number) ||
                (option == CV_SIZE_RESPONSE && number == 0))
                return cv_fail_expected(messages, CV_USAGE, place_of(option), range->expected, NULL, "'%.*s' is none",
                                        (int)length, at);
            to->items[to->count++] = number;
            at = at[length] == '\0' ? NULL : at + length + 1;
        }
    return CV_OK;
}

/* All mistakes in numbers, not only the first. */
typedef struct number_reader {
    const cv_arguments *arguments;
    cv_arena *arena;
    cv_messages *messages;
    cv_status status;
    bool mean;
} number_reader;

static cv_size_numbers read_list(number_reader *reader, size_t option, double otherwise)
{
    cv_size_numbers list = {0};
    cv_status status =
        read_numbers(reader->arguments, option, range_of(option, reader->mean), &list, reader->arena, reader->messages);
    if (reader->status == CV_OK)
        reader->status = status;
    if (status == CV_OK && list.count == 0)
        list.items[list.count++] = otherwise;
    return list;
}

static double read_number(number_reader *reader, size_t option, double otherwise)
{
    cv_size_numbers list = read_list(reader, option, otherwise);
    return list.count == 0 ? otherwise : list.items[list.count - 1];
}

/* What p is given by. */
static size_t option_of_p(const cv_size_request *of)
{
    return of->mean ? CV_SIZE_SD : cv_size_is_difference(of->question) ? CV_SIZE_P1 : CV_SIZE_P;
}

static cv_status read_every_number(const cv_arguments *arguments, cv_size_request *to, cv_messages *messages)
{
    number_reader reader = {arguments, &to->arena, messages, CV_OK, to->mean};
    bool difference = cv_size_is_difference(to->question);
    to->second_is_difference = cv_arguments_has(arguments, CV_SIZE_DIFFERENCE);
    to->p = read_list(&reader, option_of_p(to), difference || to->mean ? (double)NAN : 0.5);
    to->second = read_list(&reader, to->second_is_difference ? CV_SIZE_DIFFERENCE : CV_SIZE_P2, NAN);
    to->n = read_list(&reader, CV_SIZE_N, NAN);
    to->target = read_list(&reader, difference ? CV_SIZE_POWER : CV_SIZE_MARGIN, difference ? 0.8 : (double)NAN);
    to->deffs = read_list(&reader, CV_SIZE_DEFF, 1);
    to->cluster = read_number(&reader, CV_SIZE_CLUSTER, NAN);
    to->icc = read_number(&reader, CV_SIZE_ICC, NAN);
    to->response = read_number(&reader, CV_SIZE_RESPONSE, 1);
    to->groups = read_number(&reader, CV_SIZE_GROUPS, difference ? 2 : 1);
    to->plan.ratio = read_number(&reader, CV_SIZE_RATIO, 1);
    to->plan.population = read_number(&reader, CV_SIZE_POPULATION, INFINITY);
    to->alpha =
        difference ? read_number(&reader, CV_SIZE_ALPHA, 0.05) : 1 - read_number(&reader, CV_SIZE_CONFIDENCE, 0.95);
    to->plan.one_sided = cv_arguments_has(arguments, CV_SIZE_ONE_SIDED);
    to->plan.unpooled = cv_arguments_has(arguments, CV_SIZE_UNPOOLED);
    return reader.status;
}

/* ---- words ---- */

static cv_status read_adjust(const cv_arguments *arguments, cv_size_request *to, cv_messages *messages)
{
    static const cv_adjust methods[] = {CV_ADJUST_BONFERRONI, CV_ADJUST_HOLM, CV_ADJUST_NONE};
    enum { METHODS = sizeof methods / sizeof methods[0] };
    const char *name = cv_arguments_text(arguments, CV_SIZE_ADJUST), *names[METHODS];
    bool difference = cv_size_is_difference(to->question);
    to->adjust = difference ? CV_ADJUST_HOLM : CV_ADJUST_NONE;
    size_t found = METHODS;
    for (size_t i = 0; i < METHODS; i++) {
        names[i] = cv_adjust_name(methods[i]);
        if (name != NULL && strcmp(name, names[i]) == 0)
            found = i;
    }
    if (name == NULL)
        return CV_OK;
    if (found == METHODS)
        return cv_fail_expected(messages, CV_USAGE, place_of(CV_SIZE_ADJUST), "bonferroni, holm or none",
                                cv_nearest(name, names, METHODS), "'%s' is no adjustment for a plan", name);
    if (methods[found] == CV_ADJUST_HOLM && !difference)
        return cv_fail_expected(messages, CV_USAGE, place_of(CV_SIZE_ADJUST), "bonferroni or none", NULL,
                                "intervals have no adjustment by holm");
    to->adjust = methods[found];
    return CV_OK;
}

static cv_status read_interval(const cv_arguments *arguments, cv_size_request *to, cv_messages *messages)
{
    const char *name = cv_arguments_text(arguments, CV_SIZE_CI), *names[CV_INTERVAL_MID_P + 1];
    size_t count = 0;
    to->plan.interval = CV_INTERVAL_WALD;
    for (int i = CV_INTERVAL_DEFAULT + 1; i <= CV_INTERVAL_MID_P && name != NULL; i++) {
        if (!cv_interval_is_binomial((cv_interval)i))
            continue;
        names[count] = cv_interval_name((cv_interval)i);
        if (strcmp(name, names[count++]) == 0) {
            to->plan.interval = (cv_interval)i;
            return CV_OK;
        }
    }
    return name == NULL ? CV_OK
                        : cv_fail_expected(messages, CV_USAGE, place_of(CV_SIZE_CI),
                                           "an interval of the binomial model, such as wald, wilson or logit",
                                           cv_nearest(name, names, count), "'%s' is no interval for a plan", name);
}

/* ---- the whole ---- */

static cv_status check_groups(const cv_arguments *arguments, cv_size_request *to, cv_messages *messages)
{
    bool difference = cv_size_is_difference(to->question);
    if (difference && to->groups < 2)
        return cv_fail(messages, CV_USAGE, place_of(CV_SIZE_GROUPS), "a difference needs two groups or more");
    if (to->groups != 2 && cv_arguments_has(arguments, CV_SIZE_RATIO))
        return cv_fail(messages, CV_USAGE, place_of(CV_SIZE_RATIO), "only two groups can be of unequal size");
    to->comparisons = to->adjust == CV_ADJUST_NONE ? 1 : difference ? cv_planning_pairs(to->groups) : to->groups;
    to->plan.alpha = to->alpha / to->comparisons;
    return CV_OK;
}

static cv_status check_second(const cv_size_request *of, double p, double second, cv_messages *messages)
{
    size_t option = of->second_is_difference ? CV_SIZE_DIFFERENCE : CV_SIZE_P2;
    double p2 = of->second_is_difference ? p + second : second;
    char first[CV_NUMBER_SIZE], other[CV_NUMBER_SIZE];
    cv_number_format(p, first);
    cv_number_format(second, other);
    if (p2 == p)
        return cv_fail(messages, CV_USAGE, place_of(option), "both proportions are %s: there is no difference to find",
                       first);
    if (!(p2 > 0 && p2 < 1))
        return cv_fail_expected(messages, CV_USAGE, place_of(option), "a difference that leaves a proportion", NULL,
                                "%s and %s more are not between 0 and 1", first, other);
    return CV_OK;
}

static cv_status check_mean_differences(const cv_size_request *of, cv_messages *messages)
{
    for (size_t i = 0; i < of->second.count; i++)
        if (of->second.items[i] == 0)
            return cv_fail(messages, CV_USAGE, place_of(CV_SIZE_DIFFERENCE),
                           "both means are the same: there is no difference to find");
    return CV_OK;
}

/* Every first proportion with every second one. */
static cv_status check_seconds(const cv_size_request *of, cv_messages *messages)
{
    cv_status status = CV_OK;
    if (of->mean)
        return check_mean_differences(of, messages);
    if (of->question != CV_SIZE_FIND_N_OF_POWER && of->question != CV_SIZE_FIND_POWER)
        return CV_OK;
    for (size_t like = 0; like < of->like_count; like++)
        for (size_t i = 0; i < of->p.count; i++)
            for (size_t j = 0; j < of->second.count && status == CV_OK; j++)
                status =
                    check_second(of, of->p_given ? of->p.items[i] : of->likes[like].p, of->second.items[j], messages);
    return status;
}

static cv_status check_power(const cv_size_request *of, cv_messages *messages)
{
    double alpha = of->plan.one_sided ? of->plan.alpha : of->plan.alpha / 2;
    if (!cv_size_is_difference(of->question) || of->question == CV_SIZE_FIND_POWER)
        return CV_OK;
    for (size_t i = 0; i < of->target.count; i++)
        if (of->target.items[i] <= alpha)
            return cv_fail(messages, CV_USAGE, place_of(CV_SIZE_POWER),
                           "a power that is no larger than the test's level needs no interviews");
    return CV_OK;
}

static cv_status read_likes(const cv_arguments *arguments, cv_size_request *to, cv_messages *messages)
{
    static const cv_size_like none = {.p = NAN, .deff = NAN};
    static const size_t of_shares[] = {CV_SIZE_P, CV_SIZE_P1, CV_SIZE_P2, CV_SIZE_CI, CV_SIZE_UNPOOLED};
    size_t first;
    to->mean = cv_arguments_has(arguments, CV_SIZE_SD);
    to->p_given = cv_arguments_has(arguments, option_of_p(to));
    to->deff_given = cv_arguments_has(arguments, CV_SIZE_DEFF) || cv_arguments_has(arguments, CV_SIZE_CLUSTER);
    to->like = cv_arguments_text(arguments, CV_SIZE_LIKE);
    if (to->like != NULL) {
        const cv_size_needs needs = {!to->p_given, !to->deff_given,
                                     !has_any(arguments, of_shares, sizeof of_shares / sizeof *of_shares, &first)};
        return cv_size_like_read(to->like, &arguments->values[CV_SIZE_ROW], &needs, to, messages);
    }
    if (cv_size_is_difference(to->question) && !to->p_given)
        return cv_fail_expected(messages, CV_USAGE, (cv_place){0},
                                "--p1, --sd for means, or --like with a study's results", NULL,
                                "the first group's proportion is not known");
    if ((to->likes = cv_arena_array(&to->arena, 1, sizeof *to->likes)) == NULL)
        return cv_fail_memory(messages);
    to->likes[to->like_count++] = none;
    return CV_OK;
}

static cv_status set_deff(cv_size_request *to, cv_messages *messages)
{
    if (isnan(to->icc))
        return CV_OK;
    to->deffs.items[0] = cv_planning_deff(to->cluster, to->icc);
    return isnan(to->deffs.items[0])
               ? cv_fail_expected(messages, CV_USAGE, place_of(CV_SIZE_ICC), "a correlation above -1 / (M - 1)", NULL,
                                  "clusters of this size cannot have it: the design effect would not be above 0")
               : CV_OK;
}

cv_status cv_size_request_read(const cv_arguments *arguments, cv_size_request *to, cv_messages *messages)
{
    cv_status status = check_pairs(arguments, messages);
    if (status == CV_OK)
        status = find_question(arguments, &to->question, messages);
    if (status != CV_OK)
        return status;
    cv_status likes = read_likes(arguments, to, messages);
    status = read_every_number(arguments, to, messages);
    if (status == CV_OK)
        status = likes;
    cv_status adjusted = read_adjust(arguments, to, messages), interval = read_interval(arguments, to, messages);
    if (status == CV_OK)
        status = adjusted != CV_OK ? adjusted : interval;
    if (status == CV_OK)
        status = check_groups(arguments, to, messages);
    if (status == CV_OK)
        status = set_deff(to, messages);
    if (status == CV_OK)
        status = check_power(to, messages);
    return status == CV_OK ? check_seconds(to, messages) : status;
}

void cv_size_request_free(cv_size_request *request)
{
    cv_arena_free(&request->arena);
    *request = (cv_size_request){0};
}
