"""The groups of Stamdata: which facts stand where, and in which words (mockup 19)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication

from boform_app.clock import local_date, local_time
from boform_app.services.views.people import PersonFacts
from boform_app.services.views.records import ConsentView
from boform_app.services.views.stays import AbsenceView, StayView
from models.values import dates, lists
from models.values.information import ConsentTopic
from ui.pages.resident import facts_rows as rows
from ui.pages.resident.facts_rows import HAS_NONE, NOBODY, NOT_ASKED, UNKNOWN, Answer, Fact
from ui.widgets.choice import Option


@dataclass(frozen=True, slots=True)
class Acts:
    """What rows do that are more than a field; given by the tab."""

    reveal: Callable[[], object]
    copy: Callable[[], object]
    kin: Callable[[int], object]
    alert: Callable[[int], object]
    arrival: Callable[[], object]
    reasons: Callable[[], object]
    room: Callable[[], object]
    absence: Callable[[], object]
    withdraw: Callable[[ConsentView], object]
    renew: Callable[[ConsentView], object]


def person(facts: PersonFacts, acts: Acts, shown_cpr: str) -> list[Fact]:
    """Who it is."""
    found = [
        rows.text("first_name", _tr("Fornavn"), facts.first_name, unknown=UNKNOWN),
        rows.text("last_name", _tr("Efternavn"), facts.last_name, unknown=UNKNOWN),
        rows.text("preferred_name", _tr("Kaldenavn"), facts.preferred_name, unknown=NOBODY,
                  optional=True),
        rows.text("alias", _tr("Alias"), facts.alias, unknown=NOBODY, optional=True),
        _cpr(facts, acts, shown_cpr),
    ]  # fmt: skip
    if facts.cpr_kind in {"none", "unknown"}:
        found.append(
            rows.text("no_cpr_reason", _tr("Grund uden CPR"), facts.no_cpr_reason,
                      unknown=_tr("Ingen grund skrevet"), optional=True)
        )  # fmt: skip
    if facts.cpr_kind != "cpr":
        found.append(rows.day("birth_date", _tr("Født"), facts.birth_date))
    found += [
        rows.text("nationality", _tr("Statsborgerskab"), facts.nationality, unknown=UNKNOWN),
        rows.text("id_seen", _tr("Set ID"), facts.id_seen, unknown=_tr("Ikke set endnu"),
                  answers=(HAS_NONE,)),
        rows.text("language", _tr("Sprog"), facts.language),
        rows.text("interpreter", _tr("Tolk"), facts.interpreter, answers=(_tr("Ingen tolk"),)),
    ]  # fmt: skip
    if facts.id_seen and facts.id_seen != HAS_NONE:
        place = next(n for n, fact in enumerate(found) if fact.key == "id_seen") + 1
        found.insert(place, rows.day("id_seen_on", _tr("Set den"), facts.id_seen_on))
    return found


def contact(facts: PersonFacts, acts: Acts, staff: tuple[Option, ...]) -> list[Fact]:
    """How to reach the resident and those who are close."""
    worker = facts.key_worker.id if facts.key_worker else None
    found = [
        rows.text("phone", _tr("Telefon"), facts.phone, answers=(HAS_NONE,)),
        rows.text("email", _tr("Mail"), facts.email, answers=(HAS_NONE,)),
        rows.choice("key_worker", _tr("Kontaktperson"), worker, staff,
                    unknown=_tr("Ikke valgt endnu")),
    ]  # fmt: skip
    for number, kin in enumerate(facts.kin):
        words = ", ".join(part for part in (kin.name, kin.relation) if part)
        found.append(
            Fact(f"kin:{kin.id}", _tr("Nærmeste"), words, "panel",
                 act=partial(acts.kin, number), note=kin.phone)
        )  # fmt: skip
        may = kin.may_contact or UNKNOWN
        found.append(
            Fact(f"may:{kin.id}", _tr("Må kontaktes"), may, "panel", missing=not kin.may_contact,
                 quiet=not kin.may_contact, act=partial(acts.kin, number))
        )  # fmt: skip
    if not facts.kin:
        found.append(
            Fact("kin:new", _tr("Nærmeste"), NOT_ASKED, "panel", missing=True, quiet=True,
                 act=lambda: acts.kin(-1))
        )  # fmt: skip
    return found


def address(facts: PersonFacts) -> list[Fact]:
    """Whether the whereabouts are kept off everything that is printed."""
    options = (Option(key=True, label=_tr("Ja")), Option(key=False, label=_tr("Nej")))
    words = _tr("Ja") if facts.protected_address else _tr("Nej")
    found = [
        Fact("protected_address", _tr("Beskyttet"), words, "choice", value=facts.protected_address,
             options=options)
    ]  # fmt: skip
    if facts.protected_address:
        found += [
            rows.day("protected_since", _tr("Beskyttet siden"), facts.protected_since),
            rows.day("protected_until", _tr("Beskyttet til"), facts.protected_until, past=False),
        ]
    return found


def health(facts: PersonFacts, acts: Acts) -> list[Fact]:
    """Allergy first; *ingen kendte* and *ikke spurgt* are two facts."""
    known = {"known": facts.allergy, "none_known": _tr("Ingen kendte")}
    words = known.get(facts.allergy_status, NOT_ASKED)
    asked = facts.allergy_status != "not_asked"
    found = [
        Fact("allergy", _tr("Allergi"), words, value=facts.allergy, missing=not asked,
             quiet=not asked, strong=facts.allergy_status == "known",
             answers=(Answer(_tr("Ingen kendte"), "none_known", "allergy_status"),
                      Answer(NOT_ASKED, "not_asked", "allergy_status"))),
        rows.text("medicine", _tr("Medicin"), facts.medicine, long=True, answers=(NOBODY,)),
        rows.text(
            "evacuation_help", _tr("Hjælp ud ved brand"), facts.evacuation_help,
            unknown=_tr("Ikke aftalt"), optional=True,
        ),
    ]  # fmt: skip
    for number, alert in enumerate(facts.alerts):
        label = lists.label("alerts", alert.kind)
        found.append(
            Fact(f"alert:{alert.id}", label, alert.text or _tr("Ja"), "panel",
                 act=partial(acts.alert, number))
        )  # fmt: skip
    return found


def stay(view: StayView, acts: Acts, today: date, *, here: bool) -> list[Fact]:
    """The present or last stay."""
    arrived = local_time(view.arrived_at)
    when = f"{dates.dense(arrived.date())}-{arrived.year} kl. {dates.clock(arrived.time())}"
    if view.came_at is not None:
        came = dates.clock(local_time(view.came_at).time())
        when += _tr(" · kom kl. {came}, tæller fra natten før").format(came=came)
    by = view.decided_by.name
    if view.delegated and view.confirmed_at is None:
        by += _tr(" · ikke bekræftet endnu")
    found = [
        Fact("arrived_at", _tr("Optaget"), when, "panel", "stay", act=acts.arrival),
        rows.day("decided_on", _tr("Besluttet"), view.decided_on, record="stay"),
        Fact("decided_by", _tr("Besluttet af"), by, "read", "stay"),
        rows.listed("came", _tr("Kom"), view.came, "arrival_ways", on=today),
    ]
    if view.came not in {"", "self", "unknown"}:
        found.append(rows.text("referred_by", _tr("Henvist af"), view.referred_by, record="stay",
                               unknown=UNKNOWN))  # fmt: skip
    given = view.information_given_on
    found += [
        _reasons(view, acts),
        rows.listed("situation_before", _tr("Boede før"), view.situation_before,
                    "homelessness_situations", on=today),
        _acute(view),
        rows.day("information_given_on", _tr("Oplysninger givet"), given, record="stay",
                 unknown=_tr("Ikke givet endnu")),
        *_places(view, acts, here=here),
        *_absences(view.absences, acts, here=here),
    ]  # fmt: skip
    return [replace(fact, record="stay") for fact in found]


def municipality(
    view: StayView, options: tuple[Option, ...], past: Callable[[], object] | None = None
) -> list[Fact]:
    """The four facts that decide, and what was decided; ``past`` shows who it was before."""
    pairs = (
        ("residence_municipality_code", _tr("Opholdskommune"), view.residence_municipality_code),
        ("fact_registered_code", _tr("Folkeregister"), view.fact_registered_code),
        ("fact_lived_code", _tr("Har boet i"), view.fact_lived_code),
        ("fact_wished_code", _tr("Vil gerne bo i"), view.fact_wished_code),
        ("fact_sought_code", _tr("Søgt hjælp hos"), view.fact_sought_code),
    )
    acting = rows.municipality(
        "acting_municipality_code", _tr("Handlekommune"), view.acting_municipality_code, options,
        strong=True,
    )  # fmt: skip
    if past is not None:
        acting = replace(acting, link=_tr("Historik"), press=past)
    return [acting, *(rows.municipality(key, label, code, options) for key, label, code in pairs)]


def consents(
    found: Sequence[ConsentView], acts: Acts, *, may: bool, gives: bool = False
) -> list[Fact]:
    """Consents that hold or held; nothing rests on one that does not.

    Args:
        found: The latest first.
        acts: What the links do.
        may: The role notes withdrawals.
        gives: The role notes that somebody says yes, too.
    """
    words = {
        "valid": _tr("gælder til {day}"), "expired": _tr("udløb {day}"),
        "withdrawn": _tr("tilbagekaldt {day}"), "coming": _tr("gælder fra {day}"),
    }  # fmt: skip
    made: list[Fact] = []
    for row in found:
        day = {"withdrawn": row.withdrawn_on, "coming": row.valid_from}.get(row.state, row.valid_to)
        state = words[row.state].format(day=dates.short(day) if day else "")
        topics = ", ".join(ConsentTopic(key).short for key in row.information)
        live = may and row.state in {"valid", "coming"}
        again = gives and row.state == "expired" and not row.renewed
        act = acts.withdraw if live else acts.renew
        made.append(
            Fact(f"consent:{row.id}", row.recipient, state, "read", quiet=row.state != "valid",
                 link=_tr("Tilbagekald") if live else _tr("Forny") if again else "",
                 press=partial(act, row) if live or again else None,
                 note=f"{topics.capitalize()}. {row.purpose}")
        )  # fmt: skip
    if not made:
        made.append(Fact("consent:none", _tr("Samtykke"), _tr("Ikke givet"), "read", quiet=True))
    return made


def _cpr(facts: PersonFacts, acts: Acts, shown: str) -> Fact:
    words = {"none": HAS_NONE, "unknown": _tr("Kendes ikke endnu")}.get(facts.cpr_kind, "")
    text = shown or facts.cpr_masked or words
    has = bool(facts.cpr_masked)
    return Fact(
        "cpr", _tr("CPR"), text, "cpr", missing=facts.cpr_kind == "unknown", quiet=not has,
        link=(_tr("Kopiér") if shown else _tr("Vis")) if has else "",
        press=(acts.copy if shown else acts.reveal) if has else None,
        answers=(Answer(_tr("Kendes ikke endnu"), ""),) if has or words == HAS_NONE else (),
    )  # fmt: skip


def _reasons(view: StayView, acts: Acts) -> Fact:
    words = ", ".join(lists.label("admission_reasons", key) for key in view.reasons)
    words = " · ".join(part for part in (words, view.reason_text) if part)
    return Fact(
        "reasons", _tr("Årsag"), words or UNKNOWN, "panel", "stay", missing=not words,
        quiet=not words, act=acts.reasons,
    )  # fmt: skip


def _acute(view: StayView) -> Fact:
    words = {"no": _tr("Nej"), "not_asked": NOT_ASKED, "": NOT_ASKED}.get(view.acute, view.acute)
    asked = view.acute not in {"", "not_asked"}
    return Fact(
        "acute", _tr("Noget akut"), words, "text", "stay",
        value="" if view.acute in {"no", "not_asked"} else view.acute, missing=not asked,
        quiet=not asked,
        answers=(Answer(_tr("Nej"), "no"), Answer(NOT_ASKED, "not_asked")),
    )  # fmt: skip


def _places(view: StayView, acts: Acts, *, here: bool) -> list[Fact]:
    found: list[Fact] = []
    for number, period in enumerate(reversed(view.places)):
        first = dates.short(local_date(period.starts_at))
        last = dates.short(local_date(period.ends_at)) if period.ends_at else ""
        span = _tr("fra {first}") if not last else "{first} – {last}"
        words = f"{period.place_label} · {span.format(first=first, last=last)}"
        now = number == 0 and here
        found.append(
            Fact(f"place:{number}", _tr("Vær.") if now else _tr("Før på vær."), words, "read",
                 link=_tr("Flyt") if now else "", press=acts.room if now else None)
        )  # fmt: skip
    return found


def _absences(found: Sequence[AbsenceView], acts: Acts, *, here: bool) -> list[Fact]:
    made: list[Fact] = []
    for row in found:
        last = dates.short(row.to_night) if row.to_night else _tr("stadig væk")
        words = f"{lists.label('absence_kinds', row.kind)} · {dates.short(row.from_night)} – {last}"
        back = here and row.to_night is None
        made.append(
            Fact(f"absence:{row.id}", _tr("Fravær"), words, "read", note=row.note,
                 link=_tr("Er tilbage") if back else "", press=acts.absence if back else None)
        )  # fmt: skip
    if not any(row.to_night is None for row in found) and here:
        made.append(
            Fact("absence:new", _tr("Fravær"), _tr("Her nu"), "read", link=_tr("Skriv fravær"),
                 press=acts.absence)
        )  # fmt: skip
    return made


def _tr(words: str) -> str:
    return QCoreApplication.translate("Facts", words)
