/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the study of hostile texts, with charts, for the tests in a browser: survey.csv and study.yaml.
 *   hostile_study FOLDER */
#include "support/test_hostile.h"

int main(int count, char **arguments)
{
    cv_buffer more = {0};
    if (count != 2)
        return 2;
    test_folder folder = {.path = arguments[1]};
    hostile_charts(&more, "bar", "[\"svg\"]");
    cv_buffer_add(&more, ", \"methodology\": {\"sponsor\": ");
    hostile_quote(&more, hostile_texts[1].text);
    cv_buffer_add(&more, ", \"url\": \"javascript:alert(1)\"}, \"report\": {\"formats\": \"html\"}");
    hostile_study(&folder, more.text);
    cv_buffer_free(&more);
    cv_arena_free(&folder.texts);
    return 0;
}
