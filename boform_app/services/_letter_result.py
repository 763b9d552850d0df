"""Udflytningsoverblik (43) as a letter: any finished version, to the resident or under consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules import instrument
from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness.answers import Answers, Rating, Status
from boform_app.rules.readiness.decide import METHOD_OF_RULE, Method
from boform_app.rules.readiness.result import OpenItem, Readiness, RuleHit
from boform_app.rules.readiness.sentences import Sentence, sentences
from boform_app.rules.readiness.serialise import answers_from_json, result_from_json
from boform_app.services import _families
from boform_app.services._letter_common import Composed, Draft, covered, letter_facts
from boform_app.services._letter_gaps import Gaps
from boform_app.services._letter_overview import THEME_KINDS
from boform_app.services._letter_rows import staff_names
from boform_app.services._letter_sources import Sources
from boform_app.services.views.letters import LetterField
from models import tables
from models.values import dates
from models.values.information import InformationKind as Kind
from reports.letters import overview
from reports.letters.base import LetterFacts
from reports.letters.overview import AreaFacts, OverviewFacts, Waiting

# What waiting for a thing tells; the others tell of support.
_WAITING_KINDS = {
    "C1": Kind.HOUSING, "C2": Kind.HOUSING, "C3": Kind.ECONOMY, "C4": Kind.ECONOMY,
    "C5": Kind.ECONOMY, "C10": Kind.ECONOMY, "C11": Kind.ECONOMY, "C12": Kind.HEALTH,
}  # fmt: skip
_HEADLINE, _MORE = "headline", ("condition", "housing", "home_help")


@dataclass(frozen=True, slots=True)
class Version:
    """A finished version with what it was made from.

    Attributes:
        by: Who finished it, then who else rated.
    """

    id: UUID
    assessed_on: date
    by: tuple[str, ...]
    answers: Answers
    result: Readiness
    instrument: str


@dataclass(frozen=True, slots=True)
class Versions:
    """Finished versions, newest first."""

    rows: tuple[Version, ...]


def versions(session: Session, sources: Sources) -> Versions:
    """Every finished version of the person, joined records with it."""
    family = _families.family(session, sources.person.id)
    rows = session.scalars(
        select(tables.Overview)
        .where(tables.Overview.person_id.in_(family))
        .order_by(tables.Overview.assessed_on.desc(), tables.Overview.finished_at.desc())
    ).all()
    ids = (one for row in rows for one in (row.finished_by_id, row.second_assessor_id))
    names = staff_names(session, ids)
    return Versions(
        tuple(
            Version(
                row.id,
                row.assessed_on,
                tuple(
                    names[one].name
                    for one in (row.finished_by_id, row.second_assessor_id)
                    if one in names
                ),
                answers_from_json(row.answers["answers"]),
                result_from_json(row.result),
                row.instrument_version,
            )
            for row in rows
        )
    )


def compose(draft: Draft) -> Composed:
    """The chosen version, the newest by default; only what the recipient may read."""
    gaps, found = Gaps(overview.KIND), draft.gathered(Versions).rows
    chosen = _chosen(draft, found)
    letter = _letter(draft)
    if chosen is None:
        gaps.miss("version")
        empty = OverviewFacts(letter, letter.day, instrument.CURRENT_VERSION, (), "", letter.day)
        return Composed(overview.compose(empty), missing=gaps.missing)
    before = next(iter(found[found.index(chosen) + 1 :]), None)
    context = overview.compose(facts(draft, letter, chosen, before))
    options = tuple((str(one.id), _words(one)) for one in found)
    field = LetterField("version", "Overblik fra", "choice", str(chosen.id), options=options)
    policy = "" if draft.recipient is None or not draft.recipient.municipality_code else _MUNICIPAL
    return Composed(context, (field,), missing=gaps.missing, policy=policy)


_MUNICIPAL = "overview_municipality"
"""Policy of the copy that leaves the house: consent or danger, never the law."""


def _chosen(draft: Draft, found: tuple[Version, ...]) -> Version | None:
    wanted = draft.value("version")
    return next((one for one in found if str(one.id) == wanted), found[0] if found else None)


def _words(one: Version) -> str:
    category = instrument.load(one.instrument).categories[one.result.category.value]
    return f"{dates.short(one.assessed_on)} · {category}"


def _letter(draft: Draft) -> LetterFacts:
    """A sheet for the resident; under an address where it goes to the municipality."""
    municipal = draft.recipient is not None and bool(draft.recipient.municipality_code)
    whole = letter_facts(draft, statutory=False, copy=municipal)
    if municipal:
        return whole
    return replace(
        whole, recipient=None, channel="", contact="", contact_title="", contact_phone="",
        signer="", signer_title="",
    )  # fmt: skip


def facts(draft: Draft, letter: LetterFacts, one: Version, before: Version | None) -> OverviewFacts:
    """A version as its paper prints it; what the consent does not carry is not in it."""
    allowed = covered(draft)
    shown = [index for index, kind in enumerate(THEME_KINDS.values()) if kind in allowed]
    whole = len(shown) == len(THEME_KINDS)
    known, result = instrument.load(one.instrument), one.result
    said = {
        sentence.key: sentence
        for sentence in sentences(result, one.answers, known, first_name=letter.person.first_name)
    }
    words = one.answers.words
    return OverviewFacts(
        letter=letter,
        assessed=one.assessed_on,
        version=one.instrument,
        made_by=_made_by(letter, one),
        headline=said[_HEADLINE].text,
        more=tuple(said[key].text for key in _MORE if key in said)
        if _home_kinds(result) <= allowed
        else (),
        more_kinds=_home_kinds(result),
        waiting=tuple(row for row in _waiting(result, known) if row.kind in allowed),
        in_place=said["in_place"].text if "in_place" in said else "",
        method=known.methods[result.method].label if _supported(result) else "",
        why=_why(said, result, shown, whole=whole),
        own_method=known.methods[METHOD_OF_RULE[result.own.rule]].label if result.own else "",
        own_rule=result.own.rule if result.own else "",
        own_words=words.hopes or words.good_home,
        priorities=tuple(_priorities(result, known, shown)),
        areas=tuple(_areas(one, before, known, shown)),
        before=before.assessed_on if before else None,
        basis=_basis(said, known, result, whole=whole),
        raters=one.by,
        apart=one.answers.two_raters,
        next_on=result.next_review,
        decides=said["decides"].text,
    )


def _made_by(letter: LetterFacts, one: Version) -> tuple[str, ...]:
    answered = Answers(staff=one.answers.staff, notes=one.answers.notes) != one.answers
    return ((letter.person.name,) if answered else ()) + one.by


def _supported(result: Readiness) -> bool:
    return result.method not in (Method.UNCLEAR, Method.NONE)


def _waiting(result: Readiness, known: Instrument) -> Iterator[Waiting]:
    """What holds back a moving date: missing, unclear and on its way, in the instrument's order."""
    items = (*result.blocking, *result.unclear, *result.under_way)
    for item in sorted((one for one in items if one.blocks), key=lambda one: int(one.id[1:])):
        kind = known.prerequisite(item.id)
        owner = item.owner or kind.owner_short
        if owner.casefold() == kind.short.casefold():
            owner = kind.owner_short  # "Bolig – bolig" would say nothing
        unclear = ", ikke afklaret endnu" if item.status is Status.UNKNOWN else ""
        who = f"{owner[:1].upper()}{owner[1:]}{_sent(item) or unclear}"
        what = f"{kind.short[:1].upper()}{kind.short[1:]}"
        yield Waiting(what, who, item.days, _WAITING_KINDS.get(item.id, Kind.SUPPORT))


def _home_kinds(result: Readiness) -> frozenset[Kind]:
    """What the proposed home tells: room for children tells of children."""
    kinds = {Kind.HOUSING}
    if "boern" in result.housing.requirements:
        kinds.add(Kind.CHILDREN)
    if result.housing.max_rent_kr is not None:
        kinds.add(Kind.ECONOMY)
    return frozenset(kinds)


def _sent(item: OpenItem) -> str:
    if item.sent_days is None:
        return ""
    when = "i dag" if item.sent_days == 0 else f"for {item.sent_days} døgn siden"
    return f", skrevet til {when}"


def _why(said: dict[str, Sentence], result: Readiness, shown: list[int], *, whole: bool) -> str:
    """The reason with its rule; not where it tells of an area that may not be told."""
    if "why" not in said:
        return ""
    hits = [hit for rule in said["why"].rules if (hit := result.hit(rule))]
    if not whole and any(_tells_more(hit, shown) for hit in hits):
        return ""
    return said["why"].text


def _tells_more(hit: RuleHit, shown: list[int]) -> bool:
    allowed = {f"B{index + 1}" for index in shown}
    return any(item.startswith("B") and item not in allowed for item, _ in hit.because)


def _priorities(result: Readiness, known: Instrument, shown: Iterable[int]) -> Iterator[str]:
    allowed = {f"B{index + 1}" for index in shown}
    for domain in result.priorities:
        if domain in allowed:
            short = known.domain(domain).short
            yield short if short.startswith("Post, MitID") else f"{short[:1].lower()}{short[1:]}"


def _areas(
    one: Version, before: Version | None, known: Instrument, shown: Iterable[int]
) -> Iterator[AreaFacts]:
    answers, last = one.answers, before.answers if before else None
    for index in shown:
        domain, note = known.domains[index], answers.notes[index]
        yield AreaFacts(
            number=domain.number,
            title=domain.short,
            kind=THEME_KINDS[domain.id],
            resident=short(answers.resident[index]),
            staff=short(answers.staff[index]),
            before=f"{short(last.resident[index]) or '–'} / {short(last.staff[index]) or '–'}"
            if last
            else "",
            seen=note.seen,
            strength=note.strength,
            helps=note.helps,
            talk=domain.id in one.result.talk_about,
        )


def short(rating: Rating) -> str:
    """``2``, ``?`` for a reason, "" for not asked."""
    if rating is None:
        return ""
    return str(rating) if type(rating) is int else "?"


def _basis(said: dict[str, Sentence], known: Instrument, result: Readiness, *, whole: bool) -> str:
    """How much it rests on; counts of areas only where all of them are told."""
    label = known.confidence[result.confidence.level]
    if not whole:
        return f"{label[:1].upper()}{label[1:]}."
    text = said["basis"].text.removeprefix("Grundlag: ")
    return f"{text[:1].upper()}{text[1:]}"
