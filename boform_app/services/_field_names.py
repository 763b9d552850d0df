"""Columns by the names the pages use, and values as a person reads them, for Historik."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from boform_app.clock import local_time
from boform_app.services import _house_names, _money_names, _moving_names
from boform_app.services._person_facts import LABELS as PERSON
from models.values import dates, ffb, lists, municipalities
from models.values.information import ConsentTopic
from models.values.money import kroner

_STAY = {
    "case_number": "sagsnummer",
    "decided_on": "besluttet den",
    "decided_by_id": "besluttet af",
    "confirmed_at": "bekræftet",
    "arrived_at": "indskrevet",
    "came_at": "kom, da natten før tæller med",
    "came": "kom",
    "referred_by": "henvist af",
    "reasons": "grund til opholdet",
    "reason_text": "grund med ord",
    "situation_before": "boede før",
    "acting_municipality_code": "handlekommune",
    "residence_municipality_code": "opholdskommune",
    "fact_registered_code": "folkeregister",
    "fact_lived_code": "har boet i",
    "fact_wished_code": "vil gerne bo i",
    "fact_sought_code": "søgt hjælp hos",
    "acute": "akut",
    "information_given_on": "oplysninger givet",
    "planned_end_on": "planlagt flyttedag",
    "planned_end_time": "planlagt klokkeslæt",
    "ended_at": "opholdet slut",
    "end_kind": "hvordan opholdet sluttede",
    "destination": "flyttet til",
    "destination_text": "flyttet til, med ord",
    "new_address": "ny adresse",
    "end_reason": "begrundelse",
    "end_situation": "bor nu",
    "heard_on": "hørt den",
    "heard_statement": "hvad beboeren sagde",
    "not_heard_reason": "hvorfor beboeren ikke er hørt",
    "annulled_reason": "grund til annullering",
}
_CONSENT = {
    "information": "hvilke oplysninger",
    "excepted": "ikke om",
    "recipient": "modtager",
    "recipient_unit": "modtagers enhed",
    "municipality_code": "kommune",
    "purpose": "formål",
    "valid_from": "gælder fra",
    "valid_to": "gælder til",
    "given_on": "givet den",
    "form": "hvordan givet",
    "read_how": "læst hvordan",
    "interpreter": "tolk",
    "withdrawn_on": "tilbagekaldt den",
}
_PLAN = {
    "status": "handleplan",
    "requested_on": "anmodet",
    "reminded_on": "rykket",
    "promised_for": "lovet til",
    "received_on": "modtaget",
    "active_from": "i gang fra",
    "follow_up_on": "opfølgning",
    "caseworker_id": "rådgiver",
    "municipal_case_number": "kommunens sagsnummer",
    "purpose_at": "formålet står",
    "effort_at": "indsatsen står",
    "duration_at": "varigheden står",
    "special_at": "særlige forhold står",
    "document_id": "dokument",
}
_GOAL = {
    "title": "mål",
    "theme": "tema",
    "secondary": "andre temaer",
    "goal_type": "måltype",
    "origin": "mål fra",
    "effort": "indsats",
    "level_start": "niveau ved start",
    "level_now": "niveau nu",
    "level_expected": "forventet niveau",
    "responsible": "ansvarlig",
    "set_on": "mål sat",
    "follow_up_on": "opfølgning",
    "status": "status på mål",
    "ended_on": "mål slut",
}
_STEP = {"text": "delmål", "who": "hvem", "due_on": "senest", "done_on": "gjort den"}
_NAMES: Mapping[str, Mapping[str, str]] = {
    "person": {**PERSON, "key_worker_id": "kontaktperson", "merged_into_id": "samlet med"},
    "stay": _STAY,
    "consent": _CONSENT,
    "action_plan": _PLAN,
    **_moving_names.NAMES,
    **_house_names.NAMES,
    **_money_names.NAMES,
    "prerequisite": {
        "status": "status",
        "owner": "hvem har bolden",
        "since": "siden",
        "reminded_on": "rykket",
        "next_on": "næste dato",
        "evidence": "hvad vi har",
        "evidence_on": "fra den",
        "document_id": "dokument",
    },
    "contact_entry": {
        "kind": "kontakt",
        "happened_at": "talt sammen",
        "party": "med",
        "caseworker_id": "rådgiver",
        "with_whom": "talt med",
        "outcome": "hvad der blev sagt",
        "next_step": "næste skridt",
        "next_on": "næste dato",
        "next_done_on": "gjort den",
        "prerequisite_codes": "handler om",
        "document_id": "dokument",
    },
    "meeting": {
        "starts_at": "møde begynder",
        "ends_at": "møde slutter",
        "place": "mødested",
        "participants": "deltagere",
        "minute": "referat",
        "held_on": "møde holdt",
        "cancelled_on": "møde aflyst",
    },
    "document": {
        "title": "dokument",
        "kind": "slags dokument",
        "sender": "afsender",
        "received_on": "modtaget",
        # Not whose it is: on one resident's history another one's name would stand.
        "letter_id": "hører til brevet",
        "reason": "grund",
        "removed_at": "taget væk",
    },
    "alert": {"kind": "hensyn", "text": "hensyn med ord", "ended_on": "slut den"},
    "next_of_kin": {
        "name": "nærmeste",
        "relation": "relation",
        "phone": "nærmestes telefon",
        "may_contact": "må kontaktes",
    },
    "absence": {
        "kind": "fravær",
        "from_night": "fra natten",
        "to_night": "til natten",
        "note": "bemærkning",
    },
    "service_in_use": {
        "kind": "hjælp",
        "what": "hjælp med ord",
        "from_whom": "fra hvem",
        "how_often": "hvor tit",
        "phone": "telefon til hjælpen",
        "since_on": "hjælp siden",
        "until_on": "hjælp til",
    },
    "letter": {"status": "brev", "sent_on": "sendt den", "channel": "sendt med"},
    "reservation": {
        "expected_on": "ventes den",
        "expected_time": "ventes kl.",
        "for_whom": "reserveret til",
        "from_whom": "kommer fra",
        "outcome": "reservation",
        "ended_on": "reservation slut",
    },
    "waiting": {
        "asked_at": "spurgte om plads",
        "contact": "kan nås på",
        "from_whom": "kommer fra",
        "note": "bemærkning",
        "outcome": "venteliste",
        "ended_on": "venter ikke siden",
    },
    "refused_contact": {
        "at": "henvendelse",
        "reason": "grund",
        "reason_text": "grund med ord",
        "referred_to": "henvist til",
        "note": "bemærkning",
    },
    "stay_plan": {
        "own_words": "mål og ønsker",
        "purpose": "indsatsformål",
        "started_on": "opholdsplan fra",
        "follow_up_on": "opfølgning",
    },
    "goal": _GOAL,
    "subgoal": {**_STEP, "status": "status på delmål"},
    "subgoal_task": {**_STEP, "text": "opgave"},
    "note_person": {"moved_reason": "grund til flytning"},
}
_LISTS = {
    **_moving_names.LISTS,
    **_house_names.LISTS,
    **_money_names.LISTS,
    ("stay", "came"): "arrival_ways",
    ("stay", "reasons"): "admission_reasons",
    ("stay", "situation_before"): "homelessness_situations",
    ("stay", "end_situation"): "homelessness_situations",
    ("stay", "end_kind"): "stay_end_kinds",
    ("stay", "destination"): "destinations",
    ("person", "allergy_status"): "allergy_states",
    ("action_plan", "status"): "action_plan_states",
    ("prerequisite", "status"): "prerequisite_states",
    ("prerequisite", "owner"): "ball_owners",
    ("contact_entry", "kind"): "contact_kinds",
    ("contact_entry", "party"): "ball_owners",
    ("contact_entry", "prerequisite_codes"): "prerequisites",
    ("document", "kind"): "document_kinds",
    ("alert", "kind"): "alerts",
    ("absence", "kind"): "absence_kinds",
    ("letter", "channel"): "letter_channels",
    ("refused_contact", "reason"): "refusal_reasons",
    ("service_in_use", "kind"): "service_kinds",
}
_STATUS = {"made": "lavet", "sent": "sendt", "annulled": "annulleret"}
_WORDS = {
    **_house_names.WORDS,
    **_money_names.WORDS,
    ("consent", "form"): {"written": "skriftligt", "oral": "mundtligt"},
    ("consent", "read_how"): {"read": "selv læst", "aloud": "læst op"},
    ("reservation", "outcome"): {
        "came": "kom",
        "did_not_come": "kom ikke",
        "given_up": "opgivet",
    },
    ("waiting", "outcome"): {
        "admitted": "indskrevet",
        "found_other": "fandt et andet sted",
        "no_contact": "ingen kontakt",
    },
    ("goal", "origin"): {"municipality": "kommunen", "proposed": "foreslået af os"},
    ("goal", "status"): {"active": "i gang", "reached": "nået", "stopped": "stoppet"},
    ("subgoal", "status"): {"open": "åben", "done": "nået", "dropped": "taget af planen"},
}


def field_name(entity: str, column: str) -> str:
    """The Danish name of a column, "" for one that no page shows."""
    return _NAMES.get(entity, {}).get(column, "")


def value_text(entity: str, column: str, value: Any, names: Mapping[str, str]) -> str:
    """A journalled value as the pages write it; "" for none.

    Args:
        entity: Table of the column.
        column: Its name.
        value: As the journal keeps it.
        names: Names by id, for columns that point at staff or persons.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if (entity, column) == ("person", "cpr"):
        # The whole number is shown by the one place that logs it.
        return f"{value[:6]}-••••"
    if column.endswith("_id"):
        return names.get(str(value), "")
    if column.endswith("_code"):
        found = municipalities.find(value)
        return found.name if found else str(value)
    return _listed(entity, column, value)


def _listed(entity: str, column: str, value: Any) -> str:
    keys = value if isinstance(value, list) else [value]
    if (entity, column) == ("consent", "information"):
        return ", ".join(ConsentTopic(key).short for key in keys)
    words = _words(entity, column)
    if words:
        return ", ".join(words.get(key, str(key)) for key in keys)
    if (entity, column) in _FFB:
        return ", ".join(_ffb_word(column, str(key)) for key in keys)
    name = _LISTS.get((entity, column))
    if name is not None:
        known = {entry.key: entry.label for entry in lists.load_list(name)}
        return ", ".join(known.get(key, str(key)) for key in keys)
    return _as_written(column, str(value))


def _as_written(column: str, text: str) -> str:
    """Amounts in kroner, months and days as people say them."""
    if column.endswith("_ore"):
        return kroner(int(text))
    if column == "month":
        day = date.fromisoformat(text)
        return f"{dates.MONTHS[day.month - 1]} {day.year}"
    return _dated(text) if column.endswith(("_on", "_at")) or column in _DAYS else text


def _words(entity: str, column: str) -> Mapping[str, str]:
    """The words of a column that is no short list; empty for one that is written as it stands."""
    if (entity, column) == ("letter", "status"):
        return _STATUS
    return _WORDS.get((entity, column)) or _moving_names.words_of(entity, column)


def _ffb_word(column: str, key: str) -> str:
    if column == "goal_type":
        return ffb.shipped().term("goal_type", key).short.lower()
    return ffb.theme_label(ffb.shipped(), key)


_FFB = frozenset({("goal", "theme"), ("goal", "secondary"), ("goal", "goal_type")})
_DAYS = frozenset(
    {
        "active_from", "answer_by", "birth_date", "from_night", "promised_for", "protected_since",
        "protected_until", "since", "to_night", "valid_from", "valid_to",
    }
)  # fmt: skip


def _dated(text: str) -> str:
    if "T" not in text:
        return dates.short(date.fromisoformat(text))
    local = local_time(datetime.fromisoformat(text))
    return f"{dates.short(local.date())} {local:%H.%M}"


def ids_in(content: list[dict[str, Any]]) -> set[UUID]:
    """Ids that columns of a revision point at, for looking up their names once."""
    return {
        UUID(value)
        for entry in content
        for side in (entry["before"], entry["after"])
        for column, value in (side or {}).items()
        if column.endswith("_id") and isinstance(value, str)
    }
