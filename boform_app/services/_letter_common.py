"""What all composed letters share: sender, recipient, signer, fields and their defaults."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from boform_app.rules.weekdays import working_day_on_or_after
from boform_app.services import _house_texts
from boform_app.services._letter_sources import Sources
from boform_app.services._letterhead import letterhead
from boform_app.services.views.letters import LetterEdits, LetterField, RecipientChoice
from boform_app.services.views.records import ConsentView
from models import tables
from models.values.information import ConsentTopic, InformationKind, covered_by
from reports.contexts import MAX_ADDRESS_LINES, LetterContext
from reports.letters.base import LetterFacts, PersonFacts, RecipientFacts
from reports.letters.stay import ConsentFacts, ReadFacts
from reports.shortening import Candidates

Gathered = TypeVar("Gathered")


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter being written: sources, the author's edits, the recipient and the chosen consent.

    Attributes:
        case_code: Code of the answer form that goes with it, "" when none does.
        extra: What the kind gathers for itself beside the sources.
        kind: Key of the letter kind, whose house texts are printed; "" prints the shipped ones.
        consents: Consents to the recipient, also those that no longer hold.
    """

    sources: Sources
    edits: LetterEdits
    recipient: RecipientChoice | None
    consent: ConsentView | None
    case_code: str = ""
    extra: object = None
    kind: str = ""
    consents: tuple[ConsentView, ...] = ()

    def gathered(self, what: type[Gathered]) -> Gathered:
        """What the kind gathered for itself.

        Raises:
            TypeError: The kind gathers something else.
        """
        if not isinstance(self.extra, what):
            raise TypeError(f"the letter was not given its {what.__name__}")
        return self.extra

    def value(self, key: str, default: str = "") -> str:
        """A field as edited, or its default."""
        return self.edits.fields.get(key, default)

    def day(self, key: str, default: date | None = None) -> date | None:
        """A date field; an unreadable one counts as not given (the field says so)."""
        text = self.edits.fields.get(key)
        if text is None:
            return default
        try:
            return date.fromisoformat(text)
        except ValueError:
            return default

    def flag(self, key: str, *, default: bool) -> bool:
        """A yes-or-no field."""
        text = self.edits.fields.get(key)
        return default if text is None else text == "yes"


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed letter with its fields and what was left out for want of consent.

    Attributes:
        about_id: The letter that it is about, e.g. the one it reminds of.
        missing: Required facts that are not there, key and Danish name; Print waits for them.
        number: The register number that stands in the letter; "" where none does.
        policy: Key of the policy that decides what may be disclosed; "" takes that of the kind.
        candidates: What could go when the letter is too long.
        received_on: The day its reader is reckoned to have it; None where that is when it is sent.
    """

    context: LetterContext
    fields: tuple[LetterField, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out_kinds: tuple[str, ...] = ()
    answer_by: date | None = None
    rule_rows: tuple[str, ...] = ()
    about_id: UUID | None = None
    missing: tuple[tuple[str, str], ...] = ()
    number: str = ""
    policy: str = ""
    candidates: Candidates = field(default_factory=Candidates)
    received_on: date | None = None


def counter_of(series: str, year: int) -> str:
    """Name of the counter that register numbers of a series are drawn from."""
    return f"letter-{series}-{year}"


def answer_date(draft: Draft) -> date:
    """When we ask for an answer: the house's number of days, moved on to a working day."""
    days = draft.sources.book.select("answer_days", draft.sources.today).number
    day = working_day_on_or_after(draft.sources.today + timedelta(days=days))
    return draft.day("answer_by", day) or day


def answer_field(draft: Draft, day: date) -> LetterField:
    """*Svar senest*; a kept draft may hold a day that has passed since."""
    passed = "in_past" if day < draft.sources.today else ""
    return date_field("answer_by", "Svar senest", day, passed)


def rule_rows(draft: Draft, *keys: str) -> tuple[str, ...]:
    """Ids of the dated rows that the letter's dates were reckoned with."""
    today = draft.sources.today
    return tuple(draft.sources.book.select(key, today).row.row_id for key in keys)


def date_field(
    key: str, label: str, value: date | None, problem: str = "", *, past: bool = False
) -> LetterField:
    """A date as a field of the letter; with ``past`` one that has been."""
    shown = value.isoformat() if value else ""
    return LetterField(key, label, "date", shown, problem, past=past)


def text_field(draft: Draft, key: str, label: str, default: str = "") -> LetterField:
    """A line of the letter."""
    return LetterField(key, label, "text", draft.value(key, default))


def lines_field(draft: Draft, key: str, label: str, default: str = "") -> LetterField:
    """Several lines of the letter."""
    return LetterField(key, label, "lines", draft.value(key, default))


def sheet_field(draft: Draft) -> LetterField:
    """*Svarark følger med*: whether the answer form lies beside the letter."""
    return flag_field("answer_form", "Svarark følger med", value=bool(draft.case_code))


def flag_field(key: str, label: str, *, value: bool) -> LetterField:
    """A yes-or-no field of the letter."""
    return LetterField(key, label, "flag", "yes" if value else "")


def read_fields(draft: Draft) -> tuple[LetterField, ...]:
    """How the resident has seen the letter; empty leaves *Aftalt med borgeren* out."""
    how = draft.value("read_how")
    return (
        LetterField("read_how", "Har beboeren set brevet?", "read", how),
        date_field(
            "read_on", "Hvornår?", draft.day("read_on", draft.sources.today if how else None)
        ),
    )


def read_facts(draft: Draft) -> ReadFacts | None:
    """How the resident has seen the letter, None when not."""
    how = draft.value("read_how")
    if how not in {"read", "aloud"}:
        return None
    return ReadFacts(draft.day("read_on") or draft.sources.today, how == "aloud")


def moments(draft: Draft, *keys: str) -> tuple[datetime, ...]:
    """Proposed meetings in local time; empty and unreadable ones fall out."""
    found = []
    for key in keys:
        try:
            found.append(datetime.fromisoformat(draft.value(key)))
        except ValueError:
            continue
    return tuple(found)


def person_facts(sources: Sources) -> PersonFacts:
    """The person as letters name them."""
    person = sources.person
    return PersonFacts(
        name=f"{person.first_name} {person.last_name}".strip(),
        first_name=sources.first_name,
        born=person.birth_date,
        cpr=person.cpr if person.cpr_kind in {"cpr", "ecpr"} else "",
        protected=person.protected_address,
    )


def letter_facts(
    draft: Draft,
    *,
    statutory: bool,
    signer: str = "worker",
    copy: bool = True,
    enclosures: tuple[str, ...] = (),
) -> LetterFacts:
    """Sender, recipient, contact and signer.

    Args:
        statutory: The law names this recipient, so a protected address may be printed.
        signer: ``leader`` for the two notices and the house's decisions, else ``worker``.
        copy: The resident gets a copy.
        enclosures: What lies beside it; the answer form is named last.
    """
    sources = draft.sources
    signing = sources.leader if signer == "leader" else (sources.key_worker or sources.actor)
    contact = sources.key_worker or signing
    person = person_facts(sources)
    recipient = draft.recipient
    return LetterFacts(
        house=letterhead(sources.house),
        person=person,
        day=sources.today,
        recipient=_recipient(draft, statutory=statutory) if recipient else None,
        case_number=sources.case_number,
        their_number=sources.plan.municipal_case_number if sources.plan else "",
        contact=_name(contact),
        contact_title=sources.title_of(contact),
        contact_phone=contact.phone if contact else "",
        channel=draft.value("channel", "Digital Post"),
        signer=_name(signing),
        signer_title=sources.title_of(signing),
        enclosures=(*enclosures, *(("Svarark",) if draft.case_code else ())),
        copies_to=(person.name,) if copy else (),
        law=sources.law,
        case_code=draft.case_code,
        house_texts=_house_texts.for_kind(sources.house_texts, draft.kind),
    )


def _recipient(draft: Draft, *, statutory: bool) -> RecipientFacts:
    recipient = draft.recipient
    if recipient is None:
        raise ValueError("a letter with an address needs a recipient")
    attention = draft.edits.attention or recipient.attention
    # The window holds five lines; a long address wins over the case worker's name.
    fits = len(recipient.lines) < 5
    # Only a unit of a municipality is an authority; whoever is typed reads no full CPR number.
    authority = bool(recipient.municipality_code)
    return RecipientFacts(
        recipient.lines,
        attention if fits else "",
        statutory=statutory and authority,
        authority=authority,
    )


def signer_facts(draft: Draft, facts: LetterFacts, signing: tables.Staff | None) -> LetterFacts:
    """The same letter signed by somebody else, who is the contact where nobody closer is."""
    contact = draft.sources.key_worker or signing
    return replace(
        facts,
        signer=_name(signing),
        signer_title=draft.sources.title_of(signing),
        contact=_name(contact),
        contact_title=draft.sources.title_of(contact),
        contact_phone=contact.phone if contact else "",
    )


def typed_recipient(
    sources: Sources, edits: LetterEdits, party: str = "provider"
) -> tuple[str, ...]:
    """Lines of an address that is typed; the landlord or the supplier of the support is proposed."""
    support, home = sources.case.support, sources.case.home
    supplier, landlord = support.supplier if support else "", home.landlord if home else ""
    proposed = landlord if party == "housing" else supplier
    return lines_of(edits.fields.get("recipient", proposed))


def lines_of(address: str) -> tuple[str, ...]:
    """The lines of a typed address that stand in the window."""
    lines = address.splitlines()
    return tuple(line.strip() for line in lines if line.strip())[:MAX_ADDRESS_LINES]


def _name(staff: object) -> str:
    first = getattr(staff, "first_name", "")
    return f"{first} {getattr(staff, 'last_name', '')}".strip()


def covered(draft: Draft) -> frozenset[InformationKind]:
    """Kinds the chosen consent carries; everything while none is chosen, so that it can be seen."""
    if draft.consent is None:
        return frozenset(InformationKind)
    return covered_by(frozenset(ConsentTopic(key) for key in draft.consent.information))


def consent_facts(consent: ConsentView | None) -> ConsentFacts | None:
    """A consent as the letters print it."""
    if consent is None:
        return None
    topics = frozenset(ConsentTopic(key) for key in consent.information)
    return ConsentFacts(consent.given_on, consent.form == "written", topics, consent.valid_to)
