"""What the decision letters share (37): the person as recipient, hearing, facts, appeal, receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from models.values.information import InformationKind
from reports.contexts import (
    ClosingField,
    LetterContext,
    Run,
    Section,
    Steps,
    Text,
    plain,
)
from reports.danish import long_date, short_date, weekday_date
from reports.errors import MissingField
from reports.letters.base import Composer, LetterFacts, RecipientFacts
from reports.texts import fill, letter_texts, paragraphs

_RECEIPT_WIDTH = 60.0
_APPEAL = timedelta(weeks=4)
"""What the sentence L4 promises; the engine may give more, never less."""


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """The hearing that was held (*partshøring*), from the note that is marked so.

    Attributes:
        held_on: Day of the talk; of the attempt when the person was not reached.
        said: What the person said, in our sentences to *du*; required.
        agreed: What follows from it, "" for nothing.
        reached: False when nobody could get hold of the person; ``said`` then tells how we tried.
    """

    held_on: date
    said: str
    agreed: str = ""
    reached: bool = True


@dataclass(frozen=True, slots=True)
class AppealFacts:
    """Receipt of the decision and the last day of appeal (*klagefrist*).

    Attributes:
        received: Day the person has the decision; the day of the letter when handed over.
        appeal_by: Last day, from the deadline engine; printed as counted.
        handed_over: Given by hand today, otherwise sent.

    Raises:
        ValueError: The last day comes before four weeks have passed.
    """

    received: date
    appeal_by: date
    handed_over: bool = True

    def __post_init__(self) -> None:
        if self.appeal_by < self.received + _APPEAL:
            raise ValueError("an appeal may be made for at least four weeks")


def require(**given: object) -> None:
    """Stop a decision that lacks what it must rest on.

    Raises:
        MissingField: Names the first that is empty: prose of blanks counts as empty.
    """
    for name, value in given.items():
        held = value.strip() if isinstance(value, str) else value
        if not held:
            raise MissingField(name)


def to_person(letter: LetterFacts, *, lives_here: bool = True) -> LetterFacts:
    """The letter addressed to the person; a protected one gets it without any address.

    A recipient that the facts name is kept, but is never a statutory one here.
    """
    person, house = letter.person, letter.house
    here = (person.name, *house.address) if lives_here else (person.name,)
    named = letter.recipient.lines if letter.recipient else here
    lines = named[:1] if person.protected or not person.name else named
    if not lines or not lines[0].strip():
        lines = (str(letter_texts("decisions")["unknown_recipient"]),)
    return replace(letter, recipient=RecipientFacts(lines, statutory=False, authority=False))


def hearing_fields(hearing: HearingFacts | None, day: date) -> tuple[str, dict[str, str]]:
    """Template of the hearing and its values.

    Raises:
        MissingField: No hearing, or nothing of what was said.
    """
    if hearing is None or not hearing.said.strip():
        raise MissingField("hearing")
    values = {
        "samtale": short_date(hearing.held_on, day),
        "udsagn": hearing.said,
        "aftale": hearing.agreed,
    }
    return str(letter_texts("decisions")["talked" if hearing.reached else "tried"]), values


def hearing_section(made: Composer, hearing: HearingFacts | None, day: date) -> Section:
    """*Det har du sagt*."""
    template, values = hearing_fields(hearing, day)
    kinds = (InformationKind.OWN_WORDS,)
    # A decision cannot lose its parts in the editor: they are fields, not prose.
    section = made.section("hearing", discloses=kinds, editable=False)
    return replace(section, blocks=(Text(paragraphs(template, values)),))


def appeal_values(appeal: AppealFacts) -> dict[str, str]:
    """Fields of the appeal sentences."""
    texts = letter_texts("decisions")
    later = fill(texts["later"], {"modtaget": long_date(appeal.received)})
    return {
        "modtagelse": str(texts["today"]) if appeal.handed_over else later,
        "klagefrist": weekday_date(appeal.appeal_by),
    }


def appeal_section(made: Composer) -> Section:
    """How to complain; its first paragraph, which holds the date, is bold."""
    section = made.section("appeal", editable=False)
    (block,) = section.blocks
    if not isinstance(block, Text):
        raise MissingField("appeal")
    first, *more = block.paragraphs
    bold = replace(first, runs=tuple(Run(run.text, bold=True) for run in first.runs))
    return replace(section, blocks=(Text((bold, *more)),))


def dashes(texts: Iterable[str]) -> Steps:
    """A list with dashes; empty lines fall out."""
    return Steps(tuple(plain(text.strip()) for text in texts if text.strip()))


def clock(moment: datetime) -> str:
    """``12`` or ``12.30``, after *kl.*; local time."""
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


def handed_line(context: LetterContext, *, handed_over: bool) -> LetterContext:
    """With *Gives i hånden* in place of a channel."""
    if not handed_over:
        return context
    line = str(letter_texts("decisions")["handed"])
    return replace(context, meta=replace(context.meta, channel_line=line))


def with_receipt(context: LetterContext) -> LetterContext:
    """With a line for date and signature beside ours."""
    label = str(letter_texts("decisions")["receipt"])
    return replace(context, closing_field=ClosingField(label, _RECEIPT_WIDTH))
