/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE /* gnu_get_libc_version's header */
#include "report/version.h"

#include <stdio.h>

#include <csv.h>
#include <gnu/libc-version.h>
#include <gsl/gsl_version.h>
#include <jansson.h>
#include <libfyaml.h>
#include <openssl/crypto.h>
#include <unistring/version.h>
#include <xlsxwriter.h>
#include <zlib.h>

const char *cv_version(void)
{
    return CANVASS_VERSION;
}

static void set(cv_library *library, const char *name, const char *version)
{
    library->name = name;
    snprintf(library->version, sizeof library->version, "%s", version);
}

void cv_libraries(cv_library to[CV_LIBRARY_COUNT])
{
    char text[CV_LIBRARY_SIZE];

    set(&to[0], "GSL", gsl_version);
    /* libcsv has no call for its version */
    snprintf(text, sizeof text, "%d.%d.%d", CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
    set(&to[1], "libcsv", text);
    set(&to[2], "libfyaml", fy_library_version());
    set(&to[3], "jansson", jansson_version_str());
    int unistring = _libunistring_version;
    snprintf(text, sizeof text, "%d.%d.%d", unistring >> 16, (unistring >> 8) & 0xff, unistring & 0xff);
    set(&to[4], "libunistring", text);
    set(&to[5], "OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING));
    /* its exp and log are in the numbers' last bits */
    set(&to[6], "glibc", gnu_get_libc_version());
    set(&to[7], "libxlsxwriter", lxw_version());
    set(&to[8], "zlib", zlibVersion());
}
