"""What a municipality wrote on the answer form (*svarark*), from plain text to typed answers.

Nothing is guessed: a date without a year, "i dag" (which day was that?) or "midt i december" stays
as it was typed and is shown to the person who takes the answers over. No database here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Literal, TypeAlias, cast

from models.values.dates import WEEKDAYS, clock, parse_date, parse_time
from reports.danish import amount, clean
from reports.form_fields import FIELDS, ON, FieldKind, FormField
from reports.texts import letter_texts

PlanState: TypeAlias = Literal["not_started", "in_progress", "made"]
SupportDecision: TypeAlias = Literal["granted", "partly", "refused", "undecided"]
SupportMethod: TypeAlias = Literal["cti", "icm", "act", "section_85", "other"]
HomeState: TypeAlias = Literal["listed", "not_listed", "assigned"]
Value: TypeAlias = str | date | time | int | bool | None

_LARGEST_RENT = 99_999
_FARTHEST = timedelta(days=3653)
"""Ten years from the letter: a date farther away is a slip of the finger."""
_UNWRITTEN = {"Cs", "Co", "Cn"}
"""Half characters, private and unassigned ones; control and format characters fall out, too."""
_OTHER_DAY = timedelta(days=400)
_AMOUNT = re.compile(
    r"(?:kr\.? ?)?(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?:00|-+))? ?(?:kr\.?|kroner|dkk)?(?:,-+)?"
    r"(?: (?:pr\.?|om) (?:md|mdr|måned|måneden)\.?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Answers:
    """An answer form as typed values; "" and None are questions that were not answered.

    Attributes:
        caseworker_name: And unit, phone, mail: *rådgiver*.
        plan_state: How far the *handleplan* is.
        plan_date: Date of the plan; plan_expected: when it will be ready; plan_follow_up: the next
            follow-up on it.
        support_decision: On support in a home of one's own; support_method: which.
        support_decided_on: Date of the decision; support_starts_on, support_expected, and
            support_supplier: who gives the support.
        home_state: Whether a home was applied for or assigned; home_from: can be moved into from;
            home_rent: whole kroner a month; home_listed_on: on the list since.
        meeting_date: With meeting_time and meeting_place (or telephone): the next meeting.
        other_text: Free text.
        other_not_acting: They say that they are not the *handlekommune*; other_acting: who is.
        filled_by: Who filled it in; filled_on: when.
        unread: Field key and text as typed, for what could not be understood.
    """

    caseworker_name: str = ""
    caseworker_unit: str = ""
    caseworker_phone: str = ""
    caseworker_mail: str = ""
    plan_state: PlanState | None = None
    plan_date: date | None = None
    plan_expected: date | None = None
    plan_follow_up: date | None = None
    support_decision: SupportDecision | None = None
    support_method: SupportMethod | None = None
    support_decided_on: date | None = None
    support_starts_on: date | None = None
    support_expected: date | None = None
    support_supplier: str = ""
    home_state: HomeState | None = None
    home_from: date | None = None
    home_rent: int | None = None
    home_listed_on: date | None = None
    meeting_date: date | None = None
    meeting_time: time | None = None
    meeting_place: str = ""
    other_text: str = ""
    other_not_acting: bool = False
    other_acting: str = ""
    filled_by: str = ""
    filled_on: date | None = None
    unread: tuple[tuple[str, str], ...] = ()

    def of(self, key: str) -> Value:
        """The answer to the question of that field key (``plan.date``)."""
        return cast("Value", getattr(self, _attribute(key)))

    @property
    def empty(self) -> bool:
        """Whether nothing at all was written."""
        return self == Answers()


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question with its answer in Danish, in the order of the form.

    Attributes:
        key: Field key.
        heading: Heading the question stands under (``Handleplan``).
        label: The question, understood without its heading (``Handleplanens dato``).
        value: The answer, as typed when it was not understood, "" when there is none.
        understood: False: it must be read by a person and cannot be taken over as it is.
    """

    key: str
    heading: str
    label: str
    value: str
    understood: bool = True


def read_answers(fields: Mapping[str, str], letter_date: date) -> Answers:
    """Read the fields of a returned form.

    Args:
        fields: Text by full field name, as the child process hands it over; unknown names are
            passed over, missing ones are not answered.
        letter_date: Date of the letter; dates more than ten years from it are not believed.
    """
    values: dict[str, Any] = {}
    unread: list[tuple[str, str]] = []
    for field in FIELDS:
        typed = _tidy(fields.get(field.key, ""), field)
        if not typed:
            continue
        value = _read(field, typed, letter_date)
        if value is None:
            unread.append((field.key, typed))
        else:
            values[_attribute(field.key)] = value
    return Answers(**values, unread=tuple(unread))


def answer_lines(answers: Answers) -> tuple[AnswerLine, ...]:
    """All questions of the form with what was answered, also those without an answer."""
    texts = letter_texts("answer_form")
    unread = dict(answers.unread)
    return tuple(
        AnswerLine(
            key=field.key,
            heading=texts["headings"][field.key.partition(".")[0]],
            label=_label(texts["fields"][field.key]),
            value=unread.get(field.key) or _danish(field, answers.of(field.key), texts),
            understood=field.key not in unread,
        )
        for field in FIELDS
    )


def _attribute(key: str) -> str:
    return key.replace(".", "_")


def _label(texts: Mapping[str, str]) -> str:
    return texts.get("short") or texts["question"]


# --- reading ------------------------------------------------------------------------------------


def _tidy(text: str, field: FormField) -> str:
    """Without what cannot be seen, in one line unless the field has more, and not too long."""
    longest = field.longest or max(len(choice) for choice in (*field.choices, "/Off"))
    whole = "".join(
        one
        for one in text[: 4 * longest]
        if one.isascii() or unicodedata.category(one) not in _UNWRITTEN
    )
    lines = [" ".join(line.split()) for line in clean(whole).split("\n")]
    joined = "\n".join(lines) if field.kind is FieldKind.AREA else " ".join(lines)
    if not field.longest:
        state = joined.strip().removeprefix("/")
        return "" if state == "Off" else state[:longest]
    return joined.strip()[:longest].strip()


def _read(field: FormField, typed: str, letter_date: date) -> Value:
    """The value, or None when it is not understood."""
    match field.kind:
        case FieldKind.DATE:
            return _date(typed, letter_date)
        case FieldKind.TIME:
            return _time(typed)
        case FieldKind.AMOUNT:
            return _amount(typed)
        case FieldKind.CHOICE:
            return typed if typed in field.choices else None
        case FieldKind.TICK:
            return True if typed == ON else None
        case _:
            return typed


def _date(typed: str, letter_date: date) -> date | None:
    """A day that is the same whenever it is read: it must name its year, and not a week."""
    day = parse_date(typed, letter_date).date
    another = parse_date(typed, letter_date + _OTHER_DAY).date
    if day is None or day != another or typed.casefold().startswith("uge"):
        return None
    return day if abs(day - letter_date) <= _FARTHEST else None


def _time(typed: str) -> time | None:
    moment = parse_time(typed, time(1, 1)).time
    return moment if moment == parse_time(typed, time(2, 2)).time else None


def _amount(typed: str) -> int | None:
    """Whole kroner; øre are not rounded away."""
    found = _AMOUNT.fullmatch(typed.casefold())
    if found is None:
        return None
    kroner = int(found[1].replace(".", "").replace(" ", ""))
    return kroner if kroner <= _LARGEST_RENT else None


# --- showing ------------------------------------------------------------------------------------


def _danish(field: FormField, value: Value, texts: Mapping[str, Any]) -> str:
    if field.kind is FieldKind.CHOICE and value:
        return str(texts["options"][field.key][value])
    match value:
        case bool():
            return str(texts["yes"]) if value else ""
        case date():
            return f"{WEEKDAYS[value.weekday()][:3]}. {value.day}-{value.month}-{value.year}"
        case time():
            return f"kl. {clock(value)}"
        case int():
            return amount(value)
        case _:
            return value or ""
