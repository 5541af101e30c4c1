/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  manifest.json: what a run read, what it wrote and with what, so that it can be run again and compared.
 *
 *  It holds nothing that differs between two runs of the same study on the same machine: no time, no folder
 *  that was written to, no number of threads. The study's own place is recorded as an absolute path with
 *  links left as they are, because the data are found beside it. */
#ifndef CANVASS_REPORT_MANIFEST_H
#define CANVASS_REPORT_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <canvass/message.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "report/output.h"

#define CV_MANIFEST_NAME "manifest.json"

typedef struct cv_manifest_file {
    const char *path; /**< an input: as the study has it; an output: seen from the folder */
    const char *sha256;
    uint64_t size;
} cv_manifest_file;

typedef struct cv_manifest_version {
    const char *name, *version;
} cv_manifest_version;

/** A manifest as it was read. */
typedef struct cv_manifest {
    cv_arena arena; /**< owns all below */
    const char *study_path, *study_text;
    size_t study_length;
    const char **settings;
    size_t setting_count;
    const char **only;
    size_t only_count;
    bool values;
    cv_manifest_file *inputs; /**< in the order they were read */
    size_t input_count;
    cv_manifest_file *outputs; /**< sorted by path */
    size_t output_count;
    cv_manifest_version *versions; /**< canvass, the libraries, gnuplot and the fonts, pandoc */
    size_t version_count;
} cv_manifest; /**< zeroed: empty */

/** The manifest of a run whose other files are all below `folder`. Fails with CV_SYSTEM (a file cannot be read) and
 * with CV_USAGE where a path is not UTF-8, which JSON cannot hold. */
cv_status cv_manifest_write(const cv_run *run, const char *folder, cv_buffer *to, cv_messages *messages);

/** Reads a manifest. What is not one, or is damaged, is CV_USAGE with what is wrong with it.
 *  @param[out] to  zeroed before; freed by cv_manifest_free whether or not this succeeds */
cv_status cv_manifest_read(const char *path, cv_manifest *to, cv_messages *messages);
void cv_manifest_free(cv_manifest *manifest);

/** The output of this path, or NULL. */
const cv_manifest_file *cv_manifest_output(const cv_manifest *manifest, const char *path);

/** Programs that make some of a run's files. */
enum { CV_USES_GNUPLOT = 1 << 0, CV_USES_PANDOC = 1 << 1 };

/** The name of the line about the fonts (cv_fonts_line) among the versions. */
#define CV_MANIFEST_FONTS "fonts"

/** The versions in force now, in the order that the manifest has them.
 *  @param arena  owns the array and its texts    @param programs  CV_USES_ bits: those programs' versions
 *  too, each of which takes a process; with gnuplot's, if it is there, come the fonts
 *  @return NULL: no memory */
cv_manifest_version *cv_manifest_versions(cv_arena *arena, unsigned programs, size_t *count);

#endif
