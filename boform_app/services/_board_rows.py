"""Matters of the board in words: what stands on a card and which button moves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from boform_app.clock import local_date
from boform_app.rules.board import Matter
from boform_app.rules.rows import RuleBook
from boform_app.services import _deadline_rows, _families, _letter_subjects, _prerequisites
from boform_app.services._board_pending import Pending
from boform_app.services._stay_facts import Case
from boform_app.services.views.board import MatterRow
from models.values import dates, municipalities
from models.values.lists import entry, label

_SHORT: Mapping[str, str] = {
    "C1": "Indstilling til bolig",
    "C2": "Bolig",
    "C3": "Råd til huslejen",
    "C4": "Indskud og etablering",
    "C5": "Forsørgelse",
    "C6": "Handleplan",
    "C7": "Afgørelse om støtte",
    "C8": "Støtteperson",
    "C9": "Handlekommune",
    "C10": "ID, MitID og konto",
    "C11": "Gæld eller restance",
    "C12": "Behandling overdrages",
}
_TO_WRITE: Mapping[str, str] = {
    "C1": "Indstilling til bolig",
    "C6": "Anmodning om handleplan",
    "C7": "Henvisning til støtte, § 85 a",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row needs beside its matter.

    Attributes:
        closed: A protected resident that was not opened.
    """

    case: Case
    room: str
    closed: bool
    caseworker: str
    key_worker: str
    mine: bool
    pending: Pending


def row(matter: Matter, shown: Shown, book: RuleBook, today: date) -> MatterRow:
    """A matter as the board and the list show it."""
    case, deadline = shown.case, matter.deadline
    action, words = _action(matter, shown.pending)
    badge_kind, badge_text = _badge(matter, shown, today, unsent=action.startswith("sent:"))
    return MatterRow(
        key=f"{matter.stay_id}:{matter.what}:{matter.subject}",
        person_id=case.person.id,
        stay_id=case.stay.id,
        name=_list_name(shown),
        room=shown.room,
        column=matter.column,
        what=_what(matter, case),
        where=_where(matter, case),
        days=matter.days if matter.since is not None else None,
        badge_kind=badge_kind,
        badge_text=badge_text,
        detail=_detail(matter, shown.pending, today),
        action=action,
        action_label=words,
        due=deadline.due if deadline else matter.next_on,
        is_law=deadline.is_law if deadline else False,
        strong=bool(deadline and deadline.rank == 0),
        why=_deadline_rows.why(deadline, book) if deadline else "",
        code=matter.what if matter.what in _SHORT else "",
        subject=matter.subject,
        letter_kind=next_letter(matter),
        municipality_code=case.stay.acting_municipality_code,
        caseworker=shown.caseworker,
        key_worker_id=case.person.key_worker_id,
        key_worker=shown.key_worker,
        mine=shown.mine,
        words=_deadline_rows.words(deadline, case.facts) if deadline and not shown.closed else "",
    )


def short(code: str) -> str:
    """A prerequisite in the few words of a card."""
    return _SHORT[code]


def next_letter(matter: Matter) -> str:
    """Kind of the letter that moves the matter, "" for none."""
    if matter.what in {"admission_notice", "discharge_notice"}:
        return matter.what
    if matter.what == "letter_answer":
        return "reminder"
    if matter.what not in _SHORT:
        return ""
    if matter.column == "us":
        return _letter_subjects.first_letter(matter.what)
    return "reminder"


def _action(matter: Matter, pending: Pending) -> tuple[str, str]:
    kind = next_letter(matter)
    printed = pending.printed(kind, matter.what, matter.subject)
    if printed is not None:
        return f"sent:{printed}", "Ja, sendt"
    if _drafted(matter, pending) is not None:
        return f"letter:{kind}", "Fortsæt"
    if kind:
        return _write(matter, kind)
    if matter.what == "move" and matter.deadline is not None:
        return matter.deadline.action, "Åbn" if matter.deadline.subject else "Registrér"
    if matter.deadline is not None:
        button = entry("deadline_titles", matter.deadline.kind).extra["button"]
        return matter.deadline.action, button
    return "open:case", "Åbn"


def _drafted(matter: Matter, pending: Pending) -> datetime | None:
    """When the own draft of its next letter was last written."""
    return pending.drafted(next_letter(matter), matter.what, matter.subject)


def _write(matter: Matter, kind: str) -> tuple[str, str]:
    """The first letter whenever; a reminder when the house's own interval has passed."""
    if matter.column == "us":
        return f"letter:{kind}", "Lav brev"
    due = matter.deadline is not None and matter.deadline.status in {"wait", "over", "today"}
    return ("letter:reminder", "Rykker") if due else ("", "")


def _badge(matter: Matter, shown: Shown, today: date, *, unsent: bool) -> tuple[str, str]:
    if unsent:
        kind = "rykkeren" if next_letter(matter) == "reminder" else "brevet"
        return "soon", f"Er {kind} sendt?"
    deadline = matter.deadline
    if matter.what == "move":
        return _moving_badge(matter, shown, today)
    elsewhere = matter.column in {"municipality", "housing"}
    if (
        deadline is None
        or deadline.status == "planned"
        or (elsewhere and deadline.status == "soon")
    ):
        return "", ""
    if deadline.status == "wait":
        return "wait", "Husets frist passeret"
    # A card is narrow: "hv." as the people here say it.
    words = _deadline_rows.badge_text(deadline, today)
    words = words.replace("hverdage", "hv.").replace("hverdag", "hv.")
    return _deadline_rows.badge_kind(deadline), words


def _moving_badge(matter: Matter, shown: Shown, today: date) -> tuple[str, str]:
    day, time = matter.next_on or today, shown.case.stay.planned_end_time
    near = "I dag" if day == today else "I morgen" if (day - today).days == 1 else ""
    words = near or dates.dense(day)
    words = f"{words} kl. {time}" if time else words
    return ("soon" if near or day < today else "none"), words


def _detail(matter: Matter, pending: Pending, today: date) -> str:
    drafted = _drafted(matter, pending)
    if drafted is not None:
        return f"Kladde fra {dates.dense(local_date(drafted))}"
    parts = []
    if matter.what != "move":
        reminded = matter.reminded_on
        coming = matter.next_on or (matter.deadline.due if matter.deadline else None)
        parts += [f"rykket {reminded.day}-{reminded.month}"] if reminded else []
        parts += [f"næste {coming.day}-{coming.month}"] if coming and coming > today else []
    text = " · ".join(parts)
    return text[:1].upper() + text[1:]


def _what(matter: Matter, case: Case) -> str:
    if matter.what == "move":
        if matter.deadline is not None:
            about = "botilbud" if matter.deadline.subject else "støtte"
            return f"Afgørelse om {about} er ikke registreret"
        return "Alt er på plads" if matter.all_set else "Noget mangler endnu"
    if matter.column == "us" and matter.what in _TO_WRITE:
        return _TO_WRITE[matter.what]
    if matter.what in _SHORT:
        return _SHORT[matter.what]
    text = entry("deadline_titles", matter.what).label
    return text.replace(", {kommune}", "").replace("{kommune}", _municipality(case)).strip(" ,")


def _where(matter: Matter, case: Case) -> str:
    """The party it lies with; ours needs none."""
    if matter.column in {"us", "moving"}:
        return ""
    town = _municipality(case)
    if matter.owner == "municipality":
        return town
    party = "Boliganvisning" if matter.owner == "housing" else _party(matter.owner)
    return f"{party}, {town}" if town else party


def _party(owner: str) -> str:
    return label("ball_owners", owner) if owner == "other" else _prerequisites.owner_label(owner)


def _municipality(case: Case) -> str:
    found = municipalities.find(case.stay.acting_municipality_code)
    return found.name if found else "kommunen kendes ikke"


def _list_name(shown: Shown) -> str:
    if shown.closed:
        return f"Beskyttet, vær. {shown.room}" if shown.room else "Beskyttet"
    return _families.list_name(shown.case.person)
