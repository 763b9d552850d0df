"""On which basis a letter may give each kind of information (law.md 2.6; readiness.md 4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from boform_app.rules.rows import RuleBook
from boform_app.services.views.letters import Basis, DisclosureView, RecipientChoice
from boform_app.services.views.records import ConsentView
from models.values import dates
from models.values.information import ConsentTopic, InformationKind, covered_by

Kind = InformationKind

_NOTICE = frozenset({Kind.IDENTITY, Kind.CPR, Kind.STAY, Kind.REASON, Kind.MUNICIPALITY})
_REQUEST = frozenset({Kind.IDENTITY, Kind.CPR, Kind.STAY, Kind.MUNICIPALITY})
_PAYMENT = frozenset({Kind.IDENTITY, Kind.CPR, Kind.STAY, Kind.PAYMENT})


@dataclass(frozen=True, slots=True)
class Policy:
    """What a kind of letter may rest on.

    Attributes:
        citation: Key of the rule row that gives the basis in law, "" for none.
        lawful: Kinds of information that the law itself asks for.
        to_resident: The letter goes to the resident: nothing is disclosed to anybody else.
        preset: The basis is chosen already (the two statutory notices).
    """

    citation: str = ""
    lawful: frozenset[InformationKind] = frozenset()
    to_resident: bool = False
    preset: bool = False


POLICIES: Mapping[str, Policy] = {
    "admission_notice": Policy("citation_admission_notice", _NOTICE, preset=True),
    "discharge_notice": Policy("citation_discharge_notice", _NOTICE, preset=True),
    "plan_request": Policy("citation_action_plan", _REQUEST),
    "referral": Policy(),
    "reminder": Policy(),
    # A reminder of the plan asks for what the law asks for; it may rest on the same row.
    "reminder_plan": Policy("citation_action_plan", _REQUEST),
    "housing_nomination": Policy(),
    "status_note": Policy(),
    "handover": Policy(),
    "answer_receipt": Policy("citation_action_plan", _REQUEST),
    "landlord_statement": Policy(),
    "overview": Policy(to_resident=True),
    # What somebody said of their own life leaves the house with their yes, or in danger.
    "overview_municipality": Policy(),
    "consent_form": Policy(to_resident=True),
    "data_information": Policy(to_resident=True),
    "stay_confirmation": Policy(to_resident=True),
    "stay_documentation": Policy(to_resident=True),
    # The municipality collects what the resident pays: nights and money, nothing of the social work.
    "stay_documentation_municipality": Policy("citation_own_payment", _PAYMENT),
    "discharge_decision": Policy(to_resident=True),
    "expulsion_decision": Policy(to_resident=True),
    "admission_refusal": Policy(to_resident=True),
}


def to_resident(kind: str, recipient: RecipientChoice | None) -> bool:
    """Whether a letter stays with the resident: its kind says so, and nobody else was chosen."""
    return POLICIES[kind].to_resident and not (recipient and recipient.municipality_code)


def disclosures(
    kind: str,
    contained: Iterable[tuple[InformationKind, tuple[str, ...]]],
    chosen: Mapping[str, Basis],
    consents: tuple[ConsentView, ...],
    *,
    book: RuleBook,
    on: date,
) -> tuple[DisclosureView, ...]:
    """Every kind of information in the letter with its chosen basis, what may be chosen and what is amiss.

    Args:
        contained: Kinds with the sections they stand in.
        chosen: The author's choice by information key.
        consents: Consents to this recipient, also those that no longer hold.
        on: Day of the letter.
    """
    policy = POLICIES[kind]
    views: list[DisclosureView] = []
    for information, sections in contained:
        offers = _offers(policy, information, consents, book, on)
        basis = chosen.get(information.value) or _preset(policy, offers)
        views.append(
            DisclosureView(
                information=information.value,
                label=information.label,
                sections=sections,
                basis=_named(basis, consents, book),
                offers=offers,
                problem=problem(policy, information, basis, consents, on),
            )
        )
    return tuple(views)


def problem(
    policy: Policy,
    information: InformationKind,
    basis: Basis,
    consents: tuple[ConsentView, ...],
    on: date,
) -> str:
    """Why a basis does not hold; "" when it does."""
    match basis.kind:
        case "own_copy":
            return "" if policy.to_resident else "no_basis"
        case "law":
            return "" if information in policy.lawful and basis.rule_row else "no_basis"
        case "danger":
            return "" if basis.reason.strip() else "reason_missing"
        case "consent":
            consent = next((c for c in consents if c.id == basis.consent_id), None)
            return "no_basis" if consent is None else _consent_problem(consent, information, on)
        case _:
            return "no_basis"


def _consent_problem(consent: ConsentView, information: InformationKind, on: date) -> str:
    if consent.withdrawn_on is not None and consent.withdrawn_on <= on:
        return "consent_withdrawn"
    if not consent.valid_from <= on <= consent.valid_to:
        return "consent_expired"
    topics = frozenset(ConsentTopic(key) for key in consent.information)
    return "" if information in covered_by(topics) else "consent_too_narrow"


def _offers(
    policy: Policy,
    information: InformationKind,
    consents: tuple[ConsentView, ...],
    book: RuleBook,
    on: date,
) -> tuple[Basis, ...]:
    if policy.to_resident:
        return (Basis("own_copy", text="Til beboeren selv"),)
    offers: list[Basis] = []
    law = book.find(policy.citation, on) if policy.citation else None
    if law is not None and information in policy.lawful:
        offers.append(Basis("law", rule_row=law.row.row_id, text=_law_text(law.row.paragraph)))
    offers.extend(
        Basis("consent", consent_id=consent.id, text=_consent_text(consent))
        for consent in consents
        if not _consent_problem(consent, information, on)
    )
    return (*offers, Basis("danger", text="Akut fare"))


def _preset(policy: Policy, offers: tuple[Basis, ...]) -> Basis:
    if offers and (policy.to_resident or (policy.preset and offers[0].kind == "law")):
        return offers[0]
    return Basis()


def _named(basis: Basis, consents: tuple[ConsentView, ...], book: RuleBook) -> Basis:
    """The basis with the words the screen and the register show."""
    text = {"own_copy": "Til beboeren selv", "danger": "Akut fare", "": ""}.get(
        basis.kind, basis.text
    )
    if basis.kind == "law":
        text = _law_text(book.row(basis.rule_row).paragraph)
    if basis.kind == "consent":
        found = next((c for c in consents if c.id == basis.consent_id), None)
        text = _consent_text(found) if found else ""
    return Basis(basis.kind, basis.rule_row, basis.consent_id, basis.reason, text)


def _law_text(paragraph: str) -> str:
    return f"Lov, {paragraph}" if paragraph else "Lov"


def _consent_text(consent: ConsentView) -> str:
    return f"Samtykke {dates.short(consent.given_on)}"
