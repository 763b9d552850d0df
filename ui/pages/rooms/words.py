"""What a place says in words: on its tile, aloud, in the list and in the line below the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from boform_app.rules.occupancy import Tally
from boform_app.services.views.rooms import (
    MoveLook,
    NearView,
    ReservationView,
    RoomBoardView,
    TileView,
)
from models.values import dates
from ui.privacy import privacy


@dataclass(frozen=True, slots=True)
class Face:
    """The three lines of a tile.

    Attributes:
        corner: Right of the number: nights, a day or a time.
        middle: The name, or the state.
        foot: The last line; ``icon`` before it, ``tone`` its colour, ``strong`` for what is late.
        verb: The last line is something to press.
    """

    corner: str
    middle: str
    foot: str = ""
    icon: str = ""
    tone: str = "text"
    filled: bool = False
    strong: bool = False
    verb: str = ""
    soft: bool = False


_ICONS: dict[str, tuple[str, str, bool]] = {
    "over": ("diamond", "danger", True),
    "soon": ("clock_alarm", "soonI", True),
    "wait": ("hourglass_half", "wait", False),
    "ok": ("checkmark_circle", "ok", False),
    "none": ("circle", "text2", False),
    "prot": ("shield_lock", "prot", False),
}


def legend() -> tuple[tuple[str, str, str, bool], ...]:
    """Icon, colour, whether it is filled, and the word, in the order of the mockup."""
    words = {
        "over": _tr("overskredet"),
        "soon": _tr("snart"),
        "wait": _tr("afventer andre"),
        "ok": _tr("klar til egen bolig"),
        "none": _tr("næste frist"),
        "prot": _tr("beskyttet"),
    }
    found = [(icon, words[kind], tone, filled) for kind, (icon, tone, filled) in _ICONS.items()]
    return tuple((icon, tone, word, filled) for icon, word, tone, filled in found)


def face(tile: TileView, *, live: bool = True) -> Face:
    """What stands on a tile."""
    if tile.state == "occupied":
        return _lived_in(tile)
    if tile.state == "closed":
        until = _tr("til {day}").format(day=day_month(tile.until)) if tile.until else ""
        why = privacy().text(tile.note.lower())
        return Face(until, _tr("Lukket"), why, "prohibited", "text2", soft=True)
    if tile.state == "reserved" and tile.reservation is not None:
        kept = tile.reservation
        at = kept.expected_time.removesuffix(".00")
        corner = _tr("kl. {at}").format(at=at) if at else ""
        clean = _tr("skal gøres rent") if tile.dirty else ""
        return Face(
            corner, _tr("Reserveret"), privacy().text(kept_words(kept)) or clean,
            "door_arrow_left", "text2",
        )  # fmt: skip
    if tile.state == "dirty":
        verb = "clean" if live else ""
        return Face("", _tr("Skal gøres rent"), _tr("Rengjort") if live else "", verb=verb)
    ahead = tile.reservation
    corner = _tr("res. {day}").format(day=day_month(ahead.expected_on)) if ahead else ""
    return Face(corner, _tr("Ledig"), _tr("Indskriv") if live else "", verb="admit" if live else "")


def _lived_in(tile: TileView) -> Face:
    nights = _tr("{n} døgn").format(n=tile.nights)
    if tile.hidden:
        icon, tone, filled = _ICONS["prot"]
        away = away_words(tile)
        foot = _tr("Beskyttet") + (f" · {away.lower()}" if away else "")
        return Face(nights, _tr("Navn skjult"), foot, icon, tone, filled, soft=True)
    if tile.away is not None:
        return Face(nights, short_name(tile), away_words(tile), "weather_moon", "text2")
    icon, tone, filled = _ICONS.get(tile.next_kind, ("", "text", False))
    late = tile.next_kind == "over"
    return Face(
        nights, short_name(tile), tile.next_text, icon, tone, filled, strong=late
    )  # fmt: skip


def short_name(tile: TileView) -> str:
    """*O. Bach*, or *Beboer* while names are hidden."""
    if tile.hidden:
        return _tr("Navn skjult")
    if privacy().on:
        return _tr("Beboer")
    first, _, rest = tile.name.partition(" ")
    last = rest.rpartition(" ")[2]
    return f"{first[:1]}. {last}" if last else first


def full_name(tile: TileView) -> str:
    """*Ole Bach*, or what stands there while it is hidden."""
    if tile.hidden:
        return _tr("navn skjult")
    return privacy().name(tile.name, tile.room)


def away_words(tile: TileView) -> str:
    """Away tonight, or until a day; "" for somebody who sleeps here. The reason is never shown."""
    if tile.away is None:
        return ""
    if tile.away.to_night is None:
        return _tr("Ude indtil videre")
    if tile.away.to_night == tile.away.from_night:
        return _tr("Ude i nat")
    back = tile.away.to_night + timedelta(days=1)
    return _tr("Ude til {day}").format(day=day_month(back))


def kept_words(kept: ReservationView) -> str:
    """For whom a place is kept, as far as it is known: "mand fra Randers"."""
    if kept.who and kept.from_whom:
        return _tr("{who} fra {where}").format(who=kept.who, where=kept.from_whom)
    return kept.who or _tr("fra {where}").format(where=kept.from_whom)


def state_words(tile: TileView, *, live: bool = True) -> str:
    """The state in a word."""
    if tile.state == "occupied":
        return _tr("I brug") + (_tr(", ekstra plads") if tile.extra else "")
    return face(tile, live=live).middle


def spoken(tile: TileView, *, live: bool = True) -> str:
    """A tile as one sentence."""
    shown = face(tile, live=live)
    foot = shown.foot if not shown.verb else ""
    marks = (
        _tr("kom i dag") if tile.arrived_today else "",
        _tr("flytter i dag") if tile.leaves_today else "",
        _tr("ekstra plads") if tile.extra else "",
    )
    place = _tr("Vær. {label}").format(label=tile.label)
    parts = (place, shown.middle, shown.corner, foot, *marks)
    return ". ".join(part for part in parts if part)


def detail(tile: TileView, *, nights: bool = True) -> str:
    """The grey words in the line below the board, and in the list, which has a column for nights."""
    parts: list[str] = []
    if tile.state == "occupied":
        parts.append(_tr("{n} døgn").format(n=tile.nights) if nights else "")
        parts.append(_tr("kom i dag") if tile.arrived_today else "")
        parts.append("" if tile.hidden else privacy().text(tile.next_why))
        parts.append(away_words(tile).lower())
    elif tile.state == "closed":
        until = _tr("åbner måske {day}").format(day=dates.dense(tile.until)) if tile.until else ""
        parts += [privacy().text(tile.note.lower()), until]
    else:
        parts.append(_tr("skal gøres rent") if tile.dirty and tile.state != "dirty" else "")
    if tile.extra:
        parts.append(_tr("ekstra plads"))
    if tile.reservation is not None:
        parts.append(reserved(tile.reservation))
    return " · ".join(part for part in parts if part)


def reserved(kept: ReservationView) -> str:
    """For whom and when a place is kept."""
    when = dates.dense(kept.expected_on)
    if kept.expected_time:
        when += _tr(" kl. {at}").format(at=kept.expected_time)
    words = _tr("reserveret {when}").format(when=when)
    who = privacy().text(kept_words(kept))
    return f"{words}, {who}" if who else words


def about_place(look: MoveLook | None, typed: str) -> str:
    """What stands at a place that nobody lives on: closed, or free with what goes with it."""
    if look is None:
        number = typed.strip()
        return _tr("Der er intet værelse {n}.").format(n=number) if number else ""
    place = _tr("Vær. {label}").format(label=look.place_label)
    if look.closed:
        why = f" ({look.note.lower()})" if look.note and not privacy().on else ""
        return _tr("{place} er lukket{why}. En leder kan åbne det.").format(place=place, why=why)
    words = _tr("{place} er ledig.").format(place=place)
    if look.living:
        names = ", ".join(living_name(one) for one in look.living)
        words += " " + _tr("På værelset bor {names}.").format(names=names)
    if look.dirty:
        words += " " + _tr("Værelset skal gøres rent.")
    return words


def facts(view: RoomBoardView) -> str:
    """The line beside the title: what is in use and what is free."""
    tally = view.tally
    parts = [_tr("{a} af {b} i brug").format(a=tally.residents, b=tally.places)]
    for state, one, more in (
        ("free", _tr("1 ledig"), _tr("{n} ledige")),
        ("dirty", _tr("1 skal gøres rent"), _tr("{n} skal gøres rent")),
        ("reserved", _tr("1 reserveret"), _tr("{n} reserveret")),
        ("closed", _tr("1 lukket"), _tr("{n} lukket")),
    ):
        number = view.count(state)
        if number:
            parts.append(one if number == 1 else more.format(n=number))
    return " · ".join(parts)


def too_many(tally: Tally) -> str:
    """The overcrowded night in plain words; "" on an ordinary one."""
    words = []
    if tally.too_many:
        all_ = _tr("Her bor {n}, og der er {m} pladser at bruge.")
        words.append(all_.format(n=tally.residents, m=tally.usable))
    if tally.extra:
        one, more = _tr("1 er på en ekstra plads."), _tr("{n} er på ekstra pladser.")
        words.append(one if tally.extra == 1 else more.format(n=tally.extra))
    return " ".join(words)


def how_full(tally: Tally) -> str:
    """Places in use, and in an overcrowded night that it is one."""
    places = _tr("{used} af {places} pladser i brug")
    return too_many(tally) or places.format(used=tally.residents, places=tally.places)


def near_words(near: NearView) -> str:
    """A conflict in plain words; it forbids nothing."""
    who = living_name(near.name)
    if near.near == "same_room":
        return _tr("Der er en konflikt med {who}, som bor på værelset.").format(who=who)
    return _tr("Der er en konflikt med {who}, som bor ved siden af, vær. {room}.").format(
        who=who, room=near.room
    )


def living_name(name: str) -> str:
    """The name in running text, or what stands there while it is hidden."""
    if not name:
        return _tr("en beskyttet beboer")
    return _tr("en beboer") if privacy().on else name


def day_words(at: datetime) -> str:
    """``søndag 22-11-2026 kl. 12.00`` of a local instant."""
    return f"{dates.with_weekday(at.date())} kl. {dates.clock(at.time())}"


def day_month(day: date) -> str:
    """``26-11``."""
    return f"{day.day}-{day.month}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Rooms", words)
