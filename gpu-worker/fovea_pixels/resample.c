/* Pillow's bilinear resize, to the byte, several pixels at a time: docs/decisions/0009. Loaded by resample.py. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BITS 22 /* of a weight's fraction, as in Pillow */
#define HALF (1 << (BITS - 1))
#define LANES 8 /* samples of one step: two pixels of four bytes, or eight of one */
#define MOST_TAPS 8000 /* up to here rounded weights cannot add up to more than 255 and need no clipping */
#define TOGETHER 4 /* rows, or steps of a row, that share the reading of weights */

#if defined(__x86_64__) && defined(__GLIBC__)
#define QUICK __attribute__((target_clones("avx2", "default")))
#else
#define QUICK
#endif

typedef uint8_t bytes __attribute__((vector_size(LANES)));
typedef uint16_t shorts __attribute__((vector_size(LANES * 2)));
typedef uint8_t sixteen __attribute__((vector_size(16)));
typedef int32_t pixel __attribute__((vector_size(16)));
typedef int32_t ints __attribute__((vector_size(LANES * 4)));

/* For each of `count` results: where its `taps` samples begin, and their weights. */
struct axis {
    int count, taps, *starts;
    int32_t *weights;
};

static inline __attribute__((always_inline)) ints read(const int32_t *from) {
    ints some;
    memcpy(&some, from, sizeof some);
    return some;
}

static inline __attribute__((always_inline)) ints widen(const uint8_t *from) {
    /* Written so, compilers make one instruction of it. */
    return (ints){from[0], from[1], from[2], from[3], from[4], from[5], from[6], from[7]};
}

/* Results `first` to `first` + `count` of `size` samples scaled to `scaled`; 0 where memory or samples are too few. */
static int weigh(struct axis *axis, int size, int scaled, int first, int count, int multiple) {
    double scale = (double)size / scaled, support = scale < 1 ? 1 : scale, narrow = 1 / support;
    int widest = (int)ceil(support) * 2 + 1, taps = (widest + multiple - 1) / multiple * multiple;
    if (taps > size || taps > MOST_TAPS) return 0;
    axis->count = count;
    axis->taps = taps;
    axis->starts = malloc(count * sizeof(int));
    axis->weights = calloc((size_t)count * taps, sizeof(int32_t));
    double *exact = malloc(taps * sizeof(double));
    if (!axis->starts || !axis->weights || !exact) {
        free(exact);
        return 0;
    }
    for (int i = 0; i < count; i++) {
        double centre = (first + i + 0.5) * scale, sum = 0;
        int from = (int)(centre - support + 0.5), to = (int)(centre + support + 0.5);
        if (from < 0) from = 0;
        if (to > size) to = size;
        for (int k = 0; k < to - from; k++) {
            double away = fabs((k + from - centre + 0.5) * narrow);
            exact[k] = away < 1 ? 1 - away : 0;
            sum += exact[k];
        }
        /* Near the end the window begins earlier, with weights of nothing: no sample beyond the picture is read. */
        int start = from + taps > size ? size - taps : from;
        int32_t *weights = axis->weights + (size_t)i * taps + (from - start);
        for (int k = 0; k < to - from; k++) weights[k] = (int)(0.5 + (sum != 0 ? exact[k] / sum : exact[k]) * (1 << BITS));
        axis->starts[i] = start;
    }
    free(exact);
    return 1;
}

static void forget(struct axis *axis) {
    free(axis->starts);
    free(axis->weights);
}

/*
 * `TOGETHER` rows of four-byte pixels, `in_stride` bytes apart, to `axis->count` pixels of three bytes each and one byte
 * more; `spread` holds each weight four times.
 */
QUICK static void narrow_colour(const uint8_t *rows, size_t in_stride, uint8_t *out, size_t stride, const struct axis *axis,
                                const int32_t *spread) {
    for (int i = 0; i < axis->count; i++, out += 3) {
        const uint8_t *samples = rows + (size_t)axis->starts[i] * 4;
        const int32_t *weight = spread + (size_t)i * axis->taps * 4;
        ints sums[TOGETHER] = {0};
        for (int k = 0; k < axis->taps * 4; k += LANES) {
            ints weights = read(weight + k);
#pragma GCC unroll 4
            for (int r = 0; r < TOGETHER; r++) sums[r] += widen(samples + r * in_stride + k) * weights;
        }
#pragma GCC unroll 4
        for (int r = 0; r < TOGETHER; r++) {
            pixel some[2];
            memcpy(some, &sums[r], sizeof some);
            pixel sum = (HALF + some[0] + some[1]) >> BITS;
            sixteen low = __builtin_shufflevector((sixteen)sum, (sixteen)sum, 0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            memcpy(out + r * stride, &low, 4);
        }
    }
}

QUICK static void narrow_grey(const uint8_t *rows, size_t in_stride, uint8_t *out, size_t stride, const struct axis *axis) {
    for (int i = 0; i < axis->count; i++, out++) {
        const uint8_t *samples = rows + axis->starts[i];
        const int32_t *weight = axis->weights + (size_t)i * axis->taps;
        ints sums[TOGETHER] = {0};
        for (int k = 0; k < axis->taps; k += LANES) {
            ints weights = read(weight + k);
#pragma GCC unroll 4
            for (int r = 0; r < TOGETHER; r++) sums[r] += widen(samples + r * in_stride + k) * weights;
        }
#pragma GCC unroll 4
        for (int r = 0; r < TOGETHER; r++) {
            int32_t sum = HALF;
            for (int lane = 0; lane < LANES; lane++) sum += sums[r][lane];
            out[r * stride] = sum >> BITS;
        }
    }
}

/* `taps` rows, `stride` bytes apart, to `steps` times eight bytes. */
static inline __attribute__((always_inline)) void mix(const uint8_t *rows, size_t stride, uint8_t *out, const int32_t *weights, int taps,
                                                      int steps) {
    ints sums[TOGETHER];
#pragma GCC unroll 4
    for (int s = 0; s < steps; s++) sums[s] = HALF - (ints){0};
    for (int k = 0; k < taps; k++)
#pragma GCC unroll 4
        for (int s = 0; s < steps; s++) sums[s] += widen(rows + k * stride + s * LANES) * weights[k];
#pragma GCC unroll 4
    for (int s = 0; s < steps; s++) {
        bytes some = __builtin_convertvector(__builtin_convertvector(sums[s] >> BITS, shorts), bytes);
        memcpy(out + s * LANES, &some, sizeof some);
    }
}

/* `taps` rows, `stride` bytes apart and a step longer than `width`, to one. */
QUICK static void blend(const uint8_t *rows, size_t stride, uint8_t *out, int width, const int32_t *weights, int taps) {
    int j = 0;
    for (; j + LANES * TOGETHER <= width; j += LANES * TOGETHER) mix(rows + j, stride, out + j, weights, taps, TOGETHER);
    for (; j < width; j += LANES) {
        uint8_t some[LANES];
        mix(rows + j, stride, some, weights, taps, 1);
        memcpy(out + j, some, width - j < LANES ? width - j : LANES);
    }
}

/*
 * Scales `height`×`width` pixels, of 1 byte or of 4 with the last unused, to `scaled_height`×`scaled_width` and writes the
 * window of `rows`×`columns` pixels from (`top`, `left`) there, of 1 byte or 3, `stride` bytes a row. 0 where it cannot.
 */
int fovea_resample(const uint8_t *in, int height, int width, int channels, int scaled_height, int scaled_width, int top, int left,
                   uint8_t *out, int rows, int columns, size_t stride) {
    struct axis across = {0}, down = {0};
    int kept = channels == 1 ? 1 : 3, row_bytes = columns * kept, done = 0;
    uint8_t *narrow = NULL;
    int32_t *spread = NULL;
    if (!weigh(&across, width, scaled_width, left, columns, channels == 1 ? LANES : LANES / 4)) goto end;
    if (!weigh(&down, height, scaled_height, top, rows, 1)) goto end;
    int first = down.starts[0], last = down.starts[rows - 1] + down.taps;
    if (last - first < TOGETHER) goto end;
    size_t count = (size_t)columns * across.taps, narrow_stride = row_bytes + LANES;
    narrow = malloc((last - first) * narrow_stride);
    spread = malloc(channels == 1 ? 1 : count * 4 * sizeof(int32_t));
    if (!narrow || !spread) goto end;
    if (channels != 1)
        for (size_t i = 0; i < count * 4; i++) spread[i] = across.weights[i / 4];
    for (int y = first; y < last; y += TOGETHER) {
        if (y + TOGETHER > last) y = last - TOGETHER;
        const uint8_t *some = in + (size_t)y * width * channels;
        uint8_t *target = narrow + (y - first) * narrow_stride;
        if (channels == 1) narrow_grey(some, width, target, narrow_stride, &across);
        else narrow_colour(some, (size_t)width * 4, target, narrow_stride, &across, spread);
    }
    for (int y = 0; y < rows; y++)
        blend(narrow + (down.starts[y] - first) * narrow_stride, narrow_stride, out + y * stride, row_bytes,
              down.weights + (size_t)y * down.taps, down.taps);
    done = 1;
end:
    forget(&across);
    forget(&down);
    free(narrow);
    free(spread);
    return done;
}
