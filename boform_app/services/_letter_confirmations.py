"""Bekræftelse på ophold (36) and Opholdsdokumentation: where, since when, nights and money."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules.rows import RuleBook, RuleRow
from boform_app.services._letter_common import (
    Composed,
    Draft,
    counter_of,
    date_field,
    flag_field,
    letter_facts,
    lines_field,
    signer_facts,
    text_field,
)
from boform_app.services._letter_gaps import STAND_IN, Gaps
from boform_app.services._letter_sources import Sources
from boform_app.services.views.letters import LetterField
from models import tables
from reports.letters import stay_confirmation, stay_documentation
from reports.letters.base import LetterFacts
from reports.letters.decisions import to_person
from reports.letters.stay_documentation import AbsenceRow, RateRow
from reports.texts import fill, letter_texts

SERIES = "BK"
"""Register numbers of confirmations: a third party reads the number out, so it stands in it."""

_DAY = timedelta(days=1)
_KRONER = re.compile(r"(?P<whole>\d{1,3}(?:[. ]\d{3})+|\d{1,7})(?:,(?P<part>\d{1,2}))?(?: ?kr\.?)?")


# --- Bekræftelse ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NextNumber:
    """The register number that the next confirmation gets."""

    text: str


def next_number(session: Session, sources: Sources) -> NextNumber:
    """Look at the counter without drawing; whoever makes the letter draws it."""
    year = sources.today.year
    name = counter_of(SERIES, year)
    drawn = session.scalar(select(tables.Counter.value).where(tables.Counter.name == name)) or 0
    return NextNumber(f"{SERIES}{year}-{drawn + 1:04d}")


def confirmation(draft: Draft) -> Composed:
    """Where somebody stays and since when; no reason, no room, nothing of health."""
    gaps = Gaps(stay_confirmation.KIND)
    stay, number = draft.sources.stay, draft.gathered(NextNumber).text
    protected = draft.sources.person.protected_address
    leads = draft.sources.actor.role == "leader"
    confirmed = leads and draft.flag("leader_confirmed", default=False)
    if protected and not confirmed:
        gaps.miss("leader_confirmed")
    centre, agreed = draft.value("job_centre").strip(), draft.flag("cpr_agreed", default=False)
    letter = _to_resident(draft, gaps)
    if protected and not confirmed:
        # Nobody sees the address of the house on it before a leader has said yes.
        letter = replace(letter, house=replace(letter.house, address=(STAND_IN,)))
    context = stay_confirmation.compose(
        stay_confirmation.StayConfirmationFacts(
            letter=letter,
            number=number,
            admitted=local_date(stay.arrived_at),
            ended=local_date(stay.ended_at) if stay.ended_at else None,
            purpose=draft.value("purpose"),
            job_centre=centre if agreed else "",
            leader_confirmed=True,
        )
    )
    fields = [
        text_field(draft, "purpose", "Bruges til (kan være tom)"),
        text_field(draft, "job_centre", "Jobcenter, der får hele CPR-nummeret (kan være tom)"),
    ]
    if centre:
        asked = "Beboeren har sagt ja til, at jobcentret får hele CPR-nummeret"
        fields.append(flag_field("cpr_agreed", asked, value=agreed))
    if protected and leads:
        asked = "Adressen er beskyttet. Jeg bekræfter, at den må stå i bekræftelsen"
        fields.append(flag_field("leader_confirmed", asked, value=confirmed))
    warnings = ("protected_address",) if protected else ()
    return Composed(context, tuple(fields), warnings, number=number, missing=gaps.missing)


def _to_resident(draft: Draft, gaps: Gaps) -> LetterFacts:
    """For the hand of the resident; whoever writes it signs."""
    facts = signer_facts(
        draft, letter_facts(draft, statutory=False, copy=False), draft.sources.actor
    )
    phone = gaps.words("house_phone", facts.house.phone)
    shown = replace(
        facts,
        house=replace(facts.house, phone=phone),
        recipient=None,
        channel="",
        signer=gaps.words("signer", facts.signer),
    )
    return shown if draft.sources.person.protected_address else to_person(shown)


# --- Opholdsdokumentation -------------------------------------------------------------------------


def _to_chosen(draft: Draft, gaps: Gaps) -> LetterFacts:
    """To the unit that was chosen, with a copy for the resident; else for the resident's hand."""
    own = _to_resident(draft, gaps)
    if not _municipal(draft):
        return own
    facts = signer_facts(draft, letter_facts(draft, statutory=False), draft.sources.actor)
    return replace(facts, house=own.house, signer=own.signer)


def _municipal(draft: Draft) -> bool:
    return draft.recipient is not None and bool(draft.recipient.municipality_code)


@dataclass(frozen=True, slots=True)
class Away:
    """Absences of the stay, oldest first."""

    rows: tuple[tables.Absence, ...]


def absences(session: Session, sources: Sources) -> Away:
    """Read the nights away."""
    rows = session.scalars(
        select(tables.Absence)
        .where(tables.Absence.stay_id == sources.stay.id)
        .order_by(tables.Absence.from_night)
    )
    return Away(tuple(rows))


@dataclass(frozen=True, slots=True)
class Period:
    """Days of a documentation, both ends included, and the nights of the stay in them.

    A night is named by its evening: the night of arrival counts, that of the last day does not.
    """

    first: date
    last: date
    nights: tuple[date, ...]


def period_of(stay: tables.Stay, first: date, last: date, today: date) -> Period:
    """The nights of a stay between two days."""
    arrived = local_date(stay.arrived_at)
    ended = local_date(stay.ended_at) if stay.ended_at else today
    start, end = max(first, arrived), min(last, ended - _DAY)
    count = max(0, (end - start).days + 1)
    return Period(first, last, tuple(start + _DAY * number for number in range(count)))


def documentation(draft: Draft) -> Composed:
    """Nights, absences and own payment by dated rates; nothing of the social work."""
    gaps, sources = Gaps(stay_documentation.KIND), draft.sources
    arrived = local_date(sources.stay.arrived_at)
    ended = local_date(sources.stay.ended_at) if sources.stay.ended_at else None
    yesterday = max(arrived, (ended or sources.today) - _DAY)
    first = draft.day("period_first", arrived) or arrived
    last = draft.day("period_last", yesterday) or yesterday
    period = period_of(sources.stay, first, last, sources.today)
    away = tuple(_away(draft.gathered(Away).rows, period))
    own = own_payment(period.nights, sources.book)
    rate, paid = ore_of(draft.value("rate")), draft.flag("absence_paid", default=False)
    if not period.nights:
        gaps.miss("nights")
    elif own.days_without:
        gaps.miss("own_payment")
    house_rate = _house_rate(period, away, rate, paid=paid)
    context = stay_documentation.compose(
        stay_documentation.StayDocumentationFacts(
            letter=_to_chosen(draft, gaps),
            period_first=first,
            period_last=last,
            nights=len(period.nights),
            admitted=arrived,
            ended=ended,
            absences=away,
            rates=house_rate,
            own_payment=own.rows or (RateRow(first, last, 0, 0),),
            counted=draft.value("counted", _counted(draft, house_rate, paid=paid)),
            kept_home=draft.flag("kept_home", default=False),
        )
    )
    swapped = "end_before_start" if last < first else ""
    unread = "not_a_number" if draft.value("rate").strip() and rate is None else ""
    fields = (
        date_field("period_first", "Fra", first),
        date_field("period_last", "Til og med", last, swapped),
        LetterField(
            "rate", "Takst pr. døgn, kr. (kan være tom)", "text", draft.value("rate"), unread
        ),
        flag_field("absence_paid", "Fravær betales", value=paid),
        flag_field(
            "kept_home",
            "Beboeren har beholdt egen bolig",
            value=draft.flag("kept_home", default=False),
        ),
        lines_field(draft, "counted", "Sådan er der talt", _counted(draft, house_rate, paid=paid)),
    )
    warnings = ("rate_unverified",) if own.unverified else ()
    policy = "stay_documentation_municipality" if _municipal(draft) else ""
    return Composed(
        context, fields, warnings, rule_rows=own.because, missing=gaps.missing, policy=policy
    )


@dataclass(frozen=True, slots=True)
class OwnPayment:
    """What the resident pays for nights, by dated rows.

    Attributes:
        because: Ids of the rows used.
        unverified: Whether one of them was not read in the law's text.
        days_without: Whether there are nights that no row covers.
    """

    rows: tuple[RateRow, ...]
    because: tuple[str, ...]
    unverified: bool
    days_without: bool


def own_payment(nights: Iterable[date], book: RuleBook) -> OwnPayment:
    """Rows of *egenbetaling* in whole øre; the night selects the rate."""
    found = [(night, book.find("own_payment_rate", night)) for night in nights]
    rated = [(night, one.row) for night, one in found if one is not None]
    rows, used = [], dict[str, RuleRow]()
    for row_id, group in groupby(rated, key=lambda pair: pair[1].row_id):
        pairs = list(group)
        used[row_id] = pairs[0][1]
        first, last = pairs[0][0], pairs[-1][0]
        rows.append(RateRow(first, last, len(pairs), _whole_ore(pairs[0][1])))
    unverified = any(row.state == "unverified" for row in used.values())
    return OwnPayment(tuple(rows), tuple(used), unverified, len(rated) < len(found))


def _whole_ore(row: RuleRow) -> int:
    kroner = Decimal(str(row.value))
    return int((kroner * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _away(rows: Iterable[tables.Absence], period: Period) -> Iterator[AbsenceRow]:
    """Nights away within the nights that are documented."""
    if not period.nights:
        return
    first, last = period.nights[0], period.nights[-1]
    for row in rows:
        start, end = max(first, row.from_night), min(last, row.to_night or last)
        if start <= end:
            yield AbsenceRow(start, end, (end - start).days + 1)


def _house_rate(
    period: Period, away: tuple[AbsenceRow, ...], rate: int | None, *, paid: bool
) -> tuple[RateRow, ...]:
    if rate is None or not period.nights:
        return ()
    missed = 0 if paid else sum(row.nights for row in away)
    nights = len(period.nights) - missed
    return (RateRow(period.nights[0], period.nights[-1], nights, rate),)


def _counted(draft: Draft, rates: tuple[RateRow, ...], *, paid: bool) -> str:
    texts = letter_texts(stay_documentation.KIND)["sections"]["counted"]
    values = {"fornavn": draft.sources.first_name}
    said = [fill(texts["default"], values)]
    if rates:
        said.append(str(texts["paid" if paid else "unpaid"]))
    return " ".join(said)


def ore_of(typed: str) -> int | None:
    """Kroner as typed, in øre; None for nothing and for what is no amount."""
    found = _KRONER.fullmatch(typed.strip())
    if found is None:
        return None
    whole = int(re.sub(r"[. ]", "", found["whole"]))
    return whole * 100 + int((found["part"] or "0").ljust(2, "0"))
