"""A mapping file is read whole or not at all, and every line that cannot be used is named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import ffb, ffb_mapping
from models.values.ffb_mapping import FfbCode, LineProblem

KNOWN = ffb.shipped().labels()
HEAD = "nøgle;kode;tekst;gyldig_fra;gyldig_til\r\n"


def problems(text: str) -> list[tuple[int, str, str]]:
    read = ffb_mapping.read((HEAD + text).encode(), KNOWN)
    return [(found.line, found.code, found.what) for found in read.problems]


def test_codes_with_and_without_days() -> None:
    text = (
        "society.economy;K-17;Varetage økonomi;2026-01-01;\r\n"
        "\r\n"
        ' society.mail ; K-18 ;"Post; breve";1-2-2026;31.12.2026\r\n'
    )
    read = ffb_mapping.read((HEAD + text).encode("utf-8-sig"), KNOWN)
    assert read.problems == ()
    assert read.codes == (
        FfbCode("society.economy", "K-17", "Varetage økonomi", date(2026, 1, 1), None),
        FfbCode("society.mail", "K-18", "Post; breve", date(2026, 2, 1), date(2026, 12, 31)),
    )
    assert (read.encoding, read.without_code) == ("utf-8", 0)
    economy, mail = read.codes
    assert not economy.valid_on(date(2025, 12, 31))
    assert economy.valid_on(date(2030, 1, 1))
    assert mail.valid_on(date(2026, 12, 31))
    assert not mail.valid_on(date(2027, 1, 1))


def test_a_file_of_an_older_spreadsheet_is_read_and_told() -> None:
    text = HEAD + "society.mail;K-18;Håndtere post;;\r\n"
    read = ffb_mapping.read(text.encode("cp1252"), KNOWN)
    assert (read.encoding, read.codes[0].text) == ("cp1252", "Håndtere post")


def test_every_line_that_cannot_be_used_is_named() -> None:
    assert problems(
        "society.economy;K-1;;;\r\n"
        "gossip;K-2;;;\r\n"
        "society.mail;K-3;;31-02-2026;\r\n"
        "society.mail;K-3;;1-2-26;\r\n"
        "society.mail;K-3;;2026-02-01;2026-01-31\r\n"
        "society.mail;K-3\r\n"
        "society.economy;K-4;;2026-01-01;\r\n"
        f"society.mail;{'K' * 101};;;\r\n"
        "society.mail;K\x00;;;\r\n"
        "society.mail;K;a\u202eb;;\r\n"
    ) == [
        (3, "ffb_unknown_key", "gossip"),
        (4, "ffb_date", "31-02-2026"),
        (5, "ffb_date", "1-2-26"),
        (6, "ffb_period", ""),
        (7, "ffb_columns", "2"),
        (8, "ffb_overlap", "society.economy"),
        (9, "ffb_text", "kode"),
        (10, "ffb_text", "kode"),
        (11, "ffb_text", "tekst"),
    ]


def test_a_key_may_change_its_code_from_one_day_to_the_next() -> None:
    text = "society.mail;A;;;2026-06-30\r\nsociety.mail;B;;2026-07-01;\r\n"
    read = ffb_mapping.read((HEAD + text).encode(), KNOWN)
    assert [code.code for code in read.codes] == ["A", "B"]
    assert problems(text.replace("07-01", "06-30")) == [(3, "ffb_overlap", "society.mail")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "ffb_header"),
        (b"key;code\r\n", "ffb_header"),
        (HEAD.encode("utf-16"), "ffb_header"),
        ((HEAD + '"aldrig lukket').encode(), "ffb_header"),
        (HEAD.encode(), "ffb_empty"),
        (HEAD.encode("cp1252") + b"society.mail;\x81;;;", "ffb_encoding"),
        (HEAD.encode() + b"a" * ffb_mapping.MOST_BYTES, "ffb_too_large"),
        (HEAD.encode() + b"a;b;;;\n" * ffb_mapping.MOST_LINES, "ffb_too_large"),
    ],
)
def test_a_file_of_another_kind_is_one_problem(data: bytes, code: str) -> None:
    read = ffb_mapping.read(data, KNOWN)
    assert (read.codes, read.problems) == ((), (LineProblem(0, code),))


def test_the_template_can_be_filled_in_and_read_back() -> None:
    template = ffb_mapping.template(KNOWN)
    assert [found.code for found in ffb_mapping.read(template, KNOWN).problems] == ["ffb_empty"]
    filled = template.decode("utf-8-sig").replace("society.mail;;", "society.mail;K-18;")
    read = ffb_mapping.read(filled.encode(), KNOWN)
    assert read.problems == ()
    assert read.codes == (FfbCode("society.mail", "K-18", "Håndtere post"),)
    assert read.without_code == len(KNOWN) - 1


codes = st.builds(
    FfbCode,
    st.sampled_from(sorted(KNOWN)),
    st.text("abcÆØÅ-7", min_size=1, max_size=20),
    st.text("tekst æøå", max_size=20),
    st.none() | st.dates(),
    st.none() | st.dates(),
)


@given(st.lists(codes, max_size=5))
def test_the_stored_form_loses_nothing(given_codes: list[FfbCode]) -> None:
    assert ffb_mapping.from_json(ffb_mapping.to_json(given_codes)) == tuple(given_codes)


@given(st.binary(max_size=400) | st.binary(max_size=400).map(HEAD.encode().__add__))
def test_no_bytes_break_it(data: bytes) -> None:
    read = ffb_mapping.read(data, KNOWN)
    assert bool(read.codes) or bool(read.problems)
    assert all(code.key in KNOWN for code in read.codes)
