"""Letter texts the house may word itself: where, with which fields, and what must stay.

The fields of a place are those its composer really knows there, found by composing the samples.
Of these a text may use the fields of the shipped text and those that tell nothing about anybody's
case: what a section discloses is decided with the shipped text, and a consent rests on that.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from reports.contexts import LetterContext
from reports.letters.base import HouseFacts, LetterFacts
from reports.sample_house import TODAY
from reports.samples import Sample, samples, with_letterhead
from reports.template_syntax import (
    LIMIT,
    bold_parts,
    is_one_sentence,
    slips,
    stored,
    uses,
    words_of,
)
from reports.texts import letter_texts

_NAMES = frozenset({"navn", "fornavn", "fornavns"})
_HOUSE = frozenset({"hus", "hus-ejefald", "hustlf", "leder", "ledertlf"})
_ANYWHERE = _NAMES | _HOUSE | {"dato"}
"""Fields that tell no more than every letter tells."""
_LAW = re.compile(r"L\d+")
_SAYS_LAW = re.compile(r"§|servicelov|forordning|Datatilsyn")


@dataclass(frozen=True, slots=True)
class FieldOffer:
    """A field a text may use, with what it is on the sample letter.

    Attributes:
        optional: It may be empty, so it must stand in brackets with the words around it.
    """

    name: str
    example: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a letter kind that the house may word itself.

    Attributes:
        key: Where it stands (``sections.ask.text``).
        heading: In Danish, from the heading it is printed under.
        shipped: The text the program ships.
        fields: What may be filled in.
        required: Fields that must stay, outside brackets: sentences of law and what decides.
        sentence: It stands in the midst of another text: no paragraphs, nothing bold.
        sample: Which of the kind's samples shows it.
    """

    kind: str
    key: str
    heading: str
    shipped: str
    fields: tuple[FieldOffer, ...]
    required: tuple[str, ...]
    sentence: bool = False
    sample: int = 0


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """Why a text cannot be saved.

    Attributes:
        code: ``required``, ``too_long``, ``unknown_field``, ``missing_field``, ``twice_law``,
            ``optional_field``, ``one_sentence``, or of the notation: ``brace``, ``bracket``,
            ``bold``, ``nested``, ``control``.
        field: The field it is about, "" for none.
        position: Character in the text where it shows.
        suggestion: A known field that was perhaps meant.
    """

    code: str
    field: str = ""
    position: int = 0
    suggestion: str = ""


def kinds() -> tuple[str, ...]:
    """Kinds with at least one place, in the order of the samples."""
    closed = letter_texts("places")["closed"]["kinds"]
    return tuple(kind for kind in samples() if kind not in closed and places(kind))


@cache
def places(kind: str) -> tuple[Place, ...]:
    """Places of a kind in the order of the letter; none for a kind without samples."""
    if kind not in samples():
        return ()
    seen = _seen(kind)
    return tuple(_place(kind, key, text, seen[text]) for key, text in _texts(kind) if text in seen)


def place(kind: str, key: str) -> Place | None:
    """One place, None where there is none (any more)."""
    return next((one for one in places(kind) if one.key == key), None)


def shipped(kind: str, key: str) -> str:
    """The program's own text of a place, "" where there is none."""
    where = place(kind, key)
    return where.shipped if where else ""


def check(kind: str, key: str, text: str) -> tuple[TemplateProblem, ...]:
    """What keeps a typed text from being saved; never raises.

    A text without problems fills for every letter of the kind.
    """
    where = place(kind, key)
    if where is None:
        return (TemplateProblem("unknown_place"),)
    if not text.strip():
        return (TemplateProblem("required"),)
    found = sorted(_problems(where, text), key=lambda one: one.position)
    return tuple(dict.fromkeys(found))


def usable(kind: str, own: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The house's texts of a kind that still hold, and the places of those that do not.

    A release may know fields no more, or need others; the shipped text then stands in.
    """
    broken = tuple(key for key, text in own.items() if check(kind, key, text))
    held = {key: text for key, text in own.items() if key not in broken}
    return MappingProxyType(held), broken


def sample_letter(kind: str, key: str, text: str, house: HouseFacts) -> LetterContext:
    """A sample letter under the house's letterhead with a text in its place.

    Raises:
        LookupError: The kind has no such place.
    """
    where = place(kind, key)
    if where is None:
        raise LookupError(f"{kind} has no place {key}")
    own = {key: stored(text)}
    return samples()[kind][where.sample](
        lambda facts: replace(with_letterhead(facts, house), house_texts=own, day=TODAY)
    )


def _texts(kind: str) -> Iterator[tuple[str, str]]:
    """Keys and shipped texts of what could be a place."""
    texts, rules = letter_texts(kind), letter_texts("places")
    fixed = rules["fixed"].get(kind, ())
    for name, section in texts["sections"].items():
        for variant, text in section.items():
            running = variant == "text" or variant.startswith("text_")
            if name not in fixed and (running or variant in rules["sentences"]):
                yield from _own_words(f"sections.{name}.{variant}", text)
    for topic, row in texts.get("topics", {}).items():
        yield from _own_words(f"topics.{topic}.missing", row["missing"])


def _own_words(key: str, text: str) -> Iterator[tuple[str, str]]:
    words = words_of(text)
    if re.search(r"\w", words) and not _SAYS_LAW.search(words):
        yield key, text


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the composer knew each time it filled a text, and which sample was the first."""

    known: tuple[Mapping[str, str], ...]
    sample: int

    def names(self) -> frozenset[str]:
        """Known every time."""
        return frozenset.intersection(*(frozenset(values) for values in self.known))

    def example(self, name: str) -> str:
        """A value that is not empty, where there is one."""
        return next((values[name] for values in self.known if values.get(name)), "")

    def always(self, name: str) -> bool:
        """Never empty."""
        return all(values.get(name) for values in self.known)


def _seen(kind: str) -> dict[str, _Seen]:
    found: dict[str, _Seen] = {}
    for number, sample in enumerate(samples()[kind]):
        for text, values in _filled(sample):
            before = found.get(text, _Seen((), number))
            found[text] = replace(before, known=(*before.known, values))
    return found


def _filled(sample: Sample) -> list[tuple[str, Mapping[str, str]]]:
    seen: list[tuple[str, Mapping[str, str]]] = []

    def watch(text: str, values: Mapping[str, str]) -> None:
        seen.append((text, dict(values)))

    def watched(facts: LetterFacts) -> LetterFacts:
        return replace(facts, watch=watch)

    sample(watched)
    return seen


def _place(kind: str, key: str, text: str, seen: _Seen) -> Place:
    used = uses(text)
    bare = {one.name for one in used if not one.optional}
    more = sorted(name for name in _ANYWHERE if seen.always(name))
    names = dict.fromkeys([*(one.name for one in used), *more])
    offers = tuple(
        FieldOffer(name, seen.example(name), name not in bare and name not in more)
        for name in names
        if name in seen.names()
    )
    top = key.partition(".")[0]
    return Place(
        kind=kind,
        key=key,
        heading=_heading(kind, key, seen),
        shipped=text,
        fields=offers,
        required=tuple(_required(text)),
        sentence=top == "topics" or key.rpartition(".")[2] in letter_texts("places")["sentences"],
        sample=seen.sample,
    )


def _required(text: str) -> Iterator[str]:
    """Bare fields that decide: all that are not words of courtesy, and in bold the names, too."""
    in_bold = {one.name for one in uses(bold_parts(text))}
    for name in dict.fromkeys(one.name for one in uses(text) if not one.optional):
        if name not in _ANYWHERE or name in in_bold & {"navn", "hus"}:
            yield name


def _heading(kind: str, key: str, seen: _Seen) -> str:
    words: dict[str, Any] = letter_texts("places")["variants"]
    texts = letter_texts(kind)
    top, name, variant = key.split(".")
    if top == "topics":
        return str(words["topic"]).replace("{emne}", texts["topics"][name]["subject"])
    heading = str(texts["sections"][name]["heading"])
    for one in uses(heading):
        heading = heading.replace(f"{{{one.name}}}", seen.example(one.name))
    when = words.get(variant, "")
    return f"{heading}, {when}" if when else heading


def _problems(where: Place, text: str) -> Iterator[TemplateProblem]:
    if len(text) > LIMIT:
        yield TemplateProblem("too_long", position=LIMIT)
    for slip in slips(text):
        yield TemplateProblem(slip.code, position=slip.position)
    if where.sentence and not is_one_sentence(text):
        yield TemplateProblem("one_sentence")
    offers = {one.name: one for one in where.fields}
    for use in uses(text):
        offer = offers.get(use.name)
        if offer is None:
            near = difflib.get_close_matches(use.name, offers, 1, 0.6)
            yield TemplateProblem("unknown_field", use.name, use.position, near[0] if near else "")
        elif offer.optional and not use.optional:
            yield TemplateProblem("optional_field", use.name, use.position)
    bare = [one.name for one in uses(text) if not one.optional]
    for name in where.required:
        if name not in bare:
            yield TemplateProblem("missing_field", name, len(text))
        elif _LAW.fullmatch(name) and bare.count(name) > 1:
            yield TemplateProblem("twice_law", name, text.rindex(f"{{{name}}}"))
