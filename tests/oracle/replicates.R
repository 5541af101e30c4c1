# SPDX-License-Identifier: GPL-3.0-or-later
# Quantiles, models and tests of replicate weights, and score intervals of quantiles: cases/13-replicates.json, which
# tests/table/test_oracle.c runs. Needs survey 4.1 or later and jsonlite.
#
#   Rscript tests/oracle/replicates.R         (from the project's top folder)
#
# Two things of survey 4.5 are done by hand, so that 4.1 gives the same: svyquantile of replicate designs hands the
# interval's name on, and a probability below the first step is the smallest value.
suppressPackageStartupMessages({library(survey); library(jsonlite)})
first_step <- function(x, w, p) {
  o <- order(x); x <- x[o]; share <- cumsum(w[o]) / sum(w); at <- if (any(share <= p)) max(which(share <= p)) else 1
  up <- if (at == length(x) || !any(share <= p)) at else at + 1
  list(qlow = x[at], qup = x[up], ilow = at, iup = up, wlow = p - share[at], wup = share[up] - p)
}
assignInNamespace("qs", first_step, "survey")
full <- glm.control(epsilon = 1e-300, maxit = 60)
cases <- list()
text <- function(x) as.character(x)

design_of <- function(type, prefix, n, weight, ...)
  list(weight = weight, replicates = c(list(type = type, weights = paste0(prefix, "*")), list(...)))
case <- function(id, data, design, analyses, checks)
  cases[[length(cases) + 1]] <<- list(id = id, study = list(title = id, data = list(file = paste0("../data/", data)), design = design, analyses = analyses),
                                      tolerance = list(default = 1e-10), checks = checks)
check <- function(table, keys, want, ...) c(list(table = table, keys = keys, want = want[!is.na(want)]), list(...))

quantile_row <- function(d, y, p, rule, interval, df = NULL) {
  d <- d[!is.na(d$variables[[y]]), ]
  x <- d$variables[[y]]; q <- get(paste0("qrule_", rule), asNamespace("survey")); df <- if (is.null(df)) degf(d) else df
  if (interval == "score") { r <- suppressWarnings(svyquantile(as.formula(paste0("~", y)), d, p, interval.type = "score", qrule = rule)[[1]])
    return(list(estimate = r[1], se = r[4], df = df, ci_low = r[2], ci_high = r[3])) }
  at <- q(x, weights(d, "sampling"), p)
  ci <- suppressWarnings(unname(if (interval == "quantile") survey:::repCI(x, at, p, d, q, .05, df, FALSE) else survey:::woodruffCI(x, at, p, d, q, .05, df, interval)))
  list(n = sum(weights(d, "sampling") > 0), estimate = at, se = (ci[2] - ci[1]) / (2 * qt(.975, df)), df = df, ci_low = ci[1], ci_high = ci[2])
}
quantiles <- function(id, data, design, d, y, by, intervals, where = NULL) {
  analyses <- list(); checks <- list()
  for (rule in c("math", "school", "hf7", "shahvaish")) for (interval in intervals) {
    name <- paste("q", rule, interval, sep = "-")
    analyses <- c(analyses, list(c(list(name = name, statistic = "quantile", of = y, by = by, total = TRUE, quantiles = c(0.3003, 0.77), qrule = rule, interval = interval), if (!is.null(where)) list(where = where))))
    for (g in c("(all)", sort(unique(text(d$variables[[by]]))))) for (p in c(0.3003, 0.77)) {
      own <- if (g == "(all)") d else d[text(d$variables[[by]]) == g, ]
      want <- tryCatch(quantile_row(own, y, p, rule, interval), error = function(e) NULL)
      if (!is.null(want) && !anyNA(unlist(want))) checks <- c(checks, list(check(name, setNames(list(g, text(p)), c(by, "level")), unlist(want))))
    }
  }
  case(id, data, design, analyses, lapply(checks, function(x) { x$want <- as.list(x$want); x }))
}

model_checks <- function(name, m) {
  V <- vcov(m); b <- coef(m); se <- sqrt(diag(V)); df <- m$df.residual; out <- list()
  keys <- lapply(names(b), function(n) {
    parts <- strsplit(n, ":")[[1]]; terms <- character(); levels <- character()
    for (p in parts) { f <- names(m$xlevels)[startsWith(p, names(m$xlevels))]
      if (length(f)) { terms <- c(terms, f); levels <- c(levels, substring(p, nchar(f) + 1)) } else terms <- c(terms, if (p == "(Intercept)") "(intercept)" else p) }
    list(term = paste(terms, collapse = ":"), level = paste(levels, collapse = ":")) })
  for (i in seq_along(b)) out <- c(out, list(check(paste0(name, ".model"), keys[[i]], list(estimate = b[[i]], se = se[[i]], df = df, p = 2 * pt(-abs(b[[i]] / se[[i]]), df),
    ci_low = b[[i]] - qt(.975, df) * se[[i]], ci_high = b[[i]] + qt(.975, df) * se[[i]]))))
  for (t in attr(terms(m), "term.labels")) { r <- regTermTest(m, as.formula(paste("~", t)))
    out <- c(out, list(check(paste0(name, ".tests"), list(test = "wald", row_variable = t), list(statistic = drop(r$Ftest), df1 = r$df, df2 = r$ddf, p = drop(r$p))))) }
  c(out, list(list(covariance = paste0(name, ".model"), keys = keys, want = unname(lapply(seq_along(b), function(i) unname(V[i, ]))))))
}
t_check <- function(name, t, keys = list(test = "t"))
  check(paste0(name, ".tests"), keys, list(statistic = unname(t$statistic), df1 = unname(t$parameter), p = unname(drop(t$p.value))), sign = "absolute")

# ---- balanced half-samples, their weights, missing answers
b <- read.csv("tests/oracle/data/brr32.csv"); b$region <- text(b$region)
brr <- svrepdesign(data = b, weights = ~weight, repweights = b[paste0("brr_", 1:20)], type = "BRR", combined.weights = TRUE)
brr_study <- design_of("brr", "brr_", 20, "weight")
quantiles("rep-quantiles-brr", "brr32.csv", brr_study, brr, "score", "sex", c("mean", "beta", "xlogit", "quantile"))
small <- svyglm(score ~ size * sex, brr); answers <- svyglm(I(y == 1) ~ score + sex, brr, family = quasibinomial, control = full)
part <- svyglm(score ~ size, brr[b$size > 12, ])
case("rep-models-brr", "brr32.csv", brr_study,
     list(list(name = "a", model = "linear", of = "score", predictors = c("size", "sex", "size:sex"), references = list(sex = "F"), covariance = TRUE),
          list(name = "b", model = "logit", of = "y", level = "1", predictors = c("score", "sex"), references = list(sex = "F"), covariance = TRUE),
          list(name = "c", model = "linear", of = "score", predictors = list("size"), where = "size > 12", covariance = TRUE)),
     c(model_checks("a", small), model_checks("b", answers), model_checks("c", part)))
regions <- sort(unique(b$region)); pair <- regions[1:2]
case("rep-t-brr", "brr32.csv", brr_study,
     list(list(name = "one", statistic = "mean", of = "score", tests = "t", null = 48), list(name = "two", statistic = "mean", of = "score", by = "sex", tests = "t"),
          list(name = "more", statistic = "mean", of = "score", by = "region", tests = "t", where = sprintf("region in (%s)", paste0("'", regions, "'", collapse = ", "))),
          list(name = "part", statistic = "mean", of = "score", by = "sex", tests = "t", where = "size > 12")),
     list(t_check("one", svyttest(z ~ 0, update(brr, z = score - 48), na.rm = TRUE)), t_check("two", svyttest(score ~ sex, brr)),
          t_check("part", svyttest(score ~ sex, brr[b$size > 12, ])),
          check("more.compare", list(group_a = pair[1], group_b = pair[2], measure = "difference"), list(se = sqrt(vcov(svyglm(score ~ region, brr[b$region %in% pair, ]))[2, 2])))))
complete <- brr[!is.na(b$y), ]
goodness <- svygofchisq(~factor(y), p = c(.5, .5), complete)
case("rep-goodness-brr", "brr32.csv", brr_study, list(list(name = "x", statistic = "proportion", of = "y", tests = "goodness-of-fit", null = list(`0` = 1, `1` = 1))),
     list(check("x.tests", list(test = "goodness-of-fit"), list(statistic = unname(drop(goodness$statistic)), df1 = unname(goodness$parameter[["df"]]), p = unname(drop(goodness$p.value))))))

# ---- a jackknife about the full sample, and weights that are factors
a <- read.csv("tests/oracle/data/apiclus1_rep.csv")
jk1 <- svrepdesign(data = a, weights = ~pw, repweights = a[paste0("jk1_", 1:15)], type = "JK1", scale = 14 / 15, rscales = rep(1, 15), mse = TRUE, combined.weights = TRUE)
quantiles("rep-quantiles-jk1", "apiclus1_rep.csv", design_of("jk1", "jk1_", 15, "pw", mse = TRUE), jk1, "enroll", "stype", c("mean", "quantile"))
case("rep-models-jk1", "apiclus1_rep.csv", design_of("jk1", "jk1_", 15, "pw", mse = TRUE),
     list(list(name = "a", model = "linear", of = "api00", predictors = c("api99", "stype"), covariance = TRUE),
          list(name = "b", model = "logit", of = "awards", level = "Yes", predictors = list("api99"), covariance = TRUE)),
     c(model_checks("a", svyglm(api00 ~ api99 + stype, jk1)),
       model_checks("b", svyglm(I(awards == "Yes") ~ api99, jk1, family = quasibinomial, control = full))))

# ---- score intervals of strata and clusters
s <- read.csv("data/california-stratified.csv")
strata <- svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = s)
x <- read.csv("tests/oracle/data/xcountry.csv")
quantiles("score-strata", "../../../data/california-stratified.csv", list(weight = "pw", strata = "stype", fpc = "fpc"), strata, "api00", "sch.wide", "score")
clusters <- svydesign(id = ~psu, strata = ~cstratum, weights = ~weight, data = x, nest = TRUE)
quantiles("score-clusters", "xcountry.csv", list(weight = "weight", strata = "cstratum", cluster = "psu", nest = TRUE), clusters, "income", "gender", "score")

lines <- vapply(cases, function(c) toJSON(c, auto_unbox = TRUE, digits = NA), "")
writeLines(c("[", paste0(lines, c(rep(",", length(lines) - 1), "")), "]"), "tests/oracle/cases/13-replicates.json")
