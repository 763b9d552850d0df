"""Udtalelse til udlejer, and Kvittering for modtaget svar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.exchange.answer_form import AnswerLine, answer_lines, read_answers
from boform_app.rules import instrument
from boform_app.services import _support
from boform_app.services._letter_common import (
    Composed,
    Draft,
    answer_date,
    answer_field,
    consent_facts,
    covered,
    flag_field,
    letter_facts,
    lines_field,
    read_facts,
    read_fields,
    rule_rows,
    text_field,
)
from boform_app.services._letter_confirmations import ore_of
from boform_app.services._letter_gaps import STAND_IN, Gaps, lines_of
from boform_app.services._letter_sources import Sources
from boform_app.services.views.letters import LetterField
from models import tables
from models.values import dates
from models.values.information import InformationKind
from reports.danish import long_date
from reports.letters import answer_receipt, landlord_statement
from reports.letters.answer_receipt import NotedAnswer
from reports.letters.base import LetterFacts, RecipientFacts
from reports.letters.stay import ConsentFacts, ReadFacts
from reports.texts import letter_texts

# What a landlord may be told without being asked: the rest of the list says what the resident
# lives with (domain/readiness.md 3.9), and only the author can decide to write it.
_PLAIN_NEEDS = ("tilgaengelighed", "husdyr", "boern")
_LAWFUL = frozenset(
    (
        InformationKind.IDENTITY,
        InformationKind.CPR,
        InformationKind.STAY,
        InformationKind.MUNICIPALITY,
    )
)


# --- Udtalelse til udlejer ------------------------------------------------------------------------


def landlord(draft: Draft) -> Composed:
    """Four things and nothing else, only with a consent to this very recipient."""
    gaps, sources = Gaps(landlord_statement.KIND), draft.sources
    rent_kr = sources.stay.max_rent_kr
    rent_text = draft.value("max_rent", f"{rent_kr}" if rent_kr else "")
    rent = ore_of(rent_text)
    support = _support.granted_on(sources.case.support) is not None
    needs = draft.value("needs", _needs(sources))
    consent, read = consent_facts(draft.consent), read_facts(draft)
    today = sources.today
    stand_in = ConsentFacts(today, written=True, topics=frozenset())
    context = landlord_statement.compose(
        landlord_statement.LandlordStatementFacts(
            letter=_outward(draft, gaps),
            max_rent_ore=gaps.need("max_rent", rent, 1),
            support_agreed=draft.flag("support_agreed", default=support),
            consent=gaps.need("consent", consent, stand_in),
            read=gaps.need("read", read, ReadFacts(today)),
            contact=gaps.words("contact", letter_facts(draft, statutory=False).contact),
            contact_phone=letter_facts(draft, statutory=False).contact_phone,
            needs=needs if InformationKind.HOUSING in covered(draft) else "",
        )
    )
    if consent is None or read is None:
        # What is not so is not shown, not even as an example.
        context = context.without("basis")
    if not rent:
        context = context.without("statement")
    unread = "not_a_number" if rent_text.strip() and rent is None else ""
    fields = (
        _recipient_field(draft),
        LetterField("max_rent", "Højeste husleje, kr. pr. måned", "text", rent_text, unread),
        flag_field(
            "support_agreed",
            "Støtte i boligen er aftalt",
            value=draft.flag("support_agreed", default=support),
        ),
        text_field(draft, "needs", "Krav til boligen (kan være tom)", needs),
        *read_fields(draft),
    )
    return Composed(context, fields, _outward_warnings(draft), missing=gaps.missing)


def _needs(sources: Sources) -> str:
    search = sources.case.search
    wanted = search.requirements if search else []
    kinds = {kind.id: kind.text for kind in instrument.load().requirements}
    text = ", ".join(kinds[key] for key in _PLAIN_NEEDS if key in wanted and key in kinds)
    return text[:1].upper() + text[1:]


def _recipient_field(draft: Draft) -> LetterField:
    home = draft.sources.case.home
    return lines_field(draft, "recipient", "Modtager og adresse", home.landlord if home else "")


def _outward(draft: Draft, gaps: Gaps) -> LetterFacts:
    """With a recipient; a stand-in while nobody is chosen, which the proposal tells of itself."""
    facts = letter_facts(draft, statutory=False)
    facts = replace(facts, signer=gaps.words("signer", facts.signer))
    if facts.recipient is not None:
        return facts
    nobody = RecipientFacts((STAND_IN,), statutory=False, authority=False)
    return replace(facts, recipient=nobody)


def _outward_warnings(draft: Draft) -> tuple[str, ...]:
    found = [] if draft.consent else ["consent_missing"]
    return (*found, *(["protected_address"] if draft.sources.person.protected_address else []))


# --- Kvittering -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Answered:
    """A letter that was answered, with what was taken over from the answer."""

    letter: tables.Letter
    answer: tables.Answer | None


@dataclass(frozen=True, slots=True)
class Answered:
    """The letters of the stay that were answered, the latest answer first."""

    rows: tuple[_Answered, ...]


def answered(session: Session, sources: Sources) -> Answered:
    """Read the answered letters and the newest answer that was taken over to each."""
    letters = session.scalars(
        select(tables.Letter)
        .where(
            tables.Letter.stay_id == sources.stay.id,
            tables.Letter.answered_on.is_not(None),
            tables.Letter.status == "sent",
        )
        .order_by(tables.Letter.answered_on.desc(), tables.Letter.made_at.desc())
    ).all()
    answers: dict[UUID, tables.Answer] = {
        row.letter_id: row
        for row in session.scalars(
            select(tables.Answer)
            .where(
                tables.Answer.letter_id.in_({letter.id for letter in letters}),
                tables.Answer.state == "taken",
            )
            .order_by(tables.Answer.received_at)
        )
    }
    return Answered(tuple(_Answered(letter, answers.get(letter.id)) for letter in letters))


@dataclass(frozen=True, slots=True)
class _Question:
    """A line of the receipt: the rows of the answer screen it says, and the fields in order.

    Attributes:
        taken: Keys of the rows that may have been taken over, each with its fields.
        head: The field that needs no label beside it.
    """

    key: str
    head: str
    taken: Mapping[str, tuple[str, ...]]
    kind: InformationKind


_QUESTIONS = (
    _Question(
        "caseworker",
        "caseworker.name",
        MappingProxyType(
            {
                "caseworker": ("caseworker.name",),
                "unit": ("caseworker.unit",),
                "phone": ("caseworker.phone",),
                "mail": ("caseworker.mail",),
            }
        ),
        InformationKind.MUNICIPALITY,
    ),
    _Question(
        "plan",
        "plan.state",
        MappingProxyType(
            {
                "plan": ("plan.state", "plan.date", "plan.expected"),
                "follow_up": ("plan.follow_up",),
            }
        ),
        InformationKind.SUPPORT,
    ),
    _Question(
        "support",
        "support.decision",
        MappingProxyType(
            {
                "support": (
                    "support.decision",
                    "support.method",
                    "support.decided_on",
                    "support.expected",
                ),
                "supplier": ("support.supplier", "support.starts_on"),
            }
        ),
        InformationKind.SUPPORT,
    ),
    _Question(
        "home",
        "home.state",
        MappingProxyType({"home": ("home.state", "home.from", "home.rent", "home.listed_on")}),
        InformationKind.HOUSING,
    ),
    _Question(
        "meeting",
        "meeting.date",
        MappingProxyType({"meeting": ("meeting.date", "meeting.time", "meeting.place")}),
        InformationKind.SUPPORT,
    ),
)
_AWAITED = {"plan": "C6", "support": "C7"}
_OPEN = {"missing", "in_progress"}


def receipt(draft: Draft) -> Composed:
    """What we have noted from the municipality's answer, and what we still lack."""
    gaps, found = Gaps(answer_receipt.KIND), draft.gathered(Answered).rows
    about = next((one for one in found if str(one.letter.id) == draft.value("about")), None)
    about = about or (found[0] if found else None)
    if about is None:
        gaps.miss("answer")
    noted = tuple(_noted(draft, about)) if about else ()
    lacking = draft.value("missing", "\n".join(_lacking(draft, about)) if about else "")
    reply_by = answer_date(draft)
    received = draft.day("received", _received(about)) or draft.sources.today
    context = answer_receipt.compose(
        answer_receipt.AnswerReceiptFacts(
            letter=_outward(draft, gaps),
            received=received,
            noted=gaps.need("noted", noted, (_nothing(),)),
            answered=_filled_on(about),
            missing=lines_of(lacking),
            reply_by=reply_by,
            next_step=draft.value("next_step"),
            next_kinds=frozenset({InformationKind.SUPPORT}),
        )
    )
    asked = (answer_field(draft, reply_by),) if lines_of(lacking) else ()
    fields = (
        *_about_fields(draft, about),
        LetterField("received", "Svaret kom", "date", received.isoformat()),
        lines_field(draft, "missing", "Det mangler vi (kan være tomt)", lacking),
        *asked,
        lines_field(draft, "next_step", "Det sker nu (kan være tomt)"),
    )
    return Composed(
        context,
        fields,
        _outward_warnings(draft),
        answer_by=reply_by if asked else None,
        rule_rows=rule_rows(draft, "answer_days") if asked else (),
        about_id=about.letter.id if about else None,
        missing=gaps.missing,
    )


def _about_fields(draft: Draft, about: _Answered | None) -> tuple[LetterField, ...]:
    """Which letter was answered, where there is more than one."""
    found = draft.gathered(Answered).rows
    if len(found) < 2 or about is None:
        return ()
    options = tuple(
        (str(one.letter.id), f"{one.letter.title}, {dates.short(one.letter.letter_date)}")
        for one in found
    )
    return (LetterField("about", "Svaret på", "choice", str(about.letter.id), options=options),)


def _noted(draft: Draft, about: _Answered) -> Iterator[NotedAnswer]:
    """What was taken over and may be told back on the basis that is chosen."""
    if about.answer is None:
        return
    lines = _lines(about)
    names = letter_texts(answer_receipt.KIND)["questions"]
    allowed = _LAWFUL if draft.edits.ground == "law" else covered(draft)
    for question in _QUESTIONS:
        keys = [
            key
            for row, fields in question.taken.items()
            if row in about.answer.taken
            for key in fields
        ]
        words = [_words(lines[key], question.head) for key in keys if lines[key].value]
        if words and question.kind in allowed:
            yield NotedAnswer(names[question.key], ". ".join(words), question.kind)


def _words(line: AnswerLine, head: str) -> str:
    return line.value if line.key == head else f"{line.label}: {line.value}"


def _lines(about: _Answered) -> dict[str, AnswerLine]:
    fields = about.answer.fields if about.answer else {}
    answers = read_answers(fields, about.letter.letter_date)
    found = {line.key: line for line in answer_lines(answers)}
    for key, line in found.items():
        value = answers.of(key)
        if isinstance(value, date):
            # A letter writes its days in words; the screen has them in figures.
            found[key] = replace(line, value=long_date(value))
    return found


def _lacking(draft: Draft, about: _Answered) -> Iterator[str]:
    """Questions that were not answered and that we still wait for."""
    names, lines = letter_texts(answer_receipt.KIND)["lacking"], _lines(about)
    if not lines["caseworker.name"].value and draft.sources.caseworker is None:
        yield str(names["caseworker"])
    waiting = {row.code for row in draft.sources.prerequisites if row.status in _OPEN}
    for question in _QUESTIONS:
        code = _AWAITED.get(question.key)
        fields = next(iter(question.taken.values()))
        if code in waiting and not any(lines[key].value for key in fields):
            yield str(names[question.key])


def _nothing() -> NotedAnswer:
    return NotedAnswer(STAND_IN, STAND_IN, InformationKind.MUNICIPALITY)


def _received(about: _Answered | None) -> date | None:
    if about is None:
        return None
    return local_date(about.answer.received_at) if about.answer else about.letter.answered_on


def _filled_on(about: _Answered | None) -> date | None:
    if about is None or about.answer is None:
        return None
    return read_answers(about.answer.fields, about.letter.letter_date).filled_on
