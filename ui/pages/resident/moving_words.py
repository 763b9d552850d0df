"""Words of the tab Udflytning that need a name, a day or a reason."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness import DomainNote, OpenItem, Rating, Reason
from boform_app.rules.readiness.sentences import possessive
from boform_app.services.overviews import FinishedOverview
from boform_app.services.views.overviews import OverviewVersion
from boform_app.services.views.people import Identity
from models.values import dates
from models.values.lists import label
from ui.pages.resident.moving_draft import Voice
from ui.privacy import privacy
from ui.widgets.scale_delegate import spoken_level

OWNER_ICONS = {"us": "home", "housing": "key"}


def name_of(who: Identity) -> str:
    """First name, or the room while names are hidden."""
    return privacy().name(who.call_name, who.room)


def names_of(who: Identity) -> str:
    """Danish genitive of the first name; "Beboerens" while names are hidden."""
    return _tr("Beboerens") if privacy().on else possessive(who.call_name)


def reason(why: Reason, voice: Voice) -> str:
    """A named reason as we say it at the desk."""
    if why is Reason.NOT_SEEN_HERE:
        return _tr("Kan ikke ses her")
    if why is Reason.WILL_NOT_SAY:
        return _tr("Vil ikke svare") if voice == "resident" else _tr("Ønskes ikke vurderet")
    return _tr("Ved ikke endnu")


def spoken_rating(rating: Rating, voice: Voice) -> str:
    """What a screen reader says for a cell."""
    if isinstance(rating, Reason):
        return reason(rating, voice)
    return spoken_level(rating)


def short_rating(rating: Rating) -> str:
    """A level, ? for a reason, – for not asked."""
    if rating is None:
        return "–"
    return "?" if isinstance(rating, Reason) else str(rating)


def note_line(note: DomainNote) -> str:
    """The first thing that stands in a note, on one line."""
    text = note.seen or note.helps or note.strength
    return " ".join(text.split())


def days(count: int) -> str:
    """E.g. *21 døgn*; "døgn" is the same for one."""
    return _tr("{n} døgn").format(n=count)


def weekday(day: date) -> str:
    """E.g. *man. 21-12-2026*."""
    return f"{dates.WEEKDAYS[day.weekday()][:3]}. {dates.short(day)}"


def waiting_line(item: OpenItem, instrument: Instrument) -> tuple[str, str]:
    """What the move waits for and on whom, and for how long."""
    kind = instrument.prerequisite(item.id)
    owner = item.owner or kind.owner_short
    if owner.casefold() == kind.short.casefold():
        owner = kind.owner_short  # "Bolig – bolig" would say nothing
    what = f"{kind.short[:1].upper()}{kind.short[1:]} – {owner[:1].lower()}{owner[1:]}"
    return what, "" if item.days is None else days(item.days)


def owner_icon(item: OpenItem) -> str:
    """The motif of the party that has the ball."""
    known = {label("ball_owners", key): motif for key, motif in OWNER_ICONS.items()}
    return known.get(item.owner, "building_government")


def by_words(version: OverviewVersion) -> str:
    """Who made a finished version: who finished it, who else rated, and who talked."""
    words = version.finished_by.name
    if version.second is not None:
        words = _tr("{one} og {other}").format(one=words, other=version.second.name)
    if version.talked_with:
        words += _tr(" · talt med {name}").format(name=version.talked_with)
    return words


def head_facts(shown: FinishedOverview | None, last: FinishedOverview | None, day: str) -> str:
    """What stands beside the title: who made the one that is read, or when the last one was."""
    if shown is not None:
        return _tr("{day}, {by}").format(day=day, by=by_words(shown.version))
    if last is not None:
        before = dates.short(last.version.assessed_on)
        return _tr("{day}, sidst {before}").format(day=day, before=before)
    return day


def not_yet(name: str, *, may_begin: bool) -> str:
    """Nobody has talked with the resident; how long it takes for who may begin."""
    words = _tr("Ingen har talt med {name} om udflytning endnu.").format(name=name)
    if may_begin:
        words += " " + _tr("Første gang tager 30–45 minutter og kan deles over flere samtaler.")
    return words


def _tr(words: str) -> str:
    return QCoreApplication.translate("Moving", words)
