"""The list of one person's letters: status, what, when, to whom."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from boform_app.clock import local_date
from boform_app.services.views.contacts import DocumentView
from boform_app.services.views.letters import LetterView
from models.values import dates, lists
from models.values.danish import without_paragraph
from ui.tablemodels.rows import Column
from ui.widgets.badge import BadgeSpec


def columns() -> tuple[Column, ...]:
    """Status, title over recipient, and the day."""
    return (
        Column("status", "", status, "badge", 148),
        Column(
            "what",
            "",
            lambda row: (without_paragraph(row.title), _below(row)),
            "two",
            tip=lambda row: row.title,
        ),
        Column("day", "", lambda row: dates.short(local_date(row.made_at)), "muted", 84),
    )


def status(row: LetterView) -> BadgeSpec:
    """Sent with its day; printed and unanswered is what somebody must do."""
    if row.status == "annulled":
        return BadgeSpec("none", _tr("Annulleret"), icon="prohibited")
    if row.answered_on is not None:
        words = _tr("Besvaret {day}").format(day=dates.dense(row.answered_on))
        return BadgeSpec("ok", words)
    if row.status == "sent" and row.sent_on is not None:
        words = _tr("Sendt {day}").format(day=dates.dense(row.sent_on))
        return BadgeSpec("ok", words)
    if row.printed_at is not None or row.copies:
        return BadgeSpec("soon", _tr("Er det sendt?"))
    return BadgeSpec("none", _tr("Lavet"))


def received() -> tuple[Column, ...]:
    """What came in: what it is over who sent it, and the day."""
    return (
        Column("what", "", lambda row: (row.title, _from(row)), "two"),
        Column("day", "", lambda row: dates.short(row.received_on), "muted", 84),
    )


def _from(row: DocumentView) -> str:
    parts = (row.kind_label if row.kind_label != row.title else "", row.sender)
    return " · ".join(part for part in parts if part)


def facts(row: LetterView) -> list[str]:
    """Lines over the preview: number, who made it, how it was sent, what it discloses."""
    made = _tr("{number} · lavet {day} af {who}").format(
        number=row.register_number, day=dates.short(local_date(row.made_at)), who=row.made_by.name
    )
    found = [made]
    if row.sent_on is not None:
        channel = lists.label("letter_channels", row.channel)
        day = dates.with_weekday(row.sent_on)
        found.append(_tr("Sendt {day} med {how}").format(day=day, how=channel))
    if row.annulled_reason:
        found.append(_tr("Annulleret: {why}").format(why=row.annulled_reason))
    if row.copies:
        words = (
            _tr("1 gemt PDF ligger på disken")
            if len(row.copies) == 1
            else _tr("{n} gemte PDF'er ligger på disken")
        )
        found.append(words.format(n=len(row.copies)))
    return found


def _below(row: LetterView) -> str:
    return _tr("til {who}").format(who=row.recipient_name)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Letters", words)
