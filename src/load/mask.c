/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/mask.h"

#include <string.h>

#include "load/bytes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* Raw kinds of one block, before line ends are told from bare carriage returns. */
typedef struct kinds {
    uint64_t delimiters, feeds, returns, quotes, high;
    bool nul;
} kinds;

/* A carriage return ends a line only where no line feed follows; the one at the block's end needs the next byte. */
static inline __attribute__((always_inline)) cv_mask mask_of(const kinds *of, const char *block)
{
    uint64_t feed_follows = of->feeds >> 1 | (uint64_t)(block[CV_BLOCK] == '\n') << 63;
    uint64_t newlines = of->feeds | (of->returns & ~feed_follows);
    return (cv_mask){.ends = of->delimiters | newlines, .newlines = newlines, .quotes = of->quotes, .high = of->high};
}

typedef bool (*filler)(const char *bytes, size_t blocks, char delimiter, cv_mask *masks);

/* ---- portable: eight bytes in a word ---- */

/* One bit for each byte of the word that is zero; exact, since the carry of one byte never reaches the next. */
static uint64_t zero_bytes(uint64_t word)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
    uint64_t tops = ~(((word & low) + low) | word | low);
    return (tops >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static uint64_t high_bytes(uint64_t word)
{
    return ((word >> 7) & CV_ONES) * UINT64_C(0x0102040810204080) >> 56;
}

static void add_word(kinds *to, uint64_t word, unsigned shift, char delimiter)
{
    to->delimiters |= zero_bytes(word ^ CV_ONES * (unsigned char)delimiter) << shift;
    to->feeds |= zero_bytes(word ^ CV_ONES * '\n') << shift;
    to->returns |= zero_bytes(word ^ CV_ONES * '\r') << shift;
    to->quotes |= zero_bytes(word ^ CV_ONES * '"') << shift;
    to->high |= high_bytes(word) << shift;
    to->nul = to->nul || zero_bytes(word) != 0;
}

static bool fill_plain(const char *bytes, size_t blocks, char delimiter, cv_mask *masks)
{
    bool nul = false;
    for (size_t i = 0; i < blocks; i++, bytes += CV_BLOCK) {
        kinds of = {0};
        for (unsigned at = 0; at < CV_BLOCK; at += 8)
            add_word(&of, cv_load_word(bytes + at), at, delimiter);
        masks[i] = mask_of(&of, bytes);
        nul = nul || of.nul;
    }
    return nul;
}

/* ---- x86-64 ---- */

#if defined(__x86_64__)

static uint64_t equal16(const __m128i part[4], char byte)
{
    const __m128i wanted = _mm_set1_epi8(byte);
    uint64_t bits = 0;
    for (unsigned i = 0; i < 4; i++)
        bits |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(part[i], wanted)) << 16 * i;
    return bits;
}

static bool fill_sse2(const char *bytes, size_t blocks, char delimiter, cv_mask *masks)
{
    __m128i least = _mm_set1_epi8(-1);
    for (size_t i = 0; i < blocks; i++, bytes += CV_BLOCK) {
        __m128i part[4];
        kinds of = {0};
        for (unsigned j = 0; j < 4; j++) {
            memcpy(&part[j], bytes + 16 * j, sizeof part[j]);
            of.high |= (uint64_t)(unsigned)_mm_movemask_epi8(part[j]) << 16 * j;
            least = _mm_min_epu8(least, part[j]);
        }
        of.delimiters = equal16(part, delimiter);
        of.feeds = equal16(part, '\n');
        of.returns = equal16(part, '\r');
        of.quotes = equal16(part, '"');
        masks[i] = mask_of(&of, bytes);
    }
    return _mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128())) != 0;
}

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline uint64_t equal32(__m256i low, __m256i high, __m256i wanted)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)) << 32;
}

AVX2 static bool fill_avx2(const char *bytes, size_t blocks, char delimiter, cv_mask *masks)
{
    const __m256i delimiters = _mm256_set1_epi8(delimiter), feeds = _mm256_set1_epi8('\n'),
                  returns = _mm256_set1_epi8('\r'), quotes = _mm256_set1_epi8('"');
    __m256i least = _mm256_set1_epi8(-1);
    for (size_t i = 0; i < blocks; i++, bytes += CV_BLOCK) {
        __m256i low, high;
        memcpy(&low, bytes, sizeof low);
        memcpy(&high, bytes + 32, sizeof high);
        least = _mm256_min_epu8(least, _mm256_min_epu8(low, high));
        kinds of = {.delimiters = equal32(low, high, delimiters),
                    .feeds = equal32(low, high, feeds),
                    .returns = equal32(low, high, returns),
                    .quotes = equal32(low, high, quotes),
                    .high = (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32};
        masks[i] = mask_of(&of, bytes);
    }
    return _mm256_movemask_epi8(_mm256_cmpeq_epi8(least, _mm256_setzero_si256())) != 0;
}

#else
#define fill_sse2 NULL
#define fill_avx2 NULL
#endif

static const filler fillers[CV_ENGINE_COUNT] = {
    [CV_ENGINE_PLAIN] = fill_plain, [CV_ENGINE_SSE2] = fill_sse2, [CV_ENGINE_AVX2] = fill_avx2};

bool cv_engine_works(cv_engine engine)
{
#if defined(__x86_64__)
    return engine != CV_ENGINE_AVX2 ||
           (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt"));
#else
    return engine == CV_ENGINE_PLAIN;
#endif
}

cv_engine cv_engine_best(void)
{
    cv_engine best = CV_ENGINE_AVX2;
    while (!cv_engine_works(best))
        best--;
    return best;
}

bool cv_masks_fill(cv_engine engine, const char *bytes, size_t length, char delimiter, cv_mask *masks)
{
    size_t whole = length / CV_BLOCK, rest = length % CV_BLOCK;
    bool nul = fillers[engine](bytes, whole, delimiter, masks);
    char last[CV_BLOCK + 1];
    memset(last, 'x', sizeof last);
    memcpy(last, bytes + whole * CV_BLOCK, rest);
    nul |= fillers[engine](last, 1, delimiter, masks + whole);
    uint64_t there = (UINT64_C(1) << rest) - 1;
    masks[whole].ends &= there; /* the delimiter may be an x */
    masks[whole + 1] = (cv_mask){0};
    return nul;
}
