/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/svg.h"

#include <string.h>

#include "report/html_text.h"

/* ---- what is kept ---- */

/* Elements that draw, or hold what draws. */
static const char *const elements[] = {
    "svg",    "g",    "defs",    "symbol",  "use",      "path",           "rect",           "circle",      "ellipse",
    "line",   "text", "tspan",   "polygon", "polyline", "linearGradient", "radialGradient", "stop",        "clipPath",
    "marker", "mask", "pattern", "filter",  "feFlood",  "feComposite",    "feMerge",        "feMergeNode", "image"};

/* Those whose text is to be seen or heard. */
static const char *const texts[] = {"text", "tspan"};

static const char *const attributes[] = {"x",
                                         "y",
                                         "x1",
                                         "y1",
                                         "x2",
                                         "y2",
                                         "cx",
                                         "cy",
                                         "r",
                                         "rx",
                                         "ry",
                                         "dx",
                                         "dy",
                                         "d",
                                         "points",
                                         "width",
                                         "height",
                                         "viewBox",
                                         "preserveAspectRatio",
                                         "transform",
                                         "rotate",
                                         "textLength",
                                         "lengthAdjust",
                                         "xml:space",
                                         "id",
                                         "clipPathUnits",
                                         "gradientUnits",
                                         "gradientTransform",
                                         "patternUnits",
                                         "patternContentUnits",
                                         "patternTransform",
                                         "spreadMethod",
                                         "offset",
                                         "fx",
                                         "fy",
                                         "markerWidth",
                                         "markerHeight",
                                         "markerUnits",
                                         "refX",
                                         "refY",
                                         "orient",
                                         "maskUnits",
                                         "maskContentUnits",
                                         "filterUnits",
                                         "primitiveUnits",
                                         "in",
                                         "in2",
                                         "result",
                                         "operator"};

/* Presentation attributes, which may also stand in a style. */
static const char *const properties[] = {"fill",
                                         "fill-opacity",
                                         "fill-rule",
                                         "stroke",
                                         "stroke-width",
                                         "stroke-opacity",
                                         "stroke-linecap",
                                         "stroke-linejoin",
                                         "stroke-miterlimit",
                                         "stroke-dasharray",
                                         "stroke-dashoffset",
                                         "color",
                                         "opacity",
                                         "font-family",
                                         "font-size",
                                         "font-weight",
                                         "font-style",
                                         "font-variant",
                                         "text-anchor",
                                         "text-decoration",
                                         "dominant-baseline",
                                         "alignment-baseline",
                                         "baseline-shift",
                                         "letter-spacing",
                                         "word-spacing",
                                         "writing-mode",
                                         "direction",
                                         "unicode-bidi",
                                         "clip-path",
                                         "clip-rule",
                                         "mask",
                                         "filter",
                                         "stop-color",
                                         "stop-opacity",
                                         "flood-color",
                                         "flood-opacity",
                                         "marker-start",
                                         "marker-mid",
                                         "marker-end",
                                         "visibility",
                                         "display",
                                         "overflow",
                                         "shape-rendering",
                                         "text-rendering",
                                         "vector-effect",
                                         "paint-order"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct piece {
    const char *text;
    size_t length;
} piece;

static bool is(piece a, const char *name)
{
    return strlen(name) == a.length && memcmp(a.text, name, a.length) == 0;
}

static bool is_among(piece a, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is(a, names[i]))
            return true;
    return false;
}

static bool starts(piece a, const char *with)
{
    size_t length = strlen(with);
    return a.length >= length && memcmp(a.text, with, length) == 0;
}

static bool holds(piece a, const char *what)
{
    size_t length = strlen(what);
    for (size_t i = 0; i + length <= a.length; i++)
        if (memcmp(a.text + i, what, length) == 0)
            return true;
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static piece trim(piece of)
{
    while (of.length > 0 && is_blank(of.text[0])) {
        of.text++;
        of.length--;
    }
    while (of.length > 0 && is_blank(of.text[of.length - 1]))
        of.length--;
    return of;
}

/* ---- reading ---- */

enum { DEPTH = 64 };

typedef struct rewriting {
    const char *at, *end;
    const char *prefix, *label, *description;
    cv_buffer *to;
    piece open[DEPTH]; /* elements that are not closed yet */
    size_t depth;
    size_t skipped; /* how deep in an element that is left out; 0: not */
    bool bad;
} rewriting;

/* Moves on behind the text; false where it is not there. */
static bool skip_past(rewriting *of, const char *text)
{
    size_t length = strlen(text);
    for (; (size_t)(of->end - of->at) >= length; of->at++)
        if (memcmp(of->at, text, length) == 0) {
            of->at += length;
            return true;
        }
    return false;
}

static void skip_blanks(rewriting *of)
{
    while (of->at < of->end && is_blank(*of->at))
        of->at++;
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':' ||
           c == '_' || c == '.';
}

static piece read_name(rewriting *of)
{
    piece name = {.text = of->at};
    while (of->at < of->end && is_name_char(*of->at))
        of->at++;
    name.length = (size_t)(of->at - name.text);
    return name;
}

/* name="value"; false at the tag's end, or where it is none. */
static bool read_attribute(rewriting *of, piece *name, piece *value)
{
    skip_blanks(of);
    *name = read_name(of);
    if (name->length == 0)
        return false;
    skip_blanks(of);
    if (of->at == of->end || *of->at != '=') {
        of->bad = true;
        return false;
    }
    of->at++;
    skip_blanks(of);
    char quote = of->at < of->end ? *of->at++ : '\0';
    value->text = of->at;
    while (of->at < of->end && *of->at != quote)
        of->at++;
    value->length = (size_t)(of->at - value->text);
    of->bad = of->bad || (quote != '"' && quote != '\'') || of->at == of->end;
    of->at += of->at < of->end;
    return !of->bad;
}

/* ---- writing ---- */

/* A character reference as XML has it; HTML reads all of these alike. 0: it is none. */
static size_t reference_length(piece at)
{
    static const char *const named[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    for (size_t i = 0; i < COUNT(named); i++)
        if (starts(at, named[i]))
            return strlen(named[i]);
    size_t hex = starts(at, "&#x") ? 1 : 0, i = 2 + hex, first = i;
    if (!starts(at, "&#"))
        return 0;
    while (i < at.length && i < first + 7 &&
           ((at.text[i] >= '0' && at.text[i] <= '9') ||
            (hex == 1 && ((at.text[i] >= 'a' && at.text[i] <= 'f') || (at.text[i] >= 'A' && at.text[i] <= 'F')))))
        i++;
    return i > first && i < at.length && at.text[i] == ';' ? i + 1 : 0;
}

/* XML's text as HTML's: references stay. */
static void put_text(cv_buffer *to, piece text)
{
    while (text.length > 0) {
        size_t length = *text.text == '&' ? reference_length(text) : 0;
        if (length > 0)
            cv_buffer_add_bytes(to, text.text, length);
        else
            cv_html_add_bytes(to, text.text, length = 1);
        text.text += length;
        text.length -= length;
    }
}

static void put_attribute(rewriting *of, const char *before, piece name, const char *lead, piece value)
{
    cv_buffer_add(of->to, before);
    cv_buffer_add_bytes(of->to, name.text, name.length);
    cv_buffer_add(of->to, "=\"");
    cv_buffer_add(of->to, lead);
    put_text(of->to, value);
    cv_buffer_add_char(of->to, '"');
}

/* url(#id), with the prefix; any other url leaves the attribute out. */
static void put_local_url(rewriting *of, piece name, piece value)
{
    piece inside = {value.text + strlen("url("), value.length - strlen("url(")};
    if (inside.length < 3 || inside.text[inside.length - 1] != ')')
        return;
    inside.length--;
    bool quoted = inside.text[0] == '\'' || inside.text[0] == '"';
    if (quoted && inside.length >= 2) {
        inside.text++;
        inside.length -= 2;
    }
    if (inside.length < 2 || inside.text[0] != '#' || holds(inside, "(") || holds(inside, ")"))
        return;
    cv_buffer_add_char(of->to, ' ');
    cv_buffer_add_bytes(of->to, name.text, name.length);
    cv_buffer_add(of->to, "=\"url(#");
    cv_buffer_add(of->to, of->prefix);
    put_text(of->to, (piece){inside.text + 1, inside.length - 1});
    cv_buffer_add(of->to, ")\"");
}

/* Character references could spell anything; gnuplot has them in the names of fonts alone, where nothing is loaded. */
static void put_property(rewriting *of, piece name, piece value)
{
    value = trim(value);
    if (starts(value, "url("))
        put_local_url(of, name, value);
    else if (!holds(value, "url") && !holds(value, "\\") && !holds(value, "@") &&
             (!holds(value, "&") || is(name, "font-family")))
        put_attribute(of, " ", name, "", value);
}

/* A reference to a place in the picture, or a picture that is in it. */
static void put_link(rewriting *of, piece element, piece value)
{
    const piece href = {"href", 4};
    value = trim(value);
    if (is(element, "use") && starts(value, "#") && value.length > 1) {
        cv_buffer_add(of->to, " href=\"#");
        cv_buffer_add(of->to, of->prefix);
        put_text(of->to, (piece){value.text + 1, value.length - 1});
        cv_buffer_add_char(of->to, '"');
    } else if (is(element, "image") && starts(value, "data:image/png;base64,")) {
        put_attribute(of, " ", href, "", value);
    }
}

static void put_style(rewriting *of, piece style)
{
    while (style.length > 0) {
        const char *semicolon = memchr(style.text, ';', style.length);
        piece one = {style.text, semicolon == NULL ? style.length : (size_t)(semicolon - style.text)};
        style.text += one.length + (semicolon != NULL);
        style.length -= one.length + (semicolon != NULL);
        const char *colon = one.length == 0 ? NULL : memchr(one.text, ':', one.length);
        if (colon == NULL)
            continue;
        piece name = trim((piece){one.text, (size_t)(colon - one.text)});
        if (is_among(name, properties, COUNT(properties)))
            put_property(of, name, (piece){colon + 1, one.length - (size_t)(colon - one.text) - 1});
    }
}

static void put_one(rewriting *of, piece element, piece name, piece value)
{
    if (is(name, "id"))
        put_attribute(of, " ", name, of->prefix, value);
    else if (is(name, "href") || is(name, "xlink:href"))
        put_link(of, element, value);
    else if (is(name, "style"))
        put_style(of, value);
    else if (is_among(name, properties, COUNT(properties)))
        put_property(of, name, value);
    else if (is_among(name, attributes, COUNT(attributes)))
        put_attribute(of, " ", name, "", value);
}

/* ---- tags ---- */

static bool is_kept(const rewriting *of, piece element)
{
    if (of->skipped > 0 || !is_among(element, elements, COUNT(elements)))
        return false;
    return !is(element, "svg") || of->depth == 0;
}

static void put_root(rewriting *of)
{
    cv_buffer_add(of->to, " role=\"img\" aria-label=\"");
    cv_html_add(of->to, of->label);
    cv_buffer_add_char(of->to, '"');
    if (*of->description != '\0')
        cv_buffer_format(of->to, " aria-describedby=\"%sdesc\"", of->prefix);
}

static void put_description(rewriting *of)
{
    if (*of->description == '\0')
        return;
    cv_buffer_format(of->to, "<desc id=\"%sdesc\">", of->prefix);
    cv_html_add(of->to, of->description);
    cv_buffer_add(of->to, "</desc>");
}

static void open_element(rewriting *of, piece element, bool kept)
{
    piece name, value;
    if (kept) {
        cv_buffer_add_char(of->to, '<');
        cv_buffer_add_bytes(of->to, element.text, element.length);
        if (of->depth == 0)
            put_root(of);
    }
    while (read_attribute(of, &name, &value))
        if (kept)
            put_one(of, element, name, value);
}

static void read_start(rewriting *of)
{
    piece element = read_name(of);
    bool kept = is_kept(of, element);
    of->bad =
        of->bad || element.length == 0 || of->depth == DEPTH || (of->depth == 0 && (!kept || !is(element, "svg")));
    if (of->bad)
        return;
    open_element(of, element, kept);
    bool empty = of->at < of->end && *of->at == '/';
    of->at += empty;
    if (of->bad || of->at == of->end || *of->at++ != '>') {
        of->bad = true;
        return;
    }
    if (kept)
        cv_buffer_add(of->to, empty ? "/>" : ">");
    if (kept && of->depth == 0)
        put_description(of);
    if (empty)
        return;
    of->open[of->depth++] = element;
    of->skipped += !kept;
}

static void read_end(rewriting *of)
{
    piece element = read_name(of);
    skip_blanks(of);
    const piece *open = of->depth > 0 ? &of->open[of->depth - 1] : NULL;
    if (open == NULL || open->length != element.length || memcmp(open->text, element.text, element.length) != 0 ||
        of->at == of->end || *of->at++ != '>') {
        of->bad = true;
        return;
    }
    of->depth--;
    if (of->skipped > 0) {
        of->skipped--;
        return;
    }
    cv_buffer_add(of->to, "</");
    cv_buffer_add_bytes(of->to, element.text, element.length);
    cv_buffer_add_char(of->to, '>');
}

static void read_text(rewriting *of)
{
    piece text = {.text = of->at};
    while (of->at < of->end && *of->at != '<')
        of->at++;
    text.length = (size_t)(of->at - text.text);
    if (of->depth == 0 || of->skipped > 0 || !is_among(of->open[of->depth - 1], texts, COUNT(texts)))
        return;
    put_text(of->to, text);
}

static void read_markup(rewriting *of)
{
    piece rest = {of->at, (size_t)(of->end - of->at)};
    if (starts(rest, "<!--"))
        of->bad = !skip_past(of, "-->");
    else if (starts(rest, "<![CDATA["))
        of->bad = !skip_past(of, "]]>");
    else if (starts(rest, "<?"))
        of->bad = !skip_past(of, "?>");
    else if (starts(rest, "<!"))
        of->bad = !skip_past(of, ">");
    else if (starts(rest, "</")) {
        of->at += 2;
        read_end(of);
    } else {
        of->at++;
        read_start(of);
    }
}

bool cv_svg_inline(const char *svg, size_t length, const char *prefix, const char *label, const char *description,
                   cv_buffer *to)
{
    size_t before = to->length;
    bool closed = false;
    rewriting of = {
        .at = svg, .end = svg + length, .prefix = prefix, .label = label, .description = description, .to = to};
    while (of.at < of.end && !of.bad && !closed) {
        bool inside = of.depth > 0;
        if (*of.at == '<')
            read_markup(&of);
        else
            read_text(&of);
        closed = inside && of.depth == 0;
    }
    if (!of.bad && closed)
        return true;
    if (!to->failed && to->text != NULL) {
        to->length = before;
        to->text[before] = '\0';
    }
    return false;
}
