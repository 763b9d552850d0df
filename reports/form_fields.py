"""The questions of the answer form (*svarark*, 32): keys, kinds and places. Millimetres.

The keys are ours and never change; a dot parts a group from its field and becomes a field with
kids in the PDF (a dot must not stand inside one name there). Nothing heavy is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from reports.page import RIGHT, TEXT_WIDTH, TEXT_X

_GAP = 4.0
_THIRD = (TEXT_WIDTH - 2 * _GAP) / 3
_HALF = (TEXT_WIDTH - _GAP) / 2
_THIRDS = tuple(TEXT_X + index * (_THIRD + _GAP) for index in range(3))
_SECOND_HALF = TEXT_X + _HALF + _GAP

FIELD_HEIGHT, AREA_HEIGHT = 6.6, 13.85
TICK_COLUMNS = (TEXT_X, 92.85, 125.9, 145.0, 174.1)
ON = "on"
"""State of a box that is ticked; the choices of a group are their own states."""


class FieldKind(Enum):
    """What may be written in a field. All but TICK and CHOICE are text fields."""

    LINE = "line"
    AREA = "area"
    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    TICK = "tick"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class FormField:
    """A question.

    Attributes:
        key: Stable full name in the PDF.
        kind: What may be written.
        x: Left edge; of a choice the first column of boxes.
        width: Of a text field.
        longest: Signs that fit (``/MaxLen``), 0 for boxes.
        choices: Keys of a choice, one per column of boxes.
    """

    key: str
    kind: FieldKind
    x: float
    width: float = 0.0
    longest: int = 0
    choices: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """Of a text field."""
        return AREA_HEIGHT if self.kind is FieldKind.AREA else FIELD_HEIGHT


Row = tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class FormSection:
    """A heading and its rows; ``key`` is the group of its fields."""

    key: str
    rows: tuple[Row, ...]


def _line(key: str, x: float, right: float, longest: int) -> FormField:
    return FormField(key, FieldKind.LINE, x, right - x, longest)


def _date(key: str, column: int) -> FormField:
    # Room for what people type instead of dd-mm-åååå: "fredag den 4. december 2026".
    return FormField(key, FieldKind.DATE, _THIRDS[column], _THIRD, 32)


def _choice(key: str, *choices: str) -> FormField:
    return FormField(key, FieldKind.CHOICE, TEXT_X, choices=choices)


SECTIONS: tuple[FormSection, ...] = (
    FormSection(
        "caseworker",
        (
            (
                _line("caseworker.name", TEXT_X, TEXT_X + _HALF, 80),
                _line("caseworker.unit", _SECOND_HALF, RIGHT, 80),
            ),
            (
                _line("caseworker.phone", TEXT_X, TEXT_X + _THIRD, 40),
                _line("caseworker.mail", _THIRDS[1], RIGHT, 120),
            ),
        ),
    ),
    FormSection(
        "plan",
        (
            (_choice("plan.state", "not_started", "in_progress", "made"),),
            (_date("plan.date", 0), _date("plan.expected", 1), _date("plan.follow_up", 2)),
        ),
    ),
    FormSection(
        "support",
        (
            (_choice("support.decision", "granted", "partly", "refused", "undecided"),),
            (_choice("support.method", "cti", "icm", "act", "section_85", "other"),),
            (
                _date("support.decided_on", 0),
                _date("support.starts_on", 1),
                _date("support.expected", 2),
            ),
            (_line("support.supplier", TEXT_X, RIGHT, 120),),
        ),
    ),
    FormSection(
        "home",
        (
            (_choice("home.state", "listed", "not_listed", "assigned"),),
            (
                _date("home.from", 0),
                FormField("home.rent", FieldKind.AMOUNT, _THIRDS[1], _THIRD, 20),
                _date("home.listed_on", 2),
            ),
        ),
    ),
    FormSection(
        "meeting",
        (
            (
                _date("meeting.date", 0),
                FormField(
                    "meeting.time",
                    FieldKind.TIME,
                    _THIRDS[1],
                    TEXT_X + _HALF - _THIRDS[1],
                    20,
                ),
                _line("meeting.place", _SECOND_HALF, RIGHT, 120),
            ),
        ),
    ),
    FormSection(
        "other",
        (
            (FormField("other.text", FieldKind.AREA, TEXT_X, TEXT_WIDTH, 2000),),
            (
                FormField("other.not_acting", FieldKind.TICK, TEXT_X),
                _line("other.acting", 138.8, RIGHT, 80),
            ),
        ),
    ),
    FormSection(
        "filled",
        (
            (
                _line("filled.by", TEXT_X, _THIRDS[1] + _THIRD, 80),
                _date("filled.on", 2),
            ),
        ),
    ),
)
FIELDS: tuple[FormField, ...] = tuple(
    field for section in SECTIONS for row in section.rows for field in row
)
