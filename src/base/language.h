/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The languages of charts and reports: every fixed word, and how numbers are written. Files for programs (CSV, JSON,
 *  the manifest) and messages know no language but English. */
#ifndef CANVASS_BASE_LANGUAGE_H
#define CANVASS_BASE_LANGUAGE_H

#include <stddef.h>

typedef enum cv_language {
    CV_LANGUAGE_EN,
    CV_LANGUAGE_FR,
    CV_LANGUAGE_NL,
    CV_LANGUAGE_ES,
    CV_LANGUAGE_PL,
    CV_LANGUAGE_DE,
    CV_LANGUAGE_COUNT
} cv_language;

/** How a language writes numbers. Texts are UTF-8, constant. */
typedef struct cv_number_style {
    const char *decimal;   /**< "." or "," */
    const char *thousands; /**< "," or "." or a no-break space, narrow or not */
    const char *percent;   /**< what stands behind a number: "%" or a no-break space and "%" */
} cv_number_style;

const cv_number_style *cv_language_numbers(cv_language language);

/** The language's code, as in BCP 47: "en". */
const char *cv_language_code(cv_language language);

/** Marks a text that stands in a table of constants and is said (cv_say) where it is used. */
#define CV_PHRASE(english) english

/** A fixed text in the language. The English text is the key (as gettext's msgid); the answer has the same printf
 *  directives, perhaps reordered (%2$s). English itself, and what has no translation, come back as they are. */
const char *cv_say(cv_language language, const char *english) __attribute__((format_arg(2)));

#endif
