"""Anmodning om handleplan, and Henvisning og indstilling, composed from the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from boform_app.rules import instrument
from boform_app.rules.readiness.decide import Method
from boform_app.rules.readiness.sentences import housing_text
from boform_app.services import _prerequisites
from boform_app.services._letter_common import (
    Composed,
    Draft,
    answer_date,
    answer_field,
    consent_facts,
    covered,
    flag_field,
    letter_facts,
    moments,
    read_facts,
    read_fields,
    rule_rows,
)
from boform_app.services._letter_sources import LastOverview, channel_words
from boform_app.services.views.cases import LetterField
from models.values.information import InformationKind
from models.values.lists import label
from reports.contexts import LetterContext
from reports.letters import plan_request, referral
from reports.letters.stay import StayFacts

# What a theme of the overview tells about; it needs the tick that covers this kind.
THEME_KINDS: dict[str, InformationKind] = {
    "B1": InformationKind.HOUSING,
    "B2": InformationKind.HOUSING,
    "B3": InformationKind.ECONOMY,
    "B4": InformationKind.EVERYDAY,
    "B5": InformationKind.EVERYDAY,
    "B6": InformationKind.HEALTH,
    "B7": InformationKind.HEALTH,
    "B8": InformationKind.HEALTH,
    "B9": InformationKind.SUBSTANCES,
    "B10": InformationKind.EVERYDAY,
    "B11": InformationKind.NETWORK,
    "B12": InformationKind.NETWORK,
    "B13": InformationKind.WORK,
    "B14": InformationKind.SUPPORT,
}

_ASSESSED = (
    "Klarer det uden støtte.",
    "Let støtte, en til to gange om måneden.",
    "Støtte omtrent ugentligt.",
    "Støtte flere gange om ugen.",
    "Støtte hver dag.",
)


def plan(draft: Draft) -> Composed:
    """Without consent only the first three sections and the sentence of law are printed."""
    overview = draft.sources.overview
    reply_by = answer_date(draft)
    joins = draft.flag("joins_meeting", default=False)
    context = plan_request.compose(
        plan_request.PlanRequestFacts(
            letter=letter_facts(draft, statutory=False),
            stay=_stay(draft),
            reply_by=reply_by,
            meetings=moments(draft, "meeting_1", "meeting_2"),
            own_words=overview.answers.words.good_home if overview else "",
            most_important=_most_important(draft),
            what_works=_what_works(draft),
            proposal=_proposal(overview),
            meanwhile=_meanwhile(draft),
            unknown=_unknown(draft),
            discloses=_disclosed(draft),
            read=read_facts(draft),
            joins_meeting=joins,
        )
    )
    fields = (
        answer_field(draft, reply_by),
        LetterField("meeting_1", "Forslag til møde", "moment", draft.value("meeting_1")),
        LetterField("meeting_2", "eller", "moment", draft.value("meeting_2")),
        *read_fields(draft),
        flag_field("joins_meeting", "Beboeren vil gerne være med til mødet", value=joins),
    )
    return _composed(draft, context, fields, _warnings(draft))


def referral_letter(draft: Draft) -> Composed:
    """The referral summary: request first, own words, set/fortalt/vurderet apart, who has the ball."""
    sources, overview = draft.sources, draft.sources.overview
    reply_by = answer_date(draft)
    asks_home = draft.flag("asks_home", default=_home_missing(draft))
    context = referral.compose(
        referral.ReferralFacts(
            letter=letter_facts(draft, statutory=False),
            stay=_stay(draft),
            reply_by=reply_by,
            support=_support_name(overview),
            support_law="§ 85"
            if overview and overview.result.method is Method.SECTION_85
            else "§ 85 a",
            asks_home=asks_home,
            max_rent=(sources.stay.max_rent_kr or 0) if asks_home else 0,
            own_words=overview.answers.words.good_home if overview else "",
            wish=overview.answers.words.hopes if overview else "",
            most_important=_most_important(draft),
            what_works=_what_works(draft),
            observations=tuple(_observations(draft)),
            housing=_housing(overview),
            support_text=_support_text(overview),
            support_person=overview.answers.words.support_from if overview else "",
            ball=tuple(_ball(draft)),
            disagreement=_disagreement(draft),
            meanwhile=_meanwhile(draft),
            unknown=_unknown(draft),
            discloses=_disclosed(draft),
            read=read_facts(draft),
            uses_overview=overview is not None,
        )
    )
    fields = (
        answer_field(draft, reply_by),
        flag_field("asks_home", "Vi beder også om en bolig", value=asks_home),
        *read_fields(draft),
    )
    warnings = _warnings(draft) if overview else (*_warnings(draft), "overview_missing")
    return _composed(draft, context, fields, warnings)


def _composed(
    draft: Draft, context: LetterContext, fields: tuple[LetterField, ...], warnings: tuple[str, ...]
) -> Composed:
    rows = rule_rows(draft, "answer_days")
    left_out = _left_out(draft)
    return Composed(context, fields, warnings, left_out, answer_date(draft), rows)


def _stay(draft: Draft) -> StayFacts:
    sources = draft.sources
    came = label("arrival_ways", sources.stay.came) if sources.stay.came == "self" else ""
    return StayFacts(
        admitted=sources.admitted_on,
        nights=sources.nights,
        municipality=sources.municipality,
        how_came=came[:1].upper() + came[1:],
        notice_sent=sources.notice.sent_on if sources.notice else None,
        notice_channel=channel_words(sources.notice) if sources.notice else "",
        consent=consent_facts(draft.consent),
    )


def _left_out(draft: Draft) -> tuple[str, ...]:
    overview = draft.sources.overview
    if overview is None:
        return ()
    allowed = covered(draft)
    kinds = {kind for kind in THEME_KINDS.values() if kind not in allowed}
    return tuple(kind.label for kind in InformationKind if kind in kinds)


def _observations(draft: Draft) -> Iterator[referral.ObservationFacts]:
    """Relevant themes in the order of the instrument; the rest is summed up in one line."""
    overview, allowed = draft.sources.overview, covered(draft)
    if overview is None:
        return
    texts = instrument.load(overview.result.instrument)
    small = 0
    for index, domain in enumerate(texts.domains):
        kind, level = THEME_KINDS[domain.id], overview.answers.staff[index]
        if kind not in allowed or type(level) is not int:
            continue
        note = overview.answers.notes[index]
        if level < 2:
            small += 1
            continue
        yield referral.ObservationFacts(
            theme=domain.short,
            kind=kind,
            seen=note.seen,
            told=_told(draft, overview, index),
            assessed=_ASSESSED[level],
        )
    if small:
        yield referral.ObservationFacts(
            theme=f"Øvrige {_number(small)} områder" if small > 1 else "Ét område mere",
            kind=InformationKind.SUPPORT,
            note="Ingen eller let støtte, højst et par gange om måneden.",
        )


def _told(draft: Draft, overview: LastOverview, index: int) -> str:
    own = overview.answers.resident[index]
    if type(own) is not int:
        return ""
    words = instrument.load(overview.result.instrument).scale[own].resident
    return f"{draft.sources.first_name} siger: {words[:1].lower()}{words[1:]}."


def _number(count: int) -> str:
    words = (
        "nul",
        "ét",
        "to",
        "tre",
        "fire",
        "fem",
        "seks",
        "syv",
        "otte",
        "ni",
        "ti",
        "elleve",
        "tolv",
    )
    return words[count] if count < len(words) else str(count)


def _tellable(draft: Draft, domains: Iterable[str]) -> tuple[str, ...]:
    """Themes that the consent carries: what it does not carry is not even named."""
    allowed = covered(draft)
    return tuple(one for one in domains if THEME_KINDS[one] in allowed)


def _names(draft: Draft, domains: Iterable[str]) -> tuple[str, ...]:
    overview = draft.sources.overview
    if overview is None:
        return ()
    texts = instrument.load(overview.result.instrument)
    return tuple(texts.domain(one).short.lower() for one in _tellable(draft, domains))


def _disclosed(draft: Draft) -> dict[str, frozenset[InformationKind]]:
    """What the fetched prose tells by section, beyond what the section always tells."""
    overview = draft.sources.overview
    kinds: dict[str, frozenset[InformationKind]] = {}
    if draft.sources.agreements:
        kinds["meanwhile"] = frozenset({InformationKind.EVERYDAY})
    if overview is None:
        return kinds
    named = (
        ("own_words", overview.answers.priorities),
        ("works", _working(draft)),
        ("disagreement", overview.result.talk_about),
        ("unknown", overview.result.missing),
    )
    for key, domains in named:
        kinds[key] = frozenset(THEME_KINDS[one] for one in _tellable(draft, domains))
    return kinds


def _most_important(draft: Draft) -> tuple[str, ...]:
    overview = draft.sources.overview
    return _names(draft, overview.answers.priorities) if overview else ()


def _working(draft: Draft) -> tuple[str, ...]:
    """Themes with a strength or something that helps."""
    overview = draft.sources.overview
    if overview is None:
        return ()
    pairs = zip(THEME_KINDS, overview.answers.notes, strict=True)
    return tuple(one for one, note in pairs if (note.strength or note.helps).strip())


def _what_works(draft: Draft) -> str:
    overview = draft.sources.overview
    if overview is None:
        return ""
    notes = dict(zip(THEME_KINDS, overview.answers.notes, strict=True))
    parts = [notes[one].strength or notes[one].helps for one in _tellable(draft, _working(draft))]
    return " ".join(dict.fromkeys(part.strip() for part in parts))


def _meanwhile(draft: Draft) -> str:
    return "\n\n".join(note.text for note in draft.sources.agreements)


def _unknown(draft: Draft) -> str:
    overview = draft.sources.overview
    names = _names(draft, overview.result.missing) if overview else ()
    return f"Vi har ikke kunnet vurdere: {', '.join(names)}." if names else ""


def _disagreement(draft: Draft) -> str:
    overview = draft.sources.overview
    names = _names(draft, overview.result.talk_about) if overview else ()
    if not names:
        return ""
    name = draft.sources.first_name
    return (
        f"{name} og vi ser forskelligt på: {', '.join(names)}. Begge dele fremgår her efter aftale."
    )


def _support_name(overview: LastOverview | None) -> str:
    if overview is None or not overview.result.support_wanted:
        return ""
    return instrument.load(overview.result.instrument).methods[overview.result.method.value].with_


def _support_text(overview: LastOverview | None) -> str:
    if overview is None or not overview.result.method.is_support:
        return ""
    method = instrument.load(overview.result.instrument).methods[overview.result.method.value]
    return f"{method.label}. {method.criterion}"


def _housing(overview: LastOverview | None) -> str:
    if overview is None:
        return ""
    return f"{housing_text(overview.result, instrument.load(overview.result.instrument))}."


def _proposal(overview: LastOverview | None) -> plan_request.PlanProposal:
    if overview is None:
        return plan_request.PlanProposal()
    return plan_request.PlanProposal(
        purpose="Egen bolig med den støtte, der får flytningen til at lykkes.",
        effort=_support_text(overview),
        supporter=overview.answers.words.support_from,
    )


def _home_missing(draft: Draft) -> bool:
    return any(
        row.code == "C2" and row.status in {"missing", "unknown"}
        for row in draft.sources.prerequisites
    )


def _ball(draft: Draft) -> Iterator[referral.BallFacts]:
    """What is missing or in progress, longest wait first; unknown items say nothing yet."""
    rows = [row for row in draft.sources.prerequisites if row.status in {"missing", "in_progress"}]
    for row in sorted(rows, key=lambda one: one.since):
        owner = _prerequisites.owner_label(row.owner)
        who = draft.sources.house.name if row.owner == "us" else owner
        yield referral.BallFacts(label("prerequisites", row.code), who, row.since)


def _warnings(draft: Draft) -> tuple[str, ...]:
    found = []
    if draft.consent is None:
        found.append("consent_missing")
    if draft.sources.person.protected_address:
        found.append("protected_address")
    if not draft.sources.municipality:
        found.append("municipality_unknown")
    if not draft.sources.contacts:
        found.append("contact_missing")
    return tuple(found)
