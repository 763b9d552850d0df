"""Henvisning (readiness.md 4.5, kind 6): support asked for, and often a home with it."""

from __future__ import annotations

from datetime import date

from boform_app.services import _letter_goals, _letter_overview, _letter_parts, _letter_required
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
from models.values.information import InformationKind
from reports.letters import referral
from reports.letters.referral import ReferralFacts
from reports.shortening import Candidates


def compose(draft: Draft) -> Composed:
    """Request first, own words, set/fortalt/vurderet apart, goals, eight dimensions, who has the ball."""
    facts = _facts(draft)
    found = referral.candidates(facts)
    small = _letter_overview.small_themes(draft, "situation")
    found_warnings = _letter_parts.warnings(draft)
    if draft.sources.overview is None:
        found_warnings = (*found_warnings, "overview_missing")
    if draft.sources.case.shared_notes:
        found_warnings = (*found_warnings, "shared_notes")
    return Composed(
        referral.compose(facts),
        _fields(draft, facts),
        found_warnings,
        _letter_overview.left_out(draft),
        facts.reply_by,
        rule_rows(draft, "answer_days"),
        missing=_letter_required.missing("referral", draft, _given(facts)),
        candidates=Candidates(found.notes, (*small, *found.small)),
    )


def _facts(draft: Draft) -> ReferralFacts:
    sources, overview = draft.sources, draft.sources.overview
    asks_home = draft.flag("asks_home", default=_home_missing(draft))
    support = _letter_overview.support_name(overview)
    method = _letter_overview.method(overview)
    tells_home = InformationKind.HOUSING in covered(draft)
    return ReferralFacts(
        letter=letter_facts(draft, statutory=False),
        stay=_letter_parts.stay_facts(draft),
        reply_by=answer_date(draft),
        support=support,
        support_law=_letter_overview.support_law(overview),
        asks_home=asks_home,
        max_rent=(sources.stay.max_rent_kr or 0) if asks_home else 0,
        own_words=_letter_overview.own_words(draft),
        wish=_letter_overview.hopes(draft),
        most_important=_letter_overview.most_important(draft),
        what_works=_letter_overview.what_works(draft),
        observations=tuple(_letter_overview.observations(draft, by_dimension=bool(support))),
        themes=_letter_parts.marked_themes(draft, sources.admitted_on, sources.today),
        goals=tuple(_letter_goals.in_short(draft)),
        dimensions=_letter_overview.dimensions(draft) if support else (),
        criterion=draft.value("criterion", _criterion(draft)) if support else "",
        examples=_examples(draft) if support else (),
        housing=_letter_overview.housing(overview) if tells_home else "",
        support_text=f"{method.label}." if method and support else "",
        willing=draft.value("willing", _letter_overview.willing(draft)) if support else "",
        duration=draft.value("duration", _letter_overview.duration(draft)) if support else "",
        provider=draft.value("provider", _provider(draft)) if support else "",
        support_person=draft.value("person", _person(draft)) if support else "",
        contact_starts=draft.day("contact_starts") if support else None,
        expected_move=draft.day("expected_move", _expected_move(draft)) if tells_home else None,
        states_law=bool(support),
        ball=_letter_parts.ball(draft),
        disagreement=_letter_overview.differences(draft),
        meanwhile=_letter_parts.meanwhile(draft),
        unknown=_letter_overview.unknown(draft),
        read=read_facts(draft),
        discloses=_letter_overview.disclosed(draft),
        uses_overview=overview is not None,
        answer_sheet=bool(draft.case_code),
    )


def _fields(draft: Draft, facts: ReferralFacts) -> tuple[LetterField, ...]:
    about_support = (
        lines_field(draft, "criterion", "Hvorfor den metode", _criterion(draft)),
        lines_field(draft, "examples", "Eksempler, et på hver linje", _seen(draft)),
        text_field(draft, "willing", "Ønske om støtte", _letter_overview.willing(draft)),
        text_field(draft, "duration", "Varighed", _letter_overview.duration(draft)),
        text_field(draft, "provider", "Ønsket leverandør", _provider(draft)),
        text_field(draft, "person", "Ønsket støtteperson", _person(draft)),
        date_field("contact_starts", "Kontakten kan begynde", facts.contact_starts),
    )
    return (
        answer_field(draft, facts.reply_by),
        flag_field("asks_home", "Vi beder også om en bolig", value=facts.asks_home),
        *(about_support if facts.support else ()),
        date_field("expected_move", "Forventet flytning", facts.expected_move),
        sheet_field(draft),
        *read_fields(draft),
    )


def _given(facts: ReferralFacts) -> set[str]:
    """A letter that asks for a home alone needs no method."""
    found = {
        "support": facts.support or facts.asks_home,
        "criterion": facts.criterion.strip() or not facts.support,
        "situation": facts.observations or facts.themes or facts.dimensions or not facts.support,
    }
    return {key for key, there in found.items() if there}


def _criterion(draft: Draft) -> str:
    """The criterion of the method, and how the resident uses help."""
    method = _letter_overview.method(draft.sources.overview)
    uses, _ = _letter_overview.uses_help(draft)
    return " ".join(one for one in (method.criterion if method else "", uses) if one)


def _seen(draft: Draft) -> str:
    return _letter_overview.uses_help(draft)[1]


def _examples(draft: Draft) -> tuple[str, ...]:
    lines = draft.value("examples", _seen(draft)).splitlines()
    return tuple(line.strip() for line in lines if line.strip())


def _provider(draft: Draft) -> str:
    support = draft.sources.case.support
    return support.wished_supplier if support else ""


def _person(draft: Draft) -> str:
    support, overview = draft.sources.case.support, draft.sources.overview
    named = support.wished_person if support else ""
    if named or (support and support.wished_supplier):
        return named
    return overview.answers.words.support_from if overview else ""


def _expected_move(draft: Draft) -> date | None:
    home = draft.sources.case.home
    return draft.sources.stay.planned_end_on or (home.move_in_on if home else None)


def _home_missing(draft: Draft) -> bool:
    row = _letter_parts.item(draft, "C2")
    return row is not None and row.status in {"missing", "unknown"}
