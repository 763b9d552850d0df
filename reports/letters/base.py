"""What all letters share: facts about house, recipient and person, and the making of sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from models.values.information import InformationKind
from reports.contexts import (
    MAX_ADDRESS_LINES,
    Block,
    LetterContext,
    LetterMeta,
    Recipient,
    Section,
    Sender,
    Signer,
    Text,
    TextSize,
)
from reports.danish import genitive, long_date
from reports.errors import MissingField
from reports.law import LawSentence
from reports.texts import field_names, fill, letter_texts, paragraphs, with_own


@dataclass(frozen=True, slots=True)
class HouseFacts:
    """The house as its settings say.

    Attributes:
        name: *Havnehuset*.
        address: Street line, then postcode and city.
        phone: Telephone of the house.
        leader: Name of the leader, leader_phone: direct telephone.
        tagline: Line below the name; "" takes *Boform efter servicelovens § 110*.
    """

    name: str
    address: tuple[str, ...]
    phone: str
    leader: str = ""
    leader_phone: str = ""
    tagline: str = ""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """The resident (*beboer*; to the municipality *borger*).

    Attributes:
        name: Full name.
        first_name: What the sentences call the person.
        born: Birth date, None when it is not known.
        cpr: As printed (``030191-0000``), "" when there is none to give.
        protected: The address is protected.
    """

    name: str
    first_name: str
    born: date | None = None
    cpr: str = ""
    protected: bool = False


@dataclass(frozen=True, slots=True)
class RecipientFacts:
    """A unit of a municipality with its window address, at most five lines with the Att. line.

    Attributes:
        lines: Authority, unit, street, postcode and city; empty ones fall out.
        attention: Case worker, printed as a line of its own before the street.
        statutory: The law names this recipient: a protected address may be printed.
        authority: A public authority, which may read the full CPR in the body.
    """

    lines: tuple[str, ...]
    attention: str = ""
    statutory: bool = True
    authority: bool = True


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What every letter needs beside its own facts.

    Attributes:
        house: Sender.
        person: Whom it is about.
        recipient: None for a sheet without address.
        day: Date of the letter.
        case_number: Our journal number; their_number: the municipality's.
        contact: Contact of the letter, with title and direct telephone.
        channel: ``Digital Post``; "" prints no line.
        signer: Who signs, with title.
        enclosures: *Bilag*.
        copies_to: *Kopi til*.
        law: Row of each sentence in force on the day.
        case_code: Code under which the answer comes back; "" prints none.
        house_texts: The house's own words by place (``sections.ask.text``), checked before.
        watch: Told of each text that is filled, with what is known there (``reports.templates``).
    """

    house: HouseFacts
    person: PersonFacts
    day: date
    recipient: RecipientFacts | None = None
    case_number: str = ""
    their_number: str = ""
    contact: str = ""
    contact_title: str = ""
    contact_phone: str = ""
    channel: str = ""
    signer: str = ""
    signer_title: str = ""
    enclosures: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    law: Mapping[str, LawSentence] = field(default_factory=dict)
    case_code: str = ""
    house_texts: Mapping[str, str] = field(default_factory=dict)
    watch: Callable[[str, Mapping[str, str]], None] | None = field(
        default=None, compare=False, repr=False
    )


_LAW_KEY = re.compile(r"\{(L\d+)\}")


class Composer:
    """Fills the texts of one letter kind and remembers which rows of law it used."""

    def __init__(self, kind: str, facts: LetterFacts, values: Mapping[str, str]) -> None:
        self.kind = kind
        self.texts, self._instead_of = with_own(kind, facts.house_texts)
        self._facts = facts
        self._used: dict[str, str] = {}
        self._values = {**common_values(facts), **values}

    def add(self, **values: str) -> None:
        """Further fields, for those that are themselves filled from the texts."""
        self._values.update(values)

    def fill(self, template: str) -> str:
        """A template of this letter as plain text."""
        return fill(*self._ready(template))

    def section(
        self,
        key: str,
        *blocks: Block,
        variant: str = "text",
        discloses: Iterable[InformationKind] = (),
        editable: bool = True,
        private: bool = False,
        wide: bool = False,
    ) -> Section:
        """The section of that key: its text, if it has one, followed by the blocks."""
        texts = self.texts["sections"][key]
        template = texts.get(variant, "")
        made: tuple[Block, ...] = ()
        if template:
            made = (Text(paragraphs(*self._ready(template))),)
        return Section(
            key=key,
            heading=self.fill(texts["heading"]),
            blocks=(*made, *blocks),
            editable=editable,
            discloses=frozenset(discloses),
            note=self.fill(texts.get("note", "")),
            private=private,
            wide=wide,
        )

    def free_text(
        self, key: str, text: str, *, discloses: Iterable[InformationKind] = ()
    ) -> Section:
        """A section whose prose the author wrote, with what the template adds to it.

        Without prose the section is empty and falls out; the editor can still fill it.
        """
        texts = self.texts["sections"][key]
        template = texts.get("text", "{fritekst}")
        template, values = self._ready(template, fritekst=text)
        shown = paragraphs(template, values) if text.strip() else ()
        return Section(
            key=key,
            heading=self.fill(texts["heading"]),
            blocks=(Text(shown),),
            editable=True,
            discloses=frozenset(discloses),
        )

    def context(
        self,
        sections: Iterable[Section],
        *,
        small_print: tuple[str, ...] = (),
        size: TextSize = TextSize.NORMAL,
        title: str = "",
        subject: str = "",
    ) -> LetterContext:
        """The whole letter."""
        made = tuple(sections)
        notes = tuple(self.fill(text) for text in small_print)
        facts, common = self._facts, letter_texts("common")
        number = fill(common["footer_number"], {"nummer": facts.case_number})
        meta = LetterMeta(
            kind=self.kind,
            title=title or self.fill(self.texts["title"]),
            subtitle=self._subtitle(),
            subject=subject or self.fill(self.texts["subject"]),
            number=number if facts.case_number else "",
            date=facts.day,
            confidentiality=self.fill(self.texts.get("confidential", common["confidential"])),
            reference_lines=_references(facts),
            contact_lines=_contact(facts),
            channel_line=f"Sendes med {facts.channel}" if facts.channel else "",
            enclosures=facts.enclosures,
            copies_to=facts.copies_to,
            small_print=notes,
            size=size,
            law_rows=tuple(self._used[key] for key in sorted(self._used)),
            protected=facts.person.protected,
            case_code=facts.case_code,
        )
        return LetterContext(sender(facts), _recipient(facts), meta, made, _signer(facts))

    def sheet(
        self,
        sections: Iterable[Section],
        *,
        size: TextSize,
        subtitle: str = "",
        confidential: str = "",
        document_title: str = "",
        language: str = "da",
        tagline: bool = True,
        numbered: bool = True,
    ) -> LetterContext:
        """A sheet for the resident's hand: no address, no signature, larger type.

        Args:
            sections: What stands on it.
            size: Type of the body.
            subtitle: Grey line below the heading, "" for none.
            confidential: Words at the top right, "" for none.
            document_title: Name of the window where the heading names somebody.
            language: ``da`` or ``en``.
            tagline: The line below the house's name, which names the law.
            numbered: The case number stands in the footer.
        """
        facts = self._facts
        house = sender(facts)
        number = fill(letter_texts("common")["footer_number"], {"nummer": facts.case_number})
        meta = LetterMeta(
            kind=self.kind,
            title=self.fill(self.texts["title"]),
            subtitle=subtitle,
            subject=self.fill(self.texts["subject"]),
            number=number if facts.case_number and numbered else "",
            date=facts.day,
            confidentiality=confidential,
            size=size,
            law_rows=tuple(self._used[key] for key in sorted(self._used)),
            protected=facts.person.protected,
            language=language,
            document_title=document_title,
        )
        shown = house if tagline else replace(house, tagline="")
        return LetterContext(shown, None, meta, tuple(sections))

    def _subtitle(self) -> str:
        return self.fill(self.texts.get("subtitle", letter_texts("common")["subtitle"]))

    def _ready(self, template: str, **more: str) -> tuple[str, dict[str, str]]:
        """A template and its values; the shipped one where the house's asks for what nobody knows."""
        shipped = self._instead_of.get(template)
        known = self._values.keys() | self._facts.law.keys() | more.keys()
        if shipped is not None and not field_names(template) <= known:
            template = shipped
        values = {**self._with_law(template), **more}
        if self._facts.watch is not None:
            self._facts.watch(template, values)
        return template, values

    def _with_law(self, template: str) -> dict[str, str]:
        """Values with the sentences of law that the template names."""
        values = dict(self._values)
        for key in _LAW_KEY.findall(template):
            row = self._facts.law.get(key)
            if row is None:
                raise MissingField(key)
            self._used[key] = row.row_id
            values[key] = fill(row.text, self._values)
        return values


def common_values(facts: LetterFacts) -> dict[str, str]:
    """Fields every text may use."""
    person, house = facts.person, facts.house
    return {
        "navn": person.name,
        "fornavn": person.first_name,
        "fornavns": genitive(person.first_name),
        "født": long_date(person.born) if person.born else "",
        "hus": house.name,
        "hus-ejefald": genitive(house.name),
        "hustlf": house.phone,
        "leder": house.leader,
        "ledertlf": house.leader_phone,
        "dato": long_date(facts.day),
    }


def may_read_cpr(facts: LetterFacts) -> bool:
    """Whether the full CPR may stand in the body: only for a public authority."""
    return facts.recipient is not None and facts.recipient.authority


def may_read_address(facts: LetterFacts) -> bool:
    """Whether an address of the resident may be printed: a protected one only where law says so."""
    statutory = facts.recipient is not None and facts.recipient.statutory
    return statutory or not facts.person.protected


def cpr_or_words(person: PersonFacts) -> str:
    """The number, or *CPR ikke oplyst*: the notice is sent all the same."""
    return person.cpr or str(letter_texts("common")["no_cpr"])


def sender(facts: LetterFacts) -> Sender:
    """Letterhead; a protected resident's whereabouts are given to statutory recipients only."""
    house, person = facts.house, facts.person
    statutory = facts.recipient is not None and facts.recipient.statutory
    shown = house.address if statutory or not person.protected else ()
    tagline = house.tagline or str(letter_texts("common")["tagline"])
    return Sender(house.name, tagline, shown, house.phone)


def _recipient(facts: LetterFacts) -> Recipient | None:
    if facts.recipient is None:
        return None
    lines = [line for line in facts.recipient.lines if line.strip()]
    if facts.recipient.attention:
        template = letter_texts("common")["attention"]
        attention = fill(template, {"navn": facts.recipient.attention})
        # The case worker stands after the unit and before street and city; where the window has
        # no line left, on the line of the unit.
        place = max(1, len(lines) - 2)
        if len(lines) < MAX_ADDRESS_LINES:
            lines.insert(place, attention)
        else:
            lines[place - 1] += f", {attention[:1].lower()}{attention[1:]}"
    return Recipient(tuple(lines), facts.recipient.statutory, facts.recipient.authority)


def _references(facts: LetterFacts) -> tuple[str, ...]:
    common = letter_texts("common")
    numbers = (("our_number", facts.case_number), ("their_number", facts.their_number))
    return tuple(fill(common[key], {"nummer": number}) for key, number in numbers if number)


def _contact(facts: LetterFacts) -> tuple[str, ...]:
    common = letter_texts("common")
    lines = []
    if facts.contact:
        values = {"navn": facts.contact, "titel": facts.contact_title}
        lines.append(fill(common["contact"], values))
    if facts.contact_phone:
        lines.append(fill(common["direct"], {"telefon": facts.contact_phone}))
    return tuple(lines)


def _signer(facts: LetterFacts) -> Signer | None:
    if not facts.signer:
        return None
    title = facts.signer_title[:1].upper() + facts.signer_title[1:]
    return Signer(facts.signer, ", ".join(one for one in (title, facts.house.name) if one))
