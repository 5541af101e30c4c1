/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_gnuplot.h"

#include <stdio.h>
#include <sys/stat.h>

#include "support/test.h"

/* An order is a line `cd 'FOLDER'; load 'NAME.gp'; cd '..'; print 'ANSWER'`, and then one `print 'ANSWER'`. */
static const char conversation[] = "if [ \"$1\" = --version ]; then echo 'gnuplot 5.4 patchlevel 99'; exit; fi\n"
                                   "answer() { text=${1%\\'}; echo \"${text##*\\'}\" >&2; }\n"
                                   "while IFS= read -r line; do\n"
                                   "    case $line in\n"
                                   "    cd*)\n"
                                   "        folder=${line#cd \\'}; name=${line#*load \\'}; here=$PWD\n"
                                   "        cd \"${folder%%\\'*}\" || exit 1\n"
                                   "        draw \"${name%%.gp\\'*}\" && answer \"$line\"\n"
                                   "        cd \"$here\" ;;\n"
                                   "    print*) answer \"$line\" ;;\n"
                                   "    esac\n"
                                   "done\n";

void test_gnuplot_write(const char *path, const char *draw)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\ndraw() {\n%s\n}\n%s", draw, conversation);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0700), 0);
}
