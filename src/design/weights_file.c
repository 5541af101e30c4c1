/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/weights_file.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "design/design.h"
#include "design/resample.h"

/** Text is handed on when there is this much of it. */
enum { PIECE = 1 << 16 };

struct making {
    const cv_weights_request *request;
    cv_frame *frame;
    cv_design *design;
    cv_resample resample;
    cv_resample_stratum *strata; /**< [strata_count] those with a row, in the order of their groups */
    size_t strata_count;
    size_t *place;   /**< [groups] a group's place among them */
    size_t *psu;     /**< [PSUs] a PSU's place in its stratum; not of rows */
    size_t *seen;    /**< [groups] PSUs counted so far; rows */
    double *factors; /**< [replicates] */
    cv_buffer text;
};

/* ---- what goes together ---- */

static cv_place place_of(const cv_study *study)
{
    return study->design.place.line > 0 ? study->design.place : (cv_place){.file = study->file};
}

static cv_status check_study(const cv_weights_request *request, cv_messages *messages)
{
    const cv_study *study = request->study;
    const cv_design_spec *design = &study->design;
    bool half = request->type == CV_REPLICATES_BRR || request->type == CV_REPLICATES_FAY;
    const char *name = cv_replicates_name(request->type);
    cv_place at = place_of(study);
    if (design->calibrate_count > 0 || design->trim.given)
        return cv_fail_expected(messages, CV_USAGE,
                                design->calibrate_count > 0 ? design->calibrate[0].place : design->trim.place,
                                "the design before calibration here, and 'calibrate' in the study that reads the "
                                "replicates: there each is calibrated by itself",
                                NULL, "calibrated or trimmed weights cannot be made into replicates");
    if (design->replicates.given || design->binomial)
        return cv_fail_expected(messages, CV_USAGE, at, "a design with strata, clusters or neither", NULL,
                                design->binomial ? "sampling: binomial has no replicate weights"
                                                 : "the design has replicate weights already");
    if (strcmp(study->data.file.text, "-") == 0)
        return cv_fail_expected(messages, CV_USAGE, study->data.place, "a file that can be read twice", NULL,
                                "weights cannot be made of standard input");
    if (request->type == CV_REPLICATES_JK1 && design->strata.count > 0)
        return cv_fail_expected(messages, CV_USAGE, at, "type jkn", NULL,
                                "type jk1 is for samples without strata, and the design has '%s'",
                                design->strata.items[0].text);
    if (half && design->strata.count == 0)
        return cv_fail_expected(messages, CV_USAGE, at, "strata of two PSUs, or type jk1 or bootstrap", NULL,
                                "type %s without strata", name);
    if (design->fpc.count > 0 && (half || request->type == CV_REPLICATES_BOOTSTRAP))
        cv_warn(messages, design->fpc.items[0].place, "type %s has no finite population correction: fpc is dropped",
                name);
    else if (design->fpc.count > 1)
        cv_warn(messages, design->fpc.items[1].place,
                "replicates vary the first stage alone: the population counts of further stages are dropped");
    return CV_OK;
}

/* ---- the first pass: units ---- */

static cv_status pass(struct making *in, cv_sink sink, cv_messages *messages)
{
    const cv_run_options options = {.jobs = in->request->jobs};
    cv_frame_free(in->frame);
    in->frame = NULL;
    cv_status status = cv_frame_open(in->request->study, NULL, &in->frame, messages);
    if (status == CV_OK)
        status = cv_design_bind(in->request->study, in->frame, &in->design, messages);
    cv_status variables = in->frame != NULL ? cv_frame_check(in->frame, messages) : CV_OK;
    if (status == CV_OK)
        status = variables;
    return status == CV_OK ? cv_frame_run(in->frame, &options, sink, in, messages) : status;
}

static cv_status count_units(void *context, const cv_batch *batch, cv_messages *messages)
{
    struct making *in = context;
    cv_design_rows rows;
    return cv_design_batch(in->design, batch, &rows, messages);
}

/* Places of strata, and of PSUs in them. */
static cv_status list_units(struct making *in, cv_messages *messages)
{
    const cv_design *design = in->design;
    bool clustered = cv_design_stages(design) > 0;
    size_t groups = cv_design_group_count(design, 0), psus = clustered ? cv_design_unit_count(design, 0) : 0;
    in->strata = cv_memory_zero(groups + 1, sizeof *in->strata);
    in->place = cv_memory_zero(groups + 1, sizeof *in->place);
    in->seen = cv_memory_zero(groups + 1, sizeof *in->seen);
    in->psu = cv_memory_zero(psus + 1, sizeof *in->psu);
    if (in->strata == NULL || in->place == NULL || in->seen == NULL || in->psu == NULL)
        return cv_fail_memory(messages);
    for (uint32_t i = 0; i < groups; i++) {
        in->place[i] = in->strata_count;
        if (cv_design_group_units(design, 0, i) > 0)
            in->strata[in->strata_count++] =
                (cv_resample_stratum){.name = cv_design_stratum_name(design, i),
                                      .psus = cv_design_group_units(design, 0, i),
                                      .population = cv_design_group_population(design, 0, i)};
    }
    for (uint32_t i = 0; i < psus; i++)
        in->psu[i] = in->seen[cv_design_group(design, 0, i)]++;
    return CV_OK;
}

static cv_status set_up(struct making *in, cv_messages *messages)
{
    const cv_weights_request *request = in->request;
    cv_status status = list_units(in, messages);
    if (status != CV_OK)
        return status;
    const cv_resample_request resample = {.type = request->type,
                                          .strata = in->strata,
                                          .count = in->strata_count,
                                          .lonely = request->study->design.lonely_psu,
                                          .rho = request->rho,
                                          .replicates = request->replicates,
                                          .seed = request->seed,
                                          .place = place_of(request->study)};
    status = cv_resample_make(&resample, &in->resample, messages);
    in->factors = cv_memory_zero(in->resample.count + 1, sizeof *in->factors);
    return status == CV_OK && in->factors == NULL ? cv_fail_memory(messages) : status;
}

/* ---- the second pass: rows ---- */

static cv_status hand_on(struct making *in, cv_messages *messages)
{
    if (in->text.failed)
        return cv_fail_memory(messages);
    return in->request->write(in->request->context, &in->text, messages);
}

static cv_status write_header(struct making *in, cv_messages *messages)
{
    cv_buffer_add(&in->text, "row,weight");
    for (size_t r = 1; r <= in->resample.count; r++)
        cv_buffer_format(&in->text, ",rep_%zu", r);
    cv_buffer_add_char(&in->text, '\n');
    return hand_on(in, messages);
}

static void find_factors(struct making *in, uint32_t group, uint32_t unit)
{
    size_t psu = 0;
    for (size_t stage = cv_design_stages(in->design); stage > 1; stage--)
        unit = cv_design_parent(in->design, stage - 1, unit);
    psu = cv_design_stages(in->design) > 0 ? in->psu[unit] : in->seen[group]++;
    cv_resample_factors(&in->resample, in->place[group], psu, in->factors);
}

/** The texts of one row: its factors are few, and writing a number costs more than finding it. */
struct texts {
    double factors[8];
    char texts[8][CV_NUMBER_SIZE];
    size_t lengths[8], count;
};

static void add_weight(struct texts *known, double weight, double factor, cv_buffer *to)
{
    enum { MOST = sizeof known->factors / sizeof known->factors[0] };
    size_t i = 0;
    while (i < known->count && known->factors[i] != factor)
        i++;
    if (i == known->count && i == MOST)
        i = 0; /* the first gives way */
    if (i == known->count || known->factors[i] != factor) {
        known->factors[i] = factor;
        known->lengths[i] = cv_number_format(weight * factor, known->texts[i]);
        known->count += i == known->count;
    }
    cv_buffer_add_char(to, ',');
    cv_buffer_add_bytes(to, known->texts[i], known->lengths[i]);
}

/* A row that is not in the design has no numbers. */
static void write_row(struct making *in, const cv_design_rows *rows, size_t row)
{
    struct texts known = {.count = 0};
    size_t count = in->resample.count;
    bool used = rows->stratum[row] != CV_NO_UNIT;
    if (used)
        find_factors(in, rows->stratum[row], rows->unit[row]);
    for (size_t r = 0; r <= count; r++)
        if (used)
            add_weight(&known, rows->weight[row], r == 0 ? 1 : in->factors[r - 1], &in->text);
        else
            cv_buffer_add_char(&in->text, ',');
    cv_buffer_add_char(&in->text, '\n');
}

static cv_status write_rows(void *context, const cv_batch *batch, cv_messages *messages)
{
    struct making *in = context;
    cv_design_rows rows;
    cv_status status = cv_design_batch(in->design, batch, &rows, messages);
    for (size_t i = 0; status == CV_OK && i < batch->rows; i++) {
        cv_buffer_add_number(&in->text, (double)(batch->first_row + i));
        write_row(in, &rows, i);
        if (in->text.length >= PIECE || in->text.failed)
            status = hand_on(in, messages);
    }
    return status;
}

/* ---- what reads them ---- */

static void write_rscales(const cv_resample *of, cv_buffer *to)
{
    enum { ON_A_LINE = 8 };
    bool same = true;
    for (size_t r = 1; r < of->count; r++)
        same = same && of->rscales[r] == of->rscales[0];
    cv_buffer_add(to, "    rscales: ");
    for (size_t r = 0; r < of->count && !same; r++) {
        cv_buffer_add(to, r == 0 ? "[" : r % ON_A_LINE == 0 ? ",\n      " : ", ");
        cv_buffer_add_number(to, of->rscales[r]);
    }
    if (same)
        cv_buffer_add_number(to, of->rscales[0]);
    cv_buffer_add(to, same ? "\n" : "]\n");
}

static void write_design(const struct making *in, cv_buffer *to)
{
    const cv_weights_request *request = in->request;
    cv_buffer_format(to, "design:\n  weight: weight\n%s  replicates:\n    type: %s\n    weights: \"rep_*\"\n",
                     request->study->design.drop_missing_weight ? "  missing_weight: drop\n" : "",
                     cv_replicates_name(request->type));
    if (request->type == CV_REPLICATES_FAY) {
        cv_buffer_add(to, "    rho: ");
        cv_buffer_add_number(to, request->rho);
        cv_buffer_add_char(to, '\n');
    } else if (request->type != CV_REPLICATES_BRR) {
        cv_buffer_add(to, "    scale: ");
        cv_buffer_add_number(to, in->resample.scale);
        cv_buffer_add_char(to, '\n');
        write_rscales(&in->resample, to);
    }
    cv_buffer_add(to, "    mse: false\n    combined: true\n");
}

static void making_free(struct making *in)
{
    cv_resample_free(&in->resample);
    cv_design_free(in->design);
    cv_frame_free(in->frame);
    cv_memory_free(in->strata);
    cv_memory_free(in->place);
    cv_memory_free(in->psu);
    cv_memory_free(in->seen);
    cv_memory_free(in->factors);
    cv_buffer_free(&in->text);
}

cv_status cv_weights_file_make(const cv_weights_request *request, cv_buffer *design, cv_messages *messages)
{
    struct making in = {.request = request};
    cv_status status = check_study(request, messages);
    if (status == CV_OK)
        status = pass(&in, count_units, messages);
    if (status == CV_OK)
        status = cv_design_finish(in.design, messages);
    if (status == CV_OK)
        status = set_up(&in, messages);
    if (status == CV_OK)
        status = write_header(&in, messages);
    if (status == CV_OK)
        status = pass(&in, write_rows, messages);
    if (status == CV_OK && in.text.length > 0)
        status = hand_on(&in, messages);
    if (status == CV_OK) {
        write_design(&in, design);
        status = design->failed ? cv_fail_memory(messages) : CV_OK;
    }
    making_free(&in);
    return status;
}
