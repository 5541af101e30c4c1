/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "report/svg.h"
#include "support/test_hostile.h"
#include "support/test_memory.h"

#define SVG(inside)  "<svg viewBox='0 0 1 1'>" inside "</svg>"
#define PAGE(inside) "<svg role=\"img\" aria-label=\"A\" viewBox=\"0 0 1 1\">" inside "</svg>"

/* What becomes of a picture with the prefix "p-" and the label "A". NULL: it is refused. */
static const struct picture_case {
    const char *name, *svg, *wanted;
} cases[] = {
    {"entities_of_its_own_are_texts", "<!DOCTYPE svg [<!ENTITY x \"<script>\">]>" SVG("<text>&x;</text>"),
     PAGE("<text>&amp;x;</text>")},
    {"a_doctype_goes", "<?xml version=\"1.0\"?><!DOCTYPE svg><!-- a < b --> " SVG(""), PAGE("")},
    {"what_draws_stays", SVG("<g fill=\"none\" stroke='rgb(1, 2, 3)'>\n\t<path d='M0,0 L1,1' stroke-width=\"2\"/></g>"),
     PAGE("<g fill=\"none\" stroke=\"rgb(1, 2, 3)\"><path d=\"M0,0 L1,1\" stroke-width=\"2\"/></g>")},
    {"texts_stay", SVG("<text x='1'>a &amp; b &lt;i&gt; &#44; <tspan>c</tspan> d</text>"),
     PAGE("<text x=\"1\">a &amp; b &lt;i&gt; &#44; <tspan>c</tspan> d</text>")},
    {"a_lone_ampersand_is_a_text", SVG("<text>a & b &x; &#; &#xZ;</text>"),
     PAGE("<text>a &amp; b &amp;x; &amp;#; &amp;#xZ;</text>")},
    {"texts_elsewhere_go", SVG("<g>loose</g>"), PAGE("<g></g>")},
    {"ids_get_the_prefix", SVG("<g id='a'/><use xlink:href='#a'/><rect fill='url(#b)' clip-path=\"url('#c')\"/>"),
     PAGE("<g id=\"p-a\"/><use href=\"#p-a\"/><rect fill=\"url(#p-b)\" clip-path=\"url(#p-c)\"/>")},
    {"scripts_go_with_what_they_hold", SVG("<script type='x'>alert(1)</script><g><script><g>a</g></script><rect/></g>"),
     PAGE("<g><rect/></g>")},
    {"a_scripts_text_may_be_cdata", SVG("<script><![CDATA[ if (a</b>) ]]></script><rect/>"), PAGE("<rect/>")},
    {"styles_links_and_foreign_markup_go",
     SVG("<style>*{}</style><a href='x'><text>t</text></a><foreignObject><p>x</p></foreignObject><animate/><rect/>"),
     PAGE("<rect/>")},
    {"titles_go", SVG("<title>t</title><desc>d</desc><g><title>u</title></g>"), PAGE("<g></g>")},
    {"event_handlers_go", SVG("<rect onclick='a()' ONLOAD='b()' class='c' data-x='1' x='1'/>"),
     PAGE("<rect x=\"1\"/>")},
    {"a_style_becomes_attributes",
     SVG("<rect style='fill : red; stroke:url(#s);behavior:url(x); background:url(y);opacity:.5'/>"),
     PAGE("<rect fill=\"red\" stroke=\"url(#p-s)\" opacity=\".5\"/>")},
    {"references_to_elsewhere_go",
     SVG("<use href='http://x/y#z'/><use href='x.svg#y'/><image href='http://x/y.png'/><rect fill='url(http://x)'/>"
         "<image href='data:image/svg+xml;base64,AA'/><image href='data:image/png;base64,AA=='/>"
         "<rect fill='red url(#a)' stroke='URL(x)'/>"),
     PAGE("<use/><use/><image/><rect/><image/><image href=\"data:image/png;base64,AA==\"/><rect stroke=\"URL(x)\"/>")},
    {"references_that_spell_elsewhere_go", SVG("<rect fill='u&#114;l(http://x/y#z)'/><text font-family='A&#44; B'/>"),
     PAGE("<rect/><text font-family=\"A&#44; B\"/>")},
    {"quotes_in_attributes_are_escaped", SVG("<text font-family='a\"b<c>&gt;'/>"),
     PAGE("<text font-family=\"a&quot;b&lt;c&gt;&gt;\"/>")},
    {"one_picture_and_no_more", SVG("") "<script>a</script>", PAGE("")},
    {"a_picture_in_the_picture_goes", SVG("<svg><rect/></svg><circle/>"), PAGE("<circle/>")},
    {"no_svg", "<html></html>", NULL},
    {"nothing", "", NULL},
    {"unfinished", "<svg><g>", NULL},
    {"an_unfinished_tag", "<svg><g fill='a'", NULL},
    {"an_unfinished_attribute", "<svg><g fill='a", NULL},
    {"closed_in_another_order", SVG("<g><text></g></text>"), NULL},
    {"closed_too_early", "<svg></g></svg>", NULL},
    {"an_attribute_without_quotes", SVG("<g fill=red/>"), NULL},
    {"an_attribute_without_a_value", SVG("<g fill/>"), NULL},
    {"an_endless_comment", SVG("<!-- "), NULL},
};

static void check_picture(void **state)
{
    const struct picture_case *of = *state;
    cv_buffer to = {0};
    cv_buffer_add(&to, "before");
    bool done = cv_svg_inline(of->svg, strlen(of->svg), "p-", "A", "", &to);
    assert_int_equal(done, of->wanted != NULL);
    assert_memory_equal(to.text, "before", 6);
    check_text(to.text + 6, done ? of->wanted : "", of->name);
    cv_buffer_free(&to);
}

static void it_has_a_name_and_a_description(void **state)
{
    (void)state;
    cv_buffer to = {0};
    assert_true(cv_svg_inline("<svg></svg>", 11, "p-", "A \"name\"", "<b> & more", &to));
    check_text(to.text,
               "<svg role=\"img\" aria-label=\"A &quot;name&quot;\" aria-describedby=\"p-desc\">"
               "<desc id=\"p-desc\">&lt;b&gt; &amp; more</desc></svg>",
               "picture");
    cv_buffer_free(&to);
}

static void it_may_not_be_too_deep(void **state)
{
    (void)state;
    cv_buffer deep = {0}, to = {0};
    cv_buffer_add(&deep, "<svg>");
    for (int i = 0; i < 1000; i++)
        cv_buffer_add(&deep, "<g>");
    for (int i = 0; i < 1000; i++)
        cv_buffer_add(&deep, "</g>");
    cv_buffer_add(&deep, "</svg>");
    assert_false(cv_svg_inline(deep.text, deep.length, "p-", "", "", &to));
    assert_int_equal(to.length, 0);
    cv_buffer_free(&deep);
    cv_buffer_free(&to);
}

/* Whatever stands in a text or an attribute, raw: the outcome holds no more tags than these. */
static void hostile_texts_stay_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < hostile_text_count; i++) {
        cv_buffer svg = {0}, to = {0};
        cv_buffer_format(&svg, "<svg><text font-family=\"%s\">%s</text></svg>", hostile_texts[i].text,
                         hostile_texts[i].text);
        cv_svg_inline(svg.text, svg.length, "p-", hostile_texts[i].text, hostile_texts[i].text, &to);
        for (const char *at = to.text == NULL ? "" : to.text; (at = strchr(at, '<')) != NULL; at++)
            if (strncmp(at, "<svg ", 5) != 0 && strncmp(at, "<desc ", 6) != 0 && strncmp(at, "</desc>", 7) != 0 &&
                strncmp(at, "<text", 5) != 0 && strncmp(at, "</", 2) != 0)
                fail_msg("%s\ngives\n%s", svg.text, to.text);
        cv_buffer_free(&svg);
        cv_buffer_free(&to);
    }
}

int main(void)
{
    static const struct CMUnitTest others[] = {cmocka_unit_test(it_has_a_name_and_a_description),
                                               cmocka_unit_test(it_may_not_be_too_deep),
                                               cmocka_unit_test(hostile_texts_stay_texts)};
    struct CMUnitTest tests[COUNT_OF(cases) + COUNT_OF(others)] = {{0}};
    memcpy(tests, others, sizeof others);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[COUNT_OF(others) + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_picture, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
