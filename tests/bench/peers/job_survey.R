# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript job_survey.R FILE THREADS LIB [steps]
# the whole job in R survey; steps: any of b (by country), c (chi-square), i (ids as integers, no nesting: faster); default bc
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "common.R"))
t0 <- proc.time()[[3]]
file <- args[1]; th <- as.integer(args[2]); lib <- if (length(args) > 2) args[3] else ""; steps <- if (length(args) > 3) args[4] else "bc"
suppressPackageStartupMessages(library(data.table)); setDTthreads(th)
use_survey(lib); stamp("packages", t0); t1 <- proc.time()[[3]]
d <- fread(file, select = c("country", "region", "psu", "weight", "interest"), data.table = FALSE)
d$interest <- factor(d$interest); d$country <- factor(d$country)
stamp("load", t1); t1 <- proc.time()[[3]]
if (grepl("i", steps)) { d$psu <- as.integer(factor(paste(d$region, d$psu))); d$region <- as.integer(factor(d$region)) }
des <- svydesign(ids = ~psu, strata = ~region, weights = ~weight, data = d, nest = !grepl("i", steps))
stamp("svydesign", t1); t1 <- proc.time()[[3]]
if (grepl("b", steps)) {
  b <- svyby(~interest, ~country, des, svymean, covmat = TRUE)
  stamp("svyby", t1); t1 <- proc.time()[[3]]
  V <- vcov(b); p <- coef(b)
  pw <- pairs_p(p, V, levels(d$country), levels(d$interest), degf(des))
  stamp("pairwise", t1); t1 <- proc.time()[[3]]
  print(format(as.data.frame(b), digits = 10))
  print(head(pw, 3), digits = 10)
}
if (grepl("c", steps)) {
  ch <- svychisq(~interest + country, des)
  stamp("svychisq", t1)
  cat(sprintf("F %.8f ndf %.6f ddf %.4f p %.6g\n", ch$statistic, ch$parameter[1], ch$parameter[2], ch$p.value))
}
stamp("total", t0); peak()
