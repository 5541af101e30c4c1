/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/colour.h"

#include <math.h>
#include <string.h>

static double linear(unsigned channel)
{
    double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static unsigned encoded(double light)
{
    double c = light <= 0.03928 / 12.92 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
    return (unsigned)lround(255 * fmax(0, fmin(1, c)));
}

static double luminance(unsigned colour)
{
    return 0.2126 * linear(colour >> 16 & 0xff) + 0.7152 * linear(colour >> 8 & 0xff) + 0.0722 * linear(colour & 0xff);
}

double cv_colour_contrast(unsigned a, unsigned b)
{
    double light = luminance(a), dark = luminance(b);
    return (fmax(light, dark) + 0.05) / (fmin(light, dark) + 0.05);
}

unsigned cv_colour_mix(unsigned a, unsigned b, double share)
{
    unsigned mixed = 0;
    for (unsigned shift = 0; shift <= 16; shift += 8)
        mixed |= encoded((1 - share) * linear(a >> shift & 0xff) + share * linear(b >> shift & 0xff)) << shift;
    return mixed;
}

unsigned cv_colour_on(unsigned fill, unsigned one, unsigned other)
{
    return cv_colour_contrast(fill, one) >= cv_colour_contrast(fill, other) ? one : other;
}

unsigned cv_colour_readable(unsigned colour, unsigned page, double ratio)
{
    enum { STEPS = 64 };
    unsigned end = cv_colour_on(page, 0x000000, 0xffffff);
    for (int i = 0; i < STEPS; i++) {
        unsigned tried = cv_colour_mix(colour, end, (double)i / STEPS);
        if (cv_colour_contrast(tried, page) >= ratio)
            return tried;
    }
    return end;
}

static int digit(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = c == '\0' ? NULL : strchr(digits, c);
    return at == NULL ? -1 : (int)((at - digits) % 16);
}

bool cv_colour_parse(const char *text, unsigned *colour)
{
    text += *text == '#';
    size_t length = strlen(text);
    if (length != 3 && length != 6)
        return false;
    unsigned found = 0;
    for (size_t i = 0; i < length; i++) {
        int d = digit(text[i]);
        if (d < 0)
            return false;
        found = found << 4 | (unsigned)d;
        if (length == 3)
            found = found << 4 | (unsigned)d;
    }
    *colour = found;
    return true;
}
