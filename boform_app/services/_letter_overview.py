"""What letters tell from the latest Udflytningsoverblik, as far as the chosen consent carries it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from boform_app.rules import instrument
from boform_app.rules.readiness.answers import Duration, SupportWish
from boform_app.rules.readiness.decide import Method
from boform_app.rules.readiness.sentences import housing_text
from boform_app.services import _letter_parts
from boform_app.services._letter_common import Draft, covered
from boform_app.services._letter_sources import LastOverview
from models.values.information import InformationKind
from reports.letters.referral import DimensionFacts, DimensionKey, ObservationFacts
from reports.shortening import SmallTheme

Kind = InformationKind

# What a theme of the overview tells about; it needs the tick that covers this kind.
THEME_KINDS = MappingProxyType(
    {
        "B1": Kind.HOUSING,
        "B2": Kind.HOUSING,
        "B3": Kind.ECONOMY,
        "B4": Kind.EVERYDAY,
        "B5": Kind.EVERYDAY,
        "B6": Kind.HEALTH,
        "B7": Kind.HEALTH,
        "B8": Kind.HEALTH,
        "B9": Kind.SUBSTANCES,
        "B10": Kind.EVERYDAY,
        "B11": Kind.NETWORK,
        "B12": Kind.NETWORK,
        "B13": Kind.WORK,
        "B14": Kind.SUPPORT,
    }
)

# The eight dimensions of CTI, ICM and ACT (law.md 2.1) and the themes that speak to each. A theme
# of the kind "everyday" speaks to daily life also where it is about post or appointments.
DIMENSIONS: MappingProxyType[DimensionKey, tuple[str, ...]] = MappingProxyType(
    {
        "home": ("B1", "B2"),
        "mental_health": ("B8",),
        "physical_health": ("B6", "B7"),
        "economy": ("B3",),
        "daily_life": ("B4", "B5", "B10"),
        "network": ("B11", "B12"),
        "substances": ("B9",),
        "work": ("B13",),
    }
)

_ASSESSED = (
    "Klarer det uden støtte.",
    "Let støtte, en til to gange om måneden.",
    "Støtte omtrent ugentligt.",
    "Støtte flere gange om ugen.",
    "Støtte hver dag.",
)
_LITTLE = "Ingen eller let støtte, højst et par gange om måneden."
_USES_HELP = "B14"
_FROM = 2
"""Level from which a theme is told by itself."""

_NUMBERS = (
    "nul", "ét", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
)  # fmt: skip


def left_out(draft: Draft) -> tuple[str, ...]:
    """Labels of the kinds that the overview knows and the consent does not carry."""
    if draft.sources.overview is None:
        return ()
    allowed = covered(draft)
    kinds = {kind for kind in THEME_KINDS.values() if kind not in allowed}
    return tuple(kind.label for kind in InformationKind if kind in kinds)


def observations(draft: Draft, *, by_dimension: bool = False) -> Iterator[ObservationFacts]:
    """Relevant themes in the order of the instrument.

    Args:
        draft: The letter.
        by_dimension: The eight dimensions stand in the letter and say how much support each needs.
            What was assessed is then told there, how help is used (B14) under the criterion, and
            here only what was seen and told. Otherwise themes with little need are summed up.
    """
    overview = draft.sources.overview
    if overview is None:
        return
    small = 0
    for index, domain, level in _levels(draft, overview):
        if level < _FROM:
            small += 1
            continue
        seen = overview.answers.notes[index].seen
        if by_dimension and (domain.id == _USES_HELP or not seen.strip()):
            continue
        yield ObservationFacts(
            theme=domain.short,
            kind=THEME_KINDS[domain.id],
            seen=seen,
            told=_told(draft, overview, index),
            assessed="" if by_dimension else _ASSESSED[level],
        )
    if small and not by_dimension:
        yield ObservationFacts(
            theme=f"Øvrige {_number(small)} områder" if small > 1 else "Ét område mere",
            kind=InformationKind.SUPPORT,
            note=_LITTLE,
        )


def small_themes(draft: Draft, section: str) -> tuple[SmallTheme, ...]:
    """Themes with support about once a week: the first to be told in one line."""
    overview = draft.sources.overview
    if overview is None:
        return ()
    return tuple(
        SmallTheme(section, domain.short, _ASSESSED[level])
        for _, domain, level in _levels(draft, overview)
        if level == _FROM
    )


def dimensions(draft: Draft) -> tuple[DimensionFacts, ...]:
    """The eight dimensions, each with the highest support among its themes."""
    overview = draft.sources.overview
    if overview is None:
        return ()
    found = {domain.id: (domain, level) for _, domain, level in _levels(draft, overview)}
    told = []
    for key, themes in DIMENSIONS.items():
        rated = [found[theme] for theme in themes if theme in found]
        if not rated:
            continue
        domain, level = max(rated, key=lambda one: one[1])
        words = _LITTLE if level < _FROM else _ASSESSED[level]
        several = len(rated) > 1 and level >= _FROM
        text = f"{words} Mest til {_lower(domain.short)}." if several else words
        told.append(DimensionFacts(key, text))
    return tuple(told)


def disclosed(draft: Draft) -> dict[str, frozenset[InformationKind]]:
    """What the fetched prose tells by section, beyond what the section always tells."""
    overview = draft.sources.overview
    kinds: dict[str, frozenset[InformationKind]] = {}
    if _letter_parts.agreements(draft):
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


def own_words(draft: Draft) -> str:
    """What the resident says a good home is."""
    overview = draft.sources.overview
    return overview.answers.words.good_home if overview else ""


def hopes(draft: Draft) -> str:
    """What the resident hopes for; it tells of the home as well."""
    overview = draft.sources.overview
    if overview is None or InformationKind.HOUSING not in covered(draft):
        return ""
    return overview.answers.words.hopes


def most_important(draft: Draft) -> tuple[str, ...]:
    """Themes in the resident's own order."""
    overview = draft.sources.overview
    return _names(draft, overview.answers.priorities) if overview else ()


def what_works(draft: Draft) -> str:
    """Strengths and what helps, in the words they were noted with."""
    overview = draft.sources.overview
    if overview is None or InformationKind.EVERYDAY not in covered(draft):
        return ""
    notes = dict(zip(THEME_KINDS, overview.answers.notes, strict=True))
    parts = [notes[one].strength or notes[one].helps for one in _tellable(draft, _working(draft))]
    return " ".join(dict.fromkeys(part.strip() for part in parts))


def unknown(draft: Draft) -> str:
    """Themes that nobody could assess."""
    overview = draft.sources.overview
    names = _names(draft, overview.result.missing) if overview else ()
    return f"Vi har ikke kunnet vurdere: {', '.join(names)}." if names else ""


def differences(draft: Draft) -> str:
    """Themes that resident and staff see at least two levels apart, as one sentence."""
    overview = draft.sources.overview
    names = _names(draft, overview.result.talk_about) if overview else ()
    if not names:
        return ""
    return f"{draft.sources.first_name} og vi ser forskelligt på: {', '.join(names)}."


def support_name(overview: LastOverview | None) -> str:
    """``ICM-støtte``, "" where none is proposed or wanted."""
    if overview is None or not overview.result.support_wanted:
        return ""
    return instrument.load(overview.result.instrument).methods[overview.result.method.value].with_


def method(overview: LastOverview | None) -> instrument.MethodLabel | None:
    """The proposed method, None where no lasting support is proposed."""
    if overview is None or not overview.result.method.is_support:
        return None
    return instrument.load(overview.result.instrument).methods[overview.result.method.value]


def support_law(overview: LastOverview | None) -> str:
    """Paragraph of the proposed support."""
    return "§ 85" if overview and overview.result.method is Method.SECTION_85 else "§ 85 a"


def housing(overview: LastOverview | None) -> str:
    """The proposed home as a sentence."""
    if overview is None:
        return ""
    return f"{housing_text(overview.result, instrument.load(overview.result.instrument))}."


def willing(draft: Draft) -> str:
    """What the resident says to support, from the overview; "" while nobody has asked."""
    overview = draft.sources.overview
    if overview is None:
        return ""
    name = draft.sources.first_name
    return {
        SupportWish.YES: f"{name} vil gerne have støtte.",
        SupportWish.YES_BUT_DIFFERENT: f"{name} vil gerne have støtte, men på en anden måde.",
        SupportWish.NO: f"{name} ønsker ikke støtte nu.",
    }.get(overview.answers.support_wish or SupportWish.DOES_NOT_KNOW, "")


def duration(draft: Draft) -> str:
    """How long support may be needed, from the overview."""
    overview = draft.sources.overview
    if overview is None:
        return ""
    return {
        Duration.UNDER_NINE_MONTHS: "Under ni måneder.",
        Duration.LONGER: "Længere end ni måneder.",
    }.get(overview.answers.duration or Duration.DOES_NOT_KNOW, "")


def uses_help(draft: Draft) -> tuple[str, str]:
    """How the resident uses help (B14): our assessment, and what was seen that shows it."""
    overview = draft.sources.overview
    if overview is None:
        return "", ""
    domain = instrument.load(overview.result.instrument).domain(_USES_HELP)
    level, note = overview.answers.staff[13], overview.answers.notes[13]
    return (domain.levels[level] if type(level) is int else ""), note.seen.strip()


def _levels(draft: Draft, overview: LastOverview) -> Iterator[tuple[int, instrument.Domain, int]]:
    """Assessed themes that the consent carries: place, theme and level."""
    allowed = covered(draft)
    texts = instrument.load(overview.result.instrument)
    for index, domain in enumerate(texts.domains):
        level = overview.answers.staff[index]
        if THEME_KINDS[domain.id] in allowed and type(level) is int:
            yield index, domain, level


def _told(draft: Draft, overview: LastOverview, index: int) -> str:
    own = overview.answers.resident[index]
    if type(own) is not int:
        return ""
    words = instrument.load(overview.result.instrument).scale[own].resident
    return f"{draft.sources.first_name} siger: {_lower(words)}."


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


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


def _working(draft: Draft) -> tuple[str, ...]:
    """Themes with a strength or something that helps."""
    overview = draft.sources.overview
    if overview is None:
        return ()
    pairs = zip(THEME_KINDS, overview.answers.notes, strict=True)
    return tuple(one for one, note in pairs if (note.strength or note.helps).strip())
