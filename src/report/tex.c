/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.tex: the document in LaTeX, complete with its preamble; it compiles in its own folder by pdflatex, lualatex or
 * xelatex, and runs no other program. */
#include "report/output.h"

#include <string.h>

#include "report/document.h"
#include "table/latex.h"

/* ---- the preamble ---- */

static const char packages[] =
    "\\documentclass[10pt,a4paper]{article}\n"
    "\\usepackage{iftex}\n"
    "\\ifPDFTeX\n"
    "  \\usepackage[utf8]{inputenc}\n"
    "  \\usepackage[T1]{fontenc}\n"
    "  \\usepackage{textcomp}\n"
    "  \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}\n"
    "\\else\n"
    "  \\usepackage{fontspec}\n"
    "\\fi\n"
    "\\usepackage[margin=20mm]{geometry}\n"
    "\\usepackage{array,booktabs,longtable,graphicx,xcolor}\n"
    "\\usepackage[font=small,labelfont=bf,justification=raggedright,singlelinecheck=off,hypcap=false]{caption}\n"
    "\\usepackage[hidelinks,bookmarks=false]{hyperref}\n"
    "\n";

/* Characters that Latin Modern does not have: under LuaTeX and XeTeX in the first of these fonts that is there, else in
 * the last resort's, else a box for each. Both engines set runs from right to left when they are told to. */
static const char scripts[] =
    "% Characters of other scripts, and boxes for those that cannot be shown (pdfLaTeX has none of their fonts).\n"
    "\\DeclareRobustCommand\\cvbox{{\\fboxsep=0pt\\color{gray}\\framebox[.55em]{\\rule{0pt}{1.3ex}}}\\allowbreak}\n"
    "\\newcount\\cvboxesleft\n"
    "\\newcommand\\cvboxes[1]{\\begingroup\\cvboxesleft=#1\\relax\n"
    "  \\loop\\ifnum\\cvboxesleft>0 \\cvbox\\advance\\cvboxesleft by -1 \\repeat\\endgroup}\n"
    "\\DeclareRobustCommand\\cvletters[2]{\\cvboxes{#1}}\n"
    "\\DeclareRobustCommand\\cvrtl[2]{\\cvboxes{#1}}\n"
    "\\DeclareRobustCommand\\cvltr[1]{#1}\n"
    "\\DeclareRobustCommand\\cvhan[2]{\\cvbox}\n"
    "\\DeclareRobustCommand\\cvother[2]{\\cvbox}\n"
    "\\ifPDFTeX\\else\n"
    "  \\newcommand\\cvtry[3]{\\ifdefined#1\\else\\IfFontExistsTF{#2}{\\newfontfamily#1{#2}[#3]}{}\\fi}\n"
    "  \\cvtry\\cvlettersfont{DejaVu Serif}{} \\cvtry\\cvlettersfont{FreeSerif}{} \\cvtry\\cvlettersfont{Unifont}{}\n"
    "  \\cvtry\\cvhanfont{Noto Serif CJK SC}{} \\cvtry\\cvhanfont{Noto Sans CJK SC}{}\n"
    "  \\cvtry\\cvhanfont{Droid Sans Fallback}{}\n"
    "  \\cvtry\\cvotherfont{FreeSerif}{} \\cvtry\\cvotherfont{DejaVu Sans}{}\n"
    "  \\cvtry\\cvlastfont{Unifont}{}\n"
    "  \\cvtry\\cvupperfont{Symbola}{} \\cvtry\\cvupperfont{Noto Emoji}{} \\cvtry\\cvupperfont{Unifont Upper}{}\n"
    "  \\newcommand\\cvin[4]{\\ifdefined#1{#1\\iffontchar\\font\"#2 #3\\else#4\\fi}\\else#4\\fi}\n"
    "  \\newcommand\\cvlast[2]{\\cvin\\cvlastfont{#1}{#2}{\\cvin\\cvupperfont{#1}{#2}{\\cvbox}}}\n"
    "  \\DeclareRobustCommand\\cvhan[2]{\\cvin\\cvhanfont{#1}{#2}{\\cvlast{#1}{#2}}\\allowbreak}\n"
    "  \\DeclareRobustCommand\\cvother[2]{\\cvin\\cvotherfont{#1}{#2}{\\cvlast{#1}{#2}}}\n"
    "  \\ifdefined\\cvlettersfont\\DeclareRobustCommand\\cvletters[2]{{\\cvlettersfont #2}}\\fi\n"
    "  \\ifLuaTeX\n"
    "    \\cvtry\\cvrtlfont{DejaVu Sans}{Script=Arabic,Renderer=HarfBuzz}\n"
    "    \\cvtry\\cvrtlfont{FreeSerif}{Script=Arabic,Renderer=HarfBuzz}\n"
    "    \\newcommand\\cvfromright[1]{\\bgroup\\textdirection 1 #1\\egroup}\n"
    "    \\newcommand\\cvfromleft[1]{\\bgroup\\textdirection 0 #1\\egroup}\n"
    "  \\else\n"
    "    \\cvtry\\cvrtlfont{DejaVu Sans}{Script=Arabic} \\cvtry\\cvrtlfont{FreeSerif}{Script=Arabic}\n"
    "    \\TeXXeTstate=1\n"
    "    \\newcommand\\cvfromright[1]{\\beginR #1\\endR}\n"
    "    \\newcommand\\cvfromleft[1]{\\beginL #1\\endL}\n"
    "  \\fi\n"
    "  \\ifdefined\\cvrtlfont\n"
    "    \\DeclareRobustCommand\\cvrtl[2]{{\\cvrtlfont\\cvfromright{#2}}}\n"
    "    \\DeclareRobustCommand\\cvltr[1]{\\cvfromleft{#1}}\n"
    "  \\fi\n"
    "\\fi\n"
    "\n";

static const char pictures[] =
    "% A picture: its file, what it shows, its caption. Alternative texts need LaTeX of November 2021.\n"
    "\\makeatletter\\@ifundefined{KV@Gin@alt}{\\define@key{Gin}{alt}{}}{}\\makeatother\n"
    "\\newcommand\\cvpicture[3]{\\par\\bigskip\\noindent\\begin{minipage}{\\linewidth}\\centering\n"
    "  \\IfFileExists{#1}{\\includegraphics[width=\\linewidth,height=.8\\textheight,keepaspectratio,alt={#2}]{#1}}%\n"
    "    {\\fbox{\\texttt{\\detokenize{#1}}}}\n"
    "  \\captionof{figure}[]{#3}\\end{minipage}\\par\\bigskip}\n"
    "\n";

static const char layout[] = "\\setlength\\parindent{0pt}\n"
                             "\\setlength\\parskip{4pt plus 1pt}\n"
                             "\\setlength\\tabcolsep{3.4pt}\n"
                             "\\setlength\\emergencystretch{3em}\n"
                             "\\setlength\\LTleft{0pt}\n"
                             "\\setlength\\LTright{0pt plus 1fill}\n"
                             "\\setlength\\LTpre{10pt}\n"
                             "\\setlength\\LTpost{\\medskipamount}\n"
                             "\\renewcommand\\arraystretch{1.08}\n";

static void put_preamble(const cv_document *document, cv_buffer *to)
{
    cv_buffer_add(to, "% This report compiles in its own folder, by lualatex, xelatex or pdflatex, run twice. Keep "
                      "what LaTeX writes\n"
                      "% elsewhere, as a run replaces no folder that holds files of others:\n"
                      "%   mkdir -p ../pdf && lualatex --output-directory=../pdf report.tex\n");
    cv_buffer_add(to, packages);
    cv_buffer_add(to, scripts);
    cv_buffer_add(to, pictures);
    cv_buffer_add(to, layout);
    if (document->language != CV_LANGUAGE_EN)
        cv_buffer_add(to, "\\hyphenpenalty=10000 % LaTeX knows English hyphens alone\n");
    cv_buffer_format(to, "\\hypersetup{pdflang={%s}}\n", cv_language_code(document->language));
    cv_buffer_add(to, "\\renewcommand\\figurename{");
    cv_latex_add(to, cv_say(document->language, "Figure"));
    cv_buffer_add(to, "}\n\\renewcommand\\tablename{");
    cv_latex_add(to, cv_say(document->language, "Table"));
    cv_buffer_add(to, "}\n\n");
}

/* ---- texts ---- */

static void put_span(cv_buffer *to, cv_language language, const cv_span *span)
{
    switch (span->kind) {
    case CV_SPAN_TEXT:
    case CV_SPAN_USER:
        cv_latex_add(to, span->text);
        break;
    case CV_SPAN_QUOTED:
        cv_latex_add(to, cv_say(language, "“"));
        cv_latex_add(to, span->text);
        cv_latex_add(to, cv_say(language, "”"));
        break;
    case CV_SPAN_CODE:
        cv_buffer_add(to, "\\texttt{");
        cv_latex_add(to, span->text);
        cv_buffer_add_char(to, '}');
        break;
    }
}

static void put_spans(cv_buffer *to, cv_language language, const cv_spans *spans)
{
    for (size_t i = 0; i < spans->count; i++)
        put_span(to, language, &spans->items[i]);
}

static void put_head(const cv_document *document, cv_buffer *to)
{
    cv_buffer_add(to, "\\begin{document}\n\n{\\LARGE\\bfseries\\raggedright ");
    cv_latex_add(to, document->title);
    cv_buffer_add(to, "\\par}\n\\medskip\n");
    if (document->note != NULL) {
        cv_buffer_add(to, "{\\bfseries ");
        cv_latex_add(to, document->note);
        cv_buffer_add(to, "\\par}\n");
    }
    if (document->source != NULL) {
        cv_latex_add(to, cv_say(document->language, "Source:"));
        cv_buffer_add_char(to, ' ');
        cv_latex_add(to, document->source);
        cv_buffer_add(to, "\\par\n");
    }
    cv_buffer_add_char(to, '\n');
}

/* ---- blocks ---- */

typedef struct tex {
    const cv_document *document;
    const cv_spans *heading; /**< the last one: what a table below it is about */
    cv_buffer *to;
} tex;

/* An optional argument that is empty keeps the text out of lists that no reader sees. */
static void put_heading(tex *of, const cv_block *block)
{
    static const char *const levels[] = {"section", "subsection", "subsubsection", "paragraph"};
    size_t level = block->level < 2 ? 0 : (size_t)block->level - 2;
    if (level >= sizeof levels / sizeof levels[0])
        level = sizeof levels / sizeof levels[0] - 1;
    of->heading = &block->text;
    cv_buffer_format(of->to, "\\%s[]{\\raggedright ", levels[level]);
    put_spans(of->to, of->document->language, &block->text);
    cv_buffer_add(of->to, "}\n\n");
}

static void put_paragraph(tex *of, const cv_block *block)
{
    cv_buffer_add(of->to, "{}");
    put_spans(of->to, of->document->language, &block->text);
    cv_buffer_add(of->to, "\n\n");
}

static void put_facts(tex *of, const cv_block *block)
{
    bool numbers = true;
    for (size_t i = 0; i < block->count; i++)
        numbers = numbers && block->facts[i].number;
    cv_buffer_add(of->to, numbers ? "\\begin{longtable}{@{}p{.5\\linewidth}r@{}}\n\\toprule\n\\endhead\n"
                                  : "\\begin{longtable}{@{}>{\\raggedright\\arraybackslash}p{.27\\linewidth}"
                                    ">{\\raggedright\\arraybackslash}p{.7\\linewidth}@{}}\n\\toprule\n\\endhead\n");
    cv_buffer_add(of->to, "\\bottomrule\n\\endfoot\n");
    for (size_t i = 0; i < block->count; i++) {
        cv_buffer_add(of->to, "{}");
        cv_latex_add(of->to, block->facts[i].name);
        cv_buffer_add(of->to, " & ");
        put_spans(of->to, of->document->language, &block->facts[i].value);
        cv_buffer_add(of->to, " \\\\\n");
    }
    cv_buffer_add(of->to, "\\end{longtable}\n\\addtocounter{table}{-1}\n\n"); /* it has no caption to number */
}

static void put_grid(tex *of, const cv_block *block)
{
    cv_buffer caption = {0};
    for (size_t i = 0; of->heading != NULL && i < of->heading->count; i++)
        cv_buffer_add(&caption, of->heading->items[i].text);
    if (*block->grid->title != '\0')
        cv_buffer_format(&caption, "%s%s", caption.length > 0 ? ": " : "", block->grid->title);
    if (caption.failed)
        of->to->failed = true;
    else
        cv_latex_add_grid(of->to, block->grid, caption.text == NULL ? "" : caption.text);
    cv_buffer_free(&caption);
    cv_buffer_add_char(of->to, '\n');
}

static void put_notes(tex *of, const cv_block *block)
{
    cv_buffer_add(of->to, "{\\footnotesize\\setlength\\parskip{1pt}\n");
    for (size_t i = 0; i < block->count; i++) {
        cv_buffer_add(of->to, "{}");
        cv_latex_add(of->to, block->notes[i]);
        cv_buffer_add(of->to, "\\par\n");
    }
    cv_buffer_add(of->to, "}\\medskip\n\n");
}

/* A chart that is an SVG alone cannot be shown; the study adds a format that can where it asks for this report. */
static void put_chart(tex *of, const cv_block *block)
{
    bool pdf = (block->chart.spec->formats & CV_FORMAT_PDF) != 0;
    cv_buffer_format(of->to, "\\cvpicture{charts/%s.%s}{", block->chart.spec->name.text, pdf ? "pdf" : "png");
    cv_latex_add(of->to, block->chart.alt);
    cv_buffer_add(of->to, "}{");
    cv_latex_add(of->to, block->chart.title);
    cv_buffer_add(of->to, "}\n\n");
}

static void put_files(tex *of, const cv_block *block)
{
    cv_buffer_add(of->to, "{\\small\\raggedright ");
    cv_latex_add(of->to, cv_say(of->document->language, "In full:"));
    for (size_t i = 0; i < block->count; i++) {
        cv_buffer_format(of->to, "%s\\href{\\detokenize{%s}}{\\texttt{", i == 0 ? " " : ", ", block->files[i].path);
        cv_latex_add(of->to, block->files[i].name);
        cv_buffer_add(of->to, "}}");
    }
    cv_buffer_add(of->to, "\\par}\n\n");
}

void cv_report_tex(const cv_document *document, cv_buffer *to)
{
    static void (*const writers[])(tex * of, const cv_block *block) = {
        [CV_BLOCK_HEADING] = put_heading, [CV_BLOCK_PARAGRAPH] = put_paragraph, [CV_BLOCK_FACTS] = put_facts,
        [CV_BLOCK_GRID] = put_grid,       [CV_BLOCK_NOTES] = put_notes,         [CV_BLOCK_CHART] = put_chart,
        [CV_BLOCK_FILES] = put_files};
    tex of = {.document = document, .to = to};
    put_preamble(document, to);
    put_head(document, to);
    for (size_t i = 0; i < document->block_count; i++)
        writers[document->blocks[i].kind](&of, &document->blocks[i]);
    cv_buffer_add(to, "\\end{document}\n");
}
