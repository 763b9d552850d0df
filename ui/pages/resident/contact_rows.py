"""Rows of the contact log: lines, letters, meetings and documents in one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from boform_app.services.views.contacts import ContactItem, DocumentView, MeetingView
from models.values import dates, lists
from ui.privacy import privacy
from ui.tablemodels.rows import Column
from ui.widgets.badge import BadgeSpec
from ui.widgets.list_view import ListView

ICONS = {"call": "phone", "meeting": "handshake", "letter": "mail", "mail": "mail"}
_STATES = {"cancelled": "aflyst", "planned": "planlagt"}


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the list.

    Attributes:
        kind: ``call``, ``mail``, ``letter``, ``meeting`` or ``document``.
        verb: What its button does, "" for none.
        late: Whether the next step's day has come.
    """

    id: UUID
    kind: str
    icon: str
    day: date
    title: str
    words: str
    next_words: str
    late: bool
    verb: str
    item: ContactItem | None = None
    meeting: MeetingView | None = None
    document: DocumentView | None = None


def rows(
    items: Sequence[ContactItem], meetings: Sequence[MeetingView],
    documents: Sequence[DocumentView], today: date, *, may: bool,
) -> tuple[LogRow, ...]:  # fmt: skip
    """Everything of one stay, the newest first."""
    by_id = {meeting.id: meeting for meeting in meetings}
    found = [
        *(_of_item(item, by_id.get(item.ref_id), today, may=may) for item in items),
        *_of_documents(documents),
    ]
    return tuple(sorted(found, key=lambda row: row.day, reverse=True))


def log_list() -> ListView:
    """Day, sign, who and what, next step, button."""
    columns = (
        Column("day", "", lambda row: dates.dense(row.day), "muted", 76,
               tip=lambda row: dates.with_weekday(row.day)),
        Column("icon", "", lambda row: row.icon, "icon", 20, sort=False),
        Column("what", "", lambda row: (row.title, privacy().text(row.words)), "two",
               tip=lambda row: privacy().text(row.words)),
        Column("next", "", _next, "badge", 172, tip=lambda row: privacy().text(row.next_words)),
        Column("do", "", lambda row: row.verb, "button", 76, sort=False),
    )  # fmt: skip
    return ListView(
        columns, name=_tr("Kontakt"), id_of=lambda row: row.id, row_px=48, gap=10,
        search_key="what",
    )  # fmt: skip


def short_words(item: ContactItem) -> str:
    """One line for the card at the left: what came of it, or with whom."""
    words = item.outcome or item.with_whom
    if item.source == "meeting":
        met = _tr("Møde") if item.state != "cancelled" else _tr("Møde aflyst")
        words = f"{met} · {item.outcome or item.with_whom}".rstrip(" ·")
    return privacy().text(words.replace("\n", " "))


def icon_of(item: ContactItem) -> str:
    """A letter that was sent has a tick."""
    return "mail_checkmark" if item.source == "letter" else ICONS.get(item.kind, "chat")


def _of_item(item: ContactItem, meeting: MeetingView | None, today: date, *, may: bool) -> LogRow:
    way = _tr("fra") if item.direction == "in" else _tr("til")
    who = privacy().text(item.with_whom)
    kind = lists.label("contact_kinds", item.kind)
    title = " ".join(part for part in (kind, way if who else "", who) if part)
    if item.source == "meeting":
        state = _tr(_STATES.get(item.state, ""))
        title = " · ".join(part for part in (kind, state, who) if part)
    verb = _verb(item, meeting, today, may=may)
    step = item.next_step or (_tr("Vend tilbage") if item.is_open else "")
    late = item.next_on is not None and item.next_on <= today
    day = dates.dense(item.next_on) if item.next_on else ""
    if item.source == "letter" and item.next_on:
        step = _tr("Svarfrist")
    waits = item.is_open or (item.source == "letter" and item.next_on is not None)
    words = " ".join(part for part in (step, day) if part) if waits else ""
    return LogRow(
        item.ref_id, item.kind, icon_of(item), item.day, title, item.outcome.replace("\n", " "),
        words, late, verb, item=item, meeting=meeting,
    )  # fmt: skip


def _verb(item: ContactItem, meeting: MeetingView | None, today: date, *, may: bool) -> str:
    if item.source == "letter":
        return _tr("Åbn")
    if not may:
        return ""
    if item.is_open:
        return _tr("Udført")
    passed = meeting is not None and item.state == "planned" and item.day <= today
    return _tr("Referat") if passed else ""


def _of_documents(documents: Sequence[DocumentView]) -> Iterator[LogRow]:
    for one in documents:
        count = _tr("{n} sider").format(n=one.page_count) if (one.page_count or 0) > 1 else ""
        sender = privacy().text(one.sender)
        words = " · ".join(part for part in (sender, one.file_name, count) if part)
        title = _tr("Modtaget: {title}").format(title=one.title)
        yield LogRow(
            one.id, "document", "document_pdf", one.received_on, title, words, "", late=False,
            verb=_tr("Vis"), document=one,
        )  # fmt: skip


def _next(row: LogRow) -> BadgeSpec | None:
    if not row.next_words:
        return None
    words = privacy().text(row.next_words) or _tr("Næste skridt")
    return BadgeSpec("soon" if row.late else "none", words)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
