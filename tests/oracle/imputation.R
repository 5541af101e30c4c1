# SPDX-License-Identifier: GPL-3.0-or-later
# Estimates combined over imputations: the expected values of tests/compare/test_imputation.c and tests/estimate/test_rubin.c.
#
#   Rscript tests/oracle/imputation.R > tests/oracle/imputation.inc       (from the project's top folder)
#
# Each imputation is analysed by R's survey package, means and covariances are combined by mitools' MIcombine. Degrees of
# freedom are MIcombine's own where those of the complete data are infinite, else the formulas of Barnard and Rubin (1999);
# tests of several parameters are the formulas of Li, Raghunathan and Rubin (1991) and Reiter (2007).
suppressPackageStartupMessages({library(survey); library(mitools)})
options(survey.lonely.psu = "fail")
set.seed(1987)

m <- 4
n <- 60
base <- data.frame(id = 1:n, w = round(runif(n, 0.5, 3), 2), s = rep(1:3, each = 20), p = rep(1:12, each = 5),
                   f = rep(c(300, 250, 400), each = 20), r1 = 0, r2 = 0, r3 = 0, r4 = 0, r5 = 0,
                   g = sample(c("A", "B", "C"), n, TRUE), q = sample(c("no", "so", "yes"), n, TRUE), x = round(rnorm(n, 20, 4), 1))
for (r in 1:5) base[[paste0("r", r)]] <- round(base$w * runif(n, 0.4, 1.6), 2)
gone <- runif(n) < 0.35
moved <- runif(n) < 0.06
imputed <- lapply(1:m, function(k) {
  d <- base
  d$x[gone] <- round(rnorm(sum(gone), 22, 4), 1)
  d$q[gone] <- sample(c("no", "so", "yes"), sum(gone), TRUE)
  d$g[moved] <- sample(c("A", "B", "C"), sum(moved), TRUE)
  d$y <- d$x + round(runif(n, 1, 9), 1)
  d
})
stacked <- do.call(rbind, lapply(1:m, function(k) cbind(imp = k, imputed[[k]])))
stacked <- stacked[order(stacked$id, stacked$imp), ]

cat("/* made by tests/oracle/imputation.R with", R.version.string, "survey", as.character(packageVersion("survey")), "mitools",
    as.character(packageVersion("mitools")), "*/\n")
cat("#ifdef WITH_DATA\n")
cat(sprintf("\"%s\\n\",", capture.output(write.csv(stacked, row.names = FALSE, quote = FALSE))), sep = "\n")
cat("#endif\n")

# ---- Rubin's rules ----

barnard_rubin <- function(m, within, between, complete) {
  share <- (1 + 1 / m) * between / (within + (1 + 1 / m) * between)
  large <- (m - 1) / share^2
  if (is.infinite(complete)) return(large)
  1 / (1 / large + 1 / ((complete + 1) / (complete + 3) * complete * (1 - share)))
}

combine <- function(fits, covariance = vcov) {
  values <- do.call(rbind, lapply(fits, coef))
  list(mi = suppressWarnings(MIcombine(lapply(fits, coef), lapply(fits, function(f) as.matrix(covariance(f))))),
       values = values, between = var(values),
       within = Reduce(`+`, lapply(fits, function(f) as.matrix(covariance(f)))) / length(fits))
}

# The same of linear functions of what was combined, by the rows of `times`.
degrees <- function(all, complete, times = diag(ncol(all$values)))
  mapply(function(w, b) barnard_rubin(m, w, b, complete), diag(times %*% all$within %*% t(times)),
         diag(times %*% all$between %*% t(times)))

d1 <- function(values, within, complete) {
  m <- nrow(values)
  k <- ncol(values)
  r <- (1 + 1 / m) * sum(diag(var(values) %*% solve(within))) / k
  statistic <- drop(colMeans(values) %*% solve((1 + r) * within) %*% colMeans(values)) / k
  t <- k * (m - 1)
  large <- if (t > 4) 4 + (t - 4) * (1 + (1 - 2 / t) / r)^2 else t * (1 + 1 / k) * (1 + 1 / r)^2 / 2
  star <- (complete + 1) / (complete + 3) * complete
  a <- r * t / (t - 2)
  c1 <- star - 2 * (1 + a)
  c2 <- star - 4 * (1 + a)
  df <- if (k == 1) barnard_rubin(m, within, var(values), complete)
        else if (is.infinite(complete)) large
        else if (t > 4 && c2 > 0)
          4 + 1 / (1 / c2 + (a^2 * c1 / ((1 + a)^2 * c2) + 8 * a^2 * c1 / ((1 + a) * c2^2) + 4 * a^2 / ((1 + a) * c2) +
                             4 * a^2 / (c2 * c1) + 16 * a^2 * c1 / c2^3 + 8 * a^2 / c2^2) / (t - 4))
        else 1 / (1 / large + (1 + r) / star)
  c(statistic, k, df, pf(statistic, k, df, lower.tail = FALSE))
}

number <- function(v) ifelse(is.na(v), "NAN", ifelse(is.infinite(v), "INFINITY", sprintf("%.15g", v)))
row <- function(study, kind, at, v)
  cat("{\"", study, "\", '", kind, "', ", at, ", {", paste(number(v), collapse = ", "), "}},\n", sep = "")
rows <- function(study, kind, all, complete, times = diag(ncol(all$values)), from = 0) {
  value <- drop(times %*% coef(all$mi))
  se <- sqrt(diag(times %*% vcov(all$mi) %*% t(times)))
  df <- degrees(all, complete, times)
  for (i in seq_along(value))
    row(study, kind, from + i - 1, c(value[i], se[i], df[i], value[i] - qt(0.975, df[i]) * se[i], value[i] + qt(0.975, df[i]) * se[i]))
}

# ---- Rubin's rules alone ----

cat("#ifdef WITH_RULES\n")
set.seed(1991)
for (complete in c(Inf, 60, 9, 2)) for (m in c(2, 5)) {
  w <- runif(1)
  b <- runif(1) / 3
  df <- barnard_rubin(m, w, b, complete)
  r <- (1 + 1 / m) * b / w
  cat("{", m, ", ", paste(number(c(w, b, complete, df, r, (r + 2 / (df + 3)) / (r + 1))), collapse = ", "), "},\n", sep = "")
}
cat("#endif\n#ifdef WITH_TESTS\n")
for (k in 1:3) for (m in c(2, 6)) for (complete in c(Inf, 40, 4)) {
  values <- matrix(round(rnorm(m * k, 1, 0.6), 3), m)
  root <- matrix(round(rnorm(k * k), 2), k)
  within <- round(crossprod(root) + diag(k), 4)
  cat("{", m, ", ", k, ", ", number(complete), ", {", paste(number(t(values)), collapse = ", "), "}, {",
      paste(number(within), collapse = ", "), "}, ", paste(number(d1(values, within, complete)[c(1, 3)]), collapse = ", "), "},\n",
      sep = "")
}
cat("#endif\n")

# ---- surveys ----

cat("#ifdef WITH_SURVEYS\n")
m <- 4
weights <- imputed[[1]][paste0("r", 1:5)]
designs <- list(
  none = function(d) svydesign(~1, weights = ~1, data = d),
  clusters = function(d) svydesign(~p, strata = ~s, weights = ~w, data = d),
  fpc = function(d) svydesign(~1, strata = ~s, weights = ~w, fpc = ~f, data = d),
  replicates = function(d) svrepdesign(data = d, weights = ~w, repweights = weights, type = "other", scale = 0.2,
                                       rscales = rep(1, 5), combined.weights = TRUE, mse = TRUE))
pairs <- rbind(c(1, -1, 0), c(1, 0, -1), c(0, 1, -1))
for (name in names(designs)) {
  sets <- lapply(imputed, function(d) {
    d$g <- factor(d$g)
    d$q <- factor(d$q)
    designs[[name]](d)
  })
  complete <- min(sapply(sets, degf))
  means <- combine(lapply(sets, function(d) svyby(~x, ~g, d, svymean, covmat = TRUE)))
  rows(name, "e", means, complete)
  rows(name, "c", means, complete, pairs)
  if (name != "replicates") {
    both <- c("A", "B", "A", "C", "B", "C")
    at <- sapply(1:3, function(i) min(sapply(sets, function(d) degf(subset(d, g %in% both[2 * i - 1:0])))) - 1)
    for (i in 1:3) {
      one <- pairs[i, , drop = FALSE]
      t <- drop(one %*% coef(means$mi)) / sqrt(drop(one %*% vcov(means$mi) %*% t(one)))
      df <- degrees(means, at[i], one)
      row(name, "t", i - 1, c(t, df, NA, 2 * pt(-abs(t), df)))
    }
  }
  rows(paste0(name, "-total"), "e", combine(lapply(sets, function(d) svyby(~x, ~g, d, svytotal, covmat = TRUE))), complete)
  rows(paste0(name, "-ratio"), "e", combine(lapply(sets, function(d) svyratio(~x, ~y, d)), function(f) f$var), complete)
  shares <- combine(lapply(sets, function(d) svyby(~q, ~g, d, svymean, covmat = TRUE)))
  df <- degrees(shares, complete)
  for (i in 1:9) {
    at <- c(1, 4, 7, 2, 5, 8, 3, 6, 9)[i]
    p <- coef(shares$mi)[at]
    se <- sqrt(vcov(shares$mi)[at, at])
    row(paste0(name, "-share"), "e", i - 1, c(p, se, df[at], plogis(qlogis(p) + c(-1, 1) * qt(0.975, df[at]) * se / (p * (1 - p)))))
  }
  gaps <- lapply(sets, function(d) {
    total <- svytotal(~cell, update(d, cell = interaction(q, g)))
    cells <- matrix(coef(total), 3)
    N <- sum(cells)
    R <- rowSums(cells) / N
    C <- colSums(cells) / N
    J <- t(sapply(1:4, function(k) {
      i <- 2 + (k - 1) %/% 2
      j <- 2 + (k - 1) %% 2
      as.vector(outer(1:3 == i, 1:3 == j) - outer(1:3 == i, rep(C[j], 3)) - outer(rep(R[i], 3), 1:3 == j) + R[i] * C[j])
    }))
    away <- cells / N - outer(R, C)
    list(c(t(away[-1, -1])), J %*% vcov(total) %*% t(J) / N^2)
  })
  row(paste0(name, "-share"), "t", 0, d1(t(sapply(gaps, `[[`, 1)), Reduce(`+`, lapply(gaps, `[[`, 2)) / m, complete))
  if (name == "replicates") next
  lines <- lapply(sets, function(d) svyglm(x ~ g + q, d))
  residual <- min(sapply(lines, function(f) f$df.residual))
  linear <- combine(lines)
  rows(paste0(name, "-linear"), "m", linear, residual)
  row(paste0(name, "-linear"), "w", 0, d1(linear$values[, 2:3], linear$within[2:3, 2:3], residual))
  curves <- lapply(sets, function(d) svyglm(I(q == "yes") ~ g + y, d, family = quasibinomial, control = list(epsilon = 1e-14, maxit = 60)))
  residual <- min(sapply(curves, function(f) f$df.residual))
  logit <- combine(curves)
  rows(paste0(name, "-logit"), "m", logit, residual)
  row(paste0(name, "-logit"), "w", 1, d1(logit$values[, 4, drop = FALSE], logit$within[4, 4, drop = FALSE], residual))
  middles <- lapply(sets, function(d) svyquantile(~x, d, 0.5, qrule = "math", interval.type = "mean", df = complete)$x)
  value <- mean(sapply(middles, `[`, 1))
  within <- mean(sapply(middles, function(q) ((q[3] - q[2]) / 2 / qt(0.975, complete))^2))
  between <- var(sapply(middles, `[`, 1))
  df <- barnard_rubin(m, within, between, complete)
  se <- sqrt(within + (1 + 1 / m) * between)
  row(paste0(name, "-median"), "e", 0, c(value, se, df, value - qt(0.975, df) * se, value + qt(0.975, df) * se))
}
whole <- combine(lapply(imputed, function(d) svymean(~x, designs$clusters(d))))
stopifnot(all.equal(unname(whole$mi$df), unname(degrees(whole, Inf))))
rows("infinity", "e", whole, Inf)
cat("#endif\n")
