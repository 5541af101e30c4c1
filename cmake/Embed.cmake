# SPDX-License-Identifier: GPL-3.0-or-later
# Run as a script: writes a C source that holds a text file's bytes.
#   cmake -DINPUT=report.css -DNAME=cv_report_css -DOUTPUT=report.css.c -P Embed.cmake
file(READ ${INPUT} bytes HEX)
string(LENGTH "${bytes}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
get_filename_component(file ${INPUT} NAME)
file(WRITE ${OUTPUT} "/* ${file}, made by cmake/Embed.cmake. */\n#include <stddef.h>\n
extern const unsigned char ${NAME}[];\nextern const size_t ${NAME}_size;\n
const unsigned char ${NAME}[] = {${bytes}};\nconst size_t ${NAME}_size = ${size};\n")
