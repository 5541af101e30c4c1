/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/read.h"

static void read_chart(cv_reader *reader, const cv_node *node, cv_chart_spec *chart)
{
    *chart =
        (cv_chart_spec){.formats = CV_FORMAT_SVG | CV_FORMAT_PNG, .theme = &reader->study->theme, .place = node->place};
    if (!cv_read_section(reader, CV_SECTION_CHARTS, "charts", node, chart))
        return;
    if (cv_node_find(node, "name", NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "name: a name of its own", NULL,
                         "a chart without a name");
    const cv_node *from = NULL;
    bool weights = chart->kind == CV_CHART_WEIGHTS;
    if (weights && cv_node_find(node, "from", &from) != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, from->place, "a chart of the weights without 'from'", NULL,
                         "'from' does not go with kind: weights");
    if (!weights && cv_node_find(node, "from", NULL) == NULL)
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

void cv_read_report(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    (void)cv_read_section(reader, CV_SECTION_REPORT, key->name, node, section);
}
