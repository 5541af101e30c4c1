// SPDX-License-Identifier: GPL-3.0-or-later
// The studies whose reports are tested: one as people write them, one whose labels are formulas, one whose every text
// tries to break out. Their data are made by formula, so that each run has the same figures.
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

// A study whose labels a spreadsheet would run.
function formulas() {
  const study = plain(), levels = { 1: "=1+1", 2: "+2", 3: "-3", 4: "@SUM(1)", 5: "\t=5" };
  study.variables.answer = { label: "=HYPERLINK(\"http://x.example\")", levels };
  study.variables.sex.levels = { 0: "+Women", 1: "-Men" };
  return study;
}

function folderFor(name) {
  return fs.mkdtempSync(path.join(os.tmpdir(), `canvass-browser-${name}-`));
}

// Runs the study of a folder. Returns the report's path.
function runIn(folder) {
  execFileSync(process.env.CANVASS, ["run", "study.yaml"], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
  return path.join(folder, "out", "report.html");
}

function run(name, study) {
  const folder = folderFor(name);
  fs.writeFileSync(path.join(folder, "data.csv"), data());
  fs.writeFileSync(path.join(folder, "study.yaml"), JSON.stringify(study));
  return runIn(folder);
}

// The study of the texts that every writer is tested with (tests/support/test_hostile.c).
function runHostile() {
  const folder = folderFor("hostile");
  execFileSync(process.env.HOSTILE_STUDY, [folder], { stdio: "inherit" });
  return runIn(folder);
}

function remove(report) {
  fs.rmSync(path.dirname(path.dirname(report)), { recursive: true });
}

module.exports = { COUNTRIES, formulas, plain, remove, run, runHostile };
