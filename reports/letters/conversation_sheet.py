"""Samtaleark (44): the fourteen questions and the eight wishes, empty, to fill in with the resident.

Nothing about a person stands on it. Questions and answers come from the instrument as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.contexts import (
    FormLine,
    LetterContext,
    Question,
    Section,
    SignField,
    Text,
    TextSize,
    plain,
)
from reports.letters.base import Composer, LetterFacts

KIND = "conversation_sheet"
_ON_FIRST_PAGE = 7
# Where the seven boxes of a question stand, in millimetres from the left edge of its text.
_COLUMNS = (0.0, 21.9, 49.9, 74.9, 108.6, 129.4, 144.0)


@dataclass(frozen=True, slots=True)
class Wish:
    """A question of part A: id, words, and the boxes to choose from."""

    id: str
    question: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConversationSheetFacts:
    """What the sheet is made of.

    Attributes:
        letter: House, day and law; the person in it is not printed.
        version: Of the instrument.
        frame: How the resident is asked to think of it.
        questions: B1 to B14 in the words that are asked.
        answers: The seven answers to each of them.
        wishes: A1 to A8.
    """

    letter: LetterFacts
    version: str
    frame: str
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    wishes: tuple[Wish, ...]


def compose(facts: ConversationSheetFacts) -> LetterContext:
    """Three pages in the order of the screen."""
    made = Composer(KIND, facts.letter, {"version": facts.version, "ramme": facts.frame})
    texts = made.texts
    fields = FormLine(
        (
            SignField(texts["name"], 61.4),
            SignField(texts["date"], 30.8),
            SignField(texts["talked_with"]),
        )
    )
    asked = [_question(facts, number, words) for number, words in enumerate(facts.questions, 1)]
    first, second = asked[:_ON_FIRST_PAGE], asked[_ON_FIRST_PAGE:]
    sections = (
        Section("first", "", (fields, *first), wide=True, bare=True),
        Section("second", "", tuple(second), wide=True, bare=True, new_page=True),
        Section(
            "wishes",
            texts["sections"]["wishes"]["heading"],
            (*_wishes(made, facts), _end(made)),
            wide=True,
            bare=True,
            new_page=True,
        ),
    )
    return made.sheet(
        sections,
        size=TextSize.TALK,
        subtitle=facts.frame,
        confidential=texts["top"],
        document_title=texts["document_title"],
    )


def _question(facts: ConversationSheetFacts, number: int, words: str) -> Question:
    return Question(words, number=str(number), answers=facts.answers, columns=_COLUMNS)


def _wishes(made: Composer, facts: ConversationSheetFacts) -> Iterator[Question]:
    for wish in facts.wishes:
        asked = made.texts["asked"][wish.id]
        yield Question(
            asked.get("question", wish.question),
            hint=asked.get("hint", ""),
            answers=wish.answers,
            lines=asked["lines"],
        )


def _end(made: Composer) -> Text:
    return Text((plain(made.texts["last"]), plain(made.fill("{L6}"), small=True)))
