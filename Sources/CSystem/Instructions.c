#include "CSystem.h"

#include <string.h>

#ifdef __x86_64__

#include <cpuid.h>
#include <immintrin.h>

int csystem_has_crc32c(void) { return __builtin_cpu_supports("sse4.2") != 0; }

__attribute__((target("sse4.2"))) uint32_t csystem_crc32c(uint32_t remainder, const void *bytes,
                                                          uint64_t count) {
    const uint8_t *next = bytes;
    uint64_t wide = remainder;
    for (; count >= 8; count -= 8, next += 8) {
        uint64_t word;
        memcpy(&word, next, sizeof word);
        wide = _mm_crc32_u64(wide, word);
    }
    remainder = (uint32_t)wide;
    for (; count > 0; count--, next++) remainder = _mm_crc32_u8(remainder, *next);
    return remainder;
}

int csystem_has_sha256(void) {
    unsigned int a, b, c, d;
    const unsigned int sha_extensions = 1u << 29;
    if (!__builtin_cpu_supports("sse4.1")) return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & sha_extensions) != 0;
}

__attribute__((target("sha,sse4.1"))) void csystem_sha256(uint32_t *words, const void *blocks,
                                                         uint64_t count,
                                                         const uint32_t *constants) {
    const __m128i big_endian = _mm_set_epi32(0x0c0d0e0f, 0x08090a0b, 0x04050607, 0x00010203);
    const __m128i *block = blocks;
    const __m128i *table = (const __m128i *)constants;
    // The instructions want the words in two halves, here named from the highest lane down.
    __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)words), 0xB1);
    __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(words + 4)), 0x1B);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
    __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
    for (; count > 0; count--, block += 4) {
        const __m128i abef_before = abef;
        const __m128i cdgh_before = cdgh;
        __m128i schedule[4];
        for (int part = 0; part < 4; part++)
            schedule[part] = _mm_shuffle_epi8(_mm_loadu_si128(block + part), big_endian);
#pragma clang loop unroll(full)
        for (int part = 0; part < 16; part++) {
            const __m128i oldest = schedule[part & 3];
            const __m128i newest = schedule[(part + 3) & 3];
            const __m128i input = _mm_add_epi32(oldest, _mm_loadu_si128(table + part));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, input);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(input, 0x0E));
            // FIPS 180-4 6.2.2 step 1, four words of the schedule at once.
            __m128i next = _mm_sha256msg1_epu32(oldest, schedule[(part + 1) & 3]);
            next = _mm_add_epi32(next, _mm_alignr_epi8(newest, schedule[(part + 2) & 3], 4));
            schedule[part & 3] = _mm_sha256msg2_epu32(next, newest);
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
    const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)words, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(words + 4), _mm_alignr_epi8(dchg, feba, 8));
}

#else

int csystem_has_crc32c(void) { return 0; }

uint32_t csystem_crc32c(uint32_t remainder, const void *bytes, uint64_t count) {
    (void)bytes;
    (void)count;
    return remainder;
}

int csystem_has_sha256(void) { return 0; }

void csystem_sha256(uint32_t *words, const void *blocks, uint64_t count,
                    const uint32_t *constants) {
    (void)words;
    (void)blocks;
    (void)count;
    (void)constants;
}

#endif
