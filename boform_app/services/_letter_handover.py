"""Overlevering ved fraflytning (38): to the new supporter, with a copy to the resident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType

from boform_app.rules.spans import after_months
from boform_app.rules.weekdays import working_day_on_or_after, working_day_on_or_before
from boform_app.services import (
    _letter_overview,
    _letter_parts,
    _letter_required,
    _support,
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
    moments,
    read_facts,
    read_fields,
    rule_rows,
    text_field,
    typed_recipient,
)
from boform_app.services.views.letters import LetterField
from models import tables
from models.values import dates
from models.values.information import InformationKind
from reports.letters import handover
from reports.letters.base import may_read_address
from reports.letters.handover import (
    AgreementFacts,
    AgreementKey,
    ContactFacts,
    HandoverFacts,
    SafetyFacts,
    WeekFacts,
)

_AGREEMENTS: MappingProxyType[AgreementKey, tuple[str, InformationKind]] = MappingProxyType(
    {
        "economy": ("Aftale om økonomi", InformationKind.ECONOMY),
        "medicine": ("Aftale om medicin", InformationKind.HEALTH),
        "keys": ("Aftale om nøgler", InformationKind.HOUSING),
        "mail": ("Aftale om post", InformationKind.EVERYDAY),
    }
)
_FOLLOW_UP_MONTHS = (1, 3, 6, 12)
_PARTS = 3


@dataclass(frozen=True, slots=True)
class _Move:
    """Day and time of the move, None while nobody has said."""

    day: date | None
    at: time | None = None

    @property
    def when(self) -> datetime | date | None:
        """With its time where that is known."""
        if self.day is None or self.at is None:
            return self.day
        return datetime.combine(self.day, self.at)


def compose(draft: Draft) -> Composed:
    """Without a day of the move, or of the first visit, Print waits and the letter is silent on it."""
    move, visits = _move(draft), moments(draft, "first_visit")
    facts = _facts(draft, move, visits[0] if visits else None)
    context = handover.compose(facts)
    if not visits:
        context = context.without("ask")
    if move.day is None:
        context = context.without("move")
    return Composed(
        context,
        _fields(draft, facts, move, visited=bool(visits)),
        _letter_parts.warnings(draft),
        _letter_overview.left_out(draft),
        facts.reply_by,
        rule_rows(draft, "answer_days"),
        missing=_letter_required.missing("handover", draft, _given(facts)),
    )


def _facts(draft: Draft, move: _Move, visit: datetime | None) -> HandoverFacts:
    sources, today = draft.sources, draft.sources.today
    support = sources.case.support
    granted = _support.granted_on(support)
    agreed = draft.flag("follow_up_agreed", default=False)
    letter = letter_facts(draft, statutory=False)
    allowed = covered(draft)
    address = draft.value("address", _address(draft))
    everyday = InformationKind.EVERYDAY in allowed
    return HandoverFacts(
        letter=letter,
        stay=_letter_parts.stay_facts(draft),
        reply_by=_reply_by(draft, move.day),
        first_visit=visit or datetime.combine(move.day or today, time(10)),
        moves=move.when or today,
        address=address if InformationKind.ADDRESS in allowed and may_read_address(letter) else "",
        method=_support.granted_label(support) if support else "",
        method_law="§ 85" if support and _granted_key(support) == "section_85" else "§ 85 a",
        granted=granted,
        own_words=_letter_overview.own_words(draft),
        what_works=_letter_overview.what_works(draft),
        weeks=tuple(_weeks(draft)) if everyday else (),
        agreements=tuple(_agreements(draft)),
        safety=_safety(draft) if InformationKind.HEALTH in allowed else None,
        contacts=tuple(_contacts(draft)),
        ball=_letter_parts.ball(draft) if InformationKind.HOUSING in allowed else (),
        follow_up=_follow_up(move.day) if move.day else (),
        follow_up_agreed=agreed,
        unknown=_letter_overview.unknown(draft),
        read=read_facts(draft),
        discloses=_letter_overview.disclosed(draft),
    )


def _fields(
    draft: Draft, facts: HandoverFacts, move: _Move, *, visited: bool
) -> tuple[LetterField, ...]:
    visit = draft.value("first_visit")
    to = "\n".join(typed_recipient(draft.sources, draft.edits, "provider"))
    weeks = draft.value("weeks", _default_weeks(draft))
    contacts = draft.value("contacts", _default_contacts(draft))
    return (
        LetterField("recipient", "Den nye støtte, en linje for hver", "lines", to),
        answer_field(draft, facts.reply_by),
        date_field("moves", "Flytter", move.day, "" if move.day else "required"),
        text_field(draft, "moves_at", "Klokken", _clock(move.at)),
        LetterField("first_visit", "Første besøg", "moment", visit, "" if visited else "required"),
        text_field(draft, "address", "Ny adresse", _address(draft)),
        LetterField(
            "weeks",
            "De første seks uger: hvornår; hvad; hvem",
            "lines",
            weeks,
            _lines_problem(draft, weeks, timed=True),
        ),
        *(lines_field(draft, key, label) for key, (label, _) in _AGREEMENTS.items()),
        lines_field(draft, "safety", "Hvis det bliver svært"),
        date_field("safety_on", "Planen er lavet", draft.day("safety_on")),
        flag_field(
            "safety_agreed",
            "Beboeren har sagt ja til at dele planen",
            value=draft.flag("safety_agreed", default=False),
        ),
        LetterField(
            "contacts",
            "Kontakter: hvem; hvad; telefon",
            "lines",
            contacts,
            _lines_problem(draft, contacts, timed=False),
        ),
        flag_field(
            "follow_up_agreed",
            "Beboeren har sagt ja til, at vi ringer efter flytningen",
            value=facts.follow_up_agreed,
        ),
        *read_fields(draft),
    )


def _given(facts: HandoverFacts) -> set[str]:
    # The day of the move and of the first visit say themselves that they are empty.
    found = {"moves", "first_visit"}
    found |= {"support"} if facts.granted else set()
    return found | ({"weeks"} if facts.weeks else set())


# -- the move ------------------------------------------------------------------------------------


def _move(draft: Draft) -> _Move:
    """The planned end of the stay, else the day the new home is free."""
    stay, home = draft.sources.stay, draft.sources.case.home
    planned = stay.planned_end_on
    proposed = planned or (home and (home.moved_in_on or home.move_in_on or home.keys_on)) or None
    typed = draft.value("moves_at", stay.planned_end_time if planned else "")
    parsed = dates.parse_time(typed, time.min).time if typed.strip() else None
    return _Move(draft.day("moves", proposed), parsed)


def _clock(at: time | None) -> str:
    return dates.clock(at) if at is not None else ""


def _reply_by(draft: Draft, move: date | None) -> date:
    """Before the move, where the usual day would come too late."""
    usual = answer_date(draft)
    if move is None or usual < move or "answer_by" in draft.edits.fields:
        return usual
    return max(draft.sources.today, working_day_on_or_before(move))


def _address(draft: Draft) -> str:
    home = draft.sources.case.home
    return (home.address if home else "") or draft.sources.stay.new_address


def _granted_key(support: tables.Support) -> str:
    return support.granted_method if support.decision == "granted_otherwise" else support.method


def _follow_up(move: date) -> tuple[date, ...]:
    """After 1, 3, 6 and 12 months, moved on to working days."""
    return tuple(
        working_day_on_or_after(after_months(move, months)) for months in _FOLLOW_UP_MONTHS
    )


# -- what is agreed ------------------------------------------------------------------------------


def _default_weeks(draft: Draft) -> str:
    """Keys, move and the first visit, as far as they are known; the rest is agreed and written."""
    move, visits = _move(draft), moments(draft, "first_visit")
    house = draft.sources.house.name
    lines = []
    if move.day:
        at = f" kl. {_clock(move.at)}" if move.at else ""
        lines.append(f"{dates.short(move.day)}{at}; Nøgler og indflytning; {house}")
    if visits:
        visit = visits[0]
        support = draft.sources.case.support
        who = (support.supplier or support.supporter) if support else ""
        when = f"{dates.short(visit.date())} kl. {_clock(visit.time())}"
        lines.append(f"{when}; Første besøg; {who or 'Støtten'}")
    return "\n".join(lines)


def _weeks(draft: Draft) -> Iterator[WeekFacts]:
    for parts in _split(draft.value("weeks", _default_weeks(draft))):
        when = _when(draft, parts[0])
        if when is None or len(parts) != _PARTS:
            continue
        day, week = when
        yield WeekFacts(day, parts[1], parts[2], week)


def _when(draft: Draft, text: str) -> tuple[datetime | date | None, int] | None:
    """``uge 50``, ``1-12-2026`` or ``1-12-2026 kl. 9``; None when it is none of them."""
    said = text.casefold().strip()
    number = said.removeprefix("uge").strip()
    if said.startswith("uge") and number.isdecimal():
        return None, int(number)
    head, _, clock = said.partition("kl.")
    day = dates.parse_date(head.strip(), draft.sources.today, "future").date
    if day is None:
        return None
    if not clock.strip():
        return day, 0
    at = dates.parse_time(clock.strip(), time.min).time
    return None if at is None else (datetime.combine(day, at), 0)


def _split(text: str) -> Iterator[tuple[str, ...]]:
    for line in text.splitlines():
        if line.strip():
            yield tuple(part.strip() for part in line.split(";"))


def _lines_problem(draft: Draft, text: str, *, timed: bool) -> str:
    """A line that cannot be taken apart is told, never left out silently."""
    for parts in _split(text):
        if len(parts) != _PARTS or (timed and _when(draft, parts[0]) is None):
            return "line_not_understood"
    return ""


def _agreements(draft: Draft) -> Iterator[AgreementFacts]:
    allowed = covered(draft)
    for key, (_, kind) in _AGREEMENTS.items():
        if kind in allowed and draft.value(key).strip():
            yield AgreementFacts(key, draft.value(key))


def _safety(draft: Draft) -> SafetyFacts | None:
    text = draft.value("safety").strip()
    if not text:
        return None
    made = draft.day("safety_on") or draft.sources.today
    return SafetyFacts(made, text, draft.flag("safety_agreed", default=False))


def _default_contacts(draft: Draft) -> str:
    """The supporter, the contact person and the house."""
    sources, support = draft.sources, draft.sources.case.support
    lines = []
    if support is not None and support.supporter:
        where = ", ".join(one for one in (support.supporter, support.supplier) if one)
        lines.append(f"{where}; Støtteperson; {support.supporter_phone}")
    worker = sources.key_worker
    if worker is not None:
        phone = worker.phone or sources.house.phone
        name = f"{worker.first_name} {worker.last_name}".strip()
        lines.append(f"{name}, {sources.house.name}; Kontaktperson; {phone}")
    lines.append(f"{sources.house.name}; Hele døgnet; {sources.house.phone}")
    return "\n".join(lines)


def _contacts(draft: Draft) -> Iterator[ContactFacts]:
    for parts in _split(draft.value("contacts", _default_contacts(draft))):
        if len(parts) == _PARTS:
            yield ContactFacts(*parts)
