// SPDX-License-Identifier: GPL-3.0-or-later
// The studies whose reports are tested: one as people write them, one whose every text tries to break out. Their data
// are made by formula, so that each run has the same figures.
"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const COUNTRIES = ["Austria", "Belgium", "Czechia", "Denmark", "Estonia", "Finland", "Germany", "Hungary", "Ireland"];

// Answer 1 to 5 of person i of country c: later countries say more.
function answer(c, i) {
  return 1 + ((i * 7 + c * c * 3 + (i % 11) * c) % (3 + (c % 3)));
}

function data() {
  const rows = ["country,sex,answer,weight"];
  COUNTRIES.forEach((_, c) => {
    for (let i = 0; i < 60; i++) rows.push([c + 1, i % 2, answer(c, i), 1 + (i % 3) / 2].join(","));
  });
  return rows.join("\n") + "\n";
}

function plain() {
  const levels = {};
  COUNTRIES.forEach((name, c) => { levels[c + 1] = name; });
  return {
    title: "What people answer", source: "A formula", note: "Nobody was asked",
    output: "out", data: { file: "data.csv" }, design: { weight: "weight" },
    variables: {
      country: { label: "Country", levels },
      sex: { label: "Sex", levels: { 0: "Women", 1: "Men" } },
      answer: { label: "What do you say?", levels: { 1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five" } },
    },
    analyses: [
      { name: "answers", title: "Answers by sex", statistic: "proportion", of: "answer", by: "sex", total: true,
        compare: { over: "sex" } },
      { name: "countries", title: "Answers in many countries", statistic: "proportion", of: "answer",
        banner: [["country"], ["sex", "country"]], compare: { over: "country", adjust: "none" } },
      { name: "means", title: "Mean answers", statistic: "mean", of: "answer", by: "country" },
    ],
    charts: [
      { name: "bars", from: "answers", kind: "bar", title: "Women & men say much the same", formats: "svg" },
      { name: "dots", from: "means", formats: "png" },
    ],
    methodology: { sponsor: "Nobody", url: "https://example.org/survey" },
    report: { formats: "html" },
  };
}

// The texts of tests/support/test_hostile.h, which the C tests show too.
function hostileTexts() {
  const header = fs.readFileSync(path.join(__dirname, "../support/test_hostile.h"), "utf8");
  const table = header.slice(header.indexOf("= {"), header.indexOf("};"));
  return Array.from(table.matchAll(/^ {4}"((?:[^"\\]|\\.)*)",$/gm), (match) => {
    const bytes = match[1].replace(/\\x([0-9A-Fa-f]{2})|\\(.)|([^\\])/gsu, (_, hex, escape, other) => {
      if (hex) return `%${hex}`;
      const named = { n: "\n", t: "\t", r: "\r", a: "\x07" };
      return encodeURIComponent(escape === undefined ? other : named[escape] ?? escape);
    });
    return decodeURIComponent(bytes);
  });
}

function hostile() {
  const texts = hostileTexts(), study = plain(), levels = {};
  texts.slice(0, COUNTRIES.length).forEach((text, i) => { levels[i + 1] = text; });
  study.title = texts.join(" ");
  study.source = texts[1];
  study.note = texts[2];
  study.variables.country = { label: texts[4], levels };
  texts.slice(9, 14).forEach((text, i) => { study.variables.answer.levels[i + 1] = text; });
  study.variables.answer.label = texts[3];
  study.variables.sex = { label: texts[5], levels: { 0: texts[11], 1: texts[16] } };
  study.analyses.forEach((analysis, i) => { analysis.title = texts[i + 5]; });
  study.charts[0].title = texts[1] + texts[4];
  study.methodology = { sponsor: texts[1], conducted_by: texts[6], url: texts[6], notes: texts.join("; ") };
  return study;
}

// Runs the study in a folder of its own. Returns the report's path.
function run(name, study) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `canvass-browser-${name}-`));
  fs.writeFileSync(path.join(folder, "data.csv"), data());
  fs.writeFileSync(path.join(folder, "study.yaml"), JSON.stringify(study));
  execFileSync(process.env.CANVASS, ["run", "study.yaml"], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
  return path.join(folder, "out", "report.html");
}

function remove(report) {
  fs.rmSync(path.dirname(path.dirname(report)), { recursive: true });
}

module.exports = { COUNTRIES, hostile, hostileTexts, plain, remove, run };
