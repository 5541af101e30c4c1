// SPDX-License-Identifier: GPL-3.0-or-later
// What report.html does in a browser.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { after, before, test } = require("node:test");
const { pathToFileURL } = require("node:url");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { chromium } = require("playwright-core");
const studies = require("./studies.js");

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                   "--disable-component-update", "--disable-sync"];
const WIDE = { width: 1440, height: 900 }, PHONE = { width: 390, height: 844 };

let browser, plain, hostile, formulas;

before(async () => {
  plain = studies.run("plain", studies.plain());
  formulas = studies.run("formulas", studies.formulas());
  hostile = studies.runHostile();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: ARGUMENTS });
});

after(async () => {
  if (browser) await browser.close();
  [plain, formulas, hostile].filter(Boolean).forEach(studies.remove);
});

// A page of the report, and what it complained about or asked for.
async function open(report, options = {}, init) {
  const context = await browser.newContext({ viewport: WIDE, offline: true, ...options });
  context.setDefaultTimeout(5000);
  const page = await context.newPage();
  const heard = [];
  page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { heard.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (request.url() !== pathToFileURL(report).href && !request.url().startsWith("data:image/png"))
      heard.push(`request: ${request.url()}`);
  });
  if (init) await page.addInitScript(init);
  await page.goto(pathToFileURL(report).href);
  return { page, heard, close: () => context.close() };
}

async function withPage(report, options, body, init) {
  const opened = await open(report, options, init);
  try {
    await body(opened.page, opened.heard);
  } finally {
    await opened.close();
  }
}

// The grid below a heading of an analysis.
function grid(page, analysis, title) {
  return page.locator(`#analysis-${analysis} .grid`).filter({ has: page.getByRole("heading", { name: title, exact: true }) });
}

function stubs(of) {
  return of.locator("tbody tr:visible > :first-child").allTextContents();
}

function column(of, n) {
  return of.locator(`tbody tr:not(.question):not(.base):visible > :nth-child(${n + 1})`).allTextContents();
}

// ---- it loads ----

test("it loads without a complaint and asks for nothing", async () => {
  for (const report of [plain, hostile])
    for (const colorScheme of ["light", "dark"])
      await withPage(report, { colorScheme }, async (page, heard) => {
        const pictures = await page.locator("figure svg, figure img").count();
        assert.equal(pictures, report === plain ? 2 : await page.locator("figure").count());
        assert.ok(await page.locator("figure img").evaluateAll((all) => all.every((one) => one.complete && one.naturalWidth > 0)));
        await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
        assert.deepEqual(heard, []);
      });
});

test("hostile texts run nothing and are shown as they are", async () => {
  await withPage(hostile, {}, async (page, heard) => {
    assert.equal(await page.locator("script").count(), 1);
    assert.equal(await page.locator("style").count(), 1);
    const on = await page.evaluate(() => Array.from(document.querySelectorAll("*"))
      .flatMap((e) => Array.from(e.attributes)).filter((a) => /^on|^style$|^srcdoc$/i.test(a.name)).length);
    assert.equal(on, 0);
    const hrefs = await page.evaluate(() => Array.from(document.links).map((link) => link.protocol));
    assert.deepEqual(hrefs.filter((protocol) => protocol !== "file:"), []);
    const text = await page.locator("main").textContent();
    for (const wanted of ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&amp; &lt;b&gt; &#60;",
                          "{{7*7}} ${7*7}", "\\input{/etc/passwd}", "javascript:alert(1)"])
      assert.ok(text.includes(wanted), wanted);
    assert.ok(await page.locator("figure svg").count() > 20);
    assert.deepEqual(heard, []);
  });
});

test("the policy lets no script and no style in that is not the report's", async () => {
  await withPage(plain, {}, async (page, heard) => {
    const outcome = await page.evaluate(async () => {
      const script = document.createElement("script"), style = document.createElement("div");
      script.textContent = "window.attacked = 1";
      document.body.append(script, style);
      style.innerHTML = "<p style='position:fixed' onclick='window.attacked = 1'>x</p>";
      style.firstChild.click();
      const loaded = await fetch("https://example.org/").then(() => "loaded", () => "refused");
      return [window.attacked, getComputedStyle(style.firstChild).position, loaded];
    });
    assert.deepEqual(outcome, [undefined, "static", "refused"]);
    assert.ok(heard.length >= 3 && heard.every((line) => /Content Security Policy|violates/.test(line)), heard.join("\n"));
  });
});

test("without scripts all of it is there and nothing waits to be clicked", async () => {
  await withPage(plain, { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.getByRole("button").count(), 0);
    assert.equal(await page.getByRole("searchbox").count(), 0);
    assert.equal(await page.getByRole("table").count(), 5);
    assert.ok(await page.getByRole("link", { name: "Mean answers" }).isVisible());
    for (const name of studies.COUNTRIES) assert.ok((await page.locator("#analysis-means").textContent()).includes(name));
  });
});

// ---- tables ----

test("a column is sorted within its question, largest first, then smallest, then as it was", async () => {
  await withPage(plain, {}, async (page) => {
    const table = grid(page, "answers", "Estimates"), header = table.getByRole("columnheader", { name: /^Women/ });
    const first = await stubs(table), value = async () => (await column(table, 2)).map(parseFloat);
    assert.deepEqual(first, ["What do you say?", "One", "Two", "Three", "Four", "Five", "n", "Effective n (least)"]);
    const ordered = await value(), falling = [...ordered].sort((a, b) => b - a);
    assert.notDeepEqual(ordered, falling);
    await header.getByRole("button").click();
    assert.equal(await header.getAttribute("aria-sort"), "descending");
    assert.deepEqual(await value(), falling);
    const sorted = await stubs(table);
    assert.deepEqual([sorted[0], ...sorted.slice(-2)], ["What do you say?", "n", "Effective n (least)"]);
    await header.getByRole("button").click();
    assert.equal(await header.getAttribute("aria-sort"), "ascending");
    assert.deepEqual(await value(), falling.reverse());
    await header.getByRole("button").click();
    assert.equal(await header.getAttribute("aria-sort"), null);
    assert.deepEqual(await stubs(table), first);
  });
});

test("one column at a time is the sorted one, and signs, words and small p values have their order", async () => {
  await withPage(plain, {}, async (page) => {
    const table = grid(page, "countries", "Comparisons");
    const names = ["Difference (points)", "p"];
    const headers = names.map((name) => table.getByRole("columnheader", { name, exact: true }));
    await headers[0].getByRole("button").click();
    await headers[1].getByRole("button").click();
    assert.equal(await headers[0].getAttribute("aria-sort"), null);
    assert.equal(await headers[1].getAttribute("aria-sort"), "descending");
    await headers[0].getByRole("button").click();
    for (const body of await table.locator("tbody").all()) {
      const numbers = (await body.locator("tr:not(.question) > :nth-child(2)").allTextContents())
        .map((text) => Number(text.replace("\u2212", "-")));
      assert.ok(numbers.length > 0 && numbers.every((n, i) => !(n > numbers[i - 1])), numbers.join(" "));
    }
  });
});

test("the filter shows the rows that hold its words, and says how many", async () => {
  await withPage(plain, {}, async (page) => {
    const table = grid(page, "countries", "Comparisons"), all = (await column(table, 0)).length;
    const input = table.getByRole("searchbox", { name: "Filter rows" });
    await input.fill("AUSTRIA vs bel");
    const shown = await column(table, 0);
    assert.ok(shown.length > 0 && shown.length < all);
    assert.ok(shown.every((text) => text.includes("Austria vs Belgium")), shown.join("\n"));
    assert.equal(await table.locator("output").textContent(), `Rows shown: ${shown.length} of ${all}`);
    await input.fill("nothing has this");
    assert.deepEqual(await stubs(table), []);
    await input.fill("");
    assert.equal((await column(table, 0)).length, all);
    assert.equal(await table.locator("output").textContent(), "");
  });
});

// Takes what is written to the clipboard, which a test cannot read everywhere.
function catchClipboard() {
  Object.defineProperty(navigator, "clipboard", {
    value: { writeText: (text) => { window.copied = text; return Promise.resolve(); } },
  });
}

test("a copy is CSV, as sorted and filtered, with limits and letters in columns of their own", async () => {
  await withPage(plain, {}, async (page) => {
    const table = grid(page, "answers", "Estimates");
    await table.getByRole("columnheader", { name: /^Men/ }).getByRole("button").click();
    await table.getByRole("button", { name: "Copy as CSV" }).click();
    await page.waitForFunction(() => window.copied);
    const lines = (await page.evaluate(() => window.copied)).split("\n");
    assert.match(lines[0], /^,All,All \(interval\),Sex: Women,Sex: Women \(interval\),(Sex: Women \(letters\),)?Sex: Men,/);
    assert.deepEqual(lines.slice(1, -1).map((line) => line.split(",")[0]).slice(-2), ["n", "Effective n (least)"]);
    assert.match(lines[1], /^[A-Z][a-z]+,[0-9.]+%,[0-9.]+-[0-9.]+,/);
    assert.equal(lines.at(-1), "");
    assert.equal(lines.length, 1 + 7 + 1);
    assert.equal(await table.locator("output").textContent(), "Copied");
  }, catchClipboard);
});

test("a copy has no formulas: texts that a spreadsheet would run begin with an apostrophe", async () => {
  await withPage(formulas, {}, async (page) => {
    const table = grid(page, "answers", "Estimates");
    await table.getByRole("button", { name: "Copy as CSV" }).click();
    await page.waitForFunction(() => window.copied);
    const lines = (await page.evaluate(() => window.copied)).split("\n");
    assert.deepEqual(lines.slice(1, 6).map((line) => line.split(",")[0]), ["'=1+1", "'+2", "'-3", "'@SUM(1)", "'=5"]);
    assert.match(lines[0], /^,All,/);
    await grid(page, "answers", "Comparisons").getByRole("button", { name: "Copy as CSV" }).click();
    await page.waitForFunction((before) => window.copied !== before, lines.join("\n"));
    const compared = (await page.evaluate(() => window.copied)).split("\n");
    assert.ok(compared.slice(1, -1).every((line) => line.startsWith("'")), compared.join("\n"));
    assert.match(compared[1], /,[+-][0-9.]+,/);
  }, catchClipboard);
});

test("where the clipboard has no name a selection is copied", async () => {
  await withPage(plain, {}, async (page) => {
    const table = grid(page, "means", "Estimates");
    await page.evaluate(() => document.addEventListener("copy", () => { window.copied = document.activeElement.value; }));
    await table.getByRole("button", { name: "Copy as CSV" }).click();
    assert.match(await page.evaluate(() => window.copied), /^,Country: Austria,/);
    assert.equal(await table.locator("output").textContent(), "Copied");
    assert.equal(await page.locator("textarea").count(), 0);
  }, () => { Object.defineProperty(navigator, "clipboard", { value: undefined }); });
});

test("headings stay in sight while a long table scrolls", async () => {
  await withPage(plain, {}, async (page) => {
    const box = grid(page, "countries", "Comparisons").locator(".table-box");
    await box.scrollIntoViewIfNeeded();
    const [scrolled, gap] = await box.evaluate((element) => {
      element.scrollTop = 400;
      const head = element.querySelector("thead").getBoundingClientRect();
      return [element.scrollTop, head.top - element.getBoundingClientRect().top];
    });
    assert.equal(scrolled, 400);
    assert.ok(gap >= 0 && gap < 3, `${gap}`);
  });
});

// ---- keyboard, light and dark ----

test("the keyboard reaches and does everything", async () => {
  await withPage(plain, {}, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Skip to the results");
    assert.ok(await page.locator(".skip").evaluate((link) => link.getBoundingClientRect().top >= 0));
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    const header = grid(page, "answers", "Estimates").getByRole("columnheader", { name: /^Women/ });
    await header.getByRole("button").focus();
    await page.keyboard.press("Enter");
    assert.equal(await header.getAttribute("aria-sort"), "descending");
    assert.notEqual(await header.getByRole("button").evaluate((b) => getComputedStyle(b).outlineStyle), "none");
    const boxes = page.locator(".table-box");
    const stops = await boxes.evaluateAll((all) => all.map((box) => [box.tabIndex === 0, box.scrollWidth > box.clientWidth + 1 ||
                                                                     box.scrollHeight > box.clientHeight + 1]));
    assert.ok(stops.some(([stop]) => stop) && stops.every(([stop, scrolls]) => stop === scrolls), JSON.stringify(stops));
  });
});

test("it is as light or dark as the system, and as the reader wants", async () => {
  const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = "rgb(255, 255, 255)", dark = "rgb(18, 22, 27)";
  await withPage(plain, { colorScheme: "dark" }, async (page) => {
    assert.equal(await background(page), dark);
    assert.equal(await page.locator(".picture").first().evaluate((e) => getComputedStyle(e).backgroundColor), light);
    await page.getByRole("button", { name: "Light", exact: true }).click();
    assert.equal(await background(page), light);
    await page.getByRole("button", { name: "Dark", exact: true }).click();
    assert.equal(await background(page), dark);
    await page.reload();
    await page.emulateMedia({ colorScheme: "light" });
    assert.equal(await background(page), light);
    assert.ok(await page.getByRole("button", { name: "Dark", exact: true }).isVisible());
  });
});

test("pictures have a name and a description", async () => {
  await withPage(plain, {}, async (page) => {
    const picture = page.getByRole("img", { name: "Women & men say much the same", exact: true });
    assert.equal(await picture.count(), 1);
    const description = await picture.evaluate((svg) => document.getElementById(svg.getAttribute("aria-describedby")).textContent);
    assert.match(description, /^Bar chart\. .*One/);
    assert.match(await page.locator("figure img").getAttribute("alt"), /Dot chart\. .*Austria: /);
  });
});

// ---- small screens, paper, and everybody ----

test("nothing but tables and charts is wider than a phone", async () => {
  for (const report of [plain, hostile])
    for (const width of [390, 320])
      await withPage(report, { viewport: { width, height: 844 } }, async (page) => {
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
        assert.equal(await page.locator(".contents details").evaluate((details) => details.open), false);
      });
});

test("paper has all rows and no buttons", async () => {
  await withPage(plain, { colorScheme: "dark" }, async (page) => {
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("button:visible:not(.sort), input:visible").count(), 0);
    const cut = await page.locator(".table-box").evaluateAll((all) => all.filter((box) => getComputedStyle(box).overflow !== "visible").length);
    assert.equal(cut, 0);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  });
});

test("axe finds nothing wrong, light or dark, wide or narrow", async () => {
  for (const [report, viewport, colorScheme] of [[plain, WIDE, "light"], [plain, WIDE, "dark"],
                                                 [formulas, PHONE, "dark"]])
    await withPage(report, { viewport, colorScheme }, async (page) => {
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const told = found.violations.map((one) => `${one.impact} ${one.id}: ${one.nodes[0].html}\n${one.nodes[0].failureSummary}`);
      assert.deepEqual(told, []);
    });
});

test("pictures of the page, for people to look at", { skip: !process.env.CANVASS_SCREENSHOTS }, async () => {
  const folder = process.env.CANVASS_SCREENSHOTS;
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, report] of Object.entries({ plain, hostile }))
    for (const viewport of [WIDE, PHONE])
      for (const colorScheme of ["light", "dark"])
        await withPage(report, { viewport, colorScheme }, (page) =>
          page.screenshot({ path: path.join(folder, `${name}-${viewport.width}-${colorScheme}.png`), fullPage: true }));
  await withPage(plain, {}, (page) => page.pdf({ path: path.join(folder, "print.pdf"), preferCSSPageSize: true }));
});
