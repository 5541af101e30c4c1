/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the golden scripts look like: each one's PNG beside the picture in tests/golden/pictures that was looked at and
 * kept. The pictures are a quarter of the page's width, 480 pixels, and are compared by ImageMagick in two ways:
 *
 *   edges  blurred by one pixel, they may differ by more than 6% in no more than 24 pixels: something moved, is
 *          missing, or has another form;
 *   tones  blurred by eight pixels, by more than 0.9% in no more than 24: something has another colour or weight.
 *
 * Texts drawn by another rasteriser (autohinter, no smoothing, subpixels) differ in some ten pixels in the first and
 * none in the second; a word moved by six pixels of the page, one and a half of the 480, in more than thirty. Both are
 * tested below.
 *
 * CANVASS_UPDATE_GOLDEN=1 writes the pictures. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "golden_scripts.h"
#include "plot/draw.h"

#define PICTURES CANVASS_SOURCE_DIR "/tests/golden/pictures"
#define SMALLER  "-resize 480x"

static const struct measure {
    const char *name, *blur, *fuzz;
} measures[] = {{"edges", "0x1", "6%"}, {"tones", "0x8", "0.9%"}};
enum { PIXELS_MOST = 24 };

/* Runs a shell line. @return whether it succeeded; *number, where wanted, is the number that it printed */
__attribute__((format(printf, 2, 3))) static bool run(double *number, const char *format, ...)
{
    char line[2000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (number == NULL)
        return system(line) == 0;
    FILE *answer = popen(line, "r");
    assert_non_null(answer);
    bool read = fscanf(answer, "%lf", number) == 1;
    return pclose(answer) == 0 && read;
}

/* What must be there, and how to find out. */
static const struct need {
    const char *what, *line;
} needs[] = {{"gnuplot", "gnuplot --version"},
             {"ImageMagick", "convert -version && compare -version"},
             {"Inter (fonts-inter)", "fc-match -f '%{family}' Inter | grep -q '^Inter'"}};

/* Looked for once. NULL: all is there. */
static const char *lacking(void)
{
    static bool looked;
    static const char *what;
    for (size_t i = 0; !looked && what == NULL && i < COUNT_OF(needs); i++)
        if (!run(NULL, "{ %s; } >/dev/null 2>&1", needs[i].line))
            what = needs[i].what;
    looked = true;
    return what;
}

static void need_all(void)
{
    if (lacking() == NULL)
        return;
    skip_without(lacking());
}

/* ---- drawing ---- */

typedef struct studio {
    char root[64];
    cv_folder folder;
    cv_arena names;
    cv_chart_spec specs[GOLDEN_SCRIPTS_MOST];
    const char *files[GOLDEN_SCRIPTS_MOST];
    size_t count;
} studio;

/* A folder with the golden scripts; not yet drawn. */
static studio *open_studio(void)
{
    studio *s = calloc(1, sizeof *s);
    char charts[100];
    assert_non_null(s);
    snprintf(s->root, sizeof s->root, "/tmp/canvass-look-XXXXXX");
    assert_non_null(mkdtemp(s->root));
    snprintf(charts, sizeof charts, "%s/charts", s->root);
    assert_int_equal(mkdir(charts, 0700), 0);
    s->folder.staging = s->root;
    s->count = golden_scripts(charts, s->specs, s->files, &s->names);
    return s;
}

/* Keeps these golden files alone. */
static void choose(studio *s, const char *const *files, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++)
        for (size_t j = 0; j < count; j++)
            if (strcmp(s->files[i], files[j]) == 0) {
                s->specs[kept] = s->specs[i];
                s->files[kept++] = s->files[i];
            }
    assert_int_equal(kept, count);
    s->count = count;
}

static void draw(studio *s)
{
    cv_messages messages = {0};
    const cv_study study = {.charts = s->specs, .chart_count = s->count};
    const cv_draw_options options = {.jobs = 2};
    for (size_t i = 0; i < s->count; i++)
        s->specs[i].formats = CV_FORMAT_PNG;
    if (cv_draw(&study, &s->folder, &options, &messages) != CV_OK)
        fail_msg("%s", messages.items[0].problem);
}

static void close_studio(studio *s)
{
    assert_true(run(NULL, "rm -rf '%s'", s->root));
    cv_arena_free(&s->names);
    free(s);
}

/* ---- comparing ---- */

/* How many pixels of the drawn picture differ from the one that was kept. */
static double difference(const studio *s, size_t i, const struct measure *by)
{
    double pixels = -1;
    bool done = run(&pixels,
                    "export MAGICK_THREAD_LIMIT=1; convert '%s/%s.png' \\( '%s/charts/%s.png' " SMALLER
                    " \\) -blur %s miff:- | "
                    "{ compare -metric AE -fuzz %s - null: 2>&1 || test $? = 1; }",
                    PICTURES, s->files[i], s->root, s->specs[i].name.text, by->blur, by->fuzz);
    if (!done || pixels < 0)
        fail_msg("%s cannot be compared", s->files[i]);
    return pixels;
}

static bool looks_the_same(const studio *s, size_t i, bool tell)
{
    bool same = true;
    for (size_t m = 0; m < COUNT_OF(measures); m++) {
        double pixels = difference(s, i, &measures[m]);
        if (pixels > PIXELS_MOST && tell)
            print_error("%s: %g pixels have other %s\n", s->files[i], pixels, measures[m].name);
        same = same && pixels <= PIXELS_MOST;
    }
    return same;
}

static void keep_picture(const studio *s, size_t i)
{
    assert_true(run(NULL,
                    "mkdir -p '%s' && convert '%s/charts/%s.png' " SMALLER " +dither -colors 255 -strip '%s/%s.png'",
                    PICTURES, s->root, s->specs[i].name.text, PICTURES, s->files[i]));
}

static void every_golden_script_looks_as_it_did(void **state)
{
    (void)state;
    const char *update = getenv("CANVASS_UPDATE_GOLDEN");
    size_t different = 0;
    need_all();
    studio *s = open_studio();
    draw(s);
    for (size_t i = 0; i < s->count; i++) {
        char path[400];
        snprintf(path, sizeof path, "%s/%s.png", PICTURES, s->files[i]);
        if (update != NULL && strcmp(update, "1") == 0)
            keep_picture(s, i);
        if (access(path, R_OK) != 0)
            fail_msg("%s: not there; CANVASS_UPDATE_GOLDEN=1 writes it", path);
        different += !looks_the_same(s, i, true);
    }
    if (different > 0)
        fail_msg("%zu pictures differ; those drawn now are in %s/charts. CANVASS_UPDATE_GOLDEN=1 keeps them", different,
                 s->root);
    close_studio(s);
}

static void every_picture_has_its_script(void **state)
{
    (void)state;
    assert_true(run(NULL,
                    "cd '%s' && for p in *.png; do test -f \"../${p%%.png}.gp\" || { echo \"$p has no script\"; "
                    "exit 1; }; done",
                    PICTURES));
}

/* ---- what must be seen ---- */

/* A sed expression that alters tests/golden/plot-dot-countries.gp. */
static const struct alteration {
    const char *name, *sed;
} alterations[] = {
    {"a_label_moved_by_6_pixels", "/'Poland'/s/ at [0-9.]*,/ at 275.1467,/"},
    {"a_label_moved_down_by_8_pixels", "/'Poland'/s/\\( at [0-9.]*\\),[0-9.]*/\\1,300.3636/"},
    {"a_label_is_missing", "/set label .*'n = 3,600'/d"},
    {"another_word", "s/are the keenest/are most keen/"},
    {"smaller_labels", "s/font ',29'/font ',27'/"},
    {"titles_that_are_not_bold", "/^do for/d"},
    {"another_blue", "s/0x0072b2/0x2b7399/g"},
    {"a_blue_that_is_almost_the_same", "s/0x0072b2/0x0a7ac0/g"},
    {"one_mark_in_another_colour", "0,/0x0072b2/s//0xd55e00/"},
    {"a_paler_subtitle", "s/#555555/#6b6b6b/"},
    {"no_lines_of_the_grid", "/set arrow/d"},
    {"another_value", "s/^0\\.781 /0.771 /"},
};

static void check_alteration(void **state)
{
    const struct alteration *c = *state;
    need_all();
    studio *s = open_studio();
    choose(s, (const char *const[]){"plot-dot-countries"}, 1);
    assert_true(run(NULL,
                    "cd '%s/charts' && cp dot-countries.gp before && sed -i \"%s\" dot-countries.gp && "
                    "! cmp -s before dot-countries.gp",
                    s->root, c->sed));
    draw(s);
    if (looks_the_same(s, 0, false))
        fail_msg("%s is not seen: edges %g, tones %g pixels", c->name, difference(s, 0, &measures[0]),
                 difference(s, 0, &measures[1]));
    close_studio(s);
}

/* ---- what must not ---- */

/* A setting of fontconfig that makes another rasteriser of it: what another machine's FreeType does. */
static const struct rasteriser {
    const char *name, *edit;
} rasterisers[] = {
    {"autohinted", "<edit name='autohint' mode='assign'><bool>true</bool></edit>"
                   "<edit name='hintstyle' mode='assign'><const>hintfull</const></edit>"},
    {"not_hinted", "<edit name='hinting' mode='assign'><bool>false</bool></edit>"},
    {"not_smoothed", "<edit name='antialias' mode='assign'><bool>false</bool></edit>"},
    {"by_subpixels", "<edit name='rgba' mode='assign'><const>rgb</const></edit>"},
};

static void check_rasteriser(void **state)
{
    static const char *const files[] = {"plot-bar-country-age", "plot-dot-banner", "plot-dot-levels",
                                        "plot-dot-variables"}; /* with the most text */
    const struct rasteriser *c = *state;
    char before[400];
    need_all();
    studio *s = open_studio();
    choose(s, files, COUNT_OF(files));
    assert_true(run(NULL,
                    "mkdir -p '%s/.config/fontconfig' && cat > '%s/.config/fontconfig/fonts.conf' <<'END'\n"
                    "<?xml version='1.0'?><fontconfig><match target='font'>%s</match></fontconfig>\nEND\n",
                    s->root, s->root, c->edit));
    snprintf(before, sizeof before, "%s", getenv("HOME") != NULL ? getenv("HOME") : "");
    assert_int_equal(setenv("HOME", s->root, 1), 0);
    draw(s);
    assert_int_equal(setenv("HOME", before, 1), 0);
    for (size_t i = 0; i < s->count; i++)
        assert_true(looks_the_same(s, i, true));
    close_studio(s);
}

int main(void)
{
    enum { ALONE = 2, SEEN = ALONE + COUNT_OF(alterations) };
    struct CMUnitTest tests[SEEN + COUNT_OF(rasterisers)] = {
        cmocka_unit_test(every_golden_script_looks_as_it_did),
        cmocka_unit_test(every_picture_has_its_script),
    };
    for (size_t i = 0; i < COUNT_OF(alterations); i++)
        tests[ALONE + i] = (struct CMUnitTest){.name = alterations[i].name,
                                               .test_func = check_alteration,
                                               .initial_state = (void *)(uintptr_t)&alterations[i]};
    for (size_t i = 0; i < COUNT_OF(rasterisers); i++)
        tests[SEEN + i] = (struct CMUnitTest){.name = rasterisers[i].name,
                                              .test_func = check_rasteriser,
                                              .initial_state = (void *)(uintptr_t)&rasterisers[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
