"""Sentences of the card Bolig: the way to a home, what is looked for, and each offered home."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from boform_app.clock import local_time
from boform_app.rules import instrument
from boform_app.rules.homes import HomeStep
from boform_app.services.views.moving import (
    HousingSearchView,
    OffersView,
    OfferView,
    RentBudget,
    Suggestion,
)
from models.values import dates, lists
from ui.pages.resident.case_rows import joined
from ui.widgets.amount_field import kroner
from ui.widgets.badge import BadgeSpec

FIGURES = (
    "income_after_tax_kr", "housing_benefit_kr", "fixed_costs_kr", "instalments_kr",
    "disposable_kr",
)  # fmt: skip


def figure_labels() -> dict[str, str]:
    """The five figures of the rent budget, as in the form."""
    words = (
        _tr("Indtægt efter skat"), _tr("Boligstøtte"), _tr("Faste udgifter"), _tr("Afdrag"),
        _tr("Rådighedsbeløb"),
    )  # fmt: skip
    return dict(zip(FIGURES, words, strict=True))


def way(search: HousingSearchView, offers: OffersView) -> tuple[tuple[str, date | None], ...]:
    """The eight steps with their days; those of a home are the accepted or the open one's."""
    home = live(offers)
    return (
        (_tr("Indstillet"), search.nominated_on),
        (_tr("Skrevet op"), search.listed_on),
        (_tr("Tilbudt"), home.offered_on if home else None),
        (_tr("Set"), _seen(home)),
        (_tr("Sagt ja"), home.answered_on if home and home.answer == "accepted" else None),
        (_tr("Kontrakt"), home.contract_on if home else None),
        (_tr("Nøgler"), home.keys_on if home else None),
        (_tr("Flyttet ind"), home.moved_in_on if home else None),
    )


def live(offers: OffersView) -> OfferView | None:
    """The home that leads somewhere: the accepted one, else the newest that is open."""
    accepted = (offer for offer in offers.offers if offer.answer == "accepted")
    still_open = (offer for offer in offers.offers if not offer.step.is_closed)
    return next(accepted, None) or next(still_open, None)


def badge(step: HomeStep) -> BadgeSpec:
    """How far the way to a home has come."""
    words = {
        HomeStep.NONE: _tr("Ikke indstillet"),
        HomeStep.NOMINATED: _tr("Indstillet"),
        HomeStep.LISTED: _tr("Skrevet op"),
        HomeStep.OFFERED: _tr("Bolig tilbudt"),
        HomeStep.VISITED: _tr("Bolig set"),
        HomeStep.ACCEPTED: _tr("Sagt ja"),
        HomeStep.CONTRACT: _tr("Kontrakt"),
        HomeStep.KEYS: _tr("Nøgler"),
        HomeStep.MOVED_IN: _tr("Flyttet ind"),
        HomeStep.DECLINED: _tr("Sagde nej"),
        HomeStep.WITHDRAWN: _tr("Trukket tilbage"),
    }
    done = step in {
        HomeStep.ACCEPTED, HomeStep.CONTRACT, HomeStep.KEYS, HomeStep.MOVED_IN,
    }  # fmt: skip
    waits = step in {HomeStep.NOMINATED, HomeStep.LISTED, HomeStep.OFFERED, HomeStep.VISITED}
    return BadgeSpec("ok" if done else "wait" if waits else "none", words[step])


def looked_for(search: HousingSearchView, *, hidden: bool) -> tuple[str, ...]:
    """What is looked for; (first, words while nothing is known, more …)."""
    kinds = ", ".join(lists.label("home_types", key) for key in search.home_types)
    known = {row.id: row.label for row in instrument.load().requirements}
    asked = ", ".join(known[key] for key in search.requirements if key in known)
    first = joined(kinds, asked)
    if hidden:
        return first, _tr("Ikke skrevet endnu")
    labels = (
        (_tr("Krav"), search.requirement_text), (_tr("Områder"), search.areas),
        (_tr("Ikke"), search.areas_to_avoid), (_tr("Husstand"), search.household),
        (_tr("Tilknytning"), search.attachment), (_tr("Indskud"), search.deposit_finance),
        (_tr("Indtægt"), search.income_source),
    )  # fmt: skip
    told = [f"{label}: {words}" for label, words in labels if words]
    if search.from_overview:
        told.append(_tr("Fra det seneste overblik, ikke skrevet ned endnu"))
    nothing = told[0] if told else _tr("Ikke skrevet endnu. Spørg, hvad boligen skal kunne.")
    return (first, nothing, joined(*told)) if first else ("", nothing, joined(*told[1:]))


def rent(search: HousingSearchView) -> tuple[str, ...]:
    """The highest rent, what is missing from it, and the figures it rests on."""
    highest = search.max_rent_kr if search.max_rent_kr is not None else search.calculated_kr
    words = highest_words(highest) if highest is not None else ""
    by_hand = _tr("skrevet ind, det beregnede er {amount}")
    hand = ""
    if search.by_hand:
        calculated = search.calculated_kr
        hand = by_hand.format(amount=kroner(calculated)) if calculated is not None else ""
        hand = hand or _tr("skrevet ind")
    return words, search.rent_words, hand, search.rent_words if words else "", _sum(search.budget)


def highest_words(amount: int) -> str:
    """Write "Højst 4.100 kr. om måneden"."""
    return _tr("Højst {amount} om måneden").format(amount=kroner(amount))


def place(offer: OfferView) -> str:
    """The address, or what kind of home it is."""
    return offer.address or offer.home_type_label or _tr("Bolig")


def below(offer: OfferView) -> str:
    """Kind and landlord."""
    return joined(offer.home_type_label if offer.address else "", offer.landlord)


def days(offer: OfferView, *, hidden: bool) -> str:
    """What has happened with one home and what is agreed; a no keeps the resident's words.

    The rent stands beside what can be paid, without a verdict.
    """
    parts = [_tr("Tilbudt {day}").format(day=dates.dense(offer.offered_on))]
    if offer.answer == "" and offer.answer_by is not None:
        parts.append(_tr("svar senest {day}").format(day=dates.dense(offer.answer_by)))
    if offer.visited_on is not None:
        parts.append(_tr("set {day}").format(day=dates.dense(offer.visited_on)))
    elif offer.visit_at is not None:
        at = local_time(offer.visit_at)
        words = _tr("fremvisning {day} kl. {time}")
        parts.append(words.format(day=dates.dense(at.date()), time=dates.clock(at.time())))
    answers = {
        "accepted": _tr("sagde ja {day}"), "declined": _tr("sagde nej {day}"),
        "withdrawn": _tr("trukket tilbage {day}"),
    }  # fmt: skip
    if offer.answered_on is not None and offer.answer:
        parts.append(answers[offer.answer].format(day=dates.dense(offer.answered_on)))
    if offer.move_in_on is not None and offer.moved_in_on is None:
        parts.append(_tr("kan flytte ind {day}").format(day=dates.dense(offer.move_in_on)))
    if offer.rent_text:
        parts.append(offer.rent_text)
    if offer.resident_reason and not hidden:
        parts.append(f"”{offer.resident_reason}”")
    return joined(*parts)


def suggestion(found: Suggestion) -> tuple[str, str] | None:
    """Words and verb of what an accepted home, or one given back, calls for; None for the rest."""
    if found.field == "planned_end_on" and isinstance(found.value, date):
        words = _tr("Boligen er klar {day}. Planlæg flytningen den dag?")
        return words.format(day=dates.dense(found.value)), _tr("Planlæg flytning")
    if found.field == "new_address":
        words = _tr("Ny adresse: {address}. Den står klar, når opholdet afsluttes.")
        return words.format(address=found.value), _tr("Afslut ophold")
    if found.field == "no_move" and isinstance(found.value, date):
        words = _tr("Boligen er der ikke mere, og flytningen {day} er stadig planlagt.")
        return words.format(day=dates.dense(found.value)), _tr("Flytningen er aflyst")
    if found.field == "C4":
        return _tr("Indskuddet er ikke på plads endnu."), _tr("Sæt i gang")
    return None


def _seen(home: OfferView | None) -> date | None:
    if home is None:
        return None
    if home.visited_on is None and home.visit_at is not None:
        return local_time(home.visit_at).date()
    return home.visited_on


def _sum(budget: RentBudget) -> str:
    """The figures on one line: "Indtægt 10.600 + boligstøtte 1.500 − …"."""
    parts: list[str] = []
    signs: Mapping[str, str] = {"income_after_tax_kr": "", "housing_benefit_kr": "+ "}
    for name, label in figure_labels().items():
        amount = getattr(budget, name)
        if amount is not None:
            words = label if not parts else label.lower()
            parts.append(f"{signs.get(name, '− ')}{words} {kroner(amount)}")
    return " ".join(parts)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Homes", words)
