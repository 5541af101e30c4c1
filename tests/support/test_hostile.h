/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Texts that try to break out of what they stand in: markup, scripts, formulas, commands, controls. Every writer's
 * test shows them all. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_HOSTILE_H
#define CANVASS_TESTS_SUPPORT_TEST_HOSTILE_H

static const char *const hostile_texts[] = {
    "\"double\" 'single' `back` \\backslash\\ %s %n %1$s",
    "<script>window.attacked=1</script>",
    "</style></script><script>window.attacked=1</script><style>",
    "<img src=x onerror=window.attacked=1>",
    "\"><svg onload=window.attacked=1>",
    "' onmouseover='window.attacked=1",
    "javascript:window.attacked=1",
    "--><script>window.attacked=1</script><!--",
    "]]><script>window.attacked=1</script>",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "{{constructor.constructor('window.attacked=1')()}} ${7*7}",
    "=HYPERLINK(\"http://example.org\",\"y\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1,1)",
    "system(\"touch attacked\") `touch attacked`",
    "\\write18{touch attacked} \\input{/etc/passwd} $x^2$ 100% #1 ~ ^ _ {}",
    "| pipe | [link](javascript:window.attacked=1) ![i](x) *b* _i_ # h\n1. list",
    "tab\tline\nreturn\r\nbell\a escape\x1b[31m",
    "עברית \xE2\x80\xAE reversed \xE2\x80\xAC",
    "中文標籤很長很長很長很長很長",
    "e\xCC\x81 👩‍👩‍👧‍👦 🎉",
};

enum { HOSTILE_TEXTS = sizeof hostile_texts / sizeof hostile_texts[0] };

#endif
