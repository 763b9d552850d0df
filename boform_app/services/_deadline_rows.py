"""Deadlines in words: what stands in the badge, in the row and in its tooltip."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from boform_app.rules.deadlines import Counted, Deadline, StayFacts
from boform_app.rules.rows import RuleBook
from boform_app.services.views.today import DeadlineRow
from models import tables
from models.values import dates, municipalities
from models.values.lists import ListEntry, entry, label

_BADGE = {
    "over": "over",
    "today": "soon",
    "soon": "soon",
    "wait": "wait",
    "planned": "none",
    "open": "none",
}
# Steps that the pages know by another name.
_ACTIONS = {
    "letter:action_plan_request": "letter:plan_request",
    "open:prerequisites": "open:action_plan",
    "open:task": "open:overview_page",
}
# Kinds that are always about one prerequisite.
_CODES = {
    "action_plan_request": "C6",
    "action_plan_reminder": "C6",
    "action_plan_promised": "C6",
    "support_promised": "C7",
}
# What waits for nobody but ourselves.
_OUR_OWN = {"refund_overview"}
# The second mark, while the transition of 1 April 2026 is unclear.
_NARROWER = {"refund_warning:120", "refund_reached:120"}


def display_name(person: tables.Person, room: str, *, closed: bool) -> str:
    """Name in a list; a protected resident is a room until the page is opened with a reason."""
    if closed:
        return f"Beskyttet, vær. {room}" if room else "Beskyttet"
    return f"{person.preferred_name or person.first_name} {person.last_name}".strip()


def row(
    deadline: Deadline,
    facts: StayFacts,
    person: tables.Person,
    room: str,
    *,
    book: RuleBook,
    today: date,
    mine: bool,
    closed: bool,
) -> DeadlineRow:
    """A deadline as the start page shows it."""
    titles = entry("deadline_titles", _title_key(deadline, facts))
    return DeadlineRow(
        person_id=person.id,
        stay_id=UUID(deadline.stay_id) if deadline.stay_id else None,
        name=display_name(person, room, closed=closed),
        badge_kind=badge_kind(deadline),
        badge_text=badge_text(deadline, today),
        what=_fill(titles.label, deadline, facts),
        why="\n".join(filter(None, (why(deadline, book), titles.extra.get("note", "")))),
        action=_ACTIONS.get(deadline.action, deadline.action),
        action_label=_button(titles, deadline),
        due=deadline.due,
        is_law=deadline.is_law,
        strong=deadline.rank == 0,
        mine=mine,
        rule_rows=deadline.because,
        room=room,
        subject=deadline.subject or _CODES.get(deadline.kind, ""),
        words="" if closed else words(deadline, facts),
    )


def words(deadline: Deadline, facts: StayFacts) -> str:
    """What is to be done, where somebody wrote it."""
    if deadline.kind != "follow_up":
        return ""
    steps = (step for step in facts.follow_ups if step.follow_up_id == deadline.subject)
    return next((step.words for step in steps), "")


def badge_kind(deadline: Deadline) -> str:
    """Dark red is for the law's deadlines only; our own reminders never turn red."""
    if deadline.status == "over" and not deadline.is_law:
        return "soon"
    return _BADGE[deadline.status]


def badge_text(deadline: Deadline, today: date) -> str:
    """Two or three words: how late, how long waited, or which day."""
    days, due = deadline.days, deadline.due
    if deadline.status == "over":
        count = f"{days} hverdag" if days == 1 else f"{days} hverdage"
        return f"Overskredet {count}" if deadline.is_law else f"For {count} siden"
    if deadline.status == "today":
        return "I dag"
    if deadline.status == "wait":
        return _waiting(deadline, today)
    if deadline.status == "open" or due is None:
        return f"Åben {days} døgn" if days else "Åbnet i dag"
    if (due - today).days == 1:
        return "I morgen"
    return f"Om {days} dage" if deadline.status == "soon" else dates.dense(due)


def _waiting(deadline: Deadline, today: date) -> str:
    """Past its day it waits and is never over; on the day it is that day's."""
    if not deadline.days and deadline.due == today:
        return "I dag"
    word = "Åben" if deadline.kind in _OUR_OWN else "Afventer"
    return f"{word} {deadline.days} døgn"


def why(deadline: Deadline, book: RuleBook) -> str:
    """Tooltip: whose deadline, rule, source, both readings, and whether a row is unverified."""
    lines = ["Lovens frist" if deadline.is_law else "Husets egen påmindelse"]
    if deadline.paragraph:
        lines[0] += f", {deadline.paragraph}"
    if deadline.legal_due is not None:
        lines.append(
            f"Seneste dag efter den strenge læsning: {dates.with_weekday(deadline.legal_due)}"
        )
    if deadline.lenient_due is not None:
        lines.append(f"Seneste efter lempelig læsning: {dates.with_weekday(deadline.lenient_due)}")
    if deadline.counted is not None:
        lines.append(counted_text(deadline.counted))
    lines.extend(_rule_line(row_id, book) for row_id in deadline.because)
    return "\n".join(line for line in lines if line)


def counted_text(counted: Counted) -> str:
    """How the day was found: "Talt: 3 hverdage efter tirsdag 17-11-2026"."""
    day, number = dates.with_weekday(counted.start), abs(counted.number)
    match counted.unit:
        case "nights":
            return f"Talt: døgn nr. {number} i det løbende år fra {day}"
        case "weekdays":
            unit = "hverdag" if number == 1 else "hverdage"
        case "weeks":
            unit = "uge" if number == 1 else "uger"
        case "days":
            unit = "dag" if number == 1 else "dage"
    side = "før" if counted.number < 0 else "efter"
    return f"Talt: {number} {unit} {side} {day}, som ikke tælles med"


def _button(titles: ListEntry, deadline: Deadline) -> str:
    ahead = deadline.status in {"soon", "planned"}
    return (titles.extra.get("button_before") if ahead else None) or titles.extra["button"]


def _rule_line(row_id: str, book: RuleBook) -> str:
    try:
        found = book.row(row_id)
    except LookupError:
        return ""
    unsure = " (ikke bekræftet)" if found.state == "unverified" else ""
    return f"{found.title}: {found.source}{unsure}"


def _title_key(deadline: Deadline, facts: StayFacts) -> str:
    if deadline.kind == "overview" and facts.overview_on is None:
        return "overview_first"
    if deadline.kind == "consent" and deadline.status == "open":
        return "consent:expired"
    if deadline.kind == "appeal" and not deadline.stay_id:
        return "appeal:refusal"
    narrower = f"{deadline.kind}:{deadline.subject}"
    if deadline.kind == "support_decision" and deadline.subject:
        return narrower
    return narrower if deadline.audience == "leader" and narrower in _NARROWER else deadline.kind


def _fill(text: str, deadline: Deadline, facts: StayFacts) -> str:
    if "{kommune}" in text:
        code = facts.acting_municipality
        name = municipalities.municipality(code).display if code else "handlekommune ikke afklaret"
        return text.replace("{kommune}", name)
    if deadline.kind == "prerequisite":
        owner = next(
            (item.owner for item in facts.prerequisites if item.code == deadline.subject), ""
        )
        party = label("ball_owners", owner, full=True).lower() if owner else ""
        return (
            f"{label('prerequisites', deadline.subject)} – {party}"
            if party
            else label("prerequisites", deadline.subject)
        )
    if deadline.kind == "task":
        kind = next(
            (task.kind for task in facts.tasks if task.task_id == deadline.subject), "other"
        )
        return label("task_kinds", kind)
    return text
