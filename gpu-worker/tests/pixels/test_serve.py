from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pictures import draw, encode, with_pillow
from PIL import Image
from pixels_client import Pixels

from fovea_pixels.protocol import Inbox, ProtocolError

RECIPE = {"height": 16, "width": 16, "channels": 3, "resize": "squash"}
IMAGE = {"type": "image", "recipe": RECIPE}
_ROOT = Path(__file__).parents[2]
_SECONDS = 20.0


@pytest.fixture(scope="module")
def pixels() -> Iterator[Pixels]:
    """One for all the tests that it has to survive."""
    with Pixels() as child:
        yield child


@pytest.fixture
def own() -> Iterator[Pixels]:
    """One for a test that ends it."""
    with Pixels() as child:
        yield child


def test_first_it_says_which_protocol_it_speaks_and_an_unfinished_frame_at_the_end_is_dropped(own: Pixels) -> None:
    assert own.first == {"ready": True, "version": 1}
    own.send_raw(b"\0\0\0\x10{")
    assert own.close() == 0


def test_a_picture_becomes_pixels(pixels: Pixels) -> None:
    data = encode(draw(70, 50), "JPEG")
    header, payload = pixels.ask(IMAGE, data)
    assert header == {"id": "q", "height": 16, "width": 16, "channels": 3, "payloadBytes": 768}
    np.testing.assert_array_equal(np.frombuffer(payload, np.uint8).reshape(16, 16, 3), with_pillow(data, 16, 16, 3))
    header, _ = pixels.ask(IMAGE, encode(Image.fromarray(np.zeros((4, 4), np.uint16)), "PNG"))
    assert header["conversion"] == "16 bits a channel reduced to 8 by taking the high byte"


def test_thumbnails_and_encoded_pixels(pixels: Pixels) -> None:
    header, payload = pixels.ask({"type": "thumbnail", "maxSide": 40}, encode(draw(90, 180), "PNG"))
    assert header["format"] == "jpeg" and Image.open(io.BytesIO(payload)).size == (40, 20)
    for channels in (1, 3):
        raw = np.random.default_rng(1).integers(0, 256, (5, 7, channels), np.uint8)
        header, payload = pixels.ask({"type": "encode", "height": 5, "width": 7, "channels": channels, "format": "png"}, raw.tobytes())
        assert header["format"] == "png"
        np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(payload))).reshape(raw.shape), raw)


@pytest.mark.parametrize(
    ("header", "payload", "code"),
    [
        ({"type": "image"}, b"x", "BAD_REQUEST"),
        ({"type": "paint"}, b"", "BAD_REQUEST"),
        ({}, b"", "BAD_REQUEST"),
        ({"id": None}, b"", "BAD_REQUEST"),
        ({"id": [1]}, b"", "BAD_REQUEST"),
        ({"type": "thumbnail", "maxSide": 1 << 40}, b"x", "BAD_REQUEST"),
        ({"type": "encode", "height": 2, "width": 2, "channels": 3, "format": "png"}, b"short", "BAD_REQUEST"),
        ({"type": "encode", "height": 2, "width": 2, "channels": 3, "format": "gif"}, bytes(12), "BAD_REQUEST"),
        (IMAGE, b"", "NOT_AN_IMAGE"),
        (IMAGE, b"hello", "NOT_AN_IMAGE"),
        (IMAGE, bytes((64 << 20) + 1), "TOO_LARGE"),
    ],
)
def test_requests_that_make_no_sense_are_answered_and_the_next_is_served(
    pixels: Pixels, header: dict[str, object], payload: bytes, code: str
) -> None:
    answer, _ = pixels.ask(header, payload)
    assert answer["error"]["code"] == code
    assert pixels.ask(IMAGE, encode(draw(8, 8), "PNG"))[0]["height"] == 16


@pytest.mark.parametrize(
    "data", [b"\xff\xff\xff\xff", b"\0\0\0\x03{x}", b"\0\0\0\x02[]", b'\0\0\0\x14{"payloadBytes": -1}', b"GET / HTTP/1.1\r\n\r\n"]
)
def test_bytes_that_are_no_frames_are_told_apart(data: bytes) -> None:
    out, into = os.pipe()
    os.write(into, data)
    os.close(into)
    with pytest.raises(ProtocolError):
        list(Inbox(out).receive(wait=True))
    os.close(out)


def test_bytes_that_are_no_frames_end_it_with_a_reason(own: Pixels) -> None:
    own.send_raw(b"GET / HTTP/1.1\r\n\r\n")
    answer, _ = own.receive()
    assert answer["id"] is None and "no frame" in answer["error"]["reason"]
    assert own.close() == 2


def test_the_decoder_has_no_rights(pixels: Pixels) -> None:
    pid = pixels.decoder()
    limits = Path(f"/proc/{pid}/limits").read_text()
    for name in ("Max open files", "Max processes", "Max file size"):
        line = next(line for line in limits.splitlines() if line.startswith(name))
        assert line.removeprefix(name).split()[:2] == ["0", "0"], line
    status = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line)
    assert status["NoNewPrivs"] == "1"
    if os.geteuid() == 0:
        assert status["Uid"].split() == ["65534"] * 4 and status["Gid"].split() == ["65534"] * 4
        assert status["Groups"].strip() == ""
        targets = sorted(str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir())
        assert targets[:3] == ["/dev/null"] * 3 and [target[:5] for target in targets[3:]] == ["pipe:", "pipe:"]


def test_a_killed_decoder_is_replaced_and_nothing_is_lost(pixels: Pixels) -> None:
    before = pixels.decoder()
    os.kill(before, signal.SIGKILL)
    assert pixels.ask(IMAGE, encode(draw(8, 8), "PNG"))[0]["height"] == 16
    assert pixels.decoder() not in (0, before)


def test_decoders_killed_during_a_build_change_no_byte(pixels: Pixels, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encode(draw(60, 60), "PNG"))
    request = {"id": 1, "type": "shard", "recipe": RECIPE, "root": str(tmp_path), "images": [{"path": str(path), "label": 1}] * 12_000}
    hashes = []
    for kills in (0, 3):
        pixels.send({**request, "output": str(tmp_path / "out")})
        for _ in range(kills):
            # Between two kills pictures are done: one that loses two decoders is to blame.
            assert pixels.receive()[0]["done"] > 0
            if pid := pixels.decoder():
                os.kill(pid, signal.SIGKILL)
        answer = pixels.answer_of_shard()
        assert (answer["count"], answer["rejected"]) == (12_000, [])
        hashes.append(answer["hash"])
    assert hashes[0] == hashes[1]


def test_a_decoder_that_hangs_costs_one_picture() -> None:
    with Pixels("--image-seconds", "0.5") as pixels:
        os.kill(pixels.decoder(), signal.SIGSTOP)
        answer, _ = pixels.ask(IMAGE, encode(draw(8, 8), "PNG"))
        assert answer["error"] == {"code": "TIMEOUT", "reason": "decoding it took longer than 0.5 s"}
        assert pixels.ask(IMAGE, encode(draw(8, 8), "PNG"))[0]["height"] == 16


def test_a_picture_over_the_memory_limit_costs_itself_only() -> None:
    big = encode(Image.new("RGB", (5_000, 5_000)), "PNG", compress_level=1)
    with Pixels("--memory-mib", "320") as pixels:
        answer, _ = pixels.ask(IMAGE, big)
        assert answer["error"]["code"] == "OUT_OF_MEMORY"
        assert pixels.ask(IMAGE, encode(draw(8, 8), "PNG"))[0]["height"] == 16


def test_a_killed_reader_takes_its_decoder_along(own: Pixels) -> None:
    decoder = own.decoder()
    os.kill(own.process.pid, signal.SIGKILL)
    own.process.wait(_SECONDS)
    deadline = time.monotonic() + _SECONDS
    while Path(f"/proc/{decoder}/stat").exists() and " Z " not in Path(f"/proc/{decoder}/stat").read_text():
        assert time.monotonic() < deadline, "the decoder outlived its reader"
        time.sleep(0.02)


def test_stopping_it_during_a_build_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.png"
    path.parent.mkdir()
    path.write_bytes(encode(draw(60, 60), "PNG"))
    order = {"id": 1, "type": "shard", "recipe": RECIPE, "root": str(path.parent), "output": str(tmp_path / "out")}
    for stop in ("end", "term"):
        with Pixels() as pixels:
            pixels.send({**order, "images": [{"path": str(path), "label": 0}] * 20_000})
            assert pixels.receive()[0]["done"] > 0
            if stop == "term":
                pixels.process.terminate()
            assert pixels.close() == 0
        assert [one.name for one in tmp_path.iterdir()] == ["in"]


def test_a_part_left_by_a_killed_process_is_overwritten_and_one_in_use_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encode(draw(60, 60), "PNG"))
    order = {"id": 1, "type": "shard", "recipe": RECIPE, "root": str(tmp_path), "output": str(tmp_path / "out")}
    with Pixels() as first, Pixels() as second:
        first.send({**order, "images": [{"path": str(path), "label": 0}] * 20_000})
        assert first.receive()[0]["done"] > 0
        second.send({**order, "images": [{"path": str(path), "label": 0}]})
        assert "another process is writing" in second.answer_of_shard()["error"]["reason"]
        first.process.kill()
        first.process.wait(_SECONDS)
        second.send({**order, "images": [{"path": str(path), "label": 0}]})
        assert second.answer_of_shard()["count"] == 1
        assert not list(tmp_path.glob("*.part"))


def test_answers_nobody_reads_end_it() -> None:
    text = json.dumps({"id": 1, **IMAGE, "payloadBytes": 5}).encode()
    frame = len(text).to_bytes(4, "big") + text + b"hello"
    process = subprocess.Popen(
        [sys.executable, "-m", "fovea_pixels", "serve"], cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.close()
    with contextlib.suppress(BrokenPipeError):  # It may have ended already, having nobody to greet.
        process.stdin.write(frame)
    assert process.wait(_SECONDS) == 0
    process.stdin.close()
