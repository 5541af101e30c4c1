/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fast way to read numbers against the exact one, cv_number_parse, which has its own tests. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "load/columns.h"

static void check_number(const char *text, size_t length, char decimal)
{
    char padded[40];
    double got = -7, want = -7;
    memset(padded, '0', sizeof padded); /* digits behind a field are not its own */
    memcpy(padded, text, length);
    bool parsed = cv_number_parse(padded, length, decimal, &want);
    assert_int_equal(cv_field_number(padded, length, decimal, &got), parsed);
    if (memcmp(&got, &want, sizeof got) != 0)
        fail_msg("'%.*s': got %.17g, want %.17g", (int)length, text, got, want);
}

static void every_text_of_up_to_five_bytes(void **state)
{
    static const char bytes[] = "019.,-+e /:a\xb0";
    char text[8] = "";
    (void)state;
    for (size_t length = 0; length <= 5; length++) {
        size_t count = 1;
        for (size_t i = 0; i < length; i++)
            count *= sizeof bytes - 1;
        for (size_t i = 0; i < count; i++) {
            size_t rest = i;
            for (size_t j = 0; j < length; j++, rest /= sizeof bytes - 1)
                text[j] = bytes[rest % (sizeof bytes - 1)];
            check_number(text, length, i % 2 == 0 ? '.' : ',');
        }
    }
}

static void random_numbers(void **state)
{
    char text[40];
    (void)state;
    srand(5);
    for (size_t i = 0; i < 300000; i++) {
        int whole = 1 + rand() % 10, after = rand() % 10;
        int length = snprintf(text, sizeof text, "%0*d", whole, rand() % 1000000000);
        if (after > 0)
            length += snprintf(text + length, sizeof text - (size_t)length, ".%0*d", after, rand() % 1000000000);
        check_number(text, (size_t)length, '.');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_of_up_to_five_bytes),
        cmocka_unit_test(random_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
