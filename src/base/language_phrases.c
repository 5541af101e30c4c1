/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/language_phrases.h"

static const cv_phrase tables[] = {
#include "base/language_table.inc"
};

static const cv_phrase charts[] = {
#include "base/language_chart.inc"
};

static const cv_phrase methods[] = {
#include "base/language_method.inc"
};

static const cv_phrase reports[] = {
#include "base/language_report.inc"
};

static const cv_phrase books[] = {
#include "base/language_book.inc"
};

#define LIST(name, rows)                                                                                               \
    {                                                                                                                  \
        name, rows, sizeof(rows) / sizeof(rows)[0]                                                                     \
    }

const cv_phrase_list cv_phrase_lists[CV_PHRASE_LISTS] = {
    LIST("language_table.inc", tables),   LIST("language_chart.inc", charts), LIST("language_method.inc", methods),
    LIST("language_report.inc", reports), LIST("language_book.inc", books),
};
