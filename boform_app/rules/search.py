"""Search over people as one types: any word, any order, both Danish spellings, one slip, digits.

A pure index in memory, built from entries and kept up to date by ``put`` and ``remove``. It never
leaves the process. Words are looked up by their beginning; from three letters one typing error is
forgiven, but only where the exact letters find fewer people than the list can show.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from models.values.danish import SortKey, as_typed, sort_key, spellings, words
from models.values.dates import month_by_name

Likeness = Literal["same_number", "same_name_and_birth", "like_name_and_birth", "same_name"]

_FORGIVING_LENGTH = 3
_FEW = 200
_Rank = tuple[bool, SortKey, str]
_DIGITS = re.compile(r"[\d\-./]*\d[\d\-./]*|(?:\d{6}-?)?[01567][a-z]{2}\d?")
_DAY_MONTH = re.compile(r"(\d{1,2})[-./](\d{1,2})(?:[-./](\d{1,4})?)?")
_NAMED_DATE = re.compile(r"(?:^|\s)(\d{1,2})\.?\s+([a-zæøå]{3,9})\.?(?:\s+(\d{4}|\d{2}))?(?=\s|$)")
_LIKENESS: tuple[Likeness, ...] = (
    "same_number", "same_name_and_birth", "like_name_and_birth", "same_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A person as the search knows them.

    Attributes:
        entry_id: Id of the person.
        names: First name, surname, alias: texts of one or more words.
        birth_date: Or None.
        cpr: As stored, ``DDMMYY-SSSS``; "" when there is none.
        present: Whether the person lives here now.
        shown: The text it is listed and sorted by, e.g. ``Lund, Jonas``.
        former: Whether the person lived in this house and does not now.
        protected: Whether the address is protected.
    """

    entry_id: str
    names: tuple[str, ...]
    shown: str
    birth_date: date | None = None
    cpr: str = ""
    present: bool = False
    former: bool = False
    protected: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One found person.

    Attributes:
        entry: The person.
        exact: Whether the letters were found as typed; false when a slip was forgiven.
    """

    entry: SearchEntry
    exact: bool


@dataclass(frozen=True, slots=True)
class Likely:
    """Someone who may be the same person ("har boet her før").

    Attributes:
        entry: The known person.
        likeness: How they are alike, the surest first.
    """

    entry: SearchEntry
    likeness: Likeness


def _anybody(_entry: SearchEntry) -> bool:
    return True


class SearchIndex:
    """Finds people among some ten thousand within a few milliseconds per key."""

    def __init__(self, entries: Iterable[SearchEntry] = ()) -> None:
        self._entries: dict[str, SearchEntry] = {}
        self._order: dict[str, _Rank] = {}
        self._by_token: dict[str, set[str]] = {}
        self._by_number: dict[str, set[str]] = {}
        for entry in entries:
            self._add(entry)
        self._ranking = sorted(self._order.values())
        self._tokens = sorted(self._by_token)
        self._numbers = sorted(self._by_number)
        self._beginnings: dict[int, list[str]] = {}

    def put(self, entry: SearchEntry) -> None:
        """Add a person, or replace what was known of them."""
        self.remove(entry.entry_id)
        tokens, numbers = self._add(entry)
        insort(self._ranking, self._order[entry.entry_id])
        for token in tokens:
            _insert(self._tokens, token)
        for number in numbers:
            _insert(self._numbers, number)
        self._beginnings.clear()

    def remove(self, entry_id: str) -> None:
        """Forget a person; nothing happens where the person is not known."""
        entry = self._entries.pop(entry_id, None)
        if entry is None:
            return
        del self._ranking[bisect_left(self._ranking, self._order.pop(entry_id))]
        for table, ordered, tokens in (
            (self._by_token, self._tokens, _name_tokens(entry)),
            (self._by_number, self._numbers, _number_tokens(entry)),
        ):
            for token in tokens:
                table[token].discard(entry_id)
                if not table[token]:
                    del table[token]
                    del ordered[bisect_left(ordered, token)]
        self._beginnings.clear()

    def get(self, entry_id: str) -> SearchEntry | None:
        """A known person, None when there is none of that id."""
        return self._entries.get(entry_id)

    def search(
        self, typed: str, limit: int = 8, wanted: Callable[[SearchEntry], bool] = _anybody
    ) -> tuple[SearchHit, ...]:
        """People whose words and numbers begin like everything typed, present ones first.

        Args:
            typed: Words in any order, parts of a CPR number, a birth date in a Danish form.
            limit: How many at most.
            wanted: Others are passed over before they are counted.
        """
        tests = _tests(typed)
        if not tests:
            return ()
        exact = self._all(tests, self._beginning_with)
        hits = self._ranked(exact, limit, wanted, exact=True)
        if len(hits) == limit or not any(test.forgiving for test in tests):
            return hits
        near = self._all(tests, self._nearly_beginning_with) - exact
        return hits + self._ranked(near, limit - len(hits), wanted, exact=False)

    def duplicates(
        self, names: str, *, birth_date: date | None = None, cpr: str = "", limit: int = 3
    ) -> tuple[Likely, ...]:
        """People who may be the one being written down, the surest first.

        Args:
            names: All names typed so far.
            birth_date: Or None.
            cpr: A whole number, "" when not known.
            limit: How many at most.
        """
        found: dict[str, Likeness] = {}
        for entry_id in self._candidates(names, birth_date, cpr):
            likeness = _likeness(self._entries[entry_id], names, birth_date, cpr)
            if likeness is not None:
                found[entry_id] = likeness
        ordered = sorted(found, key=lambda i: (_LIKENESS.index(found[i]), self._order[i]))
        return tuple(Likely(self._entries[i], found[i]) for i in ordered[:limit])

    def _candidates(self, names: str, birth_date: date | None, cpr: str) -> set[str]:
        found = set(self._all(_tests(" ".join(words(names))), self._nearly_beginning_with))
        if cpr:
            found |= self._with_number(_bare(cpr))
        if birth_date is not None:
            found |= self._with_number(f"{birth_date:%d%m%Y}")
        return found

    def _add(self, entry: SearchEntry) -> tuple[set[str], set[str]]:
        self._entries[entry.entry_id] = entry
        self._order[entry.entry_id] = (not entry.present, sort_key(entry.shown), entry.entry_id)
        tokens, numbers = _name_tokens(entry), _number_tokens(entry)
        for token in tokens:
            self._by_token.setdefault(token, set()).add(entry.entry_id)
        for number in numbers:
            self._by_number.setdefault(number, set()).add(entry.entry_id)
        return tokens, numbers

    def _all(self, tests: tuple[_Test, ...], find: Callable[[_Test], set[str]]) -> set[str]:
        """Entries that pass every test; the longest word first, it leaves the fewest."""
        found: set[str] | None = None
        for test in sorted(tests, key=lambda test: -len(test.text)):
            passed = find(test)
            found = passed if found is None else found & passed
            if not found:
                return set()
        return found or set()

    def _beginning_with(self, test: _Test) -> set[str]:
        found = self._union(_range(self._tokens, test.text), self._by_token)
        return found | self._with_number(test.text) if test.kind == "number" else found

    def _nearly_beginning_with(self, test: _Test) -> set[str]:
        found = self._beginning_with(test)
        if not test.forgiving:
            return found
        for length in (len(test.text) - 1, len(test.text), len(test.text) + 1):
            near = process.extract(
                test.text, self._of_length(length), scorer=OSA.distance, score_cutoff=1, limit=None
            )
            for beginning, _, _ in near:
                found |= self._union(_range(self._tokens, beginning), self._by_token)
        return found

    def _with_number(self, digits: str) -> set[str]:
        return self._union(_range(self._numbers, digits), self._by_number)

    def _of_length(self, length: int) -> list[str]:
        """Different beginnings of this length, made when first asked for."""
        if length not in self._beginnings:
            cut = dict.fromkeys(token[:length] for token in self._tokens if len(token) >= length)
            self._beginnings[length] = list(cut)
        return self._beginnings[length]

    @staticmethod
    def _union(tokens: Iterable[str], table: dict[str, set[str]]) -> set[str]:
        return set().union(*(table[token] for token in tokens))

    def _ranked(
        self, found: set[str], limit: int, wanted: Callable[[SearchEntry], bool], *, exact: bool
    ) -> tuple[SearchHit, ...]:
        # A single letter finds thousands: then walking down the ranking meets the first few sooner.
        ordered: Iterable[_Rank]
        if len(found) > _FEW:
            ordered = (rank for rank in self._ranking if rank[2] in found)
        else:
            ordered = sorted(self._order[entry_id] for entry_id in found)
        entries = (self._entries[entry_id] for _, _, entry_id in ordered)
        return tuple(SearchHit(entry, exact) for entry in islice(filter(wanted, entries), limit))


@dataclass(frozen=True, slots=True)
class _Test:
    kind: Literal["word", "number"]
    text: str

    @property
    def forgiving(self) -> bool:
        return self.kind == "word" and len(self.text) >= _FORGIVING_LENGTH


def _tests(typed: str) -> tuple[_Test, ...]:
    rest = typed.casefold()
    tests: list[_Test] = []
    for found in _NAMED_DATE.finditer(rest):
        month = month_by_name(found[2])
        if month is not None:
            tests.append(_Test("number", _date_digits(int(found[1]), month, found[3] or "")))
            rest = rest.replace(found[0], " ", 1)
    for piece in rest.split():
        if _DIGITS.fullmatch(piece):
            tests.append(_Test("number", _as_number(piece)))
        else:
            tests += [_Test("word", as_typed(word)) for word in words(piece)]
    return tuple(dict.fromkeys(tests))


def _as_number(piece: str) -> str:
    """``14/6-82`` as 140682, ``140682-00`` and ``1982`` as their digits."""
    found = _DAY_MONTH.fullmatch(piece)
    if found is None or len(_bare(piece)) > 8:
        return _bare(piece)
    return _date_digits(int(found[1]), int(found[2]), found[3] or "")


def _date_digits(day: int, month: int, year: str) -> str:
    return f"{day:02d}{month:02d}{year}"


def _bare(text: str) -> str:
    return re.sub(r"[\s\-./]", "", text).casefold()


def _name_tokens(entry: SearchEntry) -> set[str]:
    return {form for name in entry.names for word in words(name) for form in spellings(word)}


def _number_tokens(entry: SearchEntry) -> set[str]:
    found: set[str] = set()
    if entry.cpr:
        digits = _bare(entry.cpr)
        found |= {digits, digits[-4:]}
    if entry.birth_date is not None:
        found |= {f"{entry.birth_date:%d%m%y}", f"{entry.birth_date:%d%m%Y}"}
        found.add(f"{entry.birth_date:%Y}")
    return found


def _range(ordered: list[str], beginning: str) -> list[str]:
    start = bisect_left(ordered, beginning)
    return ordered[start : bisect_left(ordered, beginning + "\U0010ffff", lo=start)]


def _insert(ordered: list[str], token: str) -> None:
    at = bisect_left(ordered, token)
    if at == len(ordered) or ordered[at] != token:
        insort(ordered, token)


def _likeness(entry: SearchEntry, names: str, birth_date: date | None, cpr: str) -> Likeness | None:
    if cpr and entry.cpr and _bare(cpr) == _bare(entry.cpr):
        return "same_number"
    typed = [as_typed(word) for word in words(names)]
    known = _name_tokens(entry)
    if not typed:
        return None
    same = all(word in known for word in typed)
    like = [
        any(OSA.distance(word, token, score_cutoff=1) <= 1 for token in known) for word in typed
    ]
    if birth_date is not None and entry.birth_date is not None:
        if birth_date != entry.birth_date:
            return None
        if same:
            return "same_name_and_birth"
        # One name that fits is enough on the same birth date: people marry, and slips happen.
        return "like_name_and_birth" if any(like) else None
    return "same_name" if same and len(typed) > 1 else None


def highlights(text: str, typed: str) -> tuple[tuple[int, int], ...]:
    """The parts of a shown text that were typed, as (start, length), for semibold letters.

    Only beginnings of words that were found as typed; a forgiven slip marks nothing.
    """
    wanted = [test.text for test in _tests(typed) if test.kind == "word"]
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\W_]+", text):
        best = max((_matched(match[0], beginning) for beginning in wanted), default=0)
        if best:
            found.append((match.start(), best))
    return tuple(found)


def _matched(word: str, beginning: str) -> int:
    """How many letters of the word the folded beginning covers, 0 when it does not fit."""
    for length in range(1, len(word) + 1):
        forms = spellings(word[:length])
        if any(form.startswith(beginning) for form in forms):
            return length
    return 0
