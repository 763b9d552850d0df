"""The rows *Borgeren og opholdet* and the consent line, shared by letters to the municipality."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.values.danish import listed
from models.values.information import ConsentTopic, InformationKind
from reports.contexts import Fact, Facts
from reports.danish import WEEKDAYS, clock, long_date
from reports.letters.base import PersonFacts, cpr_or_words
from reports.texts import fill, letter_texts

STAY_KINDS = frozenset(
    {
        InformationKind.IDENTITY,
        InformationKind.CPR,
        InformationKind.STAY,
        InformationKind.MUNICIPALITY,
        InformationKind.CONSENT,
    }
)


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """The consent a letter rests on, from the register.

    Attributes:
        given: Date it was given; written: signed, otherwise noted orally.
        topics: What it covers; until: last day.
    """

    given: date
    written: bool
    topics: frozenset[ConsentTopic]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class StayFacts:
    """The stay on the day of the letter.

    Attributes:
        admitted: Date of admission; nights: nights until today (*døgn til i dag*).
        municipality: Handlekommune, "" when it is not settled.
        how_came: Short sentence without full stop (``Kom selv``), "" to leave it out.
        notice_sent: When the notice of admission was sent, with what channel.
        consent: The chosen consent, None without one.
    """

    admitted: date
    nights: int
    municipality: str = ""
    how_came: str = ""
    notice_sent: date | None = None
    notice_channel: str = ""
    consent: ConsentFacts | None = None


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """How the resident has seen the letter: on which day, read aloud or not."""

    day: date
    aloud: bool = False

    @property
    def words(self) -> str:
        """*har læst* or *har fået læst op*."""
        return str(letter_texts("stay")["read_aloud" if self.aloud else "read"])


def stay_kinds(stay: StayFacts, *, full_cpr: bool = True) -> frozenset[InformationKind]:
    """What the rows tell: of a consent only where there is one."""
    kinds = STAY_KINDS if stay.consent else STAY_KINDS - {InformationKind.CONSENT}
    return kinds if full_cpr else kinds - {InformationKind.CPR}


def person_row(person: PersonFacts, *, full_cpr: bool = True) -> Fact:
    """The first row; to others than authorities the name without the number."""
    texts = letter_texts("stay")
    if not full_cpr:
        return Fact(texts["name"], person.name)
    return Fact(texts["person"], f"{person.name}, {cpr_or_words(person)}")


def stay_rows(person: PersonFacts, stay: StayFacts, *, full_cpr: bool = True) -> Facts:
    """The name and value rows."""
    texts = letter_texts("stay")
    nights = {"optaget": long_date(stay.admitted), "døgn": str(stay.nights)}
    # A sentence after the dates ends with a full stop; the dates alone do not.
    came = f"{stay.how_came.rstrip('.')}." if stay.how_came else ""
    rows = [
        person_row(person, full_cpr=full_cpr),
        Fact(texts["admitted"], fill(texts["admitted_text"], {**nights, "måde": came})),
    ]
    if stay.notice_sent:
        values = {"orientering": long_date(stay.notice_sent), "måde": stay.notice_channel}
        rows.append(Fact(texts["notice"], fill(texts["notice_text"], values)))
    rows.append(Fact(texts["municipality"], stay.municipality or texts["municipality_unclear"]))
    if stay.consent:
        rows.append(Fact(texts["consent"], consent_line(stay.consent)))
    return Facts(tuple(rows))


def consent_line(consent: ConsentFacts) -> str:
    """``16. november 2026, skriftligt. Omfatter bolig og økonomi. Gælder til 16. maj 2027.``."""
    topics = [topic.short for topic in ConsentTopic if topic in consent.topics]
    values = {
        "dato": long_date(consent.given),
        "form": "skriftligt" if consent.written else "mundtligt",
        "emner": listed(topics),
        "til": long_date(consent.until) if consent.until else "",
    }
    return fill(letter_texts("stay")["consent_text"], values)


def meeting(moment: datetime) -> str:
    """``tirsdag den 8. december kl. 10``; local time, without a year."""
    day = long_date(moment.date()).removesuffix(f" {moment.year}")
    return f"{WEEKDAYS[moment.weekday()]} den {day} kl. {clock(moment)}"
