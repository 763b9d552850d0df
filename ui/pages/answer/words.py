"""Words about a file that came in and about the rows of an answer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from boform_app.clock import local_date, local_time
from boform_app.services.views.answers import AnswerFound, AnswerRow
from models.values import dates
from ui.theme import theme

ANSWERS = "Svar (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
"""What the file dialog offers."""
_KILO = 1000
_STATES = {
    "equal": ("checkmark_circle", "ok", "Ens"),
    "new": ("add", "text2", "Ny"),
    "changes": ("edit", "soonI", "Ændrer"),
    "unanswered": ("subtract", "text2", "Ikke svaret"),
    "note": ("notepad", "text2", "Som notat"),
    "unread": ("question_circle", "text2", "Læs selv"),
}
FOLLOW_ICONS = {
    "today": "calendar_today",
    "reminder": "hourglass_half",
    "note": "notepad",
    "decision": "checkmark_circle",
    "home": "home",
    "open": "circle",
    "letter": "mail_checkmark",
}
"""Motif by ``Follow.kind``."""


def state_icon(row: AnswerRow) -> tuple[str, str]:
    """Motif and colour."""
    name, tone, _ = _STATES[row.state]
    return name, theme().badge("ok").text if tone == "ok" else tone


def state_words(row: AnswerRow) -> str:
    """What the answer is beside what we have."""
    return _STATES[row.state][2]


def came(row: AnswerRow) -> tuple[str, str]:
    """What the municipality answered, and the small words below."""
    if row.state == "unanswered":
        return _tr("Ikke svaret"), ""
    if row.state == "unread":
        return row.came_more, row.why_not
    return row.came, row.why_not or row.came_more


def file_facts(found: AnswerFound, today: date) -> str:
    """Pages, size and when it was put here: "2 sider · 84 kB · lagt her i dag kl. 10.12"."""
    at = local_time(found.looked_at)
    day = local_date(found.looked_at)
    when = _tr("i dag") if day == today else dates.short(day)
    parts = [
        _pages(found.page_count),
        _size(found.size),
        _tr("lagt her {day} kl. {time}").format(day=when, time=dates.clock(at.time())),
    ]
    return " · ".join(part for part in parts if part)


def what_it_is(found: AnswerFound) -> tuple[str, str]:
    """Motif and sentence of the second line: what it answers, and whether it is whole."""
    letter = found.letter
    if letter is None:
        unread = found.remark == "code_unreadable"
        why = _tr("Sagskoden kan ikke læses.") if unread else _tr("Der er ingen sagskode i filen.")
        return "question_circle", _tr("{why} Vælg det brev, der bliver svaret på.").format(why=why)
    answers = _tr("Svar på vores {what} af {day}.").format(
        what=found.asked, day=dates.short(local_date(letter.made_at))
    )
    if found.state == "form":
        return "checkmark_circle", _tr("{answers} Skemaet er helt og uændret.").format(
            answers=answers
        )
    if found.remark == "form_empty":
        return "info", _tr("{answers} Ingen har skrevet i felterne. Skriv svaret af.").format(
            answers=answers
        )
    return "info", _tr(
        "{answers} Siderne er et billede. Skriv svaret af, eller gem kun filen."
    ).format(answers=answers)


def remarks(found: AnswerFound) -> str:
    """What somebody should know before taking it over, "" for nothing."""
    said = []
    if found.letter is not None and found.letter.status == "annulled":
        said.append(_tr("Brevet er annulleret."))
    if found.answered_on is not None:
        by = f" {_tr('af')} {found.answered_by.name}" if found.answered_by else ""
        said.append(
            _tr("Der kom et svar før: {day}{by}. Du kan stadig overtage det nye.").format(
                day=dates.short(found.answered_on), by=by
            )
        )
    elif found.already_kept:
        said.append(_tr("Filen ligger allerede under Dokumenter. Den bliver kun gemt én gang."))
    return " ".join(said)


def take_words(count: int) -> str:
    """On the button: "Overtag 5 oplysninger"."""
    if count == 1:
        return _tr("Overtag 1 oplysning")
    return _tr("Overtag {n} oplysninger").format(n=count)


def _pages(count: int) -> str:
    return _tr("1 side") if count == 1 else _tr("{n} sider").format(n=count) if count else ""


def _size(size: int) -> str:
    if size < _KILO * _KILO:
        return _tr("{n} kB").format(n=max(1, round(size / _KILO)))
    return _tr("{n} MB").format(n=f"{size / _KILO / _KILO:.1f}".replace(".", ","))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Answer", words)
