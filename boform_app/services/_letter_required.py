"""Which of the facts that a letter should have (readiness.md 4.5) keep it from being printed.

The names and the order are those of ``resources/letters/requirements.toml``. Not every fact that
is not there is one that Print waits for:

* what is said elsewhere is not said twice: the recipient (``recipient_missing``), the basis and the
  consent (each line of the disclosure list), and fields that say themselves that they are empty;
* what honestly may be unknown does not hold back a letter, because the letter says so itself or
  falls silent: see ``HONEST`` with the reason for each key.

Everything else is asked for, with its name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from boform_app.services._letter_common import Draft
from models.values import dates
from reports.letters import required

ELSEWHERE = frozenset({"recipient", "basis", "consent"})
"""Keys whose absence is a problem of its own."""

HONEST: Mapping[str, str] = MappingProxyType(
    {
        "cpr": "the letter says that the number is not known; § 110 has no anonymous admission",
        "municipality": "the letter says that the handlekommune is not settled",
        "meetings": "a plan is asked for also while nobody knows a day for the meeting",
        "household": "the row falls out; those who assign homes ask",
        "connection": "the row falls out; it is the resident's to tell",
        "income": "known when the benefit is decided",
        "deposit": "known when the application for it is decided",
        "max_rent": "worked out with the budget, which may come later",
        "address": "told only when the resident wants it told",
        "agreements": "there may be none",
        "contacts": "there may be none beside the signer",
        "goals": "a stay may be too young for goals",
        "willing": "the resident may not have said yet; the municipality asks as well",
        "read": "the resident may be away; the consent carries the letter",
        "reply_by": "proposed, never empty",
    }
)
"""Keys that may be missing, with the reason."""


def missing(kind: str, draft: Draft, given: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Key and Danish name of what the letter still needs, in the order it is asked for.

    Args:
        kind: Key of the letter kind.
        draft: The letter; what all letters share is read from it.
        given: Keys of the kind's own facts that are there.
    """
    there = {*ELSEWHERE, *HONEST, *given, *_shared(draft)}
    return tuple((one.key, one.label_da) for one in required.missing(kind, there))


def _shared(draft: Draft) -> set[str]:
    """What every letter has from the person, the house and the stay."""
    sources = draft.sources
    contact = sources.key_worker or sources.actor
    found = {
        "name": sources.person.first_name,
        "contact": contact.first_name,
        # The house answers where nobody has a direct number; it stands in the letterhead.
        "contact_phone": contact.phone or sources.house.phone,
        "signer": contact.first_name,
        "leader": sources.house.leader_name,
        "case_number": sources.case_number,
        "admitted": dates.short(sources.admitted_on) if sources.lived else "",
    }
    return {key for key, value in found.items() if value.strip()}
