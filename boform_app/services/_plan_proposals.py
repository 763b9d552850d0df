"""From a finished Udflytningsoverblik to goals worth talking about (domain/readiness.md 3.12)."""

from __future__ import annotations

from boform_app.rules import instrument
from boform_app.rules.readiness.answers import DOMAIN_IDS, Answers, Rating
from boform_app.services.overviews import FinishedOverview
from boform_app.services.views.stay_plans import GoalProposal, PlanProposal
from models.values.ffb import Ffb

# Support several times a week or more: worth a word also when the resident did not choose it.
_MUCH = 3


def of(overview: FinishedOverview, words: Ffb) -> PlanProposal:
    """Own words as they were said, then the resident's own priorities, then where much help is needed."""
    answers = overview.answers
    much = [
        domain
        for domain, rating in zip(DOMAIN_IDS, answers.staff, strict=True)
        if type(rating) is int and rating >= _MUCH and domain not in answers.priorities
    ]
    version = overview.version.instrument_version
    goals = (_goal(domain, answers, words, version) for domain in (*answers.priorities, *much))
    return PlanProposal(
        overview_on=overview.version.assessed_on,
        own_words=_own_words(answers),
        goals=tuple(goal for goal in goals if goal is not None),
    )


def _goal(domain: str, answers: Answers, words: Ffb, version: str) -> GoalProposal | None:
    keys = words.domains[domain]
    if not keys:
        # B14 is an item of ours that FFB has no words for.
        return None
    themes = [words.theme(key) for key in keys]
    primary = [theme.key for theme in themes if theme.may_be_primary]
    below = [sub.key for theme in themes for sub in words.sub_themes(theme.key) if sub.levelled]
    theme = primary[0] if len(primary) == 1 else ""
    index = DOMAIN_IDS.index(domain)
    return GoalProposal(
        domain=domain,
        title=instrument.load(version).domain(domain).title,
        theme=theme,
        choices=(*primary, *below),
        secondary=tuple(key for key in keys if key != theme and key not in primary),
        level_now=_level(answers.staff[index]),
        resident_level=_level(answers.resident[index]),
        chosen_by_resident=domain in answers.priorities,
        helps=answers.notes[index].helps,
    )


def _level(rating: Rating) -> int | None:
    return rating if type(rating) is int else None


def _own_words(answers: Answers) -> str:
    """Hopes first, then the home; what the resident did not want to answer is not there."""
    told = []
    if "A3" not in answers.declined:
        told.append(answers.words.hopes.strip())
    told.append(answers.words.good_home.strip())
    return "\n".join(text for text in told if text)
