# SPDX-License-Identifier: GPL-3.0-or-later
# Rscript job_dt.R FILE THREADS : the same job, hand-written linearisation on data.table (the fastest R way we know)
source(file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))), "common.R"))
t0 <- proc.time()[[3]]
suppressPackageStartupMessages(library(data.table)); setDTthreads(as.integer(args[2]))
stamp("packages", t0); t1 <- proc.time()[[3]]
d <- fread(args[1], select = c("country", "region", "psu", "weight", "interest"))
stamp("load", t1); t1 <- proc.time()[[3]]
n <- nrow(d)
a <- d[, .(w = sum(weight)), by = .(region, psu, country, interest)]
dom <- sort(unique(a$country)); lev <- sort(unique(a$interest)); C <- length(dom); L <- length(lev)
a[, g := .GRP, by = .(region, psu)]; G <- max(a$g)
st <- a[, .(region = region[1]), by = g][order(g)]$region
cell <- (match(a$interest, lev) - 1L) * C + match(a$country, dom)
X <- matrix(0, G, C * L); X[cbind(a$g, cell)] <- a$w           # PSU totals by (country within level)
tot <- colSums(X); W <- rowSums(matrix(tot, C)); p <- tot / W    # W recycles over country
Xd <- X[, 1:C]; for (l in 2:L) Xd <- Xd + X[, (l - 1) * C + 1:C] # PSU totals by country
lin <- function(Z) { # sum over strata n/(n-1) * centred cross product
  s <- match(st, unique(st)); nh <- tabulate(s); m <- rowsum(Z, s, reorder = TRUE) / nh
  crossprod((Z - m[s, , drop = FALSE]) * sqrt(nh / (nh - 1))[s])
}
idx <- rep(seq_len(C), L)
V <- lin((X - Xd[, idx] * rep(p, each = G)) / rep(W[idx], each = G))
df <- G - length(unique(st))
pw <- pairs_p(p, V, dom, lev, df)
stamp("by+pairs", t1); t1 <- proc.time()[[3]]
# Rao-Scott: proportions of the whole table, rows = interest, cols = country
N <- n; ph <- tot / sum(tot); Zp <- (X - rowSums(X) * rep(ph, each = G)) / sum(tot); Vp <- lin(Zp)
o <- as.vector(t(matrix(seq_len(C * L), C)))                 # to interest fastest, as svychisq has it
ph <- ph[o]; Vp <- Vp[o, o]; r <- factor(rep(seq_len(L), C)); k <- factor(rep(seq_len(C), each = L))
X1 <- model.matrix(~ r + k); X12 <- model.matrix(~ r * k); Cm <- qr.resid(qr(X1), X12[, -seq_len(L + C - 1), drop = FALSE])
iD <- diag(1 / ph); den <- t(Cm) %*% (iD / N) %*% Cm; num <- t(Cm) %*% iD %*% Vp %*% iD %*% Cm
D <- solve(den, num); d0 <- sum(diag(D))^2 / sum(diag(D %*% D))
tab <- matrix(ph, L); E <- outer(rowSums(tab), colSums(tab)); X2 <- N * sum((tab - E)^2 / E)
Fs <- X2 / sum(diag(D))
cat(sprintf("F %.8f ndf %.6f ddf %.4f p %.6g\n", Fs, d0, d0 * df, pf(Fs, d0, d0 * df, lower.tail = FALSE)))
stamp("chisq", t1)
print(cbind(matrix(p, C, dimnames = list(dom, lev)), matrix(sqrt(diag(V)), C)), digits = 10); print(head(pw, 3), digits = 10)
stamp("total", t0); peak()
