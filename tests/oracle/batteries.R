# SPDX-License-Identifier: GPL-3.0-or-later
# Expected values for batteries of items, nets, questions with several answers, rank questions and non-response, from R
# survey: writes cases/13-batteries.json from data/battery.csv (synthetic, drawn with a fixed seed; battery_jkn.csv is the
# same with the jackknife weights that this script makes).
#   cd tests/oracle && Rscript batteries.R
# Means, shares and rates are svymean's and svyratio's on subsets; correlations and Cronbach's alpha are functions of means of
# products, their standard errors by the delta method on svymean's covariance (replicates: withReplicates); the values of
# alpha are svycralpha's.
suppressMessages(library(survey))
options(survey.lonely.psu = "adjust")
original <- read.csv("data/battery.csv", na.strings = "", colClasses = c(r1 = "character", r2 = "character", r3 = "character",
  dispo = "character", country = "character", psu = "character"))
items <- c("q1", "q2", "q3", "q4", "q5")
ranked_items <- c("a", "b", "c", "d")

# ---- the rows: what each analysis looks at ----

prepare <- function(d) {
  d$one <- as.numeric(d$w > 0)
  for (q in items) {
    d[[paste0("top_", q)]] <- d[[q]] >= 4
    d[[paste0("bottom_", q)]] <- d[[q]] <= 2
    d[[paste0("net_", q)]] <- 100 * ((d[[q]] >= 4) - (d[[q]] <= 2))
    d[[paste0("na_", q)]] <- is.na(d[[q]])
  }
  d$na_income <- is.na(d$income)
  choices <- as.matrix(d[paste0("c", 1:4)])
  chosen <- !is.na(choices) & choices == 1
  for (k in 1:4) d[[paste0("chosen_", k)]] <- as.numeric(chosen[, k])
  d$answers <- rowSums(chosen)
  d$answered <- rowSums(!is.na(choices)) > 0
  d$na_ch <- !d$answered
  ranks <- as.matrix(d[c("r1", "r2", "r3")])
  ranks[is.na(ranks)] <- ""
  d$ranked <- rowSums(ranks != "") > 0
  d$na_rk <- !d$ranked
  for (it in ranked_items) {
    rank <- apply(ranks, 1, function(v) match(it, v))
    d[[paste0("rank_", it)]] <- rank
    d[[paste0("any_", it)]] <- !is.na(rank)
    d[[paste0("first_", it)]] <- !is.na(rank) & rank == 1
    d[[paste0("points_", it)]] <- ifelse(is.na(rank), 0, 4 - rank)
  }
  d$took_part <- as.numeric(d$dispo %in% c("I", "P"))
  d$eligible <- ifelse(d$dispo %in% "U", 0.4, 1)
  d
}

design_of <- function(kind, d, weight) {
  d$W <- d[[weight]]
  switch(kind,
    none = svydesign(~1, weights = ~W, data = transform(d, W = 1)),
    strata = svydesign(~1, strata = ~stratum, weights = ~W, data = d),
    cluster = svydesign(~psu, strata = ~stratum, weights = ~W, data = d),
    jkn = as.svrepdesign(svydesign(~psu, strata = ~stratum, weights = ~W, data = d), type = "JKn", compress = FALSE))
}

# The file for canvass with the jackknife's weights in it.
write_replicates <- function(full) {
  factors <- weights(full, "replication")
  out <- original
  for (i in seq_len(ncol(factors))) out[[paste0("rep_", i)]] <- factors[, i] * out$w
  write.csv(out, "data/battery_jkn.csv", row.names = FALSE, na = "", quote = FALSE)
  scales <<- list(rscales = full$rscales, scale = full$scale)
}

# ---- figures that are functions of means: x_1 of x, x_2 of x^2, xy of x y ----

product <- function(a, b) {
  pair <- sort(c(a, b))
  if (a == b) sprintf("(%s_2-%s_1^2)", a, a) else sprintf("(%s%s-%s_1*%s_1)", pair[1], pair[2], a, b)
}

sum_of_products <- function(a, b) paste(outer(a, b, Vectorize(product)), collapse = "+")

alpha_of <- function(of) {
  k <- length(of)
  sprintf("%d/%d*(1-(%s)/(%s))", k, k - 1, paste(sapply(of, function(i) product(i, i)), collapse = "+"), sum_of_products(of, of))
}

item_total <- function(item, of) {
  others <- setdiff(of, item)
  sprintf("(%s)/sqrt(%s*(%s))", sum_of_products(item, others), product(item, item), sum_of_products(others, others))
}

# The value and standard error of such an expression in a design.
figure <- function(expression, of, design) {
  pairs <- combn(sort(of), 2)
  terms <- c(of, sprintf("I(%s^2)", of), sprintf("I(%s*%s)", pairs[1, ], pairs[2, ]))
  names <- c(paste0(of, "_1"), paste0(of, "_2"), paste0(pairs[1, ], pairs[2, ]))
  parsed <- parse(text = expression)[[1]]
  if (inherits(design, "svyrep.design")) {
    r <- withReplicates(design, function(w, data) {
      means <- sapply(terms, function(t) sum(w * eval(parse(text = t)[[1]], data)) / sum(w))
      eval(parsed, as.list(setNames(means, names)))
    })
    return(c(coef(r)[[1]], SE(r)[[1]]))
  }
  m <- svymean(as.formula(paste("~", paste(terms, collapse = "+"))), design)
  at <- as.list(setNames(coef(m), names))
  slope <- sapply(names, function(n) eval(D(parsed, n), at))
  c(eval(parsed, at), sqrt(drop(t(slope) %*% vcov(m) %*% slope)))
}

# svyvar's, its standard error by the delta method.
deviation <- function(x, design, n) {
  if (inherits(design, "svyrep.design")) {
    r <- withReplicates(design, function(w, data) {
      z <- eval(parse(text = x)[[1]], data)
      sqrt(n / (n - 1) * sum(w * (z - sum(w * z) / sum(w))^2) / sum(w))
    })
    return(c(coef(r)[[1]], SE(r)[[1]]))
  }
  v <- svyvar(as.formula(paste0("~", x)), design)
  c(sqrt(coef(v)[[1]]), SE(v)[[1]] / (2 * sqrt(coef(v)[[1]])))
}

# ---- all analyses of one design, by country or not ----

compute <- function(kind, by) {
  d <- prepare(original)
  if (kind == "none") d$w <- d$one <- 1
  weighted <- design_of(kind, d, "w")
  unweighted <- design_of(kind, d, "one")
  if (kind == "jkn") write_replicates(weighted)
  res <- list()
  add <- function(analysis, variable, level, group, value, n)
    res[[length(res) + 1]] <<- data.frame(analysis = analysis, variable = variable, level = level, group = group, estimate = value[1],
      se = value[2], n = n)
  live <- function(keep) sum(d$w > 0 & keep)
  mean_of <- function(analysis, variable, level, g, x, keep, design = weighted) {
    if (live(keep) == 0) return(invisible())
    m <- svymean(as.formula(paste0("~as.numeric(", x, ")")), design[keep, ])
    add(analysis, variable, level, g, c(coef(m)[[1]], SE(m)[[1]]), live(keep))
  }
  ratio_of <- function(analysis, variable, level, g, x, z, keep, n, design = weighted) {
    if (n == 0) return(invisible())
    m <- svyratio(as.formula(paste0("~", x)), as.formula(paste0("~", z)), design[keep, ])
    add(analysis, variable, level, g, c(coef(m)[[1]], SE(m)[[1]]), n)
  }
  battery <- function(analysis, of, g, keep) {
    keep <- keep & complete.cases(d[of])
    n <- live(keep)
    if (n < 2) return(invisible())
    part <- weighted[keep, ]
    alpha <- figure(alpha_of(of), of, part)
    stopifnot(abs(svycralpha(as.formula(paste("~", paste(of, collapse = "+"))), part) - alpha[1]) < 1e-9)
    add(analysis, "(scale)", "alpha", g, alpha, n)
    for (i in of) {
      if (length(of) > 2) add(analysis, i, "alpha-if-deleted", g, figure(alpha_of(setdiff(of, i)), setdiff(of, i), part), n)
      add(analysis, i, "item-total", g, figure(item_total(i, of), of, part), n)
    }
    mean_item <- sprintf("I((%s)/%d)", paste(of, collapse = "+"), length(of))
    m <- svymean(as.formula(paste0("~", mean_item)), part)
    add(analysis, "(scale)", "mean", g, c(coef(m)[[1]], SE(m)[[1]]), n)
    add(analysis, "(scale)", "sd", g, deviation(mean_item, part, n), n)
  }
  for (g in if (by) sort(unique(d$country[d$w > 0])) else "all") {
    K <- if (by) d$country == g else rep(TRUE, nrow(d))
    for (q in c("q1", "q2")) mean_of("net", q, "", g, paste0("net_", q), K & !is.na(d[[q]]))
    for (q in items) {
      has <- K & !is.na(d[[q]])
      mean_of("items", q, "mean", g, q, has)
      mean_of("items", q, "top-box", g, paste0("top_", q), has)
      mean_of("items", q, "bottom-box", g, paste0("bottom_", q), has)
      mean_of("items", q, "net", g, paste0("net_", q), has)
      mean_of("items", q, "missing", g, paste0("na_", q), K)
      if (live(has) > 1) add("items", q, "sd", g, deviation(q, weighted[has, ], live(has)), live(has))
    }
    battery("items", items, g, K)
    battery("two", c("q1", "q2"), g, K)
    for (v in c("q1", "income", "ch", "rk")) {
      mean_of("nr", v, "weighted", g, paste0("na_", v), K)
      mean_of("nr", v, "unweighted", g, paste0("na_", v), K, unweighted)
    }
    E <- K & !is.na(d$dispo) & d$dispo != "X"
    ratio_of("rr", "dispo", "weighted", g, "took_part", "eligible", E, live(E))
    ratio_of("rr", "dispo", "unweighted", g, "took_part", "eligible", E, live(E), unweighted)
    for (k in 1:4) {
      x <- paste0("chosen_", k)
      mean_of("ch", "ch", paste0("c", k), g, x, K & d$answered)
      mean_of("chs", "chs", paste0("c", k), g, x, K & d$answers > 0)
      mean_of("chv", "chv", paste0("c", k), g, x, K)
      ratio_of("resp", "ch", paste0("c", k), g, x, "answers", K & d$answered, sum(d$answers[K & d$answered & d$w > 0]))
    }
    mean_of("ans", "ch", "", g, "answers", K & d$answered)
    for (it in ranked_items) for (v in c("rk", "ro")) {
      level <- if (v == "rk") it else paste0("k_", it)
      name <- function(n) if (v == "rk") n else paste0(n, "o")
      mean_of(name("first"), v, level, g, paste0("first_", it), K & d$ranked)
      mean_of(name("ment"), v, level, g, paste0("any_", it), K & d$ranked)
      mean_of(name("mr"), v, level, g, paste0("rank_", it), K & d[[paste0("any_", it)]])
      mean_of(name("pts"), v, level, g, paste0("points_", it), K & d$ranked)
    }
  }
  if (by && kind != "none") differences(d, weighted, kind, add)
  do.call(rbind, res)
}

# Differences of nets between countries, and of alphas by their influence.
differences <- function(d, design, kind, add) {
  nets <- svyby(~net_q1, ~country, subset(design, !is.na(q1)), svymean, covmat = TRUE)
  V <- vcov(nets)
  g <- names(coef(nets))
  for (k in combn(length(g), 2, simplify = FALSE))
    add("net.compare", "q1", paste(g[k], collapse = " "), "", c(coef(nets)[[k[1]]] - coef(nets)[[k[2]]],
      sqrt(V[k[1], k[1]] + V[k[2], k[2]] - 2 * V[k[1], k[2]])), NA)
  if (kind == "jkn") return(invisible())
  alpha <- function(m) 2 * (1 - sum(m[3:4] - m[1:2]^2) / (m[5] - sum(m[1:2])^2))
  influence <- sapply(g, function(country) {
    keep <- complete.cases(d[c("q1", "q2")]) & d$country == country
    w <- d$w * keep
    x <- as.matrix(d[c("q1", "q2")])
    x[is.na(x)] <- 0
    X <- cbind(x, x^2, rowSums(x)^2)
    mean <- colSums(w * X) / sum(w)
    slope <- sapply(1:5, function(k) {
      step <- replace(numeric(5), k, 1e-5)
      (alpha(mean + step) - alpha(mean - step)) / 2e-5
    })
    list(alpha = alpha(mean), u = keep * as.vector(sweep(X, 2, mean) %*% slope) / sum(w))
  }, simplify = FALSE)
  for (k in combn(g, 2, simplify = FALSE)) {
    a <- influence[[k[1]]]
    b <- influence[[k[2]]]
    add("two.compare", "(scale)", paste(k, collapse = " "), "", c(a$alpha - b$alpha, SE(svytotal(~z, update(design, z = a$u - b$u)))[[1]]), NA)
  }
}

# ---- the studies ----

study <- function(kind, by) {
  b <- if (by) list(by = "country") else list()
  versus <- if (by) list(compare = list(over = "country")) else list()
  A <- function(name, statistic, of, ...) c(list(name = name, statistic = statistic, of = of, ...), b)
  boxes <- list(positive = list("5", "4"), negative = list("1", "2"))
  items <- list(a = "A", b = "B", c = "C", d = "D")
  channels <- list("c1", "c2", "c3", "c4")
  design <- switch(kind, none = NULL, strata = list(weight = "w", strata = "stratum", lonely_psu = "adjust"),
    cluster = list(weight = "w", strata = "stratum", cluster = "psu", lonely_psu = "adjust"),
    jkn = list(weight = "w", replicates = list(type = "jkn", weights = "rep_*", rscales = scales$rscales, scale = scales$scale)))
  s <- list(data = list(file = sprintf("../data/battery%s.csv", if (kind == "jkn") "_jkn" else "")),
    variables = list(ch = list(multiple = channels), chs = list(multiple = channels, none = "missing"), chv = list(multiple = channels, none = "valid"),
      rk = list(rank = list("r1", "r2", "r3"), levels = items), ro = list(rank_of = list("k_a", "k_b", "k_c", "k_d"))),
    analyses = list(do.call(A, c("net", "net", list(list("q1", "q2")), boxes, versus)), do.call(A, c("items", "items", list(list("q1", "q2", "q3", "q4", "q5")), boxes)),
      do.call(A, c("two", "items", list(list("q1", "q2")), versus)), A("nr", "nonresponse", list("q1", "income", "ch", "rk")),
      A("rr", "response-rate", "dispo", respondents = list("I", "P"), ineligible = "X", unknown = "U", eligible_share = 0.4),
      A("ch", "proportion", "ch"), A("chs", "proportion", "chs"), A("chv", "proportion", "chv"), A("resp", "proportion", "ch", base = "responses"),
      A("ans", "mean", "ch"), A("first", "proportion", "rk", mentions = 1), A("firsto", "proportion", "ro", mentions = 1), A("ment", "proportion", "rk"),
      A("mento", "proportion", "ro"), A("mr", "mean-rank", "rk"), A("mro", "mean-rank", "ro"), A("pts", "rank-points", "rk"),
      A("ptso", "rank-points", "ro", points = list(3, 2, 1))))
  if (!is.null(design)) s$design <- design
  s
}

as_check <- function(r, by) {
  two <- strsplit(r$level, " ")[[1]]
  want <- list(estimate = r$estimate, se = r$se, n = r$n)
  keys <- list(variable = r$variable, level = r$level)
  if (grepl("compare", r$analysis)) {
    keys <- list(variable = r$variable, group_a = two[1], group_b = two[2])
    if (r$variable == "(scale)") keys$level <- "alpha"
    want <- list(value = r$estimate, se = r$se)
  } else if (by) keys$country <- r$group
  list(table = r$analysis, keys = keys, want = want[!is.na(unlist(want))])
}

cases <- list()
for (kind in c("none", "strata", "cluster", "jkn")) for (by in c(FALSE, TRUE)) {
  rows <- compute(kind, by)
  rows <- rows[!is.na(rows$estimate) & !(rows$se < 1e-7), ] # a standard error of 0 that rounding hides
  cases[[length(cases) + 1]] <- list(id = sprintf("13-%s%s", kind, if (by) "-by-country" else ""), study = study(kind, by),
    tolerance = list(default = 1e-9, se = if (by) 1e-8 else 1e-9), checks = lapply(seq_len(nrow(rows)), function(i) as_check(rows[i, ], by)))
}
writeLines(jsonlite::toJSON(cases, digits = I(15), auto_unbox = TRUE), "cases/13-batteries.json")
