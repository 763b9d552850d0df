"""Sentences of Afslut ophold: the alarm, what follows, the confirmation."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from boform_app.clock import local_time
from boform_app.services.views.stays import EndPreview, StayView
from models.values import dates
from models.values.danish import genitive


class Words:
    """For one resident on one day.

    Args:
        name: As shown now: the call name, or the room while names are hidden.
        today: For "i dag".
    """

    def __init__(self, name: str, today: date) -> None:
        self.name, self._today = name, today

    def when(self, instant: datetime) -> str:
        """Write "i dag kl. 11.00", "onsdag 25-11-2026 kl. 11.00"."""
        local = local_time(instant)
        day = _tr("i dag") if local.date() == self._today else dates.with_weekday(local.date())
        return _tr("{day} kl. {t}").format(day=day, t=dates.clock(local.time()))

    def alarm(self, ended_at: datetime, missing: str = "own_home") -> tuple[str, str]:
        """Two sentences; the stay may be ended all the same."""
        first = _tr("{name} flytter {when}, og der er ikke registreret en afgørelse om støtte.")
        if missing == "residential_offer":
            first = _tr(
                "{name} flytter {when}, og der er ikke registreret en afgørelse om botilbud."
            )
        second = _tr(
            "Afgørelsen skal være truffet, før {name} flytter. "
            "Du kan godt afslutte opholdet, men ring først."
        )
        return (
            first.format(name=self.name, when=self.when(ended_at)),
            second.format(name=self.name),
        )

    def missing(self, missing: str = "own_home") -> str:
        """The amber sentence of the confirmation."""
        words = _tr(
            "Der er ikke registreret en afgørelse om støtte. "
            "Den skal være truffet, før {name} flytter."
        )
        if missing == "residential_offer":
            words = _tr(
                "Der er ikke registreret en afgørelse om botilbud. "
                "Den skal være truffet, før {name} flytter."
            )
        return words.format(name=self.name)

    def follows(self, found: EndPreview, stay: StayView) -> list[tuple[str, str, str]]:
        """What the panel lists: icon, words, small words."""
        to = found.notice_to or _tr("kommunen er ikke afklaret")
        due = _tr("send senest {day} · lovens frist").format(day=dense(found.notice_due))
        notice = _tr("Orientering om udskrivning, {to}").format(to=to)
        rows = []
        if stay.room:
            rows.append(("bed", _tr("Vær. {room} skal gøres rent").format(room=stay.room), ""))
        rows.append(("mail", notice, due))
        if any(row.to_night is None for row in stay.absences):
            rows.append(("calendar_clock", _tr("Fraværet slutter samme dag"), ""))
        if found.kind_is_decision:
            rows.append(("document_text", *self._decision(found)))
        rows += [("key", line, _tr("det står under Huset")) for line in found.kept]
        if found.expulsion:
            rows.append(("warning", *self._expulsion(found)))
        return rows

    def lines(self, found: EndPreview, stay: StayView) -> list[str]:
        """What the confirmation lists."""
        due = _tr("orientering om udskrivning oprettes, senest {day}")
        rows = []
        if stay.room:
            rows.append(_tr("vær. {room} bliver ledig").format(room=stay.room))
        rows.append(due.format(day=dense(found.notice_due)))
        if found.kind_is_decision:
            words, small = self._decision(found)
            rows.append(f"{words.lower()}, {small}" if small else words.lower())
        return rows

    def done(self) -> str:
        """Said once it is done; it is annulled with a reason, never undone."""
        words = _tr("{whose} ophold er afsluttet. Kommunen skal have en orientering.")
        return words.format(whose=genitive(self.name))

    def _expulsion(self, found: EndPreview) -> tuple[str, str]:
        if found.expulsion == "missing":
            words = _tr("Hvor længe bortvisningen gælder, er ikke skrevet")
            return words, _tr("det skrives under Hændelser, Bortvisninger")
        if found.expulsion == "proposed":
            words = _tr("Bortvisningen er foreslået")
            return words, _tr("lederen beslutter under Hændelser, Bortvisninger")
        if found.expelled_until is None:
            return _tr("Bortvisningen gælder, til lederen ophæver den"), ""
        until = dense(found.expelled_until)
        return _tr("Bortvisningen gælder til {day}").format(day=until), ""

    def _decision(self, found: EndPreview) -> tuple[str, str]:
        if not found.appealable or found.appeal_until is None:
            return _tr("Afgørelsen kan ikke påklages"), ""
        until = _tr("til og med {day}").format(day=dense(found.appeal_until))
        return _tr("Afgørelsen kan påklages"), until


def dense(day: date) -> str:
    """Write "tor. 26-11-2026"."""
    return f"{dates.WEEKDAYS[day.weekday()][:3]}. {dates.short(day)}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("EndStay", words)
