/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/read.h"

/* Keys that do not go with the chart's kind. */
static void check_keys(cv_reader *reader, const cv_node *node, cv_chart_kind kind)
{
    const char *names[CV_CHART_KINDS] = {NULL};
    for (const cv_choice *c = cv_key_find(CV_SECTION_CHARTS, "kind")->choices; c->name != NULL; c++)
        names[c->value] = cv_reader_text(reader, "kind: %s", c->name);
    cv_reader_check_applies(reader, CV_SECTION_CHARTS, node, 1u << kind, names, CV_CHART_KINDS,
                            cv_reader_text(reader, "a chart of %s", names[kind]));
}

static void read_chart(cv_reader *reader, const cv_node *node, cv_chart_spec *chart)
{
    *chart =
        (cv_chart_spec){.formats = CV_FORMAT_SVG | CV_FORMAT_PNG, .theme = &reader->study->theme, .place = node->place};
    if (!cv_read_section(reader, CV_SECTION_CHARTS, "charts", node, chart))
        return;
    if (cv_node_find(node, "name", NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "name: a name of its own", NULL,
                         "a chart without a name");
    check_keys(reader, node, chart->kind);
    if (chart->kind != CV_CHART_WEIGHTS && cv_node_find(node, "from", NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "from: an analysis's name", NULL,
                         "a chart that is from no analysis");
    const cv_node *formats = cv_node_find(node, "formats", NULL);
    if (formats != NULL && formats->kind == CV_NODE_SEQUENCE && formats->count == 0)
        cv_fail_expected(reader->messages, CV_USAGE, formats->place, "svg, png or pdf", NULL,
                         "a chart without a format");
}

void cv_read_charts(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_study *study = section;
    if (cv_node_is_null(node))
        return;
    if (node->kind == CV_NODE_SCALAR) {
        cv_reader_fail_kind(reader, key, node);
        return;
    }
    size_t count = node->kind == CV_NODE_SEQUENCE ? node->count : 1;
    study->charts = cv_reader_array(reader, count, sizeof *study->charts);
    if (study->charts == NULL)
        return;
    study->chart_count = count;
    for (size_t i = 0; i < count; i++)
        read_chart(reader, cv_reader_item(node, i), &study->charts[i]);
}

void cv_read_methodology(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_study *study = section;
    (void)cv_read_section(reader, CV_SECTION_METHODOLOGY, key->name, node, &study->methodology);
}

bool cv_study_draws_weights(const cv_study *study)
{
    bool plain = study->design.calibrate_count == 0 && !study->design.trim.given;
    for (size_t i = 0; i < study->chart_count; i++)
        if (study->charts[i].kind == CV_CHART_WEIGHTS && study->charts[i].from.text == NULL)
            return plain;
    return false;
}

/* What a report shows its charts as: it needs one of these formats. */
static const struct {
    unsigned report, any, added;
} needs[] = {{CV_REPORT_TEX, CV_FORMAT_PDF | CV_FORMAT_PNG, CV_FORMAT_PDF},
             {CV_REPORT_DOCX | CV_REPORT_PPTX, CV_FORMAT_PNG, CV_FORMAT_PNG}};

void cv_study_add_formats(cv_study *study)
{
    for (size_t i = 0; i < study->chart_count; i++)
        for (size_t k = 0; k < sizeof needs / sizeof needs[0]; k++)
            if ((study->report & needs[k].report) != 0 && (study->charts[i].formats & needs[k].any) == 0)
                study->charts[i].formats |= needs[k].added;
}

void cv_read_report(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    (void)cv_read_section(reader, CV_SECTION_REPORT, key->name, node, section);
}
