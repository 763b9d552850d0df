"""Rykker (33): of which letter, what happened since, and why it is urgent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from boform_app.clock import local_date
from boform_app.rules.readiness.answers import WishToMove
from boform_app.services import (
    _case_days,
    _contact_items,
    _letter_overview,
    _letter_parts,
    _letter_required,
    _letter_subjects,
)
from boform_app.services._letter_common import (
    Composed,
    Draft,
    answer_date,
    answer_field,
    covered,
    date_field,
    flag_field,
    letter_facts,
    lines_field,
    read_facts,
    read_fields,
    rule_rows,
    sheet_field,
)
from boform_app.services._letter_sources import Sources, channel_words
from boform_app.services.views.letters import LetterEdits, LetterField
from models import tables
from models.values import dates
from models.values.information import InformationKind
from models.values.lists import label
from reports.danish import long_date
from reports.letters import reminder
from reports.letters.reminder import EventFacts, ReminderFacts, SentFacts

# What is asked for again, by prerequisite; those that are not here nobody can be reminded of.
_TOPICS = MappingProxyType(
    {
        "C1": "housing",
        "C2": "housing",
        "C4": "deposit",
        "C5": "income",
        "C6": "plan",
        "C7": "support",
        "C8": "support_person",
        "C9": "municipality",
        "C11": "debt",
        "C12": "treatment",
    }
)
# By kind of the first letter, with its article as in a sentence.
_LETTERS = MappingProxyType(
    {
        "admission_notice": ("plan", "en orientering om optagelse"),
        "plan_request": ("plan", "en anmodning om handleplan"),
        "referral": ("support", "en henvisning til støtte"),
        "housing_nomination": ("housing", "en indstilling til bolig"),
        "handover": ("support_person", "en overlevering"),
        "status_note": ("support_person", "et statusnotat"),
        "reminder": ("", "en rykker"),
    }
)
_SETTLED = frozenset({"fulfilled", "not_relevant"})
_OURS = frozenset({"us", "resident_and_us"})
_WRITTEN = frozenset({"letter", "mail", "call"})
_THEIR_LEADER = "jeres leder"


@dataclass(frozen=True, slots=True)
class _Target:
    """What a reminder is about.

    Attributes:
        key: Id of the letter, or code of the prerequisite.
        words: As the author chooses it.
        topic: Key of ``reminder.topics()``.
        codes: Prerequisites it is about.
        chain: Letters sent about it, the first one first.
        said: Other ways it was asked for, oldest first.
    """

    key: str
    words: str
    topic: str
    codes: tuple[str, ...]
    chain: tuple[tables.Letter, ...] = ()
    said: tuple[tables.ContactEntry, ...] = ()
    answer_by: date | None = None

    @property
    def since(self) -> date:
        """The day it was asked for the first time."""
        return min(day for day in (*_sent_days(self.chain), *map(_day, self.said)))


@dataclass(frozen=True, slots=True)
class Owing:
    """Who owes the answer that a reminder asks for.

    Attributes:
        letter: The first letter about it; None where it was asked for in other ways.
        party: Key of ``ball_owners`` for a matter that somebody has; "" follows the letter.
        address: Lines of whoever is no unit of a municipality, "" for nobody.
    """

    letter: tables.Letter | None = None
    party: str = ""
    address: str = ""


def owing(sources: Sources, edits: LetterEdits) -> Owing:
    """Whom the chosen reminder goes to, known before it is composed."""
    return _owing(sources, _chosen(edits.fields.get("about", ""), tuple(_targets(sources))))


def _owing(sources: Sources, target: _Target | None) -> Owing:
    if target is None:
        return Owing()
    letter = target.chain[0] if target.chain else None
    owner = next((one.owner for one in sources.prerequisites if one.code == target.key), "")
    lines: tuple[str, ...] = ()
    if letter is not None and not letter.municipality_code:
        lines = tuple(letter.recipient.get("lines", ()))
    elif owner == "provider" and sources.case.support is not None:
        lines = (sources.case.support.supplier,)
    return Owing(letter, owner, "\n".join(line for line in lines if line))


def compose(draft: Draft) -> Composed:
    """A reminder of the newest request without answer, or of the one that the author chose."""
    targets = tuple(_targets(draft.sources))
    target = _chosen(draft.value("about"), targets)
    facts = _facts(draft, target)
    context = reminder.compose(facts)
    if target is None:
        # Nothing was sent that anybody could be reminded of: there is nothing to tell.
        context = context.without("events")
    return Composed(
        context,
        _fields(draft, facts, targets, target),
        _letter_parts.warnings(draft),
        _letter_overview.left_out(draft),
        facts.reply_by,
        rule_rows(draft, "answer_days"),
        about_id=target.chain[-1].id if target and target.chain else None,
        missing=_letter_required.missing("reminder", draft, _given(target)),
        policy="reminder_plan" if facts.topic == "plan" and _to_authority(draft) else "",
        candidates=reminder.candidates(facts),
    )


def _facts(draft: Draft, target: _Target | None) -> ReminderFacts:
    overview, today = draft.sources.overview, draft.sources.today
    told = frozenset({InformationKind.SUPPORT})
    own = _own_matter(target)
    return ReminderFacts(
        letter=letter_facts(draft, statutory=False, enclosures=_enclosures(target)),
        stay=_letter_parts.stay_facts(draft),
        reply_by=answer_date(draft),
        topic=target.topic if target else "plan",
        sent=_sent(target) or (SentFacts(today, ""),),
        events=_events(draft, target),
        subject=own[0],
        missing=own[1],
        situation=_situation(draft),
        support_wanted=bool(overview and overview.result.support_wanted),
        meanwhile=_letter_parts.meanwhile(draft) if draft.consent else "",
        next_to="" if _to_authority(draft) else _THEIR_LEADER,
        ombudsman=_to_authority(draft) and draft.flag("ombudsman", default=True),
        read=read_facts(draft),
        answer_sheet=bool(draft.case_code),
        discloses={
            "why": frozenset({InformationKind.HOUSING}) if _situation(draft) else frozenset(),
            "events": told if _events(draft, target) else frozenset(),
            "meanwhile": frozenset({InformationKind.EVERYDAY}),
        },
    )


def _fields(
    draft: Draft, facts: ReminderFacts, targets: tuple[_Target, ...], target: _Target | None
) -> tuple[LetterField, ...]:
    options = tuple((one.key, one.words) for one in targets)
    about = LetterField(
        "about", "Hvad vi minder om", "choice", target.key if target else "", "", options
    )
    needed = _tells_situation(draft) and not facts.situation.strip()
    since = draft.day("events_from", target.since if target else None)
    address = _owing(draft.sources, target).address
    municipal = (
        flag_field("ombudsman", "Borgerrådgiveren bliver nævnt", value=facts.ombudsman),
        sheet_field(draft),
    )
    return (
        about,
        lines_field(draft, "recipient", "Anden modtager, en linje for hver", address),
        answer_field(draft, facts.reply_by),
        LetterField(
            "situation",
            "Hvorfor det haster",
            "text",
            draft.value("situation", _default_situation(draft)),
            "required" if needed else "",
        ),
        date_field("events_from", "Fortæl, hvad der er sket, fra", since, past=True),
        *(municipal if _to_authority(draft) else ()),
        *read_fields(draft),
    )


def _to_authority(draft: Draft) -> bool:
    """Only a municipality has an answer form, a *borgerrådgiver* and a law to answer by."""
    return draft.recipient is None or bool(draft.recipient.municipality_code)


def _given(target: _Target | None) -> set[str]:
    found = {"missing", "next_step"}
    return found | {"topic", "sent"} if target else found


# -- what it is about ----------------------------------------------------------------------------


def _targets(sources: Sources) -> Iterator[_Target]:
    """Requests without answer, the most pressing first, then open matters that were asked for."""
    case = sources.case
    by_id = {letter.id: letter for letter in case.letters}
    waiting = {
        UUID(one.letter_id): one.answer_by
        for one in _case_days.open_letters(case.letters, sources.prerequisites)
    }
    found = [_of_letter(by_id[one], by_id, due) for one, due in waiting.items()]
    requests = [one for one in found if one is not None]
    late = [one for one in requests if one.answer_by and one.answer_by < sources.today]
    ahead = [one for one in requests if one not in late]
    yield from sorted(late, key=_answer_by, reverse=True)
    yield from sorted(ahead, key=_answer_by)
    for item in sources.prerequisites:
        target = _of_item(item, sources, by_id)
        if target is not None:
            yield target


def _answer_by(target: _Target) -> date:
    return target.answer_by or date.max


def _of_letter(
    letter: tables.Letter, by_id: dict[UUID, tables.Letter], answer_by: date
) -> _Target | None:
    chain = _chain(letter, by_id)
    kind = chain[0].kind
    topic = _LETTERS.get(kind, ("", ""))[0]
    if not topic:
        return None
    words = f"{letter.title}, sendt {dates.short(letter.sent_on or letter.letter_date)}"
    codes = _letter_subjects.CODES.get(kind, ())
    return _Target(str(letter.id), words, topic, codes, chain, answer_by=answer_by)


def _of_item(
    item: tables.Prerequisite, sources: Sources, by_id: dict[UUID, tables.Letter]
) -> _Target | None:
    """An open matter that others have, and that was asked for: by letter, or on the phone."""
    if item.code not in _TOPICS or item.status in _SETTLED or item.owner in _OURS:
        return None
    about = [
        letter
        for letter in sources.case.letters
        if item.code
        in _letter_subjects.CODES.get(_contact_items.first_letter(letter, by_id).kind, ())
    ]
    said = tuple(
        entry
        for entry in sources.case.entries
        if item.code in entry.prerequisite_codes
        and entry.direction == "out"
        and entry.kind in _WRITTEN
    )
    if not about and not said:
        return None
    chain = _chain(about[-1], by_id) if about else ()
    words = label("prerequisites", item.code)
    return _Target(item.code, words, _TOPICS[item.code], (item.code,), chain, () if chain else said)


def _chain(letter: tables.Letter, by_id: dict[UUID, tables.Letter]) -> tuple[tables.Letter, ...]:
    found = [letter]
    while (before := by_id.get(found[0].about_id or letter.id)) is not None and before not in found:
        found.insert(0, before)
    return tuple(found)


def _chosen(wanted: str, targets: tuple[_Target, ...]) -> _Target | None:
    return next((one for one in targets if one.key == wanted), next(iter(targets), None))


# -- what happened -------------------------------------------------------------------------------


def _sent(target: _Target | None) -> tuple[SentFacts, ...]:
    if target is None:
        return ()
    letters = tuple(
        SentFacts(letter.sent_on or letter.letter_date, _what(letter), channel_words(letter))
        for letter in target.chain
    )
    first = target.said[:1]
    return letters or tuple(SentFacts(_day(one), *_asked(one)) for one in first)


def _what(letter: tables.Letter) -> str:
    return _LETTERS.get(letter.kind, ("", "et brev"))[1]


def _asked(entry: tables.ContactEntry) -> tuple[str, str]:
    """``Vi sendte en mail.``, ``Vi sendte en besked med telefon.``."""
    return {"letter": ("et brev", ""), "mail": ("en mail", "")}.get(
        entry.kind, ("en besked", "telefon")
    )


def _events(draft: Draft, target: _Target | None) -> tuple[EventFacts, ...]:
    """What the contact log says of the matter since; only with a consent that carries it."""
    if target is None or draft.consent is None:
        return ()
    since = draft.day("events_from", target.since) or target.since
    told = [
        entry
        for entry in draft.sources.case.entries
        if set(entry.prerequisite_codes) & set(target.codes)
        and entry.id not in {one.id for one in target.said[:1]}
        and _day(entry) >= max(since, target.since)
    ]
    return tuple(EventFacts(_day(one), _outcome(one)) for one in told)


def _outcome(entry: tables.ContactEntry) -> str:
    return f"{label('contact_kinds', entry.kind)}: {_letter_parts.stopped(entry.outcome)}"


def _own_matter(target: _Target | None) -> tuple[str, str]:
    """Word of the title and request for a letter that no topic is made for."""
    if target is None or not target.chain or target.chain[0].kind != "status_note":
        return "", ""
    day = target.chain[0].sent_on or target.chain[0].letter_date
    return "statusnotatet", f"svarer på vores statusnotat af {long_date(day)}"


def _enclosures(target: _Target | None) -> tuple[str, ...]:
    if target is None or not target.chain:
        return ()
    first = target.chain[0]
    named = _LETTERS.get(first.kind, ("", "et brev"))[1].partition(" ")[2]
    day = long_date(first.sent_on or first.letter_date)
    return (f"{named[:1].upper()}{named[1:]} af {day}",)


def _sent_days(letters: tuple[tables.Letter, ...]) -> Iterator[date]:
    return (letter.sent_on or letter.letter_date for letter in letters)


def _day(entry: tables.ContactEntry) -> date:
    return local_date(entry.happened_at)


# -- why it is urgent ----------------------------------------------------------------------------


def _tells_situation(draft: Draft) -> bool:
    """The sentence tells of the home: it needs a consent that carries that."""
    return draft.consent is not None and InformationKind.HOUSING in covered(draft)


def _situation(draft: Draft) -> str:
    return draft.value("situation", _default_situation(draft)) if _tells_situation(draft) else ""


def _default_situation(draft: Draft) -> str:
    """What the last overview says, when it says so without any doubt; else the author writes."""
    overview = draft.sources.overview
    if overview is None or not overview.result.category.is_ready:
        return ""
    if overview.answers.wish_to_move is not WishToMove.YES:
        return ""
    return f"{draft.sources.first_name} kan flytte i egen bolig nu og vil gerne."
