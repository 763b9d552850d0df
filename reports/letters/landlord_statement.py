"""Udtalelse til udlejer: the rent can be paid, whom to ring, needs of the home, support yes or no.

Only with consent. The letterhead names the house but not what kind it is, there is no birth date,
CPR or case number, and of the consent only its date is told: the rest says what the resident lives
with (domain/readiness.md 3.9).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.values.information import InformationKind
from reports.contexts import Fact, Facts, LetterContext
from reports.danish import amount, kroner, long_date
from reports.letters.base import Composer, LetterFacts
from reports.letters.decisions import require
from reports.letters.stay import ConsentFacts, ReadFacts

KIND = "landlord_statement"


@dataclass(frozen=True, slots=True)
class LandlordStatementFacts:
    """Facts of the statement.

    Attributes:
        letter: House, person, recipient (the landlord), signer.
        max_rent_ore: Rent that can be paid each month, in øre.
        support_agreed: Support in the home is agreed.
        consent: The consent to this landlord; without it nothing is said.
        read: How the resident has seen the statement.
        contact: Whom the landlord may ring; contact_phone: direct telephone.
        needs: Special needs of the home (``Elevator eller stueplan``), "" for none.
    """

    letter: LetterFacts
    max_rent_ore: int
    support_agreed: bool
    consent: ConsentFacts | None
    read: ReadFacts | None
    contact: str
    contact_phone: str = ""
    needs: str = ""


def compose(facts: LandlordStatementFacts) -> LetterContext:
    """The statement as it would be printed.

    Raises:
        MissingField: No recipient, consent, rent or contact; or the resident has not seen it.
    """
    letter = facts.letter
    require(
        recipient=letter.recipient,
        consent=facts.consent,
        max_rent=facts.max_rent_ore,
        contact=facts.contact,
        read=facts.read,
    )
    made = _composer(facts)
    rent = (InformationKind.IDENTITY, InformationKind.ECONOMY)
    home = (InformationKind.HOUSING,) if facts.needs.strip() else ()
    rows = (InformationKind.SUPPORT, InformationKind.CONTACT, *home)
    consent = (InformationKind.CONSENT,)
    sections = [
        made.section("statement", discloses=rent, editable=False),
        made.section("facts", _rows(made, facts), discloses=rows, editable=False),
        made.section("basis", discloses=consent, editable=False),
    ]
    context = made.context(sections)
    return replace(context, sender=replace(context.sender, tagline=""))


def _composer(facts: LandlordStatementFacts) -> Composer:
    recipient = facts.letter.recipient
    outside = replace(recipient, statutory=False, authority=False) if recipient else None
    letter = replace(facts.letter, recipient=outside, case_number="", their_number="")
    whole, part = divmod(facts.max_rent_ore, 100)
    values = {
        "husleje": kroner(facts.max_rent_ore) if part else amount(whole),
        "samtykkedato": long_date(facts.consent.given) if facts.consent else "",
        "kontakt": facts.contact,
        "kontakttlf": facts.contact_phone,
    }
    if facts.read is not None:
        values["læst"], values["læstdato"] = facts.read.words, long_date(facts.read.day)
    return Composer(KIND, letter, values)


def _rows(made: Composer, facts: LandlordStatementFacts) -> Facts:
    names = made.texts["sections"]["facts"]
    rows = (
        Fact(names["support"], names["support_yes" if facts.support_agreed else "support_no"]),
        Fact(names["contact"], made.fill(names["contact_text"])),
        Fact(names["needs"], facts.needs.strip()),
    )
    return Facts(tuple(row for row in rows if row.value))
