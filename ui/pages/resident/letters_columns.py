"""The list of one person's papers: letters and what came in; and the lines over the preview."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication

from boform_app.clock import local_date
from boform_app.services.views.contacts import DocumentView, RemovedView
from boform_app.services.views.letters import LetterView
from models.values import dates, lists
from models.values.danish import without_paragraph
from ui.pages.resident.document_files import pages_of
from ui.tablemodels.rows import Column
from ui.widgets.badge import BadgeSpec

Paper = LetterView | DocumentView | RemovedView
_BEGINNING = datetime.min.replace(tzinfo=UTC)


def columns() -> tuple[Column, ...]:
    """Status, title over recipient or sender, and the day."""
    return (
        Column("status", "", status, "badge", 148),
        Column("what", "", lambda row: (_title(row), _below(row)), "two", tip=_tip),
        Column("day", "", lambda row: dates.short(day_of(row)), "muted", 84),
    )


def newest_first(papers: list[Paper]) -> list[Paper]:
    """By the day of the letter or of its coming in."""
    return sorted(papers, key=lambda row: (day_of(row), _instant(row)), reverse=True)


def day_of(row: Paper) -> date:
    """The day a paper stands under."""
    return local_date(row.made_at) if isinstance(row, LetterView) else row.received_on


def status(row: Paper) -> BadgeSpec:
    """Sent with its day; printed and unanswered is what somebody must do."""
    if isinstance(row, RemovedView):
        return BadgeSpec("none", _tr("Taget væk"), icon="prohibited")
    if isinstance(row, DocumentView):
        return BadgeSpec("none", _tr("Indkommet"), icon="attach")
    return _letter_status(row)


def _letter_status(row: LetterView) -> BadgeSpec:
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


def document_facts(row: DocumentView) -> list[str]:
    """Lines over the preview: when it came, from whom, who put it here, how it came into this folder."""
    parts = (
        _tr("Modtaget {day}").format(day=dates.short(row.received_on)),
        row.sender,
        _tr("lagt her {day} af {who}").format(
            day=dates.short(local_date(row.added_at)), who=row.added_by.name
        ),
    )
    found = [" · ".join(part for part in parts if part)]
    if row.reason:
        found.append(_tr("Flyttet hertil: {why}").format(why=row.reason))
    if row.copies:
        words = (
            _tr("1 gemt kopi ligger på disken")
            if len(row.copies) == 1
            else _tr("{n} gemte kopier ligger på disken")
        )
        found.append(words.format(n=len(row.copies)))
    return found


def removed_facts(row: RemovedView) -> list[str]:
    """What is left of it: who, when and why."""
    taken = _tr("Taget væk {day} af {who}. Indholdet er slettet.").format(
        day=dates.short(local_date(row.removed_at)), who=row.removed_by.name
    )
    return [taken, _tr("Grund: {why}").format(why=row.reason)]


def _title(row: Paper) -> str:
    return without_paragraph(row.title) if isinstance(row, LetterView) else row.title


def _below(row: Paper) -> str:
    if isinstance(row, LetterView):
        return _tr("til {who}").format(who=row.recipient_name)
    kind = row.kind_label if row.kind_label != row.title else ""
    sender = _tr("fra {who}").format(who=row.sender) if row.sender else ""
    return " · ".join(part for part in (kind, pages_of(row.page_count), sender) if part)


def _tip(row: Paper) -> str:
    return row.title if isinstance(row, LetterView) else f"{row.title}\n{_below(row)}"


def _instant(row: Paper) -> datetime:
    if isinstance(row, LetterView):
        return row.made_at
    return row.added_at if isinstance(row, DocumentView) else _BEGINNING


def _tr(words: str) -> str:
    return QCoreApplication.translate("Letters", words)
