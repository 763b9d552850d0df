"""Indstilling til bolig: the need, the wishes, what can be paid, and the resident's yes."""

from __future__ import annotations

from boform_app.rules import instrument
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
    read_facts,
    read_fields,
    rule_rows,
    sheet_field,
    text_field,
)
from boform_app.services.views.letters import LetterField
from models.values.danish import listed
from models.values.information import InformationKind
from models.values.lists import label
from reports.danish import amount, long_date
from reports.letters import housing_nomination
from reports.letters.housing_facts import (
    AcceptanceFacts,
    HomeFacts,
    HousingNominationFacts,
    RentFacts,
)


def compose(draft: Draft) -> Composed:
    """The nomination for those who assign homes."""
    facts = _facts(draft)
    warned = _letter_parts.warnings(draft)
    if draft.sources.case.shared_notes:
        warned = (*warned, "shared_notes")
    return Composed(
        housing_nomination.compose(facts),
        _fields(draft, facts),
        warned,
        _letter_overview.left_out(draft),
        facts.reply_by,
        rule_rows(draft, "answer_days"),
        missing=_letter_required.missing("housing_nomination", draft, _given(facts)),
        candidates=housing_nomination.candidates(facts),
    )


def _facts(draft: Draft) -> HousingNominationFacts:
    overview = draft.sources.overview
    allowed = covered(draft)
    method = _letter_overview.method(overview)
    home = _home(draft)
    # What is near tells of treatment.
    near = frozenset({InformationKind.HEALTH}) if home.near else frozenset()
    wanted = overview is not None and overview.result.support_wanted
    return HousingNominationFacts(
        letter=letter_facts(draft, statutory=False),
        stay=_letter_parts.stay_facts(draft),
        reply_by=answer_date(draft),
        household=draft.value("household", _household(draft)),
        connection=draft.value("connection", _connection(draft)),
        own_words=_letter_overview.own_words(draft),
        wish=_letter_overview.hopes(draft),
        most_important=_letter_overview.most_important(draft),
        what_works=_letter_overview.what_works(draft),
        urgent=draft.value("urgent", _urgent(draft)),
        home=home,
        rent=_rent(draft) if InformationKind.ECONOMY in allowed else RentFacts(),
        can_live=overview is not None and overview.result.category.is_ready,
        method=method.with_ if method and wanted else "",
        support=draft.value("support", _support_words(draft)),
        ball=_letter_parts.ball(draft),
        disagreement=_letter_overview.differences(draft),
        meanwhile=_letter_parts.meanwhile(draft),
        unknown=_letter_overview.unknown(draft),
        accepted=_accepted(draft),
        read=read_facts(draft),
        answer_sheet=bool(draft.case_code),
        uses_overview=overview is not None,
        discloses={**_letter_overview.disclosed(draft), "home": near},
    )


def _fields(draft: Draft, facts: HousingNominationFacts) -> tuple[LetterField, ...]:
    signs = draft.flag("signs", default=True)
    urgent = draft.value("urgent", _urgent(draft))
    return (
        answer_field(draft, facts.reply_by),
        LetterField(
            "urgent",
            "Hvorfor behovet for bolig er akut",
            "lines",
            urgent,
            "" if urgent.strip() else "required",
        ),
        text_field(draft, "household", "Husstand", _household(draft)),
        lines_field(draft, "connection", "Tilknytning til kommunen", _connection(draft)),
        text_field(draft, "income", "Indtægt", _income(draft)),
        text_field(draft, "deposit", "Indskud", _deposit(draft)),
        text_field(draft, "debt", "Gæld til udlejer"),
        text_field(draft, "support", "Planlagt støtte", _support_words(draft)),
        flag_field("signs", "Beboeren skriver under på brevet", value=signs),
        date_field("accepted_on", "eller sagde ja den", draft.day("accepted_on"), past=True),
        sheet_field(draft),
        *read_fields(draft),
    )


def _given(facts: HousingNominationFacts) -> set[str]:
    home = facts.home
    wishes = (home.kind, home.size, *home.areas, home.access, home.other, facts.wish)
    found = {
        "living_now": True,
        "urgent": True,  # the field says so itself
        "housing": any(wishes) or bool(facts.own_words.strip()),
        "support": bool(facts.support.strip()) or facts.can_live,
        "accepted": facts.accepted is not None,
    }
    return {key for key, there in found.items() if there}


def _household(draft: Draft) -> str:
    search = draft.sources.case.search
    return search.household if search else ""


def _connection(draft: Draft) -> str:
    search = draft.sources.case.search
    return search.attachment if search else ""


def _urgent(draft: Draft) -> str:
    """Neutral: no home, and since when the person lives here; the author tells why it is urgent."""
    sources = draft.sources
    since = long_date(sources.admitted_on)
    return (
        f"{sources.first_name} har ikke en bolig at være i og har boet på boform siden den {since}."
    )


def _home(draft: Draft) -> HomeFacts:
    """Requirements that tell of health or children need a consent that carries them."""
    search, allowed = draft.sources.case.search, covered(draft)
    if search is None:
        return HomeFacts()
    asked = {
        kind.id: f"{kind.text[:1].upper()}{kind.text[1:]}"
        for kind in instrument.load().requirements
        if kind.id in search.requirements
    }
    # The instrument's words name an address protection; that is nobody else's business.
    safe = "Et trygt område" if "tryghed" in asked else ""
    others = (safe, asked.get("ro", ""), search.requirement_text.strip())
    return HomeFacts(
        kind=listed([label("home_types", key) for key in search.home_types]),
        areas=_parted(search.areas),
        avoid=_parted(search.areas_to_avoid),
        access=asked.get("tilgaengelighed", "") if InformationKind.HEALTH in allowed else "",
        pet=asked.get("husdyr", ""),
        children=asked.get("boern", "") if InformationKind.CHILDREN in allowed else "",
        near=asked.get("naerhed", "") if InformationKind.HEALTH in allowed else "",
        other=". ".join(one.rstrip(".") for one in others if one),
    )


def _parted(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\n", ",").split(",") if part.strip())


def _rent(draft: Draft) -> RentFacts:
    search = draft.sources.case.search
    benefit = search.housing_benefit_kr if search else None
    return RentFacts(
        max_rent=draft.sources.stay.max_rent_kr or 0,
        income=draft.value("income", _income(draft)),
        benefit=f"Anslået {amount(benefit)} om måneden" if benefit else "",
        deposit=draft.value("deposit", _deposit(draft)),
        debt=draft.value("debt"),
    )


def _income(draft: Draft) -> str:
    search = draft.sources.case.search
    if search is None:
        return ""
    after_tax = search.income_after_tax_kr
    earned = f"{amount(after_tax)} om måneden efter skat" if after_tax else ""
    return ", ".join(one for one in (search.income_source.strip(), earned) if one)


def _deposit(draft: Draft) -> str:
    search = draft.sources.case.search
    return search.deposit_finance if search else ""


def _support_words(draft: Draft) -> str:
    """What is granted, applied for or proposed, with its day."""
    row = draft.sources.case.support
    if row is not None and row.decision in _support.GRANTED and row.decided_on:
        name = _support.granted_label(row)
        return f"{name} er bevilget den {long_date(row.decided_on)}."
    name = _support.method_label(row.method) if row is not None else ""
    if row is not None and row.applied_on and not row.decision:
        return f"Vi søgte om {name or 'støtte'} den {long_date(row.applied_on)}."
    proposed = _letter_overview.support_name(draft.sources.overview)
    return f"Vi foreslår {name or proposed}." if name or proposed else ""


def _accepted(draft: Draft) -> AcceptanceFacts | None:
    """Told with its day where there is one; otherwise the resident signs, unless the author says no."""
    day = draft.day("accepted_on")
    if day is not None:
        return AcceptanceFacts(day=day)
    return AcceptanceFacts(signs=True) if draft.flag("signs", default=True) else None
