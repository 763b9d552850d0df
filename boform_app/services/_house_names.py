"""Columns of incidents and of the house's things by the names the pages use, for Historik."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, str]] = {
    "incident": {
        "happened_at": "hændelse",
        "place": "sted",
        "what": "hvad der skete",
        "done": "hvad vi gjorde",
        "harm": "skade",
        "adverse_event": "utilsigtet hændelse",
        "reported_on": "indberettet den",
        "force": "nødværge eller nødret",
        "police_called": "politiet tilkaldt",
        "reviewed_on": "gennemgået den",
        "review": "gennemgang",
    },
    "house_task": {
        "title": "opgave",
        "note": "opgave med ord",
        "due_on": "opgave til",
        "due_time": "kl.",
        "every_days": "gentages, dage",
        "assigned_id": "givet til",
        "closed_on": "opgave lukket",
    },
    "appointment": {
        "title": "aftale",
        "starts_at": "aftale begynder",
        "ends_at": "aftale slutter",
        "place": "sted",
        "note": "bemærkning",
        "staff_id": "hvem går med",
        "cancelled_on": "aftale aflyst",
    },
    "kept_thing": {
        "what": "ting",
        "detail": "nummer, afsender eller plads",
        "note": "bemærkning",
        "until_on": "til",
        "came_at": "kom",
        "gone_at": "udleveret eller afleveret",
        "outcome": "hvad der blev af det",
    },
    "medicine": {
        "label": "medicin i skabet",
        "unit": "enhed",
        "note": "bemærkning",
        "ended_at": "ikke i skabet siden",
        "outcome": "hvad der blev af det",
    },
    "medicine_move": {
        "kind": "linje",
        "change": "antal",
        "left_after": "tilbage",
        "note": "bemærkning",
        "first_id": "første",
        "second_id": "anden",
    },
    "municipality_contact": {
        "municipality_code": "kommune",
        "party": "hvad enheden laver",
        "unit": "enhed",
        "line1": "adresse, linje 1",
        "line2": "adresse, linje 2",
        "line3": "adresse, linje 3",
        "line4": "adresse, linje 4",
        "line5": "adresse, linje 5",
        "phone": "telefon",
        "digital_post_recipient": "Digital Post, modtager",
        "digital_post_mailbox": "Digital Post, postkasse",
        "digital_post_subject": "Digital Post, emne",
        "secure_mail": "sikker mail",
        "ean": "EAN-nummer",
        "note": "note",
        "is_default": "bruges først",
        "closed_on": "kontakt lukket",
    },
    "conflict": {"since": "konflikt siden", "note": "konflikt", "ended_on": "konflikt slut"},
    "expulsion": {
        "state": "bortvisning",
        "from_on": "bortvisning fra",
        "until_on": "bortvisning til",
        "stops": "bortvisning gælder",
        "reason": "grund til bortvisning",
        "decided_on": "besluttet den",
        "lifted_on": "ophævet den",
        "lifted_reason": "grund til ophævelse",
    },
}
LISTS: Mapping[tuple[str, str], str] = {
    ("municipality_contact", "party"): "ball_owners",
    ("incident", "harm"): "incident_harms",
    ("incident", "adverse_event"): "adverse_events",
    ("expulsion", "stops"): "expulsion_stops",
}
WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("kept_thing", "outcome"): {
        "handed_over": "udleveret",
        "returned": "kommet tilbage",
        "lost": "mistet",
        "thrown_away": "smidt ud",
    },
    ("medicine", "outcome"): {"handed_over": "udleveret", "pharmacy": "afleveret på apoteket"},
    ("medicine_move", "kind"): {"in": "ind", "out": "udleveret", "count": "talt op"},
    ("expulsion", "state"): {
        "proposed": "foreslået",
        "decided": "besluttet",
        "lifted": "ophævet",
    },
}
