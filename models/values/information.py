"""Kinds of personal information a document can disclose, and the consent tick that covers each.

The eight ticks are those of the consent form (letter 35); the list labels are those of the
disclosure list in the letter editor (mock-up 06).
"""

from __future__ import annotations

from enum import Enum


class ConsentTopic(Enum):
    """One tick of the consent form (*Sæt kryds ved det, vi må sende*)."""

    HOUSING = "housing"
    ECONOMY = "economy"
    HEALTH = "health"
    SUBSTANCES = "substances"
    NETWORK = "network"
    CHILDREN = "children"
    WORK = "work"
    OVERVIEW = "overview"

    @property
    def label(self) -> str:
        """Words of the tick as the consent form prints them."""
        return _TOPIC_LABELS[self][0]

    @property
    def short(self) -> str:
        """One word, used in "Omfatter bolig, økonomi og helbred."."""
        return _TOPIC_LABELS[self][1]


_TOPIC_LABELS: dict[ConsentTopic, tuple[str, str]] = {
    ConsentTopic.HOUSING: ("Bolig og ønsker til bolig", "bolig"),
    ConsentTopic.ECONOMY: ("Økonomi og gæld", "økonomi"),
    ConsentTopic.HEALTH: ("Helbred", "helbred"),
    ConsentTopic.SUBSTANCES: ("Rusmidler", "rusmidler"),
    ConsentTopic.NETWORK: ("Netværk", "netværk"),
    ConsentTopic.CHILDREN: ("Børn", "børn"),
    ConsentTopic.WORK: ("Arbejde og uddannelse", "arbejde"),
    ConsentTopic.OVERVIEW: ("Udflytningsoverblik", "udflytningsoverblik"),
}


class InformationKind(Enum):
    """A kind of personal information, in the order the disclosure list shows it."""

    IDENTITY = "identity"
    CPR = "cpr"
    STAY = "stay"
    REASON = "reason"
    MUNICIPALITY = "municipality"
    ADDRESS = "address"
    CONTACT = "contact"
    CONSENT = "consent"
    HOUSING = "housing"
    ECONOMY = "economy"
    HEALTH = "health"
    SUBSTANCES = "substances"
    NETWORK = "network"
    CHILDREN = "children"
    WORK = "work"
    EVERYDAY = "everyday"
    SUPPORT = "support"
    OVERVIEW = "overview"
    OWN_WORDS = "own_words"
    PLACE = "place"
    PAYMENT = "payment"

    @property
    def label(self) -> str:
        """The kind by itself."""
        return _KIND_LABELS[self][0]

    @property
    def list_label(self) -> str:
        """Line of the disclosure list the kind belongs to; several kinds may share one."""
        return _KIND_LABELS[self][1]

    @property
    def topic(self) -> ConsentTopic | None:
        """Tick that must be set before consent carries this kind.

        None means that any valid consent to this recipient for this purpose carries it: the letter
        could not be read without it (who, since when), or it is the purpose itself (support).
        """
        return _KIND_TOPICS.get(self)


_WHO = "Navn, CPR, ophold"

_KIND_LABELS: dict[InformationKind, tuple[str, str]] = {
    InformationKind.IDENTITY: ("Navn og fødselsdato", _WHO),
    InformationKind.CPR: ("CPR-nummer", _WHO),
    InformationKind.STAY: ("Datoer for ophold", _WHO),
    InformationKind.REASON: ("Begrundelse", "Begrundelse"),
    InformationKind.MUNICIPALITY: ("Handlekommune", "Handlekommune"),
    InformationKind.ADDRESS: ("Ny adresse", "Ny adresse"),
    InformationKind.CONTACT: ("Kontaktoplysninger", "Kontaktoplysninger"),
    InformationKind.CONSENT: ("Samtykke", "Samtykke"),
    InformationKind.HOUSING: ("Bolig og boligønske", "Bolig og boligønske"),
    InformationKind.ECONOMY: ("Økonomi og restance", "Økonomi og restance"),
    InformationKind.HEALTH: ("Helbred", "Helbred"),
    InformationKind.SUBSTANCES: ("Rusmidler", "Rusmidler"),
    InformationKind.NETWORK: ("Netværk", "Netværk"),
    InformationKind.CHILDREN: ("Børn", "Børn"),
    InformationKind.WORK: ("Arbejde og uddannelse", "Arbejde og uddannelse"),
    InformationKind.EVERYDAY: ("Hverdag og aftaler", "Hverdag og aftaler"),
    InformationKind.SUPPORT: ("Støtte og plan", "Støtte og plan"),
    InformationKind.OVERVIEW: ("Udflytningsoverblik", "Udflytningsoverblik"),
    InformationKind.OWN_WORDS: ("Egne ord", "Egne ord"),
    InformationKind.PLACE: ("Opholdssted", "Opholdssted"),
    InformationKind.PAYMENT: ("Betaling for opholdet", "Betaling for opholdet"),
}

_KIND_TOPICS: dict[InformationKind, ConsentTopic] = {
    InformationKind.ADDRESS: ConsentTopic.HOUSING,
    InformationKind.HOUSING: ConsentTopic.HOUSING,
    InformationKind.ECONOMY: ConsentTopic.ECONOMY,
    InformationKind.HEALTH: ConsentTopic.HEALTH,
    InformationKind.SUBSTANCES: ConsentTopic.SUBSTANCES,
    InformationKind.NETWORK: ConsentTopic.NETWORK,
    InformationKind.CHILDREN: ConsentTopic.CHILDREN,
    InformationKind.WORK: ConsentTopic.WORK,
    InformationKind.EVERYDAY: ConsentTopic.OVERVIEW,
    InformationKind.OVERVIEW: ConsentTopic.OVERVIEW,
    InformationKind.PAYMENT: ConsentTopic.ECONOMY,
}


def covered_by(topics: frozenset[ConsentTopic]) -> frozenset[InformationKind]:
    """Kinds that a consent with exactly these ticks carries."""
    return frozenset(kind for kind in InformationKind if kind.topic is None or kind.topic in topics)
