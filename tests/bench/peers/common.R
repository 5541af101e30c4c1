# SPDX-License-Identifier: GPL-3.0-or-later
# shared by the R peer scripts: arguments, clock, peak memory
args <- commandArgs(TRUE)
stamp <- function(what, t0) cat(sprintf("%-10s %8.3f s\n", what, proc.time()[[3]] - t0))
peak <- function() cat(sub("VmHWM:\\s*", "peak ", grep("VmHWM", readLines("/proc/self/status"), value = TRUE)), "\n")
use_survey <- function(lib) {   # "" = the distribution's; else a library folder that holds another version
  if (nzchar(lib)) .libPaths(c(lib, .libPaths()))
  suppressPackageStartupMessages(library(survey))
  if (packageVersion("survey") >= "4.2") options(survey.use_rcpp = TRUE)
  cat("survey", as.character(packageVersion("survey")), "\n")
}
pairs_p <- function(p, V, dom, lev, df) {   # all pairwise country differences, p by t on df
  out <- list()
  for (a in seq_along(dom)[-1]) for (b in seq_len(a - 1)) for (l in seq_along(lev)) {
    i <- (l - 1) * length(dom) + a; j <- (l - 1) * length(dom) + b
    d <- p[i] - p[j]; se <- sqrt(V[i, i] + V[j, j] - 2 * V[i, j])
    out[[length(out) + 1]] <- c(a, b, l, d, se, 2 * pt(-abs(d / se), df))
  }
  do.call(rbind, out)
}
