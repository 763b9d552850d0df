"""Beboerens egen mappe (41): what a resident may always take along, in plain Danish or English.

Large type and short lines. No paragraphs, abbreviations, rule ids, ratings in figures, refund,
notes, or other residents: the facts below have no place for any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from models.values.information import InformationKind as Kind
from models.values.languages import Language
from reports.contexts import Block, Fact, Facts, LetterContext, Para, Section, Text, TextSize, plain
from reports.letters.base import Composer, LetterFacts
from reports.letters.own_words import WORDS, Words
from reports.texts import fill, paragraphs

KIND = "own_folder"
_NAMES = 55.0


@dataclass(frozen=True, slots=True)
class OwnGoal:
    """A goal: key of its theme (``society.economy``), and the words it was set with."""

    theme: str
    words: str


@dataclass(frozen=True, slots=True)
class OwnAppointment:
    """An appointment: local start, what (``""`` for a meeting), with whom, where, who goes along."""

    at: datetime
    what: str = ""
    with_whom: str = ""
    place: str = ""
    goes_along: str = ""
    all_day: bool = False


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who helps.

    Attributes:
        role: ``key_worker``, ``caseworker``, ``house`` or ``service``.
        what: Plain words in both languages, for a service.
        how_often: As it was written.
    """

    name: str
    role: str
    phone: str = ""
    municipality: str = ""
    what: tuple[str, str] = ("", "")
    how_often: str = ""


@dataclass(frozen=True, slots=True)
class Awaited:
    """What is waited for.

    Attributes:
        code: C1 to C12, to find the plain words; never printed.
        party: Key of ``ball_owners``; municipality: its display name, where the party is its.
        asked, reminded: Days, None where that did not happen.
    """

    code: str
    party: str
    municipality: str = ""
    asked: date | None = None
    reminded: date | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """Somebody who has received letters or files.

    Attributes:
        recipient: A municipality, a supplier, a landlord, another house.
        days: When each was sent or made, the oldest first.
        annulled: Of them, the days of letters that hold no longer.
    """

    recipient: str
    days: tuple[date, ...]
    annulled: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """A consent that holds: with whom, until when, and keys of its topics."""

    recipient: str
    until: date
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnFolderFacts:
    """Facts of the folder.

    Attributes:
        letter: House, person, day.
        language: ``da`` or ``en``.
        own_words: What the resident hopes for, and their own words of the plan.
        home: What a good home is to them.
        priorities: Ids of areas, of the newest overview.
        seen_by: Staff who opened the record in 30 days; temps: how many temporary ones beside them.
        received, files: Whom letters went to, and houses that a file was made for.
    """

    letter: LetterFacts
    language: Language = "da"
    own_words: tuple[str, ...] = ()
    home: str = ""
    priorities: tuple[str, ...] = ()
    goals: tuple[OwnGoal, ...] = ()
    appointments: tuple[OwnAppointment, ...] = ()
    helpers: tuple[Helper, ...] = ()
    waiting: tuple[Awaited, ...] = ()
    seen_by: tuple[str, ...] = ()
    temps: int = 0
    received: tuple[Received, ...] = ()
    files: tuple[Received, ...] = ()
    shared: tuple[Shared, ...] = ()


def compose(facts: OwnFolderFacts) -> LetterContext:
    """The folder as it would be printed."""
    words = WORDS[facts.language]
    made = composer(KIND, facts.letter, words)
    makers = (_wishes, _goals, _appointments, _helpers, _waiting, _stored, _seen, _agreed)
    sections = [make(made, facts, words) for make in makers]
    sections.append(_complaint(made, facts))
    return own_sheet(made, sections, words)


def composer(kind: str, letter: LetterFacts, words: Words) -> Composer:
    """A composer of a resident's own paper in a language."""
    day, name = letter.day, letter.person.name
    return Composer(
        f"{kind}{words.suffix}",
        letter,
        {
            "hele_fornavns": words.genitive(name),
            "dag": f"{words.weekday(day)} {words.long_date(day)}",
        },
    )


def own_sheet(
    made: Composer, sections: Iterable[Section], words: Words, size: TextSize = TextSize.FOLDER
) -> LetterContext:
    """A resident's own paper with its heading; the letterhead names no law."""
    texts = made.texts
    return made.sheet(
        sections,
        size=size,
        subtitle=made.fill(texts["subtitle"]),
        confidential=made.fill(texts["top"]),
        document_title=texts["document_title"],
        language=words.language,
        tagline=False,
        numbered=False,
    )


def wide(
    made: Composer, key: str, *blocks: Block, discloses: Iterable[Kind] = (), together: bool = False
) -> Section:
    """A section with its heading above it."""
    heading = made.fill(made.texts["sections"][key]["heading"])
    return Section(
        key, heading, blocks, discloses=frozenset(discloses), wide=True, together=together
    )


def _texts(*said: str) -> Text:
    return Text(tuple(plain(one) for one in said if one))


def _rows(rows: Iterable[tuple[str, str]]) -> Facts:
    return Facts(tuple(Fact(name, value) for name, value in rows), _NAMES, ruled=True)


def _wishes(made: Composer, facts: OwnFolderFacts, words: Words) -> Section:
    names = made.texts["sections"]["wishes"]
    areas = made.texts["areas"]
    ranked = words.listed([areas[one] for one in facts.priorities])
    home = facts.home.strip()
    text = _texts(
        *(fill(names["words"], {"egneord": said.strip()}) for said in facts.own_words),
        fill(names["home"], {"egneord": home}) if home else "",
        fill(names["priorities"], {"vigtigst": ranked}) if ranked else "",
    )
    return wide(made, "wishes", text, discloses=(Kind.OWN_WORDS,))


def _goals(made: Composer, facts: OwnFolderFacts, words: Words) -> Section:
    del words
    themes = made.texts["themes"]
    rows = [(theme_word(themes, goal.theme), goal.words) for goal in facts.goals]
    return wide(made, "goals", _rows(rows), discloses=(Kind.SUPPORT,))


def theme_word(themes: dict[str, str], key: str) -> str:
    """Plain words of a theme, the closest key first: ``society.economy``, then ``society``."""
    while key:
        if key in themes:
            return themes[key]
        key = key.rpartition(".")[0]
    return themes["other"]


def _appointments(made: Composer, facts: OwnFolderFacts, words: Words) -> Section:
    texts = made.texts
    names, today = texts["sections"]["appointments"], facts.letter.day
    rows = []
    for one in facts.appointments:
        what = one.what or names["about_me"]
        if one.with_whom:
            what = fill(names["with_whom"], {"hvad": what, "hvem": one.with_whom})
        if one.place:
            what = fill(names["at"], {"hvad": what, "sted": one.place})
        if one.goes_along:
            what = f"{what.rstrip('.')}. {fill(names['goes_along'], {'hvem': one.goes_along})}"
        rows.append((words.when(one.at, today, texts["when"], all_day=one.all_day), what))
    return wide(made, "appointments", _rows(rows), discloses=(Kind.EVERYDAY,))


def _helpers(made: Composer, facts: OwnFolderFacts, words: Words) -> Section:
    names = made.texts["sections"]["helpers"]
    place = 0 if words.language == "da" else 1
    rows = []
    for one in facts.helpers:
        if one.role == "service":
            what = one.what[place]
            what = f"{what[:1].upper()}{what[1:]}"
            what = ", ".join(part for part in (what, one.how_often) if part)
        else:
            what = fill(names[one.role], {"kommune": one.municipality})
        rows.append((one.name, "\n".join(part for part in (what, one.phone) if part)))
    return wide(made, "helpers", _rows(rows), discloses=(Kind.CONTACT,))


def _waiting(made: Composer, facts: OwnFolderFacts, words: Words) -> Section:
    texts = made.texts
    names = texts["sections"]["waiting"]
    rows = [
        (texts["waiting"][one.code]["name"], _awaited(texts, one, words)) for one in facts.waiting
    ]
    last = (_texts(made.fill(names["text"])),) if rows else ()
    return wide(made, "waiting", _rows(rows), *last, discloses=(Kind.SUPPORT,))


def _awaited(texts: dict[str, dict[str, dict[str, str]]], one: Awaited, words: Words) -> str:
    names = texts["sections"]["waiting"]
    said = fill(texts["waiting"][one.code]["text"], {"hvem": one.municipality or _who(texts, one)})
    if one.party == "us":
        return said
    if one.asked is None:
        return fill(names["not_asked"], {"tekst": said})
    values = {"tekst": said, "dato": words.short_date(one.asked)}
    if one.reminded is None or one.reminded <= one.asked:
        return fill(names["asked"], values)
    values["rykket"] = words.short_date(one.reminded)
    return fill(names["reminded"], values)


def _who(texts: dict[str, dict[str, dict[str, str]]], one: Awaited) -> str:
    return str(texts["who"][one.party])


def _stored(made: Composer, facts: OwnFolderFacts, words: Words) -> Section:
    del facts, words
    return wide(made, "stored", _texts(made.fill(made.texts["sections"]["stored"]["text"])))


def _seen(made: Composer, facts: OwnFolderFacts, words: Words) -> Section:
    names = made.texts["sections"]["seen"]
    people = list(facts.seen_by)
    if facts.temps:
        many = fill(names["temps"], {"antal": words.count(facts.temps)})
        people.append(names["temp"] if facts.temps == 1 else many)
    who = fill(names["staff"], {"navne": words.listed(people)}) if people else names["nobody"]
    sent = [_received(names, one, words) for one in facts.received]
    files = [
        fill(names["file"], {"modtager": one.recipient, "datoer": _days(one.days, words)})
        for one in facts.files
    ]
    return wide(made, "seen", _texts(who, *sent, *files), discloses=(Kind.CONTACT,))


def _received(names: dict[str, str], one: Received, words: Words) -> str:
    key = "letter" if len(one.days) == 1 else "letters"
    days = _days(one.days, words)
    values = {"modtager": one.recipient, "antal": words.count(len(one.days)), "datoer": days}
    said = fill(names[key], values)
    if not one.annulled:
        return said
    key = "annulled" if len(one.annulled) == 1 else "annulled_more"
    return f"{said} {fill(names[key], {'datoer': _days(one.annulled, words)})}"


def _days(days: Iterable[date], words: Words) -> str:
    """Two of one day are told as one day."""
    return words.listed([words.short_date(day) for day in dict.fromkeys(days)])


def _agreed(made: Composer, facts: OwnFolderFacts, words: Words) -> Section:
    names, topics = made.texts["sections"]["agreed"], made.texts["shareable"]
    said = [
        fill(
            names["shared"],
            {
                "hus": facts.letter.house.name,
                "modtager": one.recipient,
                "dato": words.long_date(one.until),
                "emner": words.listed([topics[key] for key in one.topics]),
            },
        )
        for one in facts.shared
    ]
    text = _texts(*said, names["withdraw"]) if said else _texts(names["none"])
    return wide(made, "agreed", text, discloses=(Kind.CONSENT,))


def _complaint(made: Composer, facts: OwnFolderFacts) -> Section:
    names = made.texts["sections"]["complaint"]
    made.add(leder_eller_os=facts.letter.house.leader or names["us"])
    return wide(made, "complaint", _paragraphs(made, "complaint"), together=True)


def _paragraphs(made: Composer, key: str) -> Text:
    return Text(tuple(_filled(made, made.texts["sections"][key]["text"])))


def _filled(made: Composer, template: str) -> Iterator[Para]:
    yield from paragraphs("{tekst}", {"tekst": made.fill(template)})
