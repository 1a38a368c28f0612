"""Picture files that nobody should send, each with what becomes of it: `python nasty.py FOLDER` writes them and prints the table.

A case is a file's name, its bytes and what is said of it: a pattern of the reason for which it is rejected, or, when it is
kept, a pattern of the stated conversion. Some that are kept show noise or black where data are missing: their codecs have no
sign by which one could tell.
"""

from __future__ import annotations

import json
import random
import struct
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from formats import bmp, png_chunk, tiff
from pictures import draw, encode, oriented
from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "PPM")
EMPTY = "^not an image: the file is empty$"
FOREIGN = "^colour profile other than sRGB ignored$"
CUT = "^(truncated|damaged|not an image)"
DAMAGED = "^(truncated or )?damaged"
NO_IMAGE = "^not an image"
LARGE = "^too large: .* pixels; at most 100,000,000 are decoded$"
GOOD = "^$"


@dataclass(frozen=True)
class Nasty:
    """`is_kept`: it is decoded in spite of all, and `said` is the pattern of its conversion, else of its reason."""

    name: str
    data: bytes
    said: str
    is_kept: bool = False


def nasty() -> list[Nasty]:
    return [*_cut(), *_strangers(), *_giants(), *_pngs(), *_jpegs(), *_others(), *_names()]


def _cut() -> Iterator[Nasty]:
    for form in FORMATS:
        data = encode(draw(60, 50), form)
        for tenth in range(10):
            yield Nasty(f"cut at {tenth}.{form.lower()}", data[: len(data) * tenth // 10], EMPTY if tenth == 0 else CUT)


def _strangers() -> Iterator[Nasty]:
    picture = draw(20, 30)
    yield Nasty("a png.jpg", encode(picture, "PNG"), GOOD, True)
    yield Nasty("a jpeg.png", encode(picture, "JPEG"), GOOD, True)
    yield Nasty("a gif.webp", encode(picture, "GIF"), GOOD, True)
    yield Nasty("letter.jpg", b"Dear Sir or Madam,\n", NO_IMAGE)
    yield Nasty("page.png", b"<!doctype html><html><body>404</body></html>", NO_IMAGE)
    yield Nasty("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "^an SVG drawing, which is not read here")
    yield Nasty("paper.jpg", b"%PDF-1.7\n", "^a PDF document, which is not read here")
    yield Nasty("script.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "^a PostScript file, which is not read here")
    yield Nasty("pack.jpg", b"PK\3\4" + bytes(40), "^a zip archive, which is not read here")
    yield Nasty("pack.png", b"\x1f\x8b\x08" + bytes(40), "^a gzip archive, which is not read here")
    yield Nasty("sound.webp", b"RIFF\x24\0\0\0WAVEfmt " + bytes(28), NO_IMAGE)
    yield Nasty("program.png", b"\x7fELF\2\1\1" + bytes(60), NO_IMAGE)
    yield Nasty("zeros.jpg", bytes(4096), NO_IMAGE)
    yield Nasty("ones.jpg", b"\xff" * 4096, NO_IMAGE)
    yield Nasty("one byte.png", b"\x89", NO_IMAGE)
    yield Nasty("noise.bmp", random.Random(1).randbytes(2000), NO_IMAGE)
    for name, start in (("JPEG", b"\xff\xd8\xff"), ("PNG", SIGNATURE), ("GIF", b"GIF89a"), ("BMP", b"BM"), ("TIFF", b"II*\0")):
        yield Nasty(f"start alone.{name.lower()}", start, CUT)
        yield Nasty(f"start and zeros.{name.lower()}", start + bytes(500), CUT)


def _giants() -> Iterator[Nasty]:
    yield Nasty("giant.png", _png(_header(30_000, 30_000), _pixels(bytes(90))), LARGE)
    yield Nasty("largest.png", _png(_header(2**31 - 1, 2**31 - 1), _pixels(bytes(90))), LARGE)
    jpeg = bytearray(encode(draw(16, 16), "JPEG"))
    at = jpeg.index(b"\xff\xc0")
    jpeg[at + 5 : at + 9] = struct.pack(">HH", 65_500, 65_500)
    yield Nasty("giant.jpg", bytes(jpeg), LARGE)
    yield Nasty("giant.bmp", bmp(bytes(90), 30_000, 30_000, 24), LARGE)
    gif = bytearray(encode(draw(16, 16), "GIF"))
    gif[6:10] = struct.pack("<HH", 65_535, 65_535)
    yield Nasty("giant.gif", bytes(gif), LARGE)
    yield Nasty("giant.ppm", b"P6\n30000 30000\n255\n" + bytes(90), LARGE)
    grey = np.zeros((4, 4, 1), np.int64)
    yield Nasty("giant.tif", tiff(grey, 8, 1, t256=[60_000], t257=[60_000]), LARGE)
    yield Nasty("text bomb.png", _png(_header(8, 8), png_chunk(b"zTXt", b"a\0\0" + _bomb()), _pixels(bytes(8 * 25))), DAMAGED)
    yield Nasty("profile bomb.png", _png(_header(8, 8), png_chunk(b"iCCP", b"a\0\0" + _bomb()), _pixels(bytes(8 * 25))), DAMAGED)
    yield Nasty("pixel bomb.png", _png(_header(8, 8), png_chunk(b"IDAT", _bomb())), GOOD, True)
    yield Nasty("long strip.png", encode(Image.new("L", (30_000, 1)), "PNG"), GOOD, True)
    yield Nasty("high strip.png", encode(Image.new("L", (1, 30_000)), "PNG"), GOOD, True)
    yield Nasty("one pixel.png", encode(Image.new("L", (1, 1)), "PNG"), GOOD, True)


def _pngs() -> Iterator[Nasty]:
    rows = bytes(8 * 25)
    head, data = _header(8, 8), _pixels(rows)
    good = _png(head, data)
    yield Nasty("no data.png", _png(head), CUT)
    yield Nasty("no end.png", SIGNATURE + head + data, GOOD, True)
    yield Nasty("data first.png", _png(data, head), DAMAGED)
    yield Nasty("header twice.png", _png(head, head, data), GOOD, True)
    yield Nasty("header's sum wrong.png", good[:29] + b"abcd" + good[33:], DAMAGED)
    yield Nasty("data's sum wrong.png", good.replace(data, data[:-4] + b"abcd"), GOOD, True)
    yield Nasty("text's sum wrong.png", _png(head, png_chunk(b"tEXt", b"a\0b")[:-4] + b"abcd", data), DAMAGED)
    yield Nasty("unknown chunk.png", _png(head, png_chunk(b"ABCD", b"?"), data), GOOD, True)
    yield Nasty("chunk without end.png", SIGNATURE + head + struct.pack(">I", 2**31 - 1) + b"IDAT" + bytes(50), CUT)
    yield Nasty("no width.png", _png(_header(0, 8), data), DAMAGED)
    yield Nasty("no height.png", _png(_header(8, 0), data), DAMAGED)
    yield Nasty("depth of 3.png", _png(_header(8, 8, depth=3), data), DAMAGED)
    yield Nasty("colour of 9.png", _png(_header(8, 8, colour=9), data), DAMAGED)
    yield Nasty("interlaced by 7.png", _png(_header(8, 8, interlace=7), data), CUT)
    yield Nasty("filter of 9.png", _png(head, _pixels(b"\x09" * (8 * 25))), DAMAGED)
    yield Nasty("no palette.png", _png(_header(8, 8, colour=3), _pixels(bytes(8 * 9))), GOOD, True)
    palette = png_chunk(b"PLTE", bytes(6))
    yield Nasty("beyond the palette.png", _png(_header(8, 8, colour=3), palette, _pixels(b"\0\7\7\7\7\7\7\7\7" * 8)), GOOD, True)
    yield Nasty("no zlib.png", _png(head, png_chunk(b"IDAT", b"no zlib at all")), DAMAGED)
    yield Nasty("half the rows.png", _png(head, _pixels(rows[:100])), GOOD, True)
    yield Nasty("profile of noise.png", _png(head, png_chunk(b"iCCP", b"a\0\0" + zlib.compress(b"noise")), data), FOREIGN, True)
    yield Nasty("profile not packed.png", _png(head, png_chunk(b"iCCP", b"a\0\0noise"), data), GOOD, True)
    yield Nasty("EXIF of noise.png", _png(head, png_chunk(b"eXIf", b"MM\0*\xff\xff\xff\xff"), data), GOOD, True)


def _jpegs() -> Iterator[Nasty]:
    picture = draw(40, 40)
    good = encode(picture, "JPEG")
    scan, frame = good.index(b"\xff\xda"), good.index(b"\xff\xc0")
    yield Nasty("rubbish behind.jpg", good + b"rubbish" * 99, GOOD, True)
    yield Nasty("rubbish before.jpg", b"rubbish" + good, NO_IMAGE)
    yield Nasty("two in one.jpg", good + good, GOOD, True)
    yield Nasty("no scan.jpg", good[:scan] + b"\xff\xd9", DAMAGED)
    yield Nasty("no frame.jpg", good[:frame] + good[scan:], CUT)
    yield Nasty("no tables.jpg", good[:2] + good[frame:scan].split(b"\xff\xc4")[0] + good[scan:], DAMAGED)
    yield Nasty("no height.jpg", _changed(good, frame + 5, bytes(2)), CUT)
    yield Nasty("no width.jpg", _changed(good, frame + 7, bytes(2)), CUT)
    yield Nasty("twelve bits.jpg", _changed(good, frame + 4, b"\x0c"), CUT)
    yield Nasty("lossless.jpg", _changed(good, frame + 1, b"\xc3"), CUT)
    yield Nasty("arithmetic.jpg", _changed(good, frame + 1, b"\xc9"), GOOD, True)
    yield Nasty("two components.jpg", _changed(good, frame + 9, b"\x02"), CUT)
    yield Nasty("scan of noise.jpg", good[: scan + 14] + random.Random(2).randbytes(len(good) - scan - 14), CUT)
    yield Nasty("scan of zeros.jpg", good[: scan + 14] + bytes(len(good) - scan - 16) + b"\xff\xd9", GOOD, True)
    yield Nasty("profile of noise.jpg", encode(picture, "JPEG", icc_profile=b"noise" * 20), FOREIGN, True)
    yield Nasty("EXIF of noise.jpg", _with_exif(good, b"noise" * 20), GOOD, True)
    yield Nasty("EXIF cut.jpg", _with_exif(good, b"MM\0*\0\0"), GOOD, True)
    yield Nasty(
        "EXIF that bites its tail.jpg", _with_exif(good, b"MM\0*\0\0\0\x08\0\1\x87\x69\0\4\0\0\0\1\0\0\0\x08\0\0\0\x08"), GOOD, True
    )
    yield Nasty("turned by 99.jpg", oriented(99, picture), GOOD, True)
    views = encode(picture, "MPO", save_all=True, append_images=[picture])
    yield Nasty("views cut.jpg", views[: len(views) * 3 // 4], GOOD, True)


def _others() -> Iterator[Nasty]:
    picture, frames = draw(20, 30), [draw(20, 30, seed=seed) for seed in (2, 3)]
    for form in ("GIF", "WEBP", "PNG", "TIFF"):
        yield Nasty(f"moves.{form.lower()}", encode(picture, form, save_all=True, append_images=frames), "^first frame of several$", True)
    gif = encode(picture, "GIF")
    block = gif.index(b"\x2c", 13 + 3 * 2 ** ((gif[10] & 7) + 1))
    yield Nasty("no frame.gif", gif[:block] + b"\x3b", CUT)
    yield Nasty("frame beyond the screen.gif", _changed(gif, block + 1, struct.pack("<HH", 900, 900)), GOOD, True)
    yield Nasty("code size of 200.gif", _changed(gif, block + 10, b"\xc8"), CUT)
    grey = np.arange(64).reshape(8, 8, 1)
    whole = tiff(grey, 8, 1)
    yield Nasty("bites its tail.tif", whole.replace(bytes(4) + whole[-64:], struct.pack("<I", 8) + whole[-64:]), GOOD, True)
    yield Nasty("no fields.tif", b"II*\0\x08\0\0\0\0\0" + bytes(4), CUT)
    yield Nasty("fields far away.tif", b"II*\0\xff\xff\xff\x7f" + bytes(20), CUT)
    yield Nasty("unknown compression.tif", tiff(grey, 8, 1, t259=[9999]), CUT)
    yield Nasty("64 bits.tif", tiff(grey, 8, 1, t258=[64]), CUT)
    yield Nasty("900 channels.tif", tiff(grey, 8, 1, t277=[900]), CUT)
    yield Nasty("floats.tif", encode(Image.new("F", (8, 8)), "TIFF"), r"cannot be shown in 8 bits \(F\)")
    yield Nasty("negative width.bmp", bmp(bytes(200), -8, 8, 24), LARGE)
    yield Nasty("depth of 7.bmp", bmp(bytes(200), 8, 8, 7), CUT)
    yield Nasty("unknown compression.bmp", bmp(bytes(200), 8, 8, 24, 77), CUT)
    yield Nasty("runs beyond the rows.bmp", bmp(b"\xff\1" * 200, 8, 8, 8, 1, bytes(1024)), CUT)
    yield Nasty("no levels.ppm", b"P6\n4 4\n0\n" + bytes(48), CUT)
    yield Nasty("too many levels.ppm", b"P6\n4 4\n99999\n" + bytes(48), CUT)
    yield Nasty("no numbers.ppm", b"P6\nfour four\n255\n" + bytes(48), CUT)
    yield Nasty("endless number.ppm", b"P6\n" + b"9" * 5000 + b" 4\n255\n", CUT)
    webp = encode(picture, "WEBP")
    yield Nasty("length lies.webp", _changed(webp, 4, b"\xff\xff\xff\x7f"), CUT)
    yield Nasty("noise inside.webp", webp[:30] + random.Random(3).randbytes(len(webp) - 30), CUT)
    avif = encode(picture, "AVIF")
    yield Nasty("half.avif", avif[: len(avif) // 2], CUT)
    yield Nasty("noise inside.avif", avif[: len(avif) * 2 // 3] + random.Random(4).randbytes(len(avif) // 3), CUT)
    wavelets = encode(picture, "JPEG2000")
    yield Nasty("half.jp2", wavelets[: len(wavelets) // 2], CUT)
    yield Nasty("noise inside.jp2", wavelets[:100] + random.Random(5).randbytes(len(wavelets) - 100), CUT)


def _names() -> Iterator[Nasty]:
    data = encode(draw(9, 9), "PNG")
    names = [
        "日本語", "العربية", "עברית", "ภาษาไทย", "ελληνικά", "русский", "한국어", "தமிழ்", "ქართული", "አማርኛ", "e\u0301 and é",
        "👩‍👩‍👧 family", "right \u202e to left", "line\nbreak", "tab\tand\rreturn", "\x1b[31mred", "quote ' and \"", "$(reboot) `id` ;",
        "--output", "back\\slash", "percent %2e%2e %s", "  spaces  ", "a" * 250, "dots...", "\u200bnothing to see", "nul", "<b>bold",
    ]  # fmt: skip
    for name in names:
        yield Nasty(name + ".png", data, GOOD, True)


def _png(*chunks: bytes) -> bytes:
    return SIGNATURE + b"".join(chunks) + png_chunk(b"IEND", b"")


def _header(width: int, height: int, *, depth: int = 8, colour: int = 2, interlace: int = 0) -> bytes:
    return png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))


def _pixels(rows: bytes) -> bytes:
    return png_chunk(b"IDAT", zlib.compress(rows))


def _bomb() -> bytes:
    """200 MiB of zeros in 200 kB."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()


def _changed(data: bytes, at: int, by: bytes) -> bytes:
    return data[:at] + by + data[at + len(by) :]


def _with_exif(jpeg: bytes, exif: bytes) -> bytes:
    body = b"Exif\0\0" + exif
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def main(folder: Path) -> None:
    cases = nasty()
    for case in cases:
        (folder / case.name).write_bytes(case.data)
    print(json.dumps([{"name": case.name, "said": case.said, "isKept": case.is_kept} for case in cases]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
