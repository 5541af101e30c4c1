-- SPDX-License-Identifier: GPL-3.0-or-later
-- From the table cell(region, psu, country, interest, w, n): covariance of the
-- weighted cell totals, strata = region, cluster = psu, with replacement:
-- V[a,b] = sum_h n_h/(n_h-1) * ( sum_psu w_a w_b - S_a S_b / n_h )
-- Everything else (proportions, differences, Rao-Scott) is a delta method on V.
-- The last two statements return rows; the others make temporary tables.
CREATE TEMP TABLE id AS SELECT row_number() OVER (ORDER BY country, interest) - 1 AS cell, country, interest, sum(w) AS t, sum(n) AS n FROM cell GROUP BY country, interest;
CREATE TEMP TABLE z AS SELECT cell.region, cell.psu, id.cell, cell.w FROM cell JOIN id USING (country, interest);
CREATE TEMP TABLE nh AS SELECT region, count(DISTINCT psu) AS nh FROM z GROUP BY region;
CREATE TEMP TABLE s1 AS SELECT region, cell, sum(w) AS s FROM z GROUP BY region, cell;
CREATE TEMP TABLE s2 AS SELECT x.region, x.cell AS a, y.cell AS b, sum(x.w * y.w) AS ss
  FROM z x JOIN z y ON x.region = y.region AND x.psu = y.psu AND x.cell <= y.cell GROUP BY ALL;
CREATE TEMP TABLE v AS SELECT a, b, sum(v) AS v FROM (
  SELECT a, b, nh / (nh - 1.0) * ss AS v FROM s2 JOIN nh USING (region)
  UNION ALL
  SELECT x.cell, y.cell, -1.0 / (nh - 1.0) * x.s * y.s
  FROM s1 x JOIN s1 y ON x.region = y.region AND x.cell <= y.cell JOIN nh ON nh.region = x.region)
GROUP BY a, b;
SELECT cell, country, interest, t, n FROM id ORDER BY cell;
SELECT a, b, v FROM v
