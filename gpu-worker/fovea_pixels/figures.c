/* The figures of pictures, a pass over each: figures.py says what they are and computes the same without a compiler. */

#include <stdint.h>
#include <string.h>

#define ROWS 8
#define COLUMNS 9
#define MOST_ROWS 127 /* of a picture: more would not fit into 16 bits a strip */
#define MOST_ROW 65536 /* samples of a row: their squares fit into 32 bits */

#if defined(__x86_64__) && defined(__GLIBC__)
#define QUICK __attribute__((target_clones("avx2", "default")))
#else
#define QUICK
#endif

/* Adds a row of samples to those of its strip; the sum of their squares. */
QUICK static uint32_t add(uint16_t *restrict strip, const uint8_t *restrict row, int samples) {
    uint32_t squares = 0;
    for (int i = 0; i < samples; i++) {
        strip[i] += row[i];
        squares += (uint32_t)row[i] * row[i];
    }
    return squares;
}

/* The eight bits of a strip: whether a cell is darker than its neighbour. Adds to the sum of each channel. */
static uint8_t compare(const uint16_t *strip, int width, int channels, uint64_t *totals) {
    uint64_t before = 0, before_width = 0;
    uint8_t bits = 0;
    for (int cell = 0, x = 0; cell < COLUMNS; cell++) {
        int start = x, end = (cell + 1) * width / COLUMNS;
        uint64_t sums[3] = {0};
        for (; x < end; x++)
            for (int c = 0; c < channels; c++) sums[c] += strip[x * channels + c];
        for (int c = 0; c < channels; c++) totals[c] += sums[c];
        uint64_t grey = channels == 3 ? 299 * sums[0] + 587 * sums[1] + 114 * sums[2] : sums[0];
        if (cell > 0) bits = bits << 1 | (before * (end - start) < grey * before_width);
        before = grey;
        before_width = end - start;
    }
    return bits;
}

/*
 * Of `count` pictures of `height`×`width`×`channels` bytes, `stride` bytes from one to the next and `row_stride` from row to
 * row: eight bytes of hash each, and the variance times channels and the square of the pixels' number. 0 where it cannot.
 */
int fovea_figures(const uint8_t *pixels, int count, int height, int width, int channels, size_t stride, size_t row_stride,
                  uint8_t *hashes, uint64_t *variances) {
    static _Thread_local uint16_t sums[MOST_ROW];
    int samples = width * channels;
    if (height < ROWS || height > MOST_ROWS || width < COLUMNS || samples > MOST_ROW || (channels != 1 && channels != 3)) return 0;
    uint64_t area = (uint64_t)height * width;
    if (area * area > UINT64_MAX / (255 * 255 * 3)) return 0;
    for (int i = 0; i < count; i++) {
        const uint8_t *row = pixels + i * stride;
        uint64_t squares = 0, totals[3] = {0};
        for (int strip = 0, y = 0; strip < ROWS; strip++) {
            memset(sums, 0, samples * sizeof *sums);
            for (; y < (strip + 1) * height / ROWS; y++, row += row_stride) squares += add(sums, row, samples);
            hashes[i * ROWS + strip] = compare(sums, width, channels, totals);
        }
        variances[i] = squares * area;
        for (int c = 0; c < channels; c++) variances[i] -= totals[c] * totals[c];
    }
    return 1;
}
