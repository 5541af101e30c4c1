# SPDX-License-Identifier: GPL-3.0-or-later
# The key numbers of the studies in examples/, computed by R's survey package: the expected values of tests/cli/test_examples.c.
#
#   Rscript tests/oracle/examples.R > tests/oracle/examples.tsv       (from the project's top folder)
#
# R gives the estimates, their joint covariance, the degrees of freedom and the Rao-Scott tests. Limits, design effects and p
# values follow from those by the formulas written out below, so that no stopping rule of a fit comes in.
suppressPackageStartupMessages(library(survey))
options(stringsAsFactors = FALSE, survey.lonely.psu = "fail")

cat("# made by tests/oracle/examples.R with", R.version.string, "and survey", as.character(packageVersion("survey")), "\n")
cat("# study, table, keys of the row, then what its columns must hold\n")

emit <- function(study, table, keys, values) {
  keys <- paste(names(keys), unlist(keys), sep = "=", collapse = "|")
  texts <- sapply(values, function(v) if (is.character(v)) v else sprintf("%.17g", v))
  cat(study, table, keys, paste(names(values), texts, sep = "="), sep = "\t")
  cat("\n")
}

expit <- function(x) 1 / (1 + exp(-x))

limits <- function(method, p, se, df, confidence, n) {
  t <- qt(1 - (1 - confidence) / 2, df)
  switch(method,
    wald = p + c(-1, 1) * t * se,
    logit = expit(qlogis(p) + c(-1, 1) * t * se / (p * (1 - p))),
    wilson = {
      m <- p * (1 - p) / se^2
      (p + t^2 / (2 * m) + c(-1, 1) * t / (2 * m) * sqrt(4 * m * p * (1 - p) + t^2)) / (1 + t^2 / m)
    },
    beta = {
      a <- (1 - confidence) / 2
      m <- p * (1 - p) / se^2 * (qt(a, n - 1) / qt(a, df))^2
      c(qbeta(a, m * p, m * (1 - p) + 1), qbeta(1 - a, m * p + 1, m * (1 - p)))
    })
}

# The domains of an analysis, each with its keys and its rows; a variable outside a break is "(all)".
domains <- function(data, breaks, total) {
  variables <- unique(unlist(breaks))
  everything <- setNames(as.list(rep("(all)", length(variables))), variables)
  out <- list()
  for (b in breaks) {
    cells <- expand.grid(rev(lapply(data[b], levels)))[rev(seq_along(b))]
    for (i in seq_len(nrow(cells))) {
      keys <- everything
      keys[b] <- lapply(cells[i, , drop = FALSE], as.character)
      rows <- Reduce(`&`, lapply(b, function(v) data[[v]] == keys[[v]]))
      if (any(rows, na.rm = TRUE)) out <- c(out, list(list(keys = keys, rows = !is.na(rows) & rows)))
    }
  }
  if (total || length(breaks) == 0) out <- c(out, list(list(keys = everything, rows = rep(TRUE, nrow(data)))))
  out
}

degrees <- function(kind, domain, design) if (kind == "domain") degf(domain) else degf(design)

# Shares of the levels of factor `of` (or a list of 0/1 columns, check all that apply).
shares <- function(study, name, design, of, breaks = list(), total = FALSE, level = NULL, ci = "logit", confidence = 0.95,
                   min_n = 0, where = TRUE, multiple = NULL) {
  rows <- rep_len(where, nrow(design$variables)) # unknown is not true
  base <- subset(design, !is.na(rows) & rows)
  for (d in domains(base$variables, breaks, total)) {
    part <- base[d$rows, ]
    df <- degf(part)
    x <- if (is.null(multiple)) {
      sapply(levels(part$variables[[of]]), function(l) as.numeric(part$variables[[of]] == l))
    } else {
      given <- part$variables[multiple]
      given[rowSums(!is.na(given)) == 0, ] <- NA
      setNames(as.data.frame(given), names(multiple))
    }
    part$variables$x <- as.matrix(x)
    part <- part[!is.na(part$variables$x[, 1]), ]
    m <- svymean(~x, part)
    n <- nrow(part$variables)
    for (j in seq_along(colnames(x))) {
      label <- colnames(x)[j]
      if (!is.null(level) && label != level) next
      keys <- c(list(variable = of, level = label), d$keys)
      if (n < min_n) {
        emit(study, name, keys, list(n = n, estimate = "", se = "", ci_low = "", flag = "suppressed-min-n"))
        next
      }
      p <- unname(coef(m)[j])
      se <- unname(SE(m)[j])
      ends <- limits(ci, p, se, df, confidence, n)
      deff <- se^2 / (p * (1 - p) / (n - 1))
      emit(study, name, keys, list(count = sum(part$variables$x[, j]), n = n, weighted_n = sum(weights(part)), estimate = p, se = se,
        ci_low = ends[1], ci_high = ends[2], df = df, cv = se / p, deff = deff, n_eff = n / deff, flag = ""))
    }
  }
}

# Means, totals, ratios and net promoter scores.
figures <- function(study, name, design, of, statistic = "mean", breaks = list(), total = FALSE, df = "domain",
                    denominator = NULL, deff = "with-replacement", points = NULL) {
  for (d in domains(design$variables, breaks, total)) {
    part <- design[d$rows, ]
    degree <- degrees(df, part, design)
    part$variables$y <- if (is.null(points)) part$variables[[of]] else points(part$variables[[of]])
    known <- !is.na(part$variables$y)
    if (!is.null(denominator)) known <- known & !is.na(part$variables[[denominator]])
    part <- part[known, ]
    m <- switch(statistic,
      total = svytotal(~y, part),
      ratio = svyratio(~y, as.formula(paste0("~", denominator)), part),
      svymean(~y, part))
    estimate <- as.numeric(coef(m))
    se <- as.numeric(SE(m))
    n <- nrow(part$variables)
    sum_w <- sum(weights(part))
    ends <- limits("wald", estimate, se, degree, 0.95, n)
    values <- list(n = n, weighted_n = sum_w, estimate = estimate, se = se, ci_low = ends[1], ci_high = ends[2], df = degree)
    if (statistic == "mean") {
      y <- part$variables$y
      s2 <- sum(weights(part) * (y - estimate)^2) / sum_w * n / (n - 1)
      left <- if (deff == "without-replacement") 1 - n / sum_w else 1
      values <- c(values, list(cv = se / estimate, deff = se^2 / (s2 * left / n), n_eff = n / (se^2 / (s2 * left / n))))
    }
    if (statistic == "nps") values$weighted_n <- NULL
    emit(study, name, c(list(variable = of), d$keys), values)
  }
}

# What a linearised variable makes of a domain's rows: the estimate of `measure` (f and its derivatives u by the weights).
linearised <- function(study, name, design, of, measure, breaks = list(), total = FALSE) {
  for (d in domains(design$variables, breaks, total)) {
    rows <- d$rows & rowSums(is.na(design$variables[of])) == 0
    y <- design$variables[rows, of, drop = FALSE]
    w <- weights(design)[rows]
    u <- replace(rep(0, nrow(design$variables)), rows, measure$u(y, w))
    estimate <- measure$f(y, w)
    se <- SE(svytotal(u, design))[[1]]
    degree <- degf(design[d$rows, ])
    ends <- limits("wald", estimate, se, degree, 0.95)
    emit(study, name, c(list(variable = paste(of, collapse = ":")), d$keys), list(n = sum(rows), weighted_n = sum(w), estimate = estimate,
      se = se, ci_low = ends[1], ci_high = ends[2], df = degree, cv = se / estimate))
  }
}

spread <- list(
  f = function(y, w) sqrt(length(w) / (length(w) - 1) * sum(w * (y[, 1] - sum(w * y[, 1]) / sum(w))^2) / sum(w)),
  u = function(y, w) {
    v <- spread$f(y, w)^2
    (length(w) / (length(w) - 1) * (y[, 1] - sum(w * y[, 1]) / sum(w))^2 - v) / sum(w) / 2 / sqrt(v)
  })
together <- list(
  f = function(y, w) cov.wt(y, w / sum(w), cor = TRUE)$cor[1, 2],
  u = function(y, w) {
    m <- cov.wt(y, w / sum(w), method = "ML")
    z <- sweep(sweep(as.matrix(y), 2, m$center), 2, sqrt(diag(m$cov)), "/")
    (z[, 1] * z[, 2] - together$f(y, w) / 2 * (z[, 1]^2 + z[, 2]^2)) / sum(w)
  })
gini <- list( # by pairs of rows
  f = function(y, w) sum(outer(w, w) * abs(outer(y[, 1], y[, 1], "-"))) / (2 * sum(w) * sum(w * y[, 1])),
  u = function(y, w) {
    away <- colSums(w * abs(outer(y[, 1], y[, 1], "-")))
    away / sum(w) / sum(w * y[, 1]) - gini$f(y, w) * (1 / sum(w) + y[, 1] / sum(w * y[, 1]))
  })

# Quantiles by svyquantile's defaults (rule math, interval mean).
quantiles <- function(study, name, design, of, p, breaks = list(), total = FALSE) {
  for (d in domains(design$variables, breaks, total)) {
    part <- design[d$rows, ]
    q <- svyquantile(as.formula(paste0("~", of)), part, p, df = degf(part))[[1]]
    for (i in seq_along(p))
      emit(study, name, c(list(variable = of, level = format(p[i])), d$keys), list(n = nrow(part$variables),
        weighted_n = sum(weights(part)), estimate = q[i, 1], se = q[i, 4], ci_low = q[i, 2], ci_high = q[i, 3], df = degf(part),
        cv = q[i, 4] / q[i, 1]))
  }
}

log_slope <- list(difference = function(p) rep(1, length(p)), ratio = function(p) 1 / p, odds_ratio = function(p) 1 / (p * (1 - p)))
on_scale <- list(difference = identity, ratio = log, odds_ratio = qlogis)

# All pairs (or against a reference) of the groups of `over`, within each group of `within`.
pairs_of <- function(study, name, design, formula, over, keys, measures, adjust, reference = NULL, within = NULL,
                     confidence = 0.95, where = TRUE) {
  rows <- rep_len(where, nrow(design$variables))
  known <- !is.na(model.frame(formula, design$variables, na.action = na.pass)[[1]])
  base <- subset(design, known & !is.na(rows) & rows)
  by <- as.formula(paste("~", paste(c(over, within), collapse = "+")))
  s <- svyby(formula, by, base, svymean, covmat = TRUE)
  value <- coef(s)
  covariance <- vcov(s)
  df <- degf(design)
  t <- qt(1 - (1 - confidence) / 2, df)
  places <- if (is.null(within)) list(seq_along(value)) else lapply(unique(s[[within]]), function(w) which(s[[within]] == w))
  for (at in places) {
    group <- as.character(s[[over]][at])
    pairs <- t(combn(seq_along(at), 2))
    if (!is.null(reference)) pairs <- cbind(setdiff(seq_along(at), which(group == reference)), which(group == reference))
    for (measure in measures) {
      slope <- log_slope[[measure]](value[at])
      scaled <- on_scale[[measure]](value[at])
      v <- covariance[at, at] * outer(slope, slope)
      a <- pairs[, 1]
      b <- pairs[, 2]
      difference <- unname(scaled[a] - scaled[b])
      se <- sqrt(diag(v)[a] + diag(v)[b] - 2 * v[pairs])
      p <- 2 * pt(-abs(difference / se), df)
      adjusted <- p.adjust(p, adjust)
      back <- if (measure == "difference") identity else exp
      for (i in seq_along(a)) {
        k <- c(keys, if (!is.null(within)) setNames(list(as.character(s[[within]][at[1]])), within),
          list(over = over, group_a = group[a[i]], group_b = group[b[i]], measure = measure))
        emit(study, paste0(name, ".compare"), k, list(estimate_a = unname(value[at[a[i]]]), estimate_b = unname(value[at[b[i]]]),
          value = back(difference[i]), se = unname(se[i]), ci_low = back(difference[i] - t * unname(se[i])),
          ci_high = back(difference[i] + t * unname(se[i])), test_statistic = unname(difference[i] / se[i]), df = df,
          p = unname(p[i]), p_adjusted = unname(adjusted[i]), adjust = adjust))
      }
    }
  }
}

crosstab <- function(study, name, design, row, column, tests) {
  formula <- as.formula(paste("~", row, "+", column))
  for (test in tests) {
    r <- svychisq(formula, design, statistic = switch(test, "rao-scott-f" = "F", "adjusted-wald" = "adjWald", "Chisq"))
    values <- if (length(r$parameter) == 2) {
      list(statistic = unname(r$statistic), df1 = unname(r$parameter[1]), df2 = unname(r$parameter[2]), p = unname(r$p.value))
    } else {
      plain <- pchisq(unname(r$statistic), unname(r$parameter), lower.tail = FALSE)
      list(statistic = unname(r$statistic), df1 = unname(r$parameter), p = if (test == "pearson") plain else unname(r$p.value))
    }
    emit(study, paste0(name, ".tests"), list(test = test, row_variable = row, column_variable = column), values)
  }
}

# t tests of all pairs of groups.
t_tests <- function(study, name, design, of, by) {
  pairs <- combn(levels(design$variables[[by]]), 2)
  for (i in seq_len(ncol(pairs))) {
    part <- design[design$variables[[by]] %in% pairs[, i], ]
    part$variables$first <- as.numeric(part$variables[[by]] == pairs[1, i])
    r <- svyttest(as.formula(paste(of, "~ first")), part)
    emit(study, paste0(name, ".tests"), list(test = "t", row_variable = of, column_variable = by, group_a = pairs[1, i], group_b = pairs[2, i]),
      list(statistic = unname(r$statistic), df1 = unname(r$parameter), p = unname(r$p.value)))
  }
}

# Rank tests of all pairs of groups, the first less the second, and of all groups.
rank_tests <- function(study, name, design, of, by) {
  formula <- as.formula(paste(of, "~", by))
  row <- function(test, ...) list(test = test, row_variable = of, column_variable = by, ...)
  all <- svyranktest(formula, design)
  k <- nlevels(design$variables[[by]]) - 1
  emit(study, paste0(name, ".tests"), row("kruskal-wallis"),
    list(statistic = c(all$statistic, all$parameter)[["Chisq"]] / k, df1 = k, df2 = all$ddf, p = c(all$p.value)))
  pairs <- combn(levels(design$variables[[by]]), 2)
  tests <- lapply(seq_len(ncol(pairs)), function(i) {
    part <- design[design$variables[[by]] %in% pairs[, i], ]
    part$variables[[by]] <- factor(part$variables[[by]], rev(pairs[, i]))
    svyranktest(formula, part)
  })
  adjusted <- p.adjust(sapply(tests, `[[`, "p.value"), "holm")
  for (i in seq_along(tests)) {
    r <- tests[[i]]
    emit(study, paste0(name, ".tests"), row("wilcoxon", group_a = pairs[1, i], group_b = pairs[2, i]),
      list(statistic = unname(r$statistic), df1 = unname(r$parameter), p = unname(r$p.value), estimate = unname(r$estimate),
        p_adjusted = adjusted[[i]]))
  }
}

# t tests of the difference between two columns, in each group and in all.
paired_tests <- function(study, name, design, a, b, by) {
  formula <- as.formula(paste0("I(", a, " - ", b, ") ~ 1"))
  for (group in c(levels(design$variables[[by]]), "(all)")) {
    part <- if (group == "(all)") design else design[design$variables[[by]] == group, ]
    r <- svyttest(formula, part)
    emit(study, paste0(name, ".tests"), c(list(test = "paired-t", row_variable = a, column_variable = b), setNames(list(group), by)),
      list(statistic = unname(r$statistic), df1 = unname(r$parameter), p = unname(r$p.value), estimate = unname(r$estimate),
        ci_low = r$conf.int[1], ci_high = r$conf.int[2]))
  }
}

# A share by `over`, directly standardised to the whole sample's composition by the `cells`, and all pairs of it.
standardised <- function(study, name, design, of, over, cells, keys, adjust) {
  by <- reformulate(cells)
  pooled <- as.vector(svytable(by, design))
  std <- svystandardize(design, by, over = reformulate(over), population = pooled)
  groups <- levels(design$variables[[over]])
  df <- degf(design)
  s <- svyby(reformulate(of), reformulate(over), std, svymean)
  for (i in seq_along(groups)) {
    part <- subset(std, design$variables[[over]] == groups[i])
    m <- svymean(reformulate(of), part, deff = "replace")
    p <- unname(coef(s)[i])
    se <- unname(SE(s)[i])
    own <- degf(design[design$variables[[over]] == groups[i], ])
    ends <- limits("logit", p, se, own, 0.95, NA)
    rows <- design$variables[[over]] == groups[i]
    emit(study, name, c(keys, setNames(list(groups[i]), over)), list(count = sum(design$variables[[of]][rows]), n = sum(rows),
      weighted_n = sum(weights(design)[rows]), estimate = p, se = se, ci_low = ends[1], ci_high = ends[2], df = own, cv = se / p,
      deff = unname(as.numeric(deff(m))), n_eff = sum(rows) / unname(as.numeric(deff(m))), flag = ""))
  }
  for (g in seq_along(groups)) { # the joint covariance: ratios of totals under the standardised weights
    at <- as.numeric(design$variables[[over]] == groups[g])
    std$variables[[paste0("above", g)]] <- at * design$variables[[of]]
    std$variables[[paste0("below", g)]] <- at
  }
  totals <- svytotal(reformulate(c(paste0("above", seq_along(groups)), paste0("below", seq_along(groups)))), std)
  ratios <- svycontrast(totals, lapply(seq_along(groups), function(g) parse(text = sprintf("above%d / below%d", g, g))[[1]]))
  v <- vcov(ratios)
  pairs <- t(combn(seq_along(groups), 2))
  value <- coef(ratios)[pairs[, 1]] - coef(ratios)[pairs[, 2]]
  se <- sqrt(diag(v)[pairs[, 1]] + diag(v)[pairs[, 2]] - 2 * v[pairs])
  p <- 2 * pt(-abs(value / se), df)
  for (i in seq_len(nrow(pairs)))
    emit(study, paste0(name, ".compare"), c(keys, list(over = over, group_a = groups[pairs[i, 1]], group_b = groups[pairs[i, 2]],
      measure = "difference")), list(value = unname(value[i]), se = unname(se[i]), df = df, p = unname(p[i]),
      p_adjusted = unname(p.adjust(p, adjust)[i])))
}

# Kitagawa's two parts of the differences to a reference, by the delta method of svycontrast on the totals of all cells.
split_pairs <- function(study, name, design, of, over, cells, keys, reference) {
  cell <- interaction(design$variables[cells], drop = TRUE)
  kinds <- seq_along(levels(cell))
  df <- degf(design)
  for (group in setdiff(levels(design$variables[[over]]), reference)) {
    names <- c()
    for (k in kinds) for (g in c("a", "b")) {
      at <- as.numeric(cell == levels(cell)[k] & design$variables[[over]] == if (g == "a") group else reference)
      design$variables[[paste0("t", g, k)]] <- at * design$variables[[of]]
      design$variables[[paste0("n", g, k)]] <- at
      names <- c(names, paste0(c("t", "n"), g, k))
    }
    p <- function(g, k) sprintf("(n%s%d / (%s))", g, k, paste0("n", g, kinds, collapse = " + "))
    r <- function(g, k) sprintf("(t%s%d / n%s%d)", g, k, g, k)
    terms <- function(text) parse(text = paste(sapply(kinds, text), collapse = " + "))[[1]]
    parts <- svycontrast(svytotal(reformulate(names), design), list(
      difference = terms(function(k) sprintf("%s * %s - %s * %s", p("a", k), r("a", k), p("b", k), r("b", k))),
      composition = terms(function(k) sprintf("(%s - %s) * (%s + %s) / 2", p("a", k), p("b", k), r("a", k), r("b", k))),
      rates = terms(function(k) sprintf("(%s - %s) * (%s + %s) / 2", r("a", k), r("b", k), p("a", k), p("b", k)))))
    for (part in names(coef(parts))) {
      value <- coef(parts)[[part]]
      se <- as.numeric(SE(parts)[match(part, names(coef(parts)))])
      ends <- limits("wald", value, se, df, 0.95, NA)
      emit(study, paste0(name, ".decompose"), c(keys, list(over = over, group_a = group, group_b = reference, part = part)),
        list(value = value, share = value / coef(parts)[["difference"]], se = se, ci_low = ends[1], ci_high = ends[2],
          test_statistic = value / se, df = df, p = 2 * pt(-abs(value / se), df), flag = ""))
    }
  }
}

weights_of <- function(study, name, data, weight, by) {
  for (g in levels(data[[by]])) {
    w <- data[[weight]][data[[by]] == g]
    n_eff <- sum(w)^2 / sum(w^2)
    emit(study, name, setNames(list(g), by), list(n = length(w), sum = sum(w), mean = mean(w), min = min(w), max = max(w), sd = sd(w),
      cv = sd(w) / mean(w), n_eff = n_eff, deff_kish = length(w) / n_eff, efficiency = n_eff / length(w), median = median(w),
      p99 = unname(quantile(w, 0.99, type = 7))))
  }
}

# A svyglm run to full convergence.
full_glm <- function(design, formula, family) {
  go <- function(start, epsilon) eval(bquote(svyglm(.(formula), design, family = .(family), start = .(start),
    control = glm.control(epsilon = .(epsilon), maxit = 50))))
  fit <- go(NULL, 1e-14)
  suppressWarnings(go(unname(coef(fit)), 1e-300)) # glm() keeps the working weights of the step before the last
}

# Rows of coefficients by their terms, levels and further keys; tests of whole terms by regTermTest's formula.
model_rows <- function(study, name, keys, b, v, df, ratio = TRUE) {
  se <- sqrt(diag(v))
  for (i in seq_along(b)) {
    interval <- b[i] + c(-1, 1) * qt(0.975, df) * se[i]
    values <- list(estimate = b[i], se = se[i], ci_low = interval[1], ci_high = interval[2], test_statistic = b[i] / se[i], df = df,
      p = 2 * pt(-abs(b[i] / se[i]), df))
    if (ratio) values <- c(values, list(odds_ratio = exp(b[i]), odds_low = exp(interval[1]), odds_high = exp(interval[2])))
    emit(study, paste0(name, ".model"), lapply(keys, `[`, i), c(values, list(flag = "")))
  }
  for (t in setdiff(unique(keys$term), "(intercept)")) {
    at <- which(keys$term == t)
    f <- drop(b[at] %*% solve(v[at, at], b[at])) / length(at)
    emit(study, paste0(name, ".tests"), list(test = "wald", row_variable = t),
      list(statistic = f, df1 = length(at), df2 = df, p = pf(f, length(at), df, lower.tail = FALSE), flag = ""))
  }
}

# The terms and levels of a model matrix's columns.
column_keys <- function(x, formula) {
  labels <- attr(terms(formula), "term.labels")
  level <- colnames(x)
  for (v in unique(unlist(strsplit(labels, ":")))) level <- gsub(paste0("(^|:)", v), "\\1", level)
  level[1] <- ""
  list(term = c("(intercept)", labels)[attr(x, "assign") + 1], level = level)
}

glm_model <- function(study, name, design, formula, family) {
  fit <- full_glm(design, formula, family)
  model_rows(study, name, column_keys(model.matrix(fit), formula), unname(coef(fit)), unname(vcov(fit)), fit$df.residual)
  invisible(fit)
}

# Newton's method: `look` gives the rows' weighted scores and minus the second derivatives of the pseudo-likelihood. The
# covariance is the design's of the rows' influence.
newton_model <- function(design, look, b) {
  for (i in 1:50) {
    at <- look(b)
    b <- b + solve(at$second, colSums(at$score))
  }
  at <- look(b)
  v <- survey:::svyrecvar(at$score %*% solve(at$second), design$cluster, design$strata, design$fpc, postStrata = design$postStrata)
  list(b = unname(b), v = unname(v))
}

# Proportional odds: logit P(y <= k) = threshold k - x'b, x without the intercept.
ordinal_fit <- function(design, x, y, levels) {
  q <- levels - 1
  w <- weights(design)
  look <- function(b) {
    cut <- c(-Inf, b[1:q], Inf)
    eta <- drop(x %*% b[-(1:q)])
    above <- cut[y + 1] - eta
    below <- cut[y] - eta
    p <- plogis(above) - plogis(below)
    by_above <- cbind(outer(y, 1:q, "=="), -x)
    by_below <- cbind(outer(y - 1, 1:q, "=="), -x)
    first <- by_above * dlogis(above) - by_below * dlogis(below)
    bend <- function(e) ifelse(is.finite(e), dlogis(e) * (1 - 2 * plogis(e)), 0)
    list(score = w * first / p,
      second = crossprod(first, first * (w / p^2)) - crossprod(by_above, by_above * (w * bend(above) / p)) +
        crossprod(by_below, by_below * (w * bend(below) / p)))
  }
  below <- cumsum(tapply(w, factor(y, 1:levels), sum))
  newton_model(design, look, c(qlogis(below[1:q] / below[levels]), rep(0, ncol(x))))
}

# Logits against level 1, the coefficients of one level after the other.
multinomial_fit <- function(design, x, y, levels) {
  p <- ncol(x)
  w <- weights(design)
  share <- function(b, x) { e <- cbind(1, exp(x %*% matrix(b, p))); e / rowSums(e) }
  look <- function(b) {
    at <- share(b, x)
    score <- do.call(cbind, lapply(2:levels, function(k) x * (w * ((y == k) - at[, k]))))
    second <- do.call(rbind, lapply(2:levels, function(k) do.call(cbind, lapply(2:levels, function(l)
      crossprod(x, x * (w * at[, k] * ((k == l) - at[, l])))))))
    list(score = score, second = second)
  }
  c(newton_model(design, look, rep(0, p * (levels - 1))), list(share = share))
}

# Average predictions and svypredmeans' covariance: the coefficients' part and that of the rows.
# `at` gives for a level the rows' predictions and a list with their derivatives, one for each prediction.
margin_fit <- function(design, levels, at, v) {
  w <- weights(design) / sum(weights(design))
  all <- lapply(levels, at)
  mu <- do.call(cbind, lapply(all, `[[`, "mu"))
  d <- do.call(rbind, lapply(all, function(a) do.call(rbind, lapply(a$d, function(d) colSums(w * d)))))
  m <- colSums(w * mu)
  rows <- survey:::svyrecvar(w * sweep(mu, 2, m), design$cluster, design$strata, design$fpc, postStrata = design$postStrata)
  list(m = unname(m), v = unname(d %*% v %*% t(d) + rows))
}

margin_rows <- function(study, name, variable, levels, responses, fit, df) {
  se <- sqrt(diag(fit$v))
  keys <- expand.grid(response = responses, level = levels, stringsAsFactors = FALSE)
  for (i in seq_along(se)) {
    ends <- fit$m[i] + c(-1, 1) * qt(0.975, df) * se[i]
    emit(study, paste0(name, ".margins"), list(variable = variable, level = keys$level[i], response = keys$response[i]),
      list(estimate = fit$m[i], se = se[i], ci_low = ends[1], ci_high = ends[2], df = df, flag = ""))
  }
}

margin_pairs <- function(study, name, of, over, levels, responses, fit, df, measures, adjust, reference = NULL) {
  pairs <- if (is.null(reference)) combn(length(levels), 2) else rbind(setdiff(seq_along(levels), match(reference, levels)), match(reference, levels))
  for (r in seq_along(responses)) for (measure in measures) {
    i <- (pairs[1, ] - 1) * length(responses) + r
    k <- (pairs[2, ] - 1) * length(responses) + r
    a <- fit$m[i]
    b <- fit$m[k]
    value <- switch(measure, difference = a - b, ratio = a / b, odds_ratio = a / (1 - a) / (b / (1 - b)))
    by <- switch(measure, difference = list(1 + 0 * a, 1 + 0 * b), ratio = list(1 / a, 1 / b), odds_ratio = list(1 / (a * (1 - a)), 1 / (b * (1 - b))))
    v <- by[[1]]^2 * fit$v[cbind(i, i)] + by[[2]]^2 * fit$v[cbind(k, k)] - 2 * by[[1]] * by[[2]] * fit$v[cbind(i, k)]
    statistic <- (if (measure == "difference") value else log(value)) / sqrt(v)
    p <- 2 * pt(-abs(statistic), df)
    adjusted <- p.adjust(p, adjust)
    for (j in seq_along(i))
      emit(study, paste0(name, ".compare"), list(statistic = "margin", variable = of, level = responses[r], over = over,
          group_a = levels[pairs[1, j]], group_b = levels[pairs[2, j]], measure = measure),
        list(estimate_a = a[j], estimate_b = b[j], value = value[j], se = sqrt(v[j]), test_statistic = statistic[j], df = df, p = p[j],
          p_adjusted = adjusted[j], adjust = adjust))
  }
}

# Margins of a factor of a svyglm.
glm_margins <- function(study, name, design, fit, variable, of, measures, adjust, reference = NULL) {
  levels <- levels(design$variables[[variable]])
  at <- function(level) {
    data <- design$variables
    data[[variable]][] <- level
    x <- model.matrix(delete.response(terms(fit)), data, xlev = fit$xlevels)
    eta <- drop(x %*% coef(fit))
    list(mu = fit$family$linkinv(eta), d = list(x * fit$family$mu.eta(eta)))
  }
  margins <- margin_fit(design, levels, at, vcov(fit))
  margin_rows(study, name, variable, levels, "", margins, fit$df.residual)
  margin_pairs(study, name, of, variable, levels, "", margins, fit$df.residual, measures, adjust, reference)
}

# ---- live-shopping ----

study <- "live-shopping"
d <- read.csv("data/live-shopping.csv", encoding = "UTF-8")
d$country <- factor(d$country, c("UK", "ES", "FR", "PL"), c("United Kingdom", "Spain", "France", "Poland"))
d$sex <- factor(d$sex, c("F", "M"), c("Women", "Men"))
d$age_group <- cut(d$age, c(16, 25, 35, 50, 65, Inf), c("16-24", "25-34", "35-49", "50-64", "65-84"), right = FALSE)
d$region <- factor(d$region)
d$score <- d$interest
d$interest <- factor(d$interest, 5:1, c("Very interested", "Interested", "Neutral", "Little interested", "Not interested"))
d$interested <- factor(d$score >= 4, c(TRUE, FALSE), c("Interested", "Not interested"))
d$is_interested <- as.numeric(d$score >= 4)
d$heavy <- factor(d$visits >= 2 & d$spend > 50, c(TRUE, FALSE), c("yes", "no"))
d$points <- 100 * ((d$nps >= 9) - (d$nps <= 6))
s <- svydesign(ids = ~psu, strata = ~region, weights = ~weight, data = d, nest = TRUE)
by_country <- list("country")
channels <- c("A shop's own app" = "channel_1", "A social network" = "channel_2", "A video platform" = "channel_3",
  "A marketplace" = "channel_4", "A brand's website" = "channel_5", "Television" = "channel_6")
is_interested <- list(variable = "interested", level = "Interested")
three <- c("difference", "ratio", "odds_ratio")

shares(study, "interest-overall", s, "interested")
shares(study, "interest-overall", s, "interest")
shares(study, "interest-by-country", s, "interested", by_country, TRUE, "Interested")
pairs_of(study, "interest-by-country", s, ~is_interested, "country", is_interested, three, "holm")
crosstab(study, "interest-by-country", s, "interested", "country", "rao-scott-f")
shares(study, "answers-by-country", s, "interest", by_country, TRUE)
crosstab(study, "answers-by-country", s, "interest", "country", c("rao-scott-f", "rao-scott-chisq"))
shares(study, "interest-banner", s, "interested", list("country", "age_group", "sex"), TRUE)
banner <- setNames(as.list(rep("(all)", 3)), c("country", "age_group", "sex"))
for (l in c("Interested", "Not interested")) {
  s$variables$at_level <- as.numeric(d$interested == l)
  for (over in names(banner))
    pairs_of(study, "interest-banner", s, ~at_level, over, c(list(variable = "interested", level = l), banner), "difference", "holm")
}
shares(study, "interest-by-age", s, "interested", list(c("country", "age_group")), FALSE, "Interested")
pairs_of(study, "interest-by-age", s, ~is_interested, "age_group", is_interested, "difference", "holm", "65-84", "country")
standardised(study, "interest-at-the-same-ages", s, "is_interested", "country", c("age_group", "sex"), is_interested, "holm")
split_pairs(study, "why-countries-differ", s, "is_interested", "country", c("age_group", "sex"), is_interested, "Poland")
s$variables$interest_level <- s$variables$interest
s$variables$interest <- s$variables$score
figures(study, "likert-mean", s, "interest", "mean", by_country, TRUE)
s$variables$interest <- s$variables$interest_level
figures(study, "recommend-by-country", s, "nps", "nps", by_country, TRUE, points = function(x) 100 * ((x >= 9) - (x <= 6)))
pairs_of(study, "recommend-by-country", s, ~points, "country", list(variable = "nps"), "difference", "holm")
figures(study, "spend-by-country", s, "spend", "mean", by_country, TRUE)
pairs_of(study, "spend-by-country", s, ~spend, "country", list(variable = "spend"), c("difference", "ratio"), "bonferroni", "Poland")
figures(study, "spend-a-sale", s, "spend", "ratio", by_country, TRUE, denominator = "visits")
shares(study, "channels-by-country", s, "channels", by_country, TRUE, multiple = channels)
shares(study, "heavy-viewers", s, "heavy", by_country, level = "yes", ci = "beta", where = !is.na(d$spend))
s$variables$age_group <- relevel(d$age_group, "35-49")
fit <- glm_model(study, "who-is-interested", s, is_interested ~ country + age_group + sex + age_group:sex, quasibinomial())
glm_margins(study, "who-is-interested", s, fit, "country", "interested", "difference", "holm")
s$variables$age_group <- d$age_group
fit <- glm_model(study, "sales-watched", s, visits ~ country + age_group + sex, quasipoisson())
glm_margins(study, "sales-watched", s, fit, "country", "visits", "ratio", "holm", "Poland")
shares(study, "interest-by-region", s, "interested", list("region"), level = "Interested", min_n = 100)
young <- d$age < 35 & d$country %in% c("United Kingdom", "France")
shares(study, "young-british-and-french", s, "interested", list(c("country", "sex")), level = "Interested", ci = "wilson",
  confidence = 0.9, where = young)
pairs_of(study, "young-british-and-french", s, ~is_interested, "sex", is_interested, "difference", "holm", within = "country",
  confidence = 0.9, where = young)
weights_of(study, "weights-by-country", d, "weight", "country")

# ---- live-shopping-answers: nets, bases, missing answers ----

study <- "live-shopping-answers"
# Of 0/1 column `of`: its mean among `base`, with the number of rows.
share_of <- function(name, variable, level, of, base = TRUE, below = NULL) {
  s$variables$x <- of
  s$variables$z <- if (is.null(below)) rep(1, length(of)) else below
  for (g in domains(d, by_country, TRUE)) {
    part <- s[g$rows & base, ]
    m <- svyratio(~x, ~z, part)
    emit(study, name, c(list(variable = variable, level = level), g$keys), list(n = sum(part$variables$z), estimate = as.numeric(coef(m)),
      se = as.numeric(SE(m)), df = degf(s[g$rows, ])))
  }
}
s$variables$net <- 100 * ((d$score >= 4) - (d$score <= 2))
figures(study, "interest-net", s, "interest", "mean", by_country, TRUE, points = function(x) 100 * ((x %in% levels(x)[1:2]) - (x %in% levels(x)[4:5])))
pairs_of(study, "interest-net", s, ~net, "country", list(variable = "interest"), "difference", "holm")
given <- as.matrix(d[channels])
answered <- rowSums(!is.na(given)) > 0
given[is.na(given)] <- 0
s$variables$named <- ifelse(answered, rowSums(given), NA)
for (i in seq_along(channels)) share_of("channels-named", "channels", names(channels)[i], given[, i], answered, rowSums(given))
share_of("channels-each", "channels", "", rowSums(given), answered)
share_of("channels-each", "users", "", rowSums(given), rowSums(given) > 0)
pairs_of(study, "channels-each", s, ~named, "country", list(variable = "channels"), "difference", "holm")
missing <- list(channels = !answered, nps = is.na(d$nps), spend = is.na(d$spend))
for (v in names(missing)) {
  share_of("not-answered", v, "weighted", as.numeric(missing[[v]]))
  kept <- s
  s <- svydesign(ids = ~psu, strata = ~region, weights = ~one, data = transform(d, one = 1), nest = TRUE)
  share_of("not-answered", v, "unweighted", as.numeric(missing[[v]]))
  s <- kept
}
s$variables$interest <- s$variables$score
for (g in domains(d, by_country, TRUE)) {
  part <- s[g$rows, ]
  v <- svyvar(~interest, part)
  emit(study, "interest-scale", c(list(variable = "interest", level = "sd"), g$keys), list(n = nrow(part$variables), estimate = sqrt(v[[1]]),
    se = SE(v)[[1]] / (2 * sqrt(v[[1]]))))
}

# ---- world-values ----

study <- "world-values"
d <- read.csv("data/world-values.csv")
d$country <- factor(d$country, c("Australia", "Norway", "Sweden", "USA"), c("Australia", "Norway", "Sweden", "United States"))
d$too_little <- as.numeric(d$poverty == "Too Little")
d$about_right <- as.numeric(d$poverty == "About Right")
d$poverty <- factor(d$poverty, c("Too Little", "About Right", "Too Much"), c("too little", "about right", "too much"))
d$gender <- factor(d$gender, c("female", "male"), c("Women", "Men"))
d$age_group <- cut(d$age, c(18, 30, 45, 60, Inf), c("18-29", "30-44", "45-59", "60+"), right = FALSE)
d$degree <- factor(d$degree, c("yes", "no"), c("Degree", "No degree"))
s <- svydesign(ids = ~1, strata = ~country, weights = ~1, data = d)
too_little <- list(variable = "poverty", level = "too little")

shares(study, "poverty-by-country", s, "poverty", by_country, TRUE)
pairs_of(study, "poverty-by-country", s, ~too_little, "country", too_little, c("difference", "odds_ratio"), "holm")
pairs_of(study, "poverty-by-country", s, ~about_right, "country", list(variable = "poverty", level = "about right"),
  c("difference", "odds_ratio"), "holm")
crosstab(study, "poverty-by-country", s, "poverty", "country", c("pearson", "rao-scott-chisq", "rao-scott-f"))
shares(study, "too-little-banner", s, "poverty", list("country", "gender", "age_group", "degree"), TRUE)
shares(study, "too-little-by-country", s, "poverty", by_country, level = "too little")
shares(study, "too-little-by-gender", s, "poverty", list(c("country", "gender")), level = "too little")
pairs_of(study, "too-little-by-gender", s, ~too_little, "gender", too_little, c("difference", "odds_ratio"), "holm", within = "country")
shares(study, "too-little-by-age", s, "poverty", list(c("country", "age_group")), level = "too little")
figures(study, "age-by-answer", s, "age", "mean", list("poverty"))
pairs_of(study, "age-by-answer", s, ~age, "poverty", list(variable = "age"), "difference", "holm", "too little")
rank_tests(study, "age-by-answer", s, "age", "poverty")

answers <- c("too little", "about right", "too much")
formula <- ~ country + gender + age + degree
x <- model.matrix(formula, transform(d, country = relevel(country, "Sweden")))
slopes <- lapply(column_keys(x, formula), `[`, -1)
slopes$level[slopes$term == "age"] <- ""
df <- degf(s) - length(slopes$term)
fit <- ordinal_fit(s, x[, -1], match(d$poverty, answers), 3)
for (i in 1:2) for (j in seq_along(fit$b)) emit(study, "how-much.cov", list(row = i, column = j), list(covariance = fit$v[i, j]))
model_rows(study, "how-much", slopes, fit$b[-(1:2)], fit$v[-(1:2), -(1:2)], df)
x <- model.matrix(formula, d)
responses <- answers[c(2, 1, 3)]
fit <- multinomial_fit(s, x, match(d$poverty, responses), 3)
columns <- column_keys(x, formula)
columns$level[columns$term == "age"] <- ""
model_rows(study, "which-answer", list(term = rep(columns$term, 2), level = rep(columns$level, 2), response = rep(responses[-1], each = ncol(x))),
  fit$b, fit$v, df)
for (variable in c("country", "gender")) {
  at <- function(level) {
    data <- d
    data[[variable]][] <- level
    x <- model.matrix(formula, data)
    p <- fit$share(fit$b, x)
    list(mu = p, d = lapply(1:3, function(l) do.call(cbind, lapply(2:3, function(k) x * (p[, l] * ((k == l) - p[, k]))))))
  }
  margins <- margin_fit(s, levels(d[[variable]]), at, fit$v)
  margin_rows(study, "which-answer", variable, levels(d[[variable]]), responses, margins, df)
  if (variable == "country")
    margin_pairs(study, "which-answer", "poverty", variable, levels(d$country), responses, margins, df, c("difference", "odds_ratio"), "holm", "Sweden")
}

# ---- california-schools: one stage, stratified, fpc ----

study <- "california-schools"
d <- read.csv("data/california-stratified.csv")
type <- function(x) factor(x, c("E", "M", "H"), c("Elementary", "Middle", "High"))
d$stype <- type(d$stype)
d$target_met <- factor(d$sch.wide, c("Yes", "No"), c("Met", "Not met"))
d$met <- as.numeric(d$sch.wide == "Yes")
s <- svydesign(ids = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = d)
by_type <- list("stype")

for (of in c("api00", "api99")) figures(study, "mean-index", s, of, deff = "without-replacement")
figures(study, "mean-index-by-type", s, "api00", "mean", by_type, TRUE)
pairs_of(study, "mean-index-by-type", s, ~api00, "stype", list(variable = "api00"), "difference", "holm")
t_tests(study, "mean-index-by-type", s, "api00", "stype")
figures(study, "pupils", s, "enroll", "total", by_type, TRUE)
for (of in c("api00", "api99")) figures(study, "gain-by-type", s, of, "mean", by_type, TRUE)
paired_tests(study, "gain-by-type", s, "api00", "api99", "stype")
quantiles(study, "size-by-type", s, "enroll", c(0.25, 0.5, 0.75), by_type, TRUE)
linearised(study, "spread-by-type", s, "api00", spread, by_type, TRUE)
for (of in list(c("api00", "meals"), c("api00", "avg.ed"), c("meals", "avg.ed")))
  linearised(study, "what-goes-with-the-index", s, of, together)
linearised(study, "unequal-size", s, "enroll", gini, by_type, TRUE)
figures(study, "growth", s, "api00", "ratio", by_type, TRUE, denominator = "api99")
shares(study, "target-by-type", s, "target_met", by_type, TRUE)
pairs_of(study, "target-by-type", s, ~met, "stype", list(variable = "target_met", level = "Met"), c("difference", "ratio"), "holm")
crosstab(study, "target-by-type", s, "target_met", "stype", c("rao-scott-f", "adjusted-wald"))
m <- svytotal(~target_met, s)
for (l in c("Met", "Not met")) {
  at <- paste0("target_met", l)
  ends <- limits("wald", coef(m)[[at]], SE(m)[[at]], degf(s), 0.95)
  emit(study, "schools", list(variable = "target_met", level = l), list(n = nrow(d), estimate = coef(m)[[at]], se = SE(m)[[at]],
    ci_low = ends[1], ci_high = ends[2], df = degf(s)))
}

# ---- california-clusters: two stages with fpc ----

study <- "california-clusters"
d <- read.csv("data/california-clusters.csv", colClasses = c(cds = "character"))
d$stype <- type(d$stype)
s <- svydesign(ids = ~dnum + cds, weights = ~pw, fpc = ~fpc1 + fpc2, data = d)

for (of in c("api00", "api99")) figures(study, "mean-index", s, of)
figures(study, "pupils", s, "enroll", "total")
figures(study, "growth", s, "api00", "ratio", denominator = "api99")
shares(study, "types", s, "stype")
figures(study, "mean-index-by-type", s, "api00", "mean", by_type, TRUE, df = "design")
pairs_of(study, "mean-index-by-type", s, ~api00, "stype", list(variable = "api00"), "difference", "holm")

# ---- california-replicates: the same sample as a jackknife, which R makes itself ----

study <- "california-replicates"
r <- suppressWarnings(as.svrepdesign(s, type = "JK1")) # the second stage's population counts are dropped
row <- function(estimate, se, df) {
  ends <- limits("wald", estimate, se, df, 0.95)
  list(estimate = estimate, se = se, ci_low = ends[1], ci_high = ends[2], df = df)
}
mean_of <- function(design, of) {
  m <- svymean(as.formula(paste0("~", of)), design)
  c(list(n = nrow(design$variables)), row(coef(m)[[1]], SE(m)[[1]], degf(design)))
}
emit(study, "mean-index", list(stype = "(all)"), mean_of(r, "api00"))
for (l in levels(d$stype)) emit(study, "mean-index", list(stype = l), mean_of(r[d$stype == l, ], "api00"))
answered <- r[!is.na(d$enroll), ]
for (p in c(0.25, 0.5, 0.75)) {
  x <- answered$variables$enroll
  q <- survey:::qrule_math(x, weights(answered, "sampling"), p) # svyquantile of survey 4.1 has interval "mean" alone for replicates
  ends <- unname(survey:::woodruffCI(x, q, p, answered, survey:::qrule_math, 0.05, degf(answered), "beta"))
  emit(study, "size", list(level = as.character(p)), list(n = length(x), estimate = q, se = diff(ends) / (2 * qt(0.975, degf(answered))),
    ci_low = ends[1], ci_high = ends[2], df = degf(answered)))
}
difference <- svyttest(api00 ~ awards, r)
emit(study, "awards.tests", list(test = "t"), list(statistic = -unname(difference$statistic), df1 = unname(difference$parameter),
  p = unname(drop(difference$p.value))))
fit <- svyglm(api00 ~ meals + stype, r)
terms_of <- list(c("(intercept)", ""), c("meals", ""), c("stype", "Middle"), c("stype", "High"))
for (i in seq_along(terms_of)) {
  b <- coef(fit)[[i]]
  se <- SE(fit)[[i]]
  emit(study, "what-explains-the-index.model", list(term = terms_of[[i]][1], level = terms_of[[i]][2]), c(row(b, se, fit$df.residual),
    list(test_statistic = b / se, p = 2 * pt(-abs(b / se), fit$df.residual))))
}
for (t in c("meals", "stype")) {
  whole <- regTermTest(fit, as.formula(paste("~", t)))
  emit(study, "what-explains-the-index.tests", list(test = "wald", row_variable = t), list(statistic = drop(whole$Ftest), df1 = whole$df,
    df2 = whole$ddf, p = drop(whole$p)))
}

# ---- california-calibrated: the same sample, its weights calibrated to what is known of all schools ----

study <- "california-calibrated"
g <- calibrate(s, ~stype + awards + api99, c(`(Intercept)` = 6194, stypeMiddle = 1018, stypeHigh = 755, awardsYes = 4167, api99 = 3914069))
m <- svymean(~api00, g)
emit(study, "mean-index", list(variable = "api00"), c(list(n = nrow(d), weighted_n = 6194), row(coef(m)[[1]], SE(m)[[1]], degf(s))))
for (l in levels(d$stype)) {
  m <- svymean(~api00, g[d$stype == l, ])
  emit(study, "mean-index-by-type", list(stype = l), row(coef(m)[[1]], SE(m)[[1]], degf(s)))
}
answered <- g[!is.na(d$enroll), ]
answered$variables$enroll[is.na(d$enroll)] <- 0 # whose weight is 0 here; R would give no total
m <- svytotal(~enroll, answered)
emit(study, "pupils", list(variable = "enroll"), row(coef(m)[[1]], SE(m)[[1]], degf(s)))
