from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.search import SearchEntry, SearchIndex, highlights


def person(
    entry_id: str,
    first: str,
    last: str,
    born: date | None = None,
    cpr: str = "",
    *,
    present: bool = True,
) -> SearchEntry:
    return SearchEntry(
        entry_id=entry_id,
        names=(first, last),
        shown=f"{last}, {first}",
        birth_date=born,
        cpr=cpr,
        present=present,
    )


HOUSE = (
    person("soren", "Søren", "Østergård", date(1982, 6, 14), "140682-0000"),
    person("aase", "Aase", "Bæk", date(1960, 1, 2), "020160-0000"),
    person("ase", "Åse", "Bech", date(1961, 1, 2)),
    person("kim1", "Kim", "Dahl", date(1988, 5, 3), "030588-0000", present=False),
    person("kim2", "Kim", "Dahl", date(1990, 7, 9)),
    person("mohammed", "Mohammed Ali", "Said-Hansen", date(1999, 12, 31)),
    person("jonas", "Jonas", "Lund", date(1980, 1, 12), "120180-1AB2"),
)


def ids(typed: str, limit: int = 8) -> list[str]:
    return [hit.entry.entry_id for hit in SearchIndex(HOUSE).search(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("soren", "soren"),
        ("Søren", "soren"),
        ("soeren", "soren"),
        ("oster", "soren"),
        ("oestergaard", "soren"),
        ("østergaard", "soren"),
        ("øst sør", "soren"),
        ("bæk", "aase"),
        ("hansen ali", "mohammed"),
        ("said moh", "mohammed"),
        ("l", "jonas"),
        ("lund, jonas", "jonas"),
    ],
)
def test_words(typed: str, first: str) -> None:
    assert ids(typed)[0] == first


def test_aa_and_aring_find_each_other() -> None:
    assert set(ids("åse")) >= {"aase", "ase"}
    assert set(ids("aase")) >= {"aase", "ase"}
    assert set(ids("ase")) >= {"aase", "ase"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("joans", "jonas"),  # two letters swapped
        ("jnas", "jonas"),  # one left out
        ("jonnas", "jonas"),  # one too many
        ("jomas", "jonas"),  # one wrong
        ("konas", "jonas"),  # the first one wrong
        ("ostargard", "soren"),
        ("lumd jonas", "jonas"),
    ],
)
def test_one_slip_is_forgiven(typed: str, first: str) -> None:
    (hit, *_) = SearchIndex(HOUSE).search(typed)
    assert (hit.entry.entry_id, hit.exact) == (first, False)


def test_no_slip_is_forgiven_in_two_letters_nor_two_in_a_word() -> None:
    assert ids("jx") == []
    assert ids("jxnxs") == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("140682", ["soren"]),
        ("1406", ["soren"]),
        ("140682-00", ["soren"]),
        ("1406820000", ["soren"]),
        ("14/6", ["soren"]),
        ("14-06-1982", ["soren"]),
        ("14.6.82", ["soren"]),
        ("14061982", ["soren"]),
        ("14. juni 1982", ["soren"]),
        ("14 jun", ["soren"]),
        ("1982", ["soren"]),
        ("søren 1982", ["soren"]),
        ("2/1", ["aase", "ase"]),
        ("0000", ["aase", "soren", "kim1"]),
        ("1AB2", ["jonas"]),
        ("120180-1ab", ["jonas"]),
        ("9999", []),
    ],
)
def test_digits(typed: str, expected: list[str]) -> None:
    assert sorted(ids(typed)) == sorted(expected)


def test_present_first_then_danish_order() -> None:
    assert ids("dahl") == ["kim2", "kim1"]
    assert ids("0000") == ["aase", "soren", "kim1"]
    assert ids("be")[:1] == ["ase"]


def test_limit_and_empty() -> None:
    assert len(ids("kim", 1)) == 1
    assert ids("  ") == []
    assert ids(" , ") == []


def test_index_follows_changes() -> None:
    index = SearchIndex(HOUSE)
    index.search("jonas")
    index.put(person("jonas", "Jonas", "Krag", date(1980, 1, 12)))
    assert [hit.entry.entry_id for hit in index.search("krag")] == ["jonas"]
    assert index.search("lund") == ()
    assert index.search("120180-1") == ()
    index.remove("jonas")
    index.remove("jonas")
    assert index.search("krag") == ()


def test_a_name_with_a_digit_is_still_a_name() -> None:
    index = SearchIndex(HOUSE)
    index.put(person("pac", "2Pac", "Bo"))
    index.put(person("accent", "Rene\u0301", "Bo"))
    assert [hit.entry.entry_id for hit in index.search("2pac")] == ["pac"]
    assert [hit.entry.entry_id for hit in index.search("rené")] == ["accent"]
    index.remove("pac")
    assert index.search("2pac") == ()


def test_has_lived_here_before() -> None:
    index = SearchIndex(HOUSE)
    found = index.duplicates("Kim Dahl", birth_date=date(1988, 5, 3))
    assert [(like.entry.entry_id, like.likeness) for like in found] == [
        ("kim1", "same_name_and_birth")
    ]
    both = index.duplicates("kim dahl")
    assert {like.entry.entry_id for like in both} == {"kim1", "kim2"}
    assert {like.likeness for like in both} == {"same_name"}
    slip = index.duplicates("Kim Dall", birth_date=date(1988, 5, 3))
    assert [like.likeness for like in slip] == ["like_name_and_birth"]
    married = index.duplicates("Kim Vest", birth_date=date(1988, 5, 3))
    assert [like.entry.entry_id for like in married] == ["kim1"]
    number = index.duplicates("Ukendt", cpr="1406820000")
    assert [(like.entry.entry_id, like.likeness) for like in number] == [("soren", "same_number")]


def test_a_first_name_alone_is_no_duplicate() -> None:
    index = SearchIndex(HOUSE)
    assert index.duplicates("Kim") == ()
    assert index.duplicates("", birth_date=date(1988, 5, 3)) == ()
    assert index.duplicates("Kim Dahl", birth_date=date(1970, 1, 1)) == ()


def test_highlights() -> None:
    assert highlights("Østergård, Søren", "soren oester") == ((0, 5), (11, 5))
    assert highlights("Aas, Bent", "å") == ((0, 2),)
    assert highlights("Lund, Jonas", "xyz") == ()
    assert highlights("Lund, Jonas", "1406") == ()


name = st.text(alphabet="abcdeøåæmnéASØ12", min_size=1, max_size=8)


@given(st.lists(st.tuples(name, name), min_size=1, max_size=8), st.data())
def test_everyone_is_found_by_beginnings_in_any_order(
    people: list[tuple[str, str]], data: st.DataObject
) -> None:
    entries = [person(str(n), first, last) for n, (first, last) in enumerate(people)]
    index = SearchIndex(entries)
    for other in entries[1:]:
        index.put(other)
    wanted = data.draw(st.sampled_from(entries))
    first, last = wanted.names
    typed = f"{last[: data.draw(st.integers(1, 8))]} {first}"
    assert wanted in [hit.entry for hit in index.search(typed, 99)]


@given(st.text(max_size=20))
def test_any_text_can_be_typed(typed: str) -> None:
    SearchIndex(HOUSE).search(typed)
    highlights("Østergård, Søren", typed)
    SearchIndex(HOUSE).duplicates(typed, birth_date=date(1988, 5, 3))


def test_who_is_not_wanted_is_passed_over_before_the_first_few_are_counted() -> None:
    index = SearchIndex(HOUSE)
    past = index.search("kim dahl", 1, lambda entry: not entry.present)
    assert [hit.entry.entry_id for hit in past] == ["kim1"]
    assert [hit.entry.entry_id for hit in index.search("kim dahl", 1)] == ["kim2"]
    slipped = index.search("kim dalh", 8, lambda entry: not entry.present)
    assert [(hit.entry.entry_id, hit.exact) for hit in slipped] == [("kim1", False)]
