"""The papers that a resident reads: result, conversation sheet, own plan and own folder."""

from __future__ import annotations

from dataclasses import replace

from reports.contexts import LetterContext
from reports.letters import conversation_sheet, overview, own_folder, own_plan
from reports.letters.base import PersonFacts
from reports.letters.own_folder import Helper, OwnFolderFacts, OwnGoal
from reports.letters.own_plan import OwnPlanFacts, OwnPlanGoal
from reports.sample_overviews import (
    CONVERSATION,
    FOLDER,
    FOLDER_ENGLISH,
    OVERVIEW,
    OWN_PLAN,
    OWN_PLAN_ENGLISH,
    TWO_RATERS,
)
from tests.reports.basics import BARE, BARE_HOUSE, LONG

_BARE = replace(BARE, recipient=None)
LONG_NAME = "Anne-Margrethe Bodil-Kirstine Vestergaard-Christensen"
_LONG_PERSON = PersonFacts(LONG_NAME, "Anne-Margrethe", OVERVIEW.letter.person.born)


def pictured() -> dict[str, LetterContext]:
    """As in the pictures; the plan has none."""
    return {
        "overview": overview.compose(OVERVIEW),
        "conversation_sheet": conversation_sheet.compose(CONVERSATION),
        "own_folder": own_folder.compose(FOLDER),
        "own_folder_en": own_folder.compose(FOLDER_ENGLISH),
        "own_plan": own_plan.compose(OWN_PLAN),
        "own_plan_en": own_plan.compose(OWN_PLAN_ENGLISH),
    }


def minimal() -> dict[str, LetterContext]:
    """The least each can be made of."""
    sheet = replace(CONVERSATION, letter=replace(CONVERSATION.letter, house=BARE_HOUSE))
    plan = OwnPlanFacts(_BARE, (OwnPlanGoal("Ro."),))
    return {
        "overview": overview.compose(
            overview.OverviewFacts(
                _BARE,
                OVERVIEW.assessed,
                "0.1",
                ("Mette Krogh",),
                "Afklaring pågår.",
                OVERVIEW.next_on,
                basis="Lav.",
            )
        ),
        "conversation_sheet": conversation_sheet.compose(sheet),
        "own_folder": own_folder.compose(OwnFolderFacts(_BARE)),
        "own_folder_en": own_folder.compose(OwnFolderFacts(_BARE, "en")),
        "own_plan": own_plan.compose(plan),
        "own_plan_en": own_plan.compose(replace(plan, language="en")),
    }


def long_folder() -> OwnFolderFacts:
    """A folder of somebody with much going on."""
    return replace(
        FOLDER,
        letter=replace(FOLDER.letter, person=_LONG_PERSON),
        own_words=(LONG * 3, LONG),
        home=LONG,
        goals=tuple(OwnGoal("society.housing", LONG) for _ in range(5)),
        appointments=FOLDER.appointments * 2,
        helpers=FOLDER.helpers + tuple(
            Helper(f"Sted nummer {n}", "service", "12 34 56 78", what=("læge", "doctor"))
            for n in range(5)
        ),
        waiting=FOLDER.waiting * 2,
    )  # fmt: skip


def maximal() -> dict[str, LetterContext]:
    """The most that is let through."""
    areas = tuple(
        replace(one, seen=LONG if one.number < 7 else one.seen, talk=one.number < 3)
        for one in OVERVIEW.areas
    )
    full = replace(
        TWO_RATERS,
        letter=replace(TWO_RATERS.letter, person=_LONG_PERSON),
        areas=areas,
        own_words=LONG,
        waiting=OVERVIEW.waiting * 2,
    )
    plan = replace(
        OWN_PLAN, own_words=LONG, goals=tuple(OwnPlanGoal(LONG * 2, OWN_PLAN.goals[0].steps * 3)
                                              for _ in range(6)),
    )  # fmt: skip
    folder = long_folder()
    return {
        "overview": overview.compose(full),
        "conversation_sheet": conversation_sheet.compose(CONVERSATION),
        "own_folder": own_folder.compose(folder),
        "own_folder_en": own_folder.compose(replace(folder, language="en")),
        "own_plan": own_plan.compose(plan),
        "own_plan_en": own_plan.compose(replace(plan, language="en")),
    }
