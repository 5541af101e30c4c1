/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/columns.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"

/* ---- fields as numbers ---- */

/* Eight ASCII digits, the first one lowest, by three multiplications: pairs, fours, all (Lemire, "Quickly parsing eight
 * digits", 2022). */
static uint32_t eight_digits(uint64_t word)
{
    word -= CV_ONES * '0';
    word = word * 10 + (word >> 8);
    const uint64_t mask = UINT64_C(0x000000ff000000ff);
    uint64_t high = (word & mask) * UINT64_C(0x000f424000000064);
    uint64_t low = ((word >> 16) & mask) * UINT64_C(0x0000271000000001);
    return (uint32_t)((high + low) >> 32);
}

static bool all_digits(uint64_t word)
{
    const uint64_t high = CV_ONES * 0xf0;
    return (word & high) == CV_ONES * '0' && ((word + CV_ONES * 6) & high) == CV_ONES * '0';
}

/* The lowest byte that is zero gets its top bit set; what is above it may be wrong. */
static uint64_t first_zero_byte(uint64_t word)
{
    return (word - CV_ONES) & ~word & CV_ONES << 7;
}

/* At most eight digits and decimal sign; both the digits and the power of ten are exact, so one division rounds once.
 */
static bool short_number(const char *text, size_t length, char decimal, double *number)
{
    static const double tens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};
    unsigned missing = (unsigned)(8 - length) * 8;
    uint64_t word = cv_load_word(text) << missing; /* to the right end: the last byte is highest */
    if (missing > 0)
        word |= CV_ONES * '0' >> (64 - missing);
    uint64_t sign = first_zero_byte(word ^ CV_ONES * (unsigned char)decimal);
    unsigned after = 0;
    if (sign != 0) {
        unsigned at = (unsigned)__builtin_ctzll(sign) / 8;
        after = 7 - at;
        if (after == 0 || at * 8 == missing)
            return false; /* nothing on one side of it */
        uint64_t below = (UINT64_C(1) << 8 * at) - 1;
        word = (word & ~(below << 8 | 0xff)) | (word & below) << 8 | '0';
    }
    if (!all_digits(word))
        return false;
    *number = (double)eight_digits(word) / tens[after];
    return true;
}

bool cv_field_number(const char *text, size_t length, char decimal, double *number)
{
    if (length > 0 && length <= 8 && short_number(text, length, decimal, number))
        return true;
    return cv_number_parse(text, length, decimal, number);
}

/* ---- steps from columns ---- */

static const cv_field *fields_of(const cv_columns *columns, size_t step)
{
    return columns->fields[columns->place[step]];
}

static void add_fault(cv_columns *columns, size_t step, size_t row, cv_field field)
{
    cv_faults *faults = &columns->faults[step];
    if (faults->rows++ > 0)
        return;
    faults->first = columns->rows + row;
    faults->field = field;
}

/* A text that this worker has not met: its next code. */
static int32_t intern(cv_columns *columns, cv_interned *to, cv_field field)
{
    size_t capacity = to->capacity, code = to->count;
    cv_field *items = cv_memory_grow(to->items, to->count, &capacity, sizeof *items);
    if (items == NULL)
        goto failed;
    to->items = items;
    if (to->global == NULL || capacity > to->capacity) {
        int32_t *global = cv_memory_resize(to->global, capacity, sizeof *global);
        if (global == NULL)
            goto failed;
        to->global = global;
        to->capacity = capacity;
    }
    field.text = cv_texts_add(&to->texts, field.text, (size_t)field.length, (int32_t)code);
    if (field.text == NULL)
        goto failed;
    to->items[to->count++] = field;
    return (int32_t)code;
failed:
    columns->failed = true;
    return -1;
}

static void find_undeclared(cv_columns *columns, size_t step, const int32_t *codes, size_t count)
{
    const cv_step *of = &columns->plan->steps[step];
    if (of->spec == NULL || of->spec->level_count == 0)
        return;
    const cv_field *fields = fields_of(columns, step);
    for (size_t i = 0; i < count; i++)
        if (codes[i] >= (int32_t)of->spec->level_count)
            add_fault(columns, step, i, fields[i]);
}

static void step_levels(cv_columns *columns, size_t step, size_t count)
{
    cv_interned *to = &columns->interned[step];
    const cv_field *fields = fields_of(columns, step);
    int32_t *codes = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++) {
        int32_t code = to->closed ? -1 : cv_texts_find(&to->texts, fields[i].text, (size_t)fields[i].length);
        codes[i] = __builtin_expect(code == CV_TEXTS_NONE, 0) ? intern(columns, to, fields[i]) : code;
    }
    find_undeclared(columns, step, codes, count);
}

/* A text that is no number that can be read at once: missing, or a mistake. */
static double odd_number(cv_columns *columns, size_t step, size_t row, cv_field field)
{
    const cv_step *of = &columns->plan->steps[step];
    double number = NAN;
    if (cv_texts_find(of->missing, field.text, (size_t)field.length) == CV_TEXTS_NONE &&
        !cv_number_parse(field.text, (size_t)field.length, columns->decimal, &number))
        add_fault(columns, step, row, field);
    return number;
}

static void step_numbers(cv_columns *columns, size_t step, size_t count)
{
    const cv_step *of = &columns->plan->steps[step];
    const cv_field *fields = fields_of(columns, step);
    double *numbers = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++) {
        size_t length = (size_t)fields[i].length;
        if (of->missing_numbers || length == 0 || length > 8 ||
            !short_number(fields[i].text, length, columns->decimal, &numbers[i]))
            numbers[i] = odd_number(columns, step, i, fields[i]);
    }
}

static void step_texts(cv_columns *columns, size_t step, size_t count)
{
    const cv_texts *missing = columns->plan->steps[step].missing;
    const cv_field *fields = fields_of(columns, step);
    cv_field *texts = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++) {
        texts[i] = fields[i];
        if (cv_texts_find(missing, fields[i].text, (size_t)fields[i].length) != CV_TEXTS_NONE)
            texts[i].length = -1;
    }
}

static void step_match(cv_columns *columns, size_t step, size_t count)
{
    const cv_step *of = &columns->plan->steps[step];
    const cv_field *fields = fields_of(columns, step);
    int32_t *codes = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++) {
        int32_t code = cv_texts_find(of->match, fields[i].text, (size_t)fields[i].length);
        codes[i] = code == CV_TEXTS_NONE ? of->other : code;
    }
}

/* A combination is interned as the eight bytes of its choices. */
static void step_combine(cv_columns *columns, size_t step, size_t count)
{
    cv_interned *to = &columns->interned[step];
    const uint64_t *choices = cv_column_here(columns, columns->plan->steps[step].left);
    int32_t *codes = cv_column_here(columns, step);
    for (size_t i = 0; i < count; i++) {
        cv_field bytes = {.text = (const char *)&choices[i], .length = sizeof choices[i]};
        bool none = to->closed || choices[i] == UINT64_MAX;
        int32_t code = none ? -1 : cv_texts_find(&to->texts, bytes.text, sizeof choices[i]);
        codes[i] = code == CV_TEXTS_NONE ? intern(columns, to, bytes) : code;
    }
}

static cv_stepper stepper_of(cv_step_kind kind)
{
    static const cv_stepper steppers[] = {[CV_STEP_LEVELS] = step_levels,
                                          [CV_STEP_NUMBERS] = step_numbers,
                                          [CV_STEP_TEXTS] = step_texts,
                                          [CV_STEP_MATCH] = step_match};
    if (kind == CV_STEP_COMBINE)
        return step_combine;
    return cv_step_reads_column(kind) ? steppers[kind] : cv_derive_stepper(kind);
}

/* ---- a worker's columns ---- */

/* The texts with fixed codes: missing ones, then the declared levels. */
static bool intern_declared(cv_columns *columns, size_t step)
{
    const cv_step *of = &columns->plan->steps[step];
    cv_interned *to = &columns->interned[step];
    to->same = true;
    if (of->missing != NULL && !cv_texts_add_all(&to->texts, of->missing))
        return false;
    for (size_t i = 0; of->spec != NULL && i < of->spec->level_count; i++) {
        const char *value = of->spec->levels[i].value.text;
        if (intern(columns, to, (cv_field){.text = value, .length = (int32_t)strlen(value)}) < 0)
            return false;
        to->global[i] = (int32_t)i;
    }
    to->known = to->count;
    return true;
}

static bool make_fields(cv_columns *columns, size_t needed)
{
    columns->fields = cv_memory_zero(needed, sizeof *columns->fields);
    for (size_t i = 0; columns->fields != NULL && i < needed; i++) {
        columns->fields[i] = cv_memory_zero(CV_BLOCK_ROWS, sizeof **columns->fields);
        if (columns->fields[i] == NULL)
            return false;
    }
    return columns->fields != NULL;
}

bool cv_columns_init(cv_columns *columns, const cv_plan *plan, char decimal, const size_t *place, size_t needed)
{
    *columns = (cv_columns){.plan = plan, .decimal = decimal, .place = place};
    columns->data = cv_memory_zero(plan->count, sizeof *columns->data);
    columns->interned = cv_memory_zero(plan->count, sizeof *columns->interned);
    columns->faults = cv_memory_zero(plan->count, sizeof *columns->faults);
    if (columns->data == NULL || columns->interned == NULL || columns->faults == NULL || !make_fields(columns, needed))
        return false;
    for (size_t i = 0; i < plan->count; i++) {
        const cv_step *of = &plan->steps[i];
        if (cv_step_finds_levels(of->kind) && !intern_declared(columns, i))
            return false;
        if (!of->kept && (columns->data[i] = cv_memory_zero(CV_BLOCK_ROWS, cv_step_bytes(of->kind))) == NULL)
            return false;
    }
    return true;
}

static bool forget_uncommitted(cv_interned *of)
{
    if (of->count == of->known)
        return true;
    of->count = of->known;
    return cv_texts_cut(&of->texts, (int32_t)of->known);
}

bool cv_columns_begin(cv_columns *columns)
{
    bool begun = true;
    columns->rows = 0;
    columns->failed = false;
    for (size_t i = 0; i < columns->plan->count; i++) {
        columns->faults[i] = (cv_faults){0};
        begun = forget_uncommitted(&columns->interned[i]) && begun;
    }
    return begun;
}

bool cv_columns_reserve(cv_columns *columns)
{
    if (columns->rows + CV_BLOCK_ROWS <= columns->capacity)
        return true;
    size_t capacity = columns->capacity == 0 ? 4 * CV_BLOCK_ROWS : columns->capacity * 2;
    uint32_t *starts = cv_memory_resize(columns->starts, capacity, sizeof *starts);
    if (starts == NULL)
        return false;
    columns->starts = starts;
    for (size_t i = 0; i < columns->plan->count; i++) {
        const cv_step *of = &columns->plan->steps[i];
        void *data =
            of->kept ? cv_memory_resize(columns->data[i], capacity, cv_step_bytes(of->kind)) : columns->data[i];
        if (data == NULL)
            return false;
        columns->data[i] = data;
    }
    columns->capacity = capacity;
    return true;
}

void cv_columns_add(cv_columns *columns, size_t count)
{
    for (size_t i = 0; i < columns->plan->count; i++)
        stepper_of(columns->plan->steps[i].kind)(columns, i, count);
    columns->rows += count;
}

void cv_columns_free(cv_columns *columns, size_t needed)
{
    size_t steps = columns->plan == NULL ? 0 : columns->plan->count;
    for (size_t i = 0; i < steps; i++) {
        if (columns->data != NULL)
            cv_memory_free(columns->data[i]);
        if (columns->interned != NULL) {
            cv_texts_free(&columns->interned[i].texts);
            cv_memory_free(columns->interned[i].items);
            cv_memory_free(columns->interned[i].global);
        }
    }
    for (size_t i = 0; columns->fields != NULL && i < needed; i++)
        cv_memory_free(columns->fields[i]);
    cv_memory_free(columns->fields);
    cv_memory_free(columns->data);
    cv_memory_free(columns->interned);
    cv_memory_free(columns->faults);
    cv_memory_free(columns->starts);
    *columns = (cv_columns){0};
}
