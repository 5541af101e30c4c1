// SPDX-License-Identifier: GPL-3.0-or-later
// What report.html can do beyond being read: tables are sorted, filtered and copied, the page is light or dark, the
// contents show where one is. Everything clickable is made here, so that without scripts nothing is there that does
// nothing. Words come from the attributes of <body>, in the report's language. ASCII only.
(function () {
  "use strict";

  var words = document.body.dataset;

  function make(name, attributes, text) {
    var element = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function all(selector, within) {
    return Array.prototype.slice.call(within.querySelectorAll(selector));
  }

  // ---- texts of cells ----

  // A cell's own text, without the interval and what only screen readers say.
  function own(cell) {
    var copy = cell.cloneNode(true);
    all(".interval, .letters, .letter, .hidden", copy).forEach(function (part) { part.remove(); });
    return copy.textContent.trim();
  }

  function part(cell, selector) {
    var found = cell.querySelector(selector);
    if (!found) return "";
    var copy = found.cloneNode(true);
    all(".hidden", copy).forEach(function (hidden) { hidden.remove(); });
    return copy.textContent.trim();
  }

  // Print's minus and dash as a keyboard has them.
  function plain(text) {
    return text.replace(/\u2212/g, "-").replace(/\u2013/g, "-");
  }

  // The number that a figure shows; NaN where it shows none. "<0.001" is less than 0.001.
  function number(text) {
    var kept = "";
    plain(text).split("").forEach(function (c) {
      if (/[0-9]/.test(c) || (c === "-" && kept === "")) kept += c;
      else if (c === words.decimal) kept += ".";
    });
    var value = /[0-9]/.test(kept) ? Number(kept) : NaN;
    return text.charAt(0) === "<" ? value * 0.999999 : value;
  }

  // ---- sorting ----

  function isFigure(row) {
    return !row.classList.contains("question") && !row.classList.contains("base");
  }

  // The rows of a question are sorted among themselves; its heading stays above them, its bases below. What has no
  // number comes last.
  function sortBody(body, column, direction) {
    var rows = all("tr", body);
    rows.forEach(function (row, i) { if (row.place === undefined) row.place = i; });
    rows.sort(function (a, b) { return a.place - b.place; });
    var figures = rows.filter(isFigure);
    var firstBase = rows.filter(function (row) { return row.classList.contains("base"); })[0] || null;
    if (direction !== 0) {
      figures = figures.map(function (row) {
        var text = own(row.cells[column]);
        return { row: row, value: number(text), text: text };
      }).sort(function (a, b) {
        if (isNaN(a.value) || isNaN(b.value)) {
          if (isNaN(a.value) !== isNaN(b.value)) return isNaN(a.value) ? 1 : -1;
          return direction * a.text.localeCompare(b.text, document.documentElement.lang) || a.row.place - b.row.place;
        }
        return direction * (a.value - b.value) || a.row.place - b.row.place;
      }).map(function (item) { return item.row; });
    }
    figures.forEach(function (row) { body.insertBefore(row, firstBase); });
  }

  // Largest first, then smallest first, then as it was.
  function sortBy(table, header, column) {
    var next = { none: "descending", descending: "ascending", ascending: "none" };
    var order = next[header.getAttribute("aria-sort") || "none"];
    all("[aria-sort]", table).forEach(function (other) { other.removeAttribute("aria-sort"); });
    if (order !== "none") header.setAttribute("aria-sort", order);
    var direction = { none: 0, descending: -1, ascending: 1 }[order];
    all("tbody", table).forEach(function (body) { sortBody(body, column, direction); });
  }

  function addSorting(table) {
    all(".columns > *", table).forEach(function (header, column) {
      if (header.tagName !== "TH") return;
      var button = make("button", { type: "button", "class": "sort" });
      while (header.firstChild) button.appendChild(header.firstChild);
      button.addEventListener("click", function () { sortBy(table, header, column); });
      header.appendChild(button);
    });
  }

  // ---- filtering ----

  function fold(text) {
    return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  }

  // A row is shown where its own words, or those of its question, hold the text.
  function filter(table, text, status) {
    var wanted = fold(text.trim()), shown = 0, total = 0;
    all("tbody", table).forEach(function (body) {
      var question = body.querySelector(".question"), any = false;
      var whole = question !== null && fold(question.textContent).indexOf(wanted) >= 0;
      all("tr", body).filter(isFigure).forEach(function (row) {
        var matches = whole || fold(row.cells[0].textContent).indexOf(wanted) >= 0;
        row.hidden = !matches;
        any = any || matches;
        shown += matches;
        total += 1;
      });
      body.hidden = !any;
    });
    status.textContent = wanted === "" ? "" : words.shown.replace("%1$s", shown).replace("%2$s", total);
  }

  function addFilter(table, tools, status) {
    var input = make("input", { type: "search", placeholder: words.filter, "aria-label": words.filter });
    input.addEventListener("input", function () { filter(table, input.value, status); });
    tools.appendChild(input);
  }

  // ---- copying ----

  // A field of CSV. A text that a spreadsheet would take for a formula is set off by an apostrophe.
  function field(text, isText) {
    if (isText && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  // The whole heading of each column: "Country: Spain".
  function headings(table) {
    var columns = [];
    all("thead tr", table).forEach(function (row) {
      var column = 0;
      all("th, td", row).forEach(function (cell) {
        for (var i = 0; i < cell.colSpan; i++, column++) {
          var text = own(cell);
          columns[column] = (columns[column] || []).concat(text === "" ? [] : [text]);
        }
      });
    });
    return columns.map(function (texts) { return texts.join(": "); });
  }

  function csv(table) {
    var rows = all("tbody tr", table).filter(function (row) {
      return !row.hidden && !row.parentNode.hidden && !row.classList.contains("question");
    });
    var titles = headings(table), extra = titles.map(function (_, column) {
      return { interval: rows.some(function (row) { return part(row.cells[column], ".interval") !== ""; }),
               letters: rows.some(function (row) { return part(row.cells[column], ".letters") !== ""; }) };
    });
    var lines = [[]];
    var questions = all(".question", table).length > 1;
    if (questions) lines[0].push("");
    titles.forEach(function (title, column) {
      lines[0].push(field(title, true));
      if (extra[column].interval) lines[0].push(field(title + " (" + words.interval + ")", true));
      if (extra[column].letters) lines[0].push(field(title + " (" + words.letters + ")", true));
    });
    rows.forEach(function (row) {
      var line = [], question = row.parentNode.querySelector(".question");
      if (questions) line.push(field(question ? question.textContent : "", true));
      all("th, td", row).forEach(function (cell, column) {
        var text = own(cell);
        line.push(field(column === 0 || cell.classList.contains("left") ? text : plain(text), column === 0));
        if (extra[column].interval) line.push(field(plain(part(cell, ".interval"))));
        if (extra[column].letters) line.push(field(part(cell, ".letters")));
      });
      lines.push(line);
    });
    return lines.map(function (line) { return line.join(",") + "\n"; }).join("");
  }

  // Where the clipboard cannot be reached by name, as in older browsers: a selection is copied.
  function copySelection(text) {
    var area = make("textarea", { "class": "hidden", "aria-hidden": "true", tabindex: "-1" });
    area.value = text;
    document.body.appendChild(area);
    area.select();
    var done = false;
    try { done = document.execCommand("copy"); } catch (error) { done = false; }
    area.remove();
    return done;
  }

  function copy(text, button, status) {
    function say(done) {
      status.textContent = done ? words.copied : words.uncopied;
      button.focus();
    }
    if (navigator.clipboard && navigator.clipboard.writeText)
      navigator.clipboard.writeText(text).then(function () { say(true); }, function () { say(copySelection(text)); });
    else say(copySelection(text));
  }

  function addCopying(table, tools, status) {
    var button = make("button", { type: "button", "class": "copy" }, words.copy);
    button.addEventListener("click", function () { copy(csv(table), button, status); });
    tools.appendChild(button);
  }

  // ---- tables ----

  var FEW = 8; // rows that one sees at a glance

  all(".grid", document).forEach(function (grid) {
    var table = grid.querySelector("table"), tools = make("div", { "class": "tools" });
    var figures = all("tbody tr", table).filter(isFigure).length;
    var status = make("output", { "aria-live": "polite" });
    tools.appendChild(status);
    if (figures > 1) addSorting(table);
    if (figures >= FEW) addFilter(table, tools, status);
    addCopying(table, tools, status);
    grid.querySelector(".grid-head").appendChild(tools);
  });

  // ---- light and dark ----

  // The reader's choice is kept nowhere: the next time, the system's holds again.
  (function () {
    var root = document.documentElement, system = window.matchMedia("(prefers-color-scheme: dark)");
    var button = make("button", { type: "button", "class": "theme" });
    function isDark() {
      return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
    }
    function name() {
      button.textContent = isDark() ? words.light : words.dark;
    }
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      name();
    });
    system.addEventListener("change", name);
    name();
    document.querySelector(".bar").appendChild(button);
  })();

  // ---- what scrolls ----

  // A box is a stop for the keyboard where there is something to scroll, and only there.
  (function () {
    var boxes = all(".table-box, .picture", document);
    function name(box) {
      var svg = box.querySelector("svg, img");
      if (svg) box.setAttribute("aria-label", svg.getAttribute("aria-label") || svg.getAttribute("alt"));
    }
    function mark() {
      boxes.forEach(function (box) {
        var scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
        if (scrolls) box.setAttribute("tabindex", "0");
        else box.removeAttribute("tabindex");
        if (!box.classList.contains("picture")) return;
        if (scrolls) { box.setAttribute("role", "group"); name(box); }
        else { box.removeAttribute("role"); box.removeAttribute("aria-label"); }
      });
    }
    mark();
    window.addEventListener("resize", mark);
  })();

  // ---- contents ----

  // On a small screen they would stand in front of everything: they open when asked for.
  if (window.matchMedia("(max-width: 62rem)").matches) document.querySelector(".contents details").open = false;

  (function () {
    if (!("IntersectionObserver" in window)) return;
    var links = {}, seen = {};
    all(".contents a", document).forEach(function (link) { links[link.getAttribute("href").slice(1)] = link; });
    function mark() {
      var first = all("main section", document).filter(function (section) { return seen[section.id]; })[0];
      Object.keys(links).forEach(function (id) {
        if (first && id === first.id) links[id].setAttribute("aria-current", "true");
        else links[id].removeAttribute("aria-current");
      });
    }
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { seen[entry.target.id] = entry.isIntersecting; });
      mark();
    }, { rootMargin: "-10% 0px -60% 0px" });
    all("main section", document).forEach(function (section) { observer.observe(section); });
  })();
})();
