"""The child's answer is believed only when every length and every value is in order."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boform_app.exchange.child import frame
from boform_app.exchange.child.frame import Found, Lie
from boform_app.exchange.child.kinds import MAGIC, MOST_DOTS, MOST_PAGES

HEADER: dict[str, Any] = {
    "page_count": 1,
    "pages": [[2, 1]],
    "fields": {"navn": "Åse"},
    "structure": "a" * 64,
    "codes": ["x"],
    "active": [],
    "encrypted": False,
    "events": [["1", "Møde", "2026-11-24", "", ""]],
    "json": 2,
}
BODY = b"rgbrgb[]"


def framed(header: object, body: bytes = BODY) -> bytes:
    text = json.dumps(header).encode()
    return MAGIC + struct.pack(">I", len(text)) + text + body


def test_what_is_packed_comes_out() -> None:
    found = Found(
        page_count=3, pages=[(2, 2, bytes(12)), (1, 1, b"abc")], fields={"æ": "ø"},
        structure="0" * 64, codes=["c"], active=["Link"], encrypted=True,
        events=[("1", "s", "2026-11-24T09:00:00+00:00", "", "p")], json=b"{}",
    )  # fmt: skip
    assert frame.unpack(b"".join(frame.pack(found))) == found


def test_a_refusal_comes_out_as_its_code() -> None:
    assert frame.unpack(b"".join(frame.pack_refusal("file_locked"))) == "file_locked"


def test_the_honest_header_is_taken() -> None:
    assert isinstance(frame.unpack(framed(HEADER)), Found)


LIES: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("page_count", lambda _: -1),
    ("page_count", lambda _: True),
    ("page_count", lambda _: "1"),
    ("page_count", lambda _: 10**9),
    ("pages", lambda _: [[2, 1]] * (MOST_PAGES + 1)),
    ("pages", lambda _: [[MOST_DOTS, 2]]),
    ("pages", lambda _: [[0, 1]]),
    ("pages", lambda _: [[-2, -1]]),
    ("pages", lambda _: [[2, 1, 1]]),
    ("pages", lambda _: [[3, 1]]),
    ("pages", lambda _: {"0": [2, 1]}),
    ("fields", lambda _: []),
    ("fields", lambda _: {"a": 1}),
    ("fields", lambda _: {"a" * 400: "b"}),
    ("fields", lambda _: {str(n): "" for n in range(1_001)}),
    ("structure", lambda _: "abc"),
    ("structure", lambda _: "<" * 64),
    ("codes", lambda _: ["x"] * 41),
    ("codes", lambda _: "x"),
    ("active", lambda _: [None]),
    ("events", lambda _: [["1", "s", "not a day", "", ""]]),
    ("events", lambda _: [["1", "s", "", ""]]),
    ("events", lambda _: [["1", "s", "0001-01-01T00:00:00+23:00", "", ""]]),
    ("json", lambda _: 3),
    ("json", lambda _: 1.5),
]


@pytest.mark.parametrize(("key", "lie"), LIES)
def test_a_lie_is_noticed(key: str, lie: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(Lie):
        frame.unpack(framed(HEADER | {key: lie(HEADER)}))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        MAGIC,
        b"XXXX" + framed(HEADER)[4:],
        MAGIC + struct.pack(">I", 2**32 - 1) + b"{}",
        framed(HEADER)[:-1],
        framed(HEADER) + b"x",
        framed([HEADER]),
        framed({"refused": "anything"}),
        framed({"refused": 5}),
        framed({}),
        MAGIC + struct.pack(">I", 4) + b"\x80\x04K\x01.",
        MAGIC + struct.pack(">I", 100_000) + b"[" * 100_000,
    ],
)
def test_another_answer_is_noticed(answer: bytes) -> None:
    with pytest.raises(Lie):
        frame.unpack(answer)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_lie_or_an_answer(noise: bytes) -> None:
    for answer in (noise, MAGIC + noise, framed(HEADER)[:8] + noise):
        try:
            frame.unpack(answer)
        except Lie:
            continue
