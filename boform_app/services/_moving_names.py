"""Columns of support, home and evidence by the names the pages use, for Historik.

Nights in other houses have none on purpose: Historik is everybody's, and they are a leader's.
"""

from __future__ import annotations

from collections.abc import Mapping

from boform_app.rules import instrument
from boform_app.services import _support
from boform_app.services.views.moving import SUPPORT_METHODS

NAMES: Mapping[str, Mapping[str, str]] = {
    "support": {
        "method": "foreslået støtte",
        "criterion": "begrundelse for forslaget",
        "applied_on": "støtte ansøgt",
        "promised_on": "afgørelse lovet til",
        "decision": "afgørelse om støtte",
        "decided_on": "afgjort den",
        "received_on": "afgørelse modtaget",
        "granted_method": "bevilget støtte",
        "reason": "kommunens begrundelse",
        "wished_supplier": "ønsket leverandør",
        "wished_person": "ønsket støtteperson",
        "wish_followed": "ønsket fulgt",
        "wish_reason": "hvorfor ønsket ikke er fulgt",
        "supplier": "leverandør",
        "supporter": "støtteperson",
        "supporter_phone": "støttepersonens telefon",
        "met_on": "har mødt beboeren",
        "starts_on": "støtten begynder",
        "document_id": "dokument",
    },
    "housing_search": {
        "nominated_on": "indstillet til bolig",
        "listed_on": "skrevet op til bolig",
        "home_types": "boligtyper",
        "requirements": "krav til boligen",
        "requirement_text": "krav med ord",
        "areas": "områder",
        "areas_to_avoid": "områder, der skal undgås",
        "household": "husstand",
        "attachment": "tilknytning",
        "deposit_finance": "indskud betales med",
        "income_source": "forsørgelse",
        "income_after_tax_kr": "indtægt efter skat",
        "housing_benefit_kr": "boligstøtte",
        "fixed_costs_kr": "faste udgifter",
        "instalments_kr": "afdrag",
        "disposable_kr": "rådighedsbeløb",
    },
    "home_offer": {
        "home_type": "boligtype",
        "address": "boligens adresse",
        "landlord": "udlejer",
        "rent_kr": "husleje",
        "deposit_kr": "indskud",
        "offered_on": "tilbudt den",
        "answer_by": "svar senest",
        "visit_at": "se på boligen",
        "visited_on": "så på boligen",
        "answer": "svar på boligen",
        "answered_on": "svaret den",
        "resident_reason": "beboerens egne ord",
        "contract_on": "lejekontrakt",
        "move_in_on": "kan flytte ind",
        "keys_on": "nøgler",
        "moved_in_on": "flyttet ind",
        "document_id": "dokument",
    },
    "discharge_evidence": {
        "shown_on": "bekræftet fra",
        "text": "hvad vi har set",
        "document_id": "dokument",
        "confirmed_by_id": "bekræftet af",
    },
}
LISTS: Mapping[tuple[str, str], str] = {
    ("home_offer", "home_type"): "home_types",
    ("housing_search", "home_types"): "home_types",
}
_METHODS = {key: _support.method_label(key) for key in SUPPORT_METHODS}
_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("support", "method"): _METHODS,
    ("support", "granted_method"): _METHODS,
    ("support", "decision"): {
        "granted": "bevilget",
        "granted_otherwise": "bevilget noget andet",
        "refused": "ikke bevilget",
    },
    ("home_offer", "answer"): {
        "accepted": "ja tak",
        "declined": "nej tak",
        "withdrawn": "faldt bort",
    },
}


def words_of(entity: str, column: str) -> Mapping[str, str]:
    """The words of a column that is no short list; empty for one that is written as it stands."""
    if (entity, column) == ("housing_search", "requirements"):
        return {kind.id: kind.text for kind in instrument.load().requirements}
    return _WORDS.get((entity, column), {})
