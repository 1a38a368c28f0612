"""What is decoded beside a boundary is what simplejpeg decodes, whatever its size and scale."""

from __future__ import annotations

import numpy as np
import pytest
import simplejpeg
from pictures import draw

from fovea_pixels.turbo import decode_jpeg, decode_jpeg_into

BOUNDARY = 32


@pytest.mark.parametrize("height, width", [(2, 3), (31, 17), (32, 32), (375, 500), (601, 450)])
@pytest.mark.parametrize("sampling", ["444", "420"])
def test_every_scale_is_the_codecs(height: int, width: int, sampling: str) -> None:
    file = simplejpeg.encode_jpeg(np.array(draw(height, width, seed=1)), colorsubsampling=sampling)
    for reduction in (1, 2, 4, 8):
        rows, columns = -(-height // reduction), -(-width // reduction)
        pixels = decode_jpeg(file, "RGBX", rows, columns)
        assert pixels.shape == (rows, columns, 4)
        assert pixels.ctypes.data % BOUNDARY == BOUNDARY // 2
        np.testing.assert_array_equal(pixels, simplejpeg.decode_jpeg(file, "RGBX", min_height=rows, min_width=columns))


@pytest.mark.parametrize("side", [9, 32, 300])
def test_into_what_is_there(side: int) -> None:
    picture = np.array(draw(side, side, seed=2))
    colour, grey = simplejpeg.encode_jpeg(picture), simplejpeg.encode_jpeg(np.ascontiguousarray(picture[..., :1]), colorspace="GRAY")
    out = np.zeros((side, side + 2, 3), np.uint8)
    decode_jpeg_into(colour, "RGB", out[:, 1:-1])
    np.testing.assert_array_equal(out[:, 1:-1], simplejpeg.decode_jpeg(colour))
    decode_jpeg_into(grey, "GRAY", out[:, 1:-1])
    np.testing.assert_array_equal(out[:, 1:-1], np.repeat(simplejpeg.decode_jpeg(grey, "GRAY"), 3, axis=2))
    assert not out[:, 0].any() and not out[:, -1].any()


def test_two_pictures_are_two() -> None:
    first = simplejpeg.encode_jpeg(np.full((16, 16, 3), 200, np.uint8))
    second = simplejpeg.encode_jpeg(np.zeros((16, 16, 3), np.uint8))
    one = decode_jpeg(first, "RGB", 16, 16)
    decode_jpeg(second, "RGB", 16, 16)
    assert one.min() > 150


def test_a_damaged_file_is_refused() -> None:
    file = simplejpeg.encode_jpeg(np.array(draw(40, 40, seed=3)))
    with pytest.raises(ValueError, match=r".+"):
        decode_jpeg(file[: len(file) // 2], "RGB", 40, 40)
