"""The resident's own plan on one page: own words, goals, what each does and by when, who helps.

Danish or English. The opholdsplan is what the house writes; this is what the resident takes along,
so it holds no levels, no themes and no words of the house about the resident.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values.information import InformationKind as Kind
from models.values.languages import Language
from reports.contexts import Block, Fact, Facts, LetterContext, Section, Text, TextSize, plain
from reports.letters.base import Composer, LetterFacts
from reports.letters.own_folder import composer, own_sheet, wide
from reports.letters.own_words import WORDS, Words
from reports.texts import fill

KIND = "own_plan"
_WHEN = 115.0
_STEPS = 4
"""Steps of a goal that are told; a page has room for what comes next, not for everything."""


@dataclass(frozen=True, slots=True)
class OwnStep:
    """What somebody does: words, who, by when, and whether it is done."""

    what: str
    who: str = ""
    due: date | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class OwnPlanGoal:
    """A goal as it was set, with its steps in their order."""

    words: str
    steps: tuple[OwnStep, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnPlanFacts:
    """Facts of the plan.

    Attributes:
        letter: House, person, day.
        language: ``da`` or ``en``.
        own_words: What the resident wants, without quotation marks.
        goals: Goals that are worked on.
        helpers: Name and telephone.
        again: Day the plan is looked at again.
    """

    letter: LetterFacts
    goals: tuple[OwnPlanGoal, ...]
    language: Language = "da"
    own_words: str = ""
    helpers: tuple[tuple[str, str], ...] = ()
    again: date | None = None


def compose(facts: OwnPlanFacts) -> LetterContext:
    """The plan in the largest type that holds it on one page; goals that no page holds are counted."""
    from reports.letter import measure  # noqa: PLC0415 - only what prints pays for it

    for shown in range(len(facts.goals), 0, -1):
        for size in (TextSize.FOLDER, TextSize.LARGE):
            made = _made(facts, shown, size)
            if len(measure(made).page_heights) == 1:
                return made
    return _made(facts, min(1, len(facts.goals)), TextSize.LARGE)


def _made(facts: OwnPlanFacts, shown: int, size: TextSize) -> LetterContext:
    words = WORDS[facts.language]
    made = composer(KIND, facts.letter, words)
    sections = [
        _wishes(made, facts),
        *(_goal(made, goal, nth, words) for nth, goal in enumerate(facts.goals[:shown], 1)),
        _helpers(made, facts),
        _rest(made, facts, len(facts.goals) - shown, words),
    ]
    return own_sheet(made, sections, words, size)


def _wishes(made: Composer, facts: OwnPlanFacts) -> Section:
    said = facts.own_words.strip()
    template = made.texts["sections"]["wishes"]["words"]
    text = Text((plain(fill(template, {"egneord": said})),) if said else ())
    return wide(made, "wishes", text, discloses=(Kind.OWN_WORDS,))


def _goal(made: Composer, goal: OwnPlanGoal, nth: int, words: Words) -> Section:
    names = made.texts["sections"]["goal"]
    rows = [_step(names, one, words) for one in _next(goal)]
    block: Block = Facts(tuple(rows), _WHEN, ruled=True)
    if not rows:
        block = Text((plain(names["none"]),))
    heading = fill(names["heading"], {"nr": str(nth), "mål": goal.words.rstrip(".")})
    return Section(
        f"goal{nth}", heading, (block,), discloses=frozenset({Kind.SUPPORT}), wide=True,
        together=True,
    )  # fmt: skip


def _next(goal: OwnPlanGoal) -> list[OwnStep]:
    """What is still to do first; where there is room, what was reached."""
    ordered = sorted(goal.steps, key=lambda one: one.done)
    return ordered[:_STEPS]


def _step(names: dict[str, str], one: OwnStep, words: Words) -> Fact:
    what = one.what.rstrip(".")
    said = fill(names["step" if one.who else "nobody"], {"hvem": one.who, "hvad": what})
    when = names["done"] if one.done else ""
    if one.due is not None and not one.done:
        when = fill(names["due"], {"dato": words.short_date(one.due)})
    return Fact(said, when)


def _helpers(made: Composer, facts: OwnPlanFacts) -> Section:
    names = made.texts["sections"]["helpers"]
    said = [
        fill(names["helper"], {"navn": name, "telefon": phone}) if phone else name
        for name, phone in facts.helpers
    ]
    text = Text(tuple(plain(one) for one in said))
    return wide(made, "helpers", text, discloses=(Kind.CONTACT,), together=True)


def _rest(made: Composer, facts: OwnPlanFacts, hidden: int, words: Words) -> Section:
    names = made.texts["sections"]["rest"]
    said = []
    if hidden:
        many = fill(names["more"], {"antal": words.count(hidden).capitalize()})
        said.append(names["one"] if hidden == 1 else many)
    if facts.again is not None:
        said.append(fill(names["again"], {"dato": words.long_date(facts.again)}))
    said.append(made.fill(names["text"]))
    return wide(made, "rest", Text(tuple(plain(one) for one in said)), together=True)
