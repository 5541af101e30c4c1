/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  p values adjusted for their number. */
#ifndef CANVASS_COMPARE_ADJUST_H
#define CANVASS_COMPARE_ADJUST_H

#include <stddef.h>

#include <canvass/message.h>

#include "study/study.h"

/** Adjusts count p values as R's p.adjust: NaN stays NaN and does not count. Sources: Holm (1979), Hochberg (1988),
 * Hommel (1988), Benjamini and Hochberg (1995), Benjamini and Yekutieli (2001); docs/methods.md, "Adjustments".
 *  @param[out] adjusted  [count], may be p itself       @return CV_OK, or CV_SYSTEM without memory */
cv_status cv_adjust_p(cv_adjust method, const double *p, size_t count, double *adjusted, cv_messages *messages);

#endif
