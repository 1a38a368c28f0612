"""Pictures of every kind, each with what becomes of it: pixels and a stated conversion, or a reason."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from formats import Values, bmp, padded, png, png_chunk, tiff
from pictures import draw, encode, oriented
from PIL import Image, ImageCms, ImageOps

from fovea_pixels.modes import FIRST_FRAME, FOREIGN_PROFILE, PLAIN_CMYK, SIXTEEN_BIT

HEIGHT, WIDTH = 20, 28


@dataclass(frozen=True)
class Kind:
    """`pixels` H×W×3 that differ by at most `tolerance`, or a `reason`; `conversion` is what is said of good ones."""

    name: str
    data: bytes
    pixels: npt.NDArray[np.uint8] | None = None
    conversion: str = ""
    tolerance: int = 0
    reason: str = ""


def _rgb(values: Values) -> npt.NDArray[np.uint8]:
    """Of H×W or H×W×1 or H×W×3."""
    grey = values.reshape(HEIGHT, WIDTH, -1)
    return np.repeat(grey, 3, 2).astype(np.uint8) if grey.shape[2] == 1 else grey.astype(np.uint8)


def _on_white(colour: Values, alpha: Values) -> npt.NDArray[np.uint8]:
    """Within 1 of what Pillow rounds to."""
    return np.rint((colour * alpha + 255.0 * (255 - alpha)) / 255).astype(np.uint8)


def _with_pillow(data: bytes) -> npt.NDArray[np.uint8]:
    return np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB"))


def _drawn(channels: int, bits: int = 8) -> Values:
    pixels = np.asarray(draw(HEIGHT, WIDTH, channels)).reshape(HEIGHT, WIDTH, channels).astype(np.int64)
    return pixels * 257 + (pixels % 7) * 20 - 60 if bits == 16 else pixels >> (8 - bits)


def kinds() -> list[Kind]:
    return [*_pngs(), *_netpbm(), *_tiffs(), *_bmps(), *_jpegs(), *_others(), *_refused()]


def _pngs() -> Iterator[Kind]:
    for bits in (1, 2, 4, 8):
        grey = _drawn(1, bits)
        yield Kind(f"PNG grey {bits} bits", png(grey, bits, 0), _rgb(grey * 255 // (2**bits - 1)))
        palette = np.random.default_rng(bits).integers(0, 256, (2**bits, 3))
        colours = png_chunk(b"PLTE", palette.astype(np.uint8).tobytes())
        yield Kind(f"PNG palette {bits} bits", png(grey, bits, 3, colours), _rgb(palette[grey[..., 0]]))
    grey, colour = _drawn(1, 16).clip(0, 65535), _drawn(3, 16).clip(0, 65535)
    yield Kind("PNG grey 16 bits", png(grey, 16, 0), _rgb(grey >> 8), SIXTEEN_BIT)
    yield Kind("PNG RGB 16 bits", png(colour, 16, 2), _rgb(colour >> 8), SIXTEEN_BIT)
    rgb, alpha = _drawn(3), _drawn(1)
    yield Kind("PNG RGB", png(rgb, 8, 2), _rgb(rgb))
    yield Kind("PNG RGBA", png(np.concatenate([rgb, alpha], 2), 8, 6), _on_white(rgb, alpha), "", 1)
    yield Kind("PNG grey and alpha", png(np.concatenate([alpha, rgb[..., :1]], 2), 8, 4), _rgb(_on_white(alpha, rgb[..., :1])), "", 1)
    deep = np.concatenate([colour, grey], 2)
    yield Kind("PNG RGBA 16 bits", png(deep, 16, 6), _on_white(colour >> 8, grey >> 8), SIXTEEN_BIT, 2)
    clear = int(alpha[3, 4, 0])
    seen = np.where(alpha == clear, 255, alpha)
    yield Kind("PNG grey, one level clear", png(alpha, 8, 0, png_chunk(b"tRNS", clear.to_bytes(2, "big"))), _rgb(seen))
    level = int(grey[3, 4, 0])
    seen = np.where(grey == level, 65535, grey)
    yield Kind("PNG grey 16 bits, one clear", png(grey, 16, 0, png_chunk(b"tRNS", level.to_bytes(2, "big"))), _rgb(seen >> 8), SIXTEEN_BIT)
    one = rgb[5, 6]
    seen = np.where((rgb == one).all(2, keepdims=True), 255, rgb)
    tone = b"".join(int(value).to_bytes(2, "big") for value in one)
    yield Kind("PNG RGB, one colour clear", png(rgb, 8, 2, png_chunk(b"tRNS", tone)), _rgb(seen))
    levels, palette = _drawn(1, 4), np.random.default_rng(9).integers(0, 256, (16, 3))
    shares = np.arange(16) * 17
    chunks = (png_chunk(b"PLTE", palette.astype(np.uint8).tobytes()), png_chunk(b"tRNS", shares.astype(np.uint8).tobytes()))
    yield Kind("PNG palette half clear", png(levels, 4, 3, *chunks), _on_white(palette[levels[..., 0]], shares[levels]), "", 1)
    frames = [draw(HEIGHT, WIDTH, seed=seed) for seed in (1, 2)]
    animated = encode(frames[0], "PNG", save_all=True, append_images=frames[1:])
    yield Kind("APNG", animated, np.asarray(frames[0]), FIRST_FRAME)
    for orientation in (3, 6):
        data = oriented(orientation, frames[0], "PNG")
        yield Kind(f"PNG turned {orientation}", data, _with_pillow(data))


def _netpbm() -> Iterator[Kind]:
    size = f"{WIDTH} {HEIGHT}\n".encode()
    grey, rgb, bits = _drawn(1), _drawn(3), _drawn(1, 1)
    text = " ".join(str(value) for value in grey.reshape(-1)).encode()
    yield Kind("PGM plain", b"P2\n" + size + b"255\n" + text, _rgb(grey))
    text = " ".join(str(value) for value in rgb.reshape(-1)).encode()
    yield Kind("PPM plain", b"P3\n# a comment\n" + size + b"255\n" + text, _rgb(rgb))
    text = " ".join(str(value) for value in bits.reshape(-1)).encode()
    yield Kind("PBM plain", b"P1\n" + size + text, _rgb(255 - bits * 255))
    packed = np.packbits(bits[..., 0].astype(np.uint8), axis=1).tobytes()
    yield Kind("PBM", b"P4\n" + size + packed, _rgb(255 - bits * 255))
    yield Kind("PGM", b"P5\n" + size + b"255\n" + grey.astype(np.uint8).tobytes(), _rgb(grey))
    yield Kind("PPM", b"P6\n" + size + b"255\n" + rgb.astype(np.uint8).tobytes(), _rgb(rgb))
    small = _drawn(1, 4)
    yield Kind("PGM of 16 levels", b"P5\n" + size + b"15\n" + small.astype(np.uint8).tobytes(), _rgb(small * 17))
    for most in (4095, 65535):
        deep = grey * most // 255
        data = b"P5\n" + size + f"{most}\n".encode() + deep.astype(">u2").tobytes()
        yield Kind(f"PGM of {most + 1} levels", data, _rgb((deep * 65535 / most).astype(np.int64) >> 8), SIXTEEN_BIT, 1)
    deep = rgb * 257
    yield Kind("PPM 16 bits", b"P6\n" + size + b"65535\n" + deep.astype(">u2").tobytes(), _rgb(rgb), "", 1)
    floats = b"Pf\n" + size + b"-1.0\n" + np.zeros((HEIGHT, WIDTH), "<f4").tobytes()
    yield Kind("PFM", floats, reason="cannot be shown in 8 bits (F)")


def _tiffs() -> Iterator[Kind]:
    grey, rgb, deep = _drawn(1), _drawn(3), _drawn(1, 16).clip(0, 65535)
    for bits in (1, 4, 8):
        level = _drawn(1, bits)
        whole = level * 255 // (2**bits - 1)
        yield Kind(f"TIFF grey {bits} bits", tiff(level, bits, 1), _rgb(whole))
        yield Kind(f"TIFF grey {bits} bits, 0 is white", tiff(level, bits, 0), _rgb(255 - whole))
    for order in "<>":
        yield Kind(f"TIFF grey 16 bits {order}", tiff(deep, 16, 1, order), _rgb(deep >> 8), SIXTEEN_BIT)
    yield Kind("TIFF grey 16 bits, 0 is white", tiff(deep, 16, 0), _rgb(255 - (deep >> 8)), SIXTEEN_BIT)
    yield Kind("TIFF grey 12 bits", tiff(deep >> 4, 12, 1), _rgb(deep >> 8), SIXTEEN_BIT)
    yield Kind("TIFF RGB", tiff(rgb, 8, 2), _rgb(rgb))
    colour = _drawn(3, 16).clip(0, 65535)
    for order in "<>":
        yield Kind(f"TIFF RGB 16 bits {order}", tiff(colour, 16, 2, order), _rgb(colour >> 8), SIXTEEN_BIT)
    four = np.concatenate([rgb, grey], 2)
    yield Kind("TIFF RGBA", tiff(four, 8, 2, t338=[2]), _on_white(rgb, grey), "", 1)
    yield Kind("TIFF RGB and one unused", tiff(four, 8, 2, t338=[0]), _rgb(rgb))
    palette = np.random.default_rng(2).integers(0, 256, (256, 3))
    yield Kind("TIFF palette", tiff(grey, 8, 3, t320=(palette.T * 257).reshape(-1).tolist()), _rgb(palette[grey[..., 0]]))
    inks = tiff(four, 8, 5)
    yield Kind("TIFF CMYK", inks, _with_pillow(inks), PLAIN_CMYK)
    picture = draw(HEIGHT, WIDTH)
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits"):
        yield Kind(f"TIFF {compression}", encode(picture, "TIFF", compression=compression), np.asarray(picture))
    data = encode(picture, "TIFF", compression="jpeg", quality=95)
    yield Kind("TIFF jpeg", data, np.asarray(picture), "", 60)
    pages = encode(picture, "TIFF", save_all=True, append_images=[draw(9, 9)])
    yield Kind("TIFF of several pages", pages, np.asarray(picture), FIRST_FRAME)
    yield Kind("TIFF float", tiff(grey.astype(np.float32), 32, 1), reason="cannot be shown in 8 bits (F)")
    yield Kind("TIFF grey 32 bits", tiff(grey, 32, 1), reason="cannot be shown in 8 bits (I)")
    yield Kind("TIFF Lab", tiff(rgb, 8, 8), reason="cannot be shown in 8 bits (LAB)")
    yield Kind("TIFF turned 6", data := oriented(6, picture, "TIFF"), _with_pillow(data))


def _bmps() -> Iterator[Kind]:
    rgb, level = _drawn(3), _drawn(1, 4)
    picture = Image.fromarray(rgb.astype(np.uint8))
    yield Kind("BMP 24 bits", encode(picture, "BMP"), _rgb(rgb))
    yield Kind("BMP grey", encode(picture.convert("L"), "BMP"), _rgb(np.asarray(picture.convert("L"))))
    yield Kind("BMP 1 bit", encode(picture.convert("1"), "BMP"), _with_pillow(encode(picture.convert("1"), "BMP")))
    rows = [padded(row[:, ::-1].astype(np.uint8).tobytes()) for row in rgb]
    yield Kind("BMP from the top", bmp(b"".join(rows), WIDTH, -HEIGHT, 24), _rgb(rgb))
    palette = np.random.default_rng(4).integers(0, 256, (16, 3))
    table = b"".join(bytes([*colour[::-1].tolist(), 0]) for colour in palette)
    packed = [padded(bytes((pair[0] << 4) | pair[1] for pair in row.reshape(-1, 2).tolist())) for row in level[::-1]]
    yield Kind("BMP palette 4 bits", bmp(b"".join(packed), WIDTH, HEIGHT, 4, 0, table), _rgb(palette[level[..., 0]]))
    runs = b"".join(b"".join(bytes([1, value]) for value in row.reshape(-1).tolist()) + b"\0\0" for row in level[::-1]) + b"\0\1"
    full = table + bytes(4 * 240)
    yield Kind("BMP palette 8 bits, run lengths", bmp(runs, WIDTH, HEIGHT, 8, 1, full), _rgb(palette[level[..., 0]]))
    five = rgb >> 3
    words = (five[..., 0] << 10 | five[..., 1] << 5 | five[..., 2]).astype("<u2")
    yield Kind("BMP 16 bits", bmp(words[::-1].tobytes(), WIDTH, HEIGHT, 16), _rgb(five * 255 // 31), "", 1)
    six = rgb >> 2
    words = (five[..., 0] << 11 | six[..., 1] << 5 | five[..., 2]).astype("<u2")
    masks = b"".join(mask.to_bytes(4, "little") for mask in (0xF800, 0x07E0, 0x001F))
    expected = np.stack([five[..., 0] * 255 // 31, six[..., 1] * 255 // 63, five[..., 2] * 255 // 31], 2)
    yield Kind("BMP 5, 6, 5 bits", bmp(words[::-1].tobytes(), WIDTH, HEIGHT, 16, 3, masks), _rgb(expected), "", 1)
    four = np.concatenate([rgb[..., ::-1], np.zeros_like(rgb[..., :1])], 2).astype(np.uint8)
    yield Kind("BMP 32 bits, the fourth unused", bmp(four[::-1].tobytes(), WIDTH, HEIGHT, 32), _rgb(rgb))
    # 1600 bytes a row is no depth of 16 bits.
    wide = np.zeros((HEIGHT, WIDTH, 3))
    yield Kind("BMP of a wide picture", encode(Image.new("RGB", (WIDTH * 20, HEIGHT)), "BMP"), wide.astype(np.uint8))


def _jpegs() -> Iterator[Kind]:
    picture = draw(HEIGHT, WIDTH)
    options: list[dict[str, Any]] = [{}, {"progressive": True}, {"subsampling": 0}, {"keep_rgb": True}]
    for each in options:
        data = encode(picture, "JPEG", quality=92, **each)
        yield Kind(f"JPEG {each}", data, _with_pillow(data))
    data = encode(picture.convert("L"), "JPEG")
    yield Kind("JPEG grey", data, _with_pillow(data))
    for orientation in range(1, 9):
        data = oriented(orientation, picture)
        yield Kind(f"JPEG turned {orientation}", data, _with_pillow(data))
    inks = encode(picture.convert("CMYK"), "JPEG", quality=92)
    yield Kind("JPEG CMYK of Adobe, inverted", inks, np.asarray(picture), PLAIN_CMYK, 80)
    at = inks.index(b"Adobe") + 11
    ycck = inks[:at] + b"\2" + inks[at + 1 :]
    yield Kind("JPEG YCCK", ycck, _with_pillow(ycck), PLAIN_CMYK)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encode(picture, "JPEG", icc_profile=srgb)
    yield Kind("JPEG with sRGB profile", data, _with_pillow(data))
    other = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    data = encode(picture, "JPEG", icc_profile=other)
    yield Kind("JPEG with another profile", data, _with_pillow(data), FOREIGN_PROFILE)
    data = encode(picture, "JPEG", icc_profile=other, progressive=True)
    yield Kind("JPEG progressive with another profile", data, _with_pillow(data), FOREIGN_PROFILE)
    data = encode(picture, "PNG", icc_profile=other)
    yield Kind("PNG with another profile", data, np.asarray(picture), FOREIGN_PROFILE)
    data = encode(picture, "MPO", save_all=True, append_images=[draw(HEIGHT, WIDTH, seed=5)])
    yield Kind("MPO, as cameras write two views", data, _with_pillow(data))
    data = encode(picture, "MPO", save_all=True, append_images=[draw(HEIGHT, WIDTH, seed=5)], progressive=True)
    yield Kind("MPO progressive", data, _with_pillow(data))


def _others() -> Iterator[Kind]:
    frames = [draw(HEIGHT, WIDTH, seed=seed) for seed in (1, 2, 3)]
    clear = Image.merge("RGBA", (*frames[0].split(), draw(HEIGHT, WIDTH, 1)))
    expected = _on_white(_drawn(3), np.asarray(draw(HEIGHT, WIDTH, 1))[..., None].astype(np.int64))
    yield Kind("WebP lossless", encode(frames[0], "WEBP", lossless=True), np.asarray(frames[0]))
    yield Kind("WebP lossy", encode(frames[0], "WEBP", quality=95), np.asarray(frames[0]), "", 90)
    yield Kind("WebP with alpha", encode(clear, "WEBP", lossless=True, exact=True), expected, "", 1)
    data = encode(frames[0], "WEBP", lossless=True, save_all=True, append_images=frames[1:])
    yield Kind("WebP animated", data, np.asarray(frames[0]), FIRST_FRAME)
    gif = encode(frames[0], "GIF")
    yield Kind("GIF", gif, _with_pillow(gif))
    gif = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
    yield Kind("GIF animated", gif, _with_pillow(gif), FIRST_FRAME)
    palette = frames[0].quantize(16)
    index = int(np.asarray(palette)[2, 3])
    seen = np.asarray(palette.convert("RGB")).copy()
    seen[np.asarray(palette) == index] = 255
    yield Kind("GIF with a clear colour", encode(palette, "GIF", transparency=index), seen)
    yield Kind("AVIF", encode(frames[0], "AVIF", quality=95), np.asarray(frames[0]), "", 90)
    data = encode(frames[0], "AVIF", quality=95, save_all=True, append_images=frames[1:])
    yield Kind("AVIF animated", data, np.asarray(frames[0]), FIRST_FRAME, 90)
    yield Kind("JPEG 2000", encode(frames[0], "JPEG2000"), np.asarray(frames[0]), "", 2)
    deep = _drawn(1, 16).clip(0, 65535)
    data = encode(Image.fromarray(deep[..., 0].astype(np.uint16)), "JPEG2000")
    yield Kind("JPEG 2000 grey 16 bits", data, _rgb(deep >> 8), SIXTEEN_BIT, 1)


def _refused() -> Iterator[Kind]:
    picture = draw(HEIGHT, WIDTH)
    yield Kind("TGA", encode(picture, "TGA"), reason="not an image")
    yield Kind("QOI", encode(picture, "QOI"), reason="a QOI picture, which is not read here")
    yield Kind("icon", encode(picture, "ICO"), reason="an icon, which is not read here")
    yield Kind("HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64), reason="a HEIC picture, which is not read here")
    yield Kind("JPEG XL", b"\xff\x0a" + bytes(64), reason="a JPEG XL picture, which is not read here")
    yield Kind("Photoshop", b"8BPS\0\1" + bytes(64), reason="a Photoshop file, which is not read here")
    yield Kind("PCX", encode(picture, "PCX"), reason="not an image")
