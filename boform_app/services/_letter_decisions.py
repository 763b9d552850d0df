"""The leader's decisions: udskrivning, bortvisning and afslag på optagelse (letter 37, law.md 11).

Which of them it is decides whether there is an appeal; the text is a dated row of the law.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from boform_app.clock import local_time
from boform_app.rules.appeals import Appeal, AppealRule, appeal_rule, period_of
from boform_app.services import _homes
from boform_app.services._letter_common import (
    Composed,
    Draft,
    date_field,
    flag_field,
    letter_facts,
    lines_field,
    signer_facts,
    text_field,
)
from boform_app.services._letter_gaps import STAND_IN, Gaps, lines_of
from boform_app.services.views.letters import LetterField
from models import tables
from models.values.dates import parse_time
from models.values.information import InformationKind
from models.values.lists import load_list
from reports.contexts import LetterContext
from reports.danish import long_date
from reports.letters import admission_refusal, discharge_decision, expulsion_decision
from reports.letters.base import LetterFacts
from reports.letters.decisions import AppealFacts, HearingFacts
from reports.texts import fill, letter_texts

_NOON = time(12)
_GIVEN = frozenset({"granted", "granted_otherwise"})


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A fact with its date that the decision can rest on, and what it discloses."""

    text: str
    kind: InformationKind


# --- the three letters ----------------------------------------------------------------------------


def discharge(draft: Draft) -> Composed:
    """Afgørelse om udskrivning: no longer in the target group; can be appealed."""
    gaps = Gaps(discharge_decision.KIND)
    stay = draft.sources.stay
    ends = _moment(draft, "ends", _planned(draft, "house_decision_target_group"))
    rule = _rule(draft, "house_decision_target_group")
    appeal = _appeal(draft, gaps, rule)
    weighed = tuple(_weighed(draft, ends))
    ground = draft.value("ground", stay.end_reason or (_proposed("home") if _home(draft) else ""))
    facts = draft.value("facts", "\n".join(one.text for one in weighed))
    moves = _moves_in(draft, ends)
    home = draft.value("home", "din egen bolig" if moves else "")
    address = draft.value("home_address", moves.address if moves else "")
    context = discharge_decision.compose(
        discharge_decision.DischargeDecisionFacts(
            letter=_letter(draft, gaps, "house_phone"),
            ends=gaps.need("ends", ends, _today_at_noon(draft)),
            ground=gaps.words("ground", ground),
            facts=gaps.lines("facts", facts),
            hearing=_hearing(draft, gaps),
            appeal=appeal.facts,
            home=home,
            home_address=address,
            municipality=draft.sources.municipality,
            discloses=frozenset(one.kind for one in weighed if one.text in facts),
        )
    )
    context = _honest(context, gaps, ends="decision", received="appeal", hearing="hearing")
    fields = (
        _moment_field("ends", "Slutter", ends),
        lines_field(draft, "ground", "Begrundelse", ground),
        lines_field(draft, "facts", "Det, vi har lagt vægt på. Skriv dato", facts),
        *_hearing_fields(draft),
        text_field(draft, "home", "Flytter samme dag ind i", home),
        text_field(draft, "home_address", "Boligens adresse", address),
        *_handing_fields(draft),
    )
    warnings = _warnings(draft, "house_decision_target_group")
    return Composed(
        context, fields, warnings, rule_rows=appeal.because, missing=gaps.missing,
        received_on=_reckoned(draft),
    )  # fmt: skip


def expulsion(draft: Draft) -> Composed:
    """Afgørelse om bortvisning: rests on the house rules and cannot be appealed."""
    gaps = Gaps(expulsion_decision.KIND)
    starts = _moment(draft, "starts", _planned(draft, "expulsion"))
    happened = draft.day("incident_on")
    rule = _rule(draft, "expulsion")
    if rule is None or rule.appealable:
        # The text of this letter says that there is no appeal; a row that says otherwise stops it.
        gaps.miss("appeal")
    context = expulsion_decision.compose(
        expulsion_decision.ExpulsionFacts(
            letter=_letter(draft, gaps, "house_leader", "leader_phone"),
            starts=gaps.need("starts", starts, _today_at_noon(draft)),
            incident_on=gaps.need("incident_on", happened, draft.sources.today),
            incident=gaps.words("incident", draft.value("incident", draft.sources.stay.end_reason)),
            house_rule=gaps.words("house_rule", draft.value("house_rule")),
            hearing=_hearing(draft, gaps),
            other_places=gaps.lines("other_places", draft.value("other_places")),
            until=draft.day("until"),
            facts=lines_of(draft.value("facts")),
            municipality=draft.sources.municipality,
            handed_over=draft.flag("handed_over", default=True),
        )
    )
    context = _honest(context, gaps, starts="decision", incident_on="ground", hearing="hearing")
    fields = (
        _moment_field("starts", "Bortvist fra", starts),
        date_field("until", "Til og med (kan være tom)", draft.day("until")),
        date_field("incident_on", "Hvornår det skete", happened, past=True),
        lines_field(
            draft, "incident", "Hvad der skete, kun det, der er set", draft.sources.stay.end_reason
        ),
        text_field(draft, "house_rule", "Punkt i husordenen"),
        lines_field(draft, "facts", "Det, vi har lagt vægt på. Skriv dato"),
        *_hearing_fields(draft),
        lines_field(draft, "other_places", "Et andet sted at være: tilbud, adresse, telefon"),
        flag_field("handed_over", "Gives i hånden", value=draft.flag("handed_over", default=True)),
    )
    rows = rule.because if rule else ()
    warnings = _warnings(draft, "expulsion")
    return Composed(context, fields, warnings, rule_rows=rows, missing=gaps.missing)


def refusal(draft: Draft) -> Composed:
    """Afslag på optagelse: to somebody who got no place; there is no stay."""
    gaps = Gaps(admission_refusal.KIND)
    appeal = _appeal(draft, gaps, _rule(draft, "admission_refused"))
    ground = draft.value("ground")
    known = ground in admission_refusal.grounds()
    if not known:
        gaps.miss("ground")
    asked = draft.day("asked_on", draft.sources.today)
    context = admission_refusal.compose(
        admission_refusal.AdmissionRefusalFacts(
            letter=_letter(draft, gaps, "house_phone"),
            asked_on=gaps.need("asked_on", asked, draft.sources.today),
            ground=ground if known else "other",
            reason=gaps.words("reason", draft.value("reason")),
            facts=gaps.lines("facts", draft.value("facts")),
            hearing=_hearing(draft, gaps),
            other_places=gaps.lines("other_places", draft.value("other_places")),
            appeal=appeal.facts,
        )
    )
    context = _honest(context, gaps, received="appeal", ground="ground", hearing="hearing")
    fields = (
        date_field("asked_on", "Dato for henvendelsen", asked, _ahead(draft, asked), past=True),
        LetterField("ground", "Grund", "choice", ground if known else "", options=_grounds()),
        lines_field(draft, "reason", "Begrundelse"),
        lines_field(draft, "facts", "Det, vi har lagt vægt på. Skriv dato"),
        *_hearing_fields(draft),
        lines_field(draft, "other_places", "Et andet sted at være: tilbud, adresse, telefon"),
        *_handing_fields(draft),
    )
    return Composed(
        context, fields, _protected(draft), rule_rows=appeal.because, missing=gaps.missing,
        received_on=_reckoned(draft),
    )  # fmt: skip


def _honest(context: LetterContext, gaps: Gaps, **sections: str) -> LetterContext:
    """Without the sections that would show a day nobody has chosen, or an appeal nobody has."""
    found = {key for key, _name in gaps.missing}
    lost = {sections[key] for key in found & sections.keys()}
    lost |= {"appeal"} if found & {"appeal", "appeal_by"} else set()
    for key in sorted(lost):
        context = context.without(key)
    if "decision" not in lost:
        return context
    # The title says the day, too; the subject of the footer does not.
    return replace(context, meta=replace(context.meta, title=context.meta.subject))


# --- hearing --------------------------------------------------------------------------------------


def _hearing(draft: Draft, gaps: Gaps) -> HearingFacts:
    held, reached, said = _heard(draft)
    facts = HearingFacts(
        held_on=held or draft.sources.today,
        said=said if said.strip() else STAND_IN,
        agreed=draft.value("heard_agreed"),
        reached=reached,
    )
    if held is None or not said.strip():
        gaps.miss("hearing")
    return facts


def _heard(draft: Draft) -> tuple[date | None, bool, str]:
    """When the person was heard, whether they were reached, and what they said or why not."""
    stay = draft.sources.lived
    heard, why_not = (stay.heard_statement, stay.not_heard_reason) if stay else ("", "")
    reached = not draft.flag("not_reached", default=bool(why_not and not heard))
    said = draft.value("heard_statement", heard if reached else why_not)
    return draft.day("heard_on", stay.heard_on if stay else None), reached, said


def _hearing_fields(draft: Draft) -> tuple[LetterField, ...]:
    held, reached, said = _heard(draft)
    asked = "Hvad personen sagde" if reached else "Hvordan vi prøvede"
    return (
        date_field("heard_on", "Hørt den", held, _ahead(draft, held), past=True),
        flag_field("not_reached", "Vi kunne ikke få fat i personen", value=not reached),
        lines_field(draft, "heard_statement", asked, said),
        text_field(draft, "heard_agreed", "Det, I aftalte"),
    )


def _ahead(draft: Draft, day: date | None) -> str:
    """The problem of a day that has not been yet."""
    return "in_future" if day is not None and day > draft.sources.today else ""


# --- appeal ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _AppealOf:
    facts: AppealFacts
    because: tuple[str, ...]


def _rule(draft: Draft, kind: str) -> AppealRule | None:
    return appeal_rule(kind, draft.sources.today, draft.sources.book)


def _appeal(draft: Draft, gaps: Gaps, rule: AppealRule | None) -> _AppealOf:
    """The last day of appeal, four weeks from receipt, as the dated rows say."""
    today, handed = draft.sources.today, draft.flag("handed_over", default=True)
    received = today if handed else gaps.need("received", draft.day("received"), today)
    period = period_of(rule, received, draft.sources.book) if rule else None
    if period is None:
        gaps.miss("appeal")
        return _AppealOf(AppealFacts(received, received.max, handed), ())
    return _AppealOf(_appeal_facts(period, gaps, handed=handed), period.because)


def _appeal_facts(period: Appeal, gaps: Gaps, *, handed: bool) -> AppealFacts:
    try:
        return AppealFacts(period.received_on, period.last_day, handed)
    except ValueError:
        # A row of fewer weeks than the sentence promises: nothing is printed that takes days away.
        gaps.miss("appeal_by")
        return AppealFacts(period.received_on, period.received_on.max, handed)


def _reckoned(draft: Draft) -> date | None:
    """The day of receipt that the last day of appeal is counted from, where it is not handed over."""
    return None if draft.flag("handed_over", default=True) else draft.day("received")


def _handing_fields(draft: Draft) -> tuple[LetterField, ...]:
    handed = draft.flag("handed_over", default=True)
    flag = flag_field("handed_over", "Gives i hånden i dag", value=handed)
    if handed:
        return (flag,)
    received = draft.day("received")
    early = "in_past" if received is not None and received < draft.sources.today else ""
    return (flag, date_field("received", "Personen regnes at have den", received, early))


# --- what the stay knows --------------------------------------------------------------------------


def _letter(draft: Draft, gaps: Gaps, *house: str) -> LetterFacts:
    """Addressed to the person, signed by the leader who decides."""
    facts = signer_facts(draft, letter_facts(draft, statutory=False, copy=False), _leader(draft))
    held = facts.house
    given = {
        "house_phone": held.phone,
        "house_leader": held.leader,
        "leader_phone": held.leader_phone,
    }
    stand_ins = {key: gaps.words(key, given[key]) for key in house}
    shown = replace(
        held,
        phone=stand_ins.get("house_phone", held.phone),
        leader=stand_ins.get("house_leader", held.leader),
        leader_phone=stand_ins.get("leader_phone", held.leader_phone),
    )
    return replace(facts, house=shown, recipient=None, signer=gaps.words("leader", facts.signer))


def _leader(draft: Draft) -> tables.Staff | None:
    """The leader who writes it decides; what others prepare bears the leader of the case."""
    sources = draft.sources
    return sources.actor if sources.actor.role == "leader" else sources.leader


def _planned(draft: Draft, kind: str) -> datetime | None:
    """The end of the stay as registered or planned, in local time."""
    stay = draft.sources.stay
    if stay.ended_at is not None and stay.end_kind == kind:
        return local_time(stay.ended_at).replace(tzinfo=None)
    if stay.planned_end_on is None:
        return None
    at = parse_time(stay.planned_end_time, _NOON).time if stay.planned_end_time else None
    return datetime.combine(stay.planned_end_on, at or _NOON)


def _home(draft: Draft) -> tables.HomeOffer | None:
    """The own home that was accepted and has a contract."""
    home = draft.sources.case.home
    own = home is not None and _homes.branch_of(home) == "own_home"
    return home if own and home is not None and home.contract_on else None


def _moves_in(draft: Draft, ends: datetime | None) -> tables.HomeOffer | None:
    """The home, where it can be moved into on the day the stay ends."""
    home = _home(draft)
    ready = home.keys_on or home.move_in_on if home else None
    return home if ready and ends and ready <= ends.date() else None


def _weighed(draft: Draft, ends: datetime | None) -> Iterator[_Weighed]:
    home, support = _home(draft), draft.sources.case.support
    if home is not None and home.contract_on is not None:
        yield _Weighed(_said("contract", dag=home.contract_on), InformationKind.HOUSING)
    if home is not None and home.keys_on is not None and ends is not None:
        key = "keys_got" if home.keys_on <= draft.sources.today else "keys_come"
        yield _Weighed(_said(key, dag=home.keys_on), InformationKind.HOUSING)
    if support is not None and support.decision in _GIVEN and support.decided_on is not None:
        who = draft.sources.municipality or _proposed("decider")
        text = _said("support", hvem=who, dag=support.decided_on, begynder=support.starts_on)
        yield _Weighed(text, InformationKind.SUPPORT)


def _said(key: str, **values: date | str | None) -> str:
    """A proposed sentence with its days in words."""
    words = {
        name: long_date(value) if isinstance(value, date) else value or ""
        for name, value in values.items()
    }
    return fill(_proposed(key), words)


def _proposed(key: str) -> str:
    return str(letter_texts(discharge_decision.KIND)["proposed"][key])


def _warnings(draft: Draft, kind: str) -> tuple[str, ...]:
    stay = draft.sources.stay
    other = bool(stay.end_kind) and stay.end_kind != kind
    ended = ("end_kind_differs",) if other else ()
    return (*_protected(draft), *ended)


def _protected(draft: Draft) -> tuple[str, ...]:
    return ("protected_address",) if draft.sources.person.protected_address else ()


# --- fields ---------------------------------------------------------------------------------------


def _moment(draft: Draft, key: str, default: datetime | None) -> datetime | None:
    """A moment field in local time; an unreadable one counts as not given."""
    text = draft.edits.fields.get(key)
    if text is None:
        return default
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _moment_field(key: str, label: str, value: datetime | None) -> LetterField:
    return LetterField(key, label, "moment", value.isoformat(timespec="minutes") if value else "")


def _today_at_noon(draft: Draft) -> datetime:
    return datetime.combine(draft.sources.today, _NOON)


def _grounds() -> tuple[tuple[str, str], ...]:
    """The refusal reasons that a letter can give, in the words of the list."""
    given = set(admission_refusal.grounds())
    return tuple((row.key, row.label) for row in load_list("refusal_reasons") if row.key in given)
