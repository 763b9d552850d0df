"""Gendannelsesark (45): the printed recovery key for the safe. Shown and printed once, not stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from reports.contexts import (
    KeySheet,
    LetterContext,
    Section,
    Steps,
    Table,
    Text,
    plain,
)
from reports.danish import long_date
from reports.letters.base import Composer, HouseFacts, LetterFacts, PersonFacts
from reports.texts import paragraphs

KIND = "recovery_sheet"
QR_PREFIX = "BOFORM:NOEGLE:1:"
GROUPS = 14


@dataclass(frozen=True, slots=True)
class RecoverySheetFacts:
    """Facts of the sheet.

    Attributes:
        house: Whose data it opens.
        number: Counts up with each new sheet.
        made_at: Local time of making; made_by: staff name.
        groups: Fourteen groups of four characters, the last one the check.
        file_id: Id of the data file.

    Raises:
        ValueError: Not fourteen groups of four.
    """

    house: HouseFacts
    number: int
    made_at: datetime
    made_by: str
    groups: tuple[str, ...]
    file_id: str

    def __post_init__(self) -> None:
        if len(self.groups) != GROUPS or any(len(group) != 4 for group in self.groups):
            raise ValueError("a recovery key has fourteen groups of four")


def compose(facts: RecoverySheetFacts) -> LetterContext:
    """The sheet. The context holds the key: it is rendered and forgotten, never stored."""
    day = facts.made_at.date()
    values = {
        "nr": str(facts.number),
        "id": facts.file_id,
        "dato": long_date(day),
        "tid": f"{facts.made_at.hour}.{facts.made_at.minute:02}",
        "lavet_af": facts.made_by,
    }
    letter = LetterFacts(facts.house, PersonFacts("", ""), day)
    made = Composer(KIND, letter, values)
    sections = [
        made.section("safe", editable=False),
        _key(made, facts),
        _list(made, "use", numbered=True),
        _list(made, "care"),
        made.section("lost", editable=False),
        made.section("fits", editable=False),
        made.section("stored", _stored(made), editable=False),
    ]
    context = made.context(sections)
    return replace(context, meta=replace(context.meta, number=made.fill(made.texts["number"])))


def _key(made: Composer, facts: RecoverySheetFacts) -> Section:
    texts = made.texts["sections"]["key"]
    block = KeySheet(
        facts.groups,
        QR_PREFIX + "".join(facts.groups),
        texts["same"],
        texts["alt"],
        tuple(texts["notes"]),
    )
    return made.section("key", block, editable=False, wide=True)


def _list(made: Composer, key: str, *, numbered: bool = False) -> Section:
    texts = made.texts["sections"][key]
    items = tuple(para for text in texts["items"] for para in paragraphs(text, {}))
    steps = Steps(items, numbered)
    after = (Text((plain(texts["after"]),)),) if "after" in texts else ()
    return made.section(key, steps, *after, editable=False)


def _stored(made: Composer) -> Table:
    columns = tuple(made.texts["sections"]["stored"]["columns"])
    return Table(columns, (30.0, 46.0, 50.0), (("", "", ""),) * 2, row_height=8.7)
