"""One fact of Stamdata: what it says, how it is edited, and which word stands for not knowing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication

from models.values import dates, lists, municipalities
from ui.widgets.choice import Option

FactKind = Literal["text", "long", "date", "choice", "cpr", "panel", "read"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A word that can be pressed instead of typing.

    Attributes:
        label: "Har ikke", "Ved ikke endnu" …
        value: What is stored.
        field: Another field that it is stored in, "" for the fact's own.
    """

    label: str
    value: Any
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a card.

    Attributes:
        key: Field name of the service, or a name of its own for ``panel``.
        record: ``person`` or ``stay``: which version an edit carries.
        value: What the editor starts with.
        missing: A word with *endnu*: counts in "5 ting mangler" and has the open circle.
        quiet: Grey although it is an answer or optional.
        link: Word after the text that can be pressed, e.g. "Vis".
        answers: Words below the editor.
        act: For ``panel``: opens a small form. For ``read``: None.
        press: What the link does.
        note: Tooltip; ``past`` for a day that lies behind.
        version: Of the record when it was read.
    """

    key: str
    label: str
    text: str
    kind: FactKind = "text"
    record: str = "person"
    value: Any = None
    missing: bool = False
    quiet: bool = False
    strong: bool = False
    link: str = ""
    options: tuple[Option, ...] = ()
    answers: tuple[Answer, ...] = ()
    act: Callable[[], object] | None = None
    press: Callable[[], object] | None = None
    note: str = ""
    version: int = 0

    @property
    def editable(self) -> bool:
        """Whether F2 does anything."""
        return self.kind != "read"


NOT_ASKED = "Ikke spurgt endnu"
UNKNOWN = "Ved ikke endnu"
HAS_NONE = "Har ikke"
NOBODY = "Ingen"


def text(
    key: str, label: str, value: str, *, unknown: str = NOT_ASKED, record: str = "person",
    answers: tuple[str, ...] = (), long: bool = False, optional: bool = False,
) -> Fact:  # fmt: skip
    """Running words; "Har ikke" and "Ingen" are answers and are stored as they are read."""
    offered = tuple(Answer(word, word) for word in answers)
    if value and not optional:
        offered = (*offered, Answer(unknown, ""))
    return Fact(
        key, label, value or unknown, "long" if long else "text", record, value,
        missing=not value and not optional, quiet=not value, answers=offered,
    )  # fmt: skip


def day(
    key: str, label: str, value: date | None, *, unknown: str = UNKNOWN, record: str = "person",
    optional: bool = False, past: bool = True,
) -> Fact:  # fmt: skip
    """A date."""
    shown = dates.short(value) if value else unknown
    return Fact(
        key, label, shown, "date", record, value, missing=value is None and not optional,
        quiet=value is None, note="past" if past else "",
        answers=(Answer(_tr("Ryd"), None),) if value else (),
    )  # fmt: skip


def choice(
    key: str, label: str, value: Any, options: tuple[Option, ...], *, unknown: str = UNKNOWN,
    record: str = "person", optional: bool = False, strong: bool = False,
) -> Fact:  # fmt: skip
    """One of several; no answer is a word of its own."""
    found = next((option for option in options if option.key == value and value), None)
    shown = found.label if found else unknown
    open_ = found is None or shown.casefold().endswith("endnu")
    return Fact(
        key, label, shown, "choice", record, value if found else None,
        missing=open_ and not optional, quiet=open_, strong=strong and not open_, options=options,
        answers=_open_again(unknown, options, record) if found else (),
        note=found.tooltip if found else "",
    )  # fmt: skip


def _open_again(unknown: str, options: tuple[Option, ...], record: str) -> tuple[Answer, ...]:
    """The way back to not knowing, unless the list has a row for it or there is no such state."""
    if any(option.key in {"unknown", False} for option in options):
        return ()
    return (Answer(unknown, "" if record == "stay" else None),)


def listed(
    key: str, label: str, value: str, name: str, *, on: date, record: str = "stay",
    unknown: str = UNKNOWN,
) -> Fact:  # fmt: skip
    """A row of one of the short lists; the full wording is the tooltip."""
    options = tuple(
        Option(row.key, row.label, row.full) for row in lists.load_list(name, on) if row.key
    )
    if value and value not in {option.key for option in options}:
        options = (*options, Option(value, lists.label(name, value)))
    return choice(key, label, value, options, unknown=unknown, record=record)


def municipality(
    key: str, label: str, value: str, options: tuple[Option, ...], *, strong: bool = False,
    optional: bool = False,
) -> Fact:  # fmt: skip
    """A municipality; the list is searched by any part of the name."""
    return choice(key, label, value, options, record="stay", strong=strong, optional=optional)


def municipality_options() -> tuple[Option, ...]:
    """The municipalities, by their names alone."""
    return tuple(Option(m.code, m.name) for m in municipalities.municipalities())


def _tr(words: str) -> str:
    return QCoreApplication.translate("Facts", words)
