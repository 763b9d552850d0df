"""What the window knows of letters: what is proposed, what the author changes, what is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from boform_app.services.views.people import StaffName


@dataclass(frozen=True, slots=True)
class Basis:
    """On which basis a kind of information is given.

    Attributes:
        kind: ``law``, ``consent``, ``danger`` (akut fare), ``own_copy`` (to the resident) or "" for none yet.
        rule_row: Id of the law's row when ``kind`` is law.
        consent_id: The chosen consent row.
        reason: Needed for ``danger``.
    """

    kind: str = ""
    rule_row: str = ""
    consent_id: UUID | None = None
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """One kind of information in the letter and its basis.

    Attributes:
        information: Key of ``models.values.information.InformationKind``.
        sections: Keys of the sections it stands in.
        offers: Bases that may be chosen for it now.
        problem: Code when the basis does not hold: ``no_basis``, ``consent_expired``, ``consent_withdrawn``,
            ``consent_too_narrow``, ``reason_missing``; "" when all is well.
    """

    information: str
    label: str
    sections: tuple[str, ...]
    basis: Basis
    offers: tuple[Basis, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section in the editor: fetched text or the author's own.

    Attributes:
        fetched: The text as it was fetched, for *Gendan*.
        optional: The author may leave it out (*Udelad*); the request and the facts stay.
        left_out: The author left it out.
        empty: Nothing of it would be printed, for want of anything to say.
    """

    key: str
    heading: str
    text: str
    editable: bool
    edited: bool
    left_out: bool
    fetched: str = ""
    optional: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter that can be chosen.

    Attributes:
        to: ``municipality``, ``resident``, ``other``: a landlord, a supplier, whoever is typed, or
            ``either``: whoever is typed or a unit of the municipality; ``resident_first``: the
            resident, or a unit of the handlekommune.
        statutory: One of the two notices that the law asks for.
        decision: A decision of the leader (§ 110 stk. 4), which others prepare.
        answers: It asks for an answer, so an answer form can go with it.
        party: Key of ``ball_owners``: which unit of the municipality it goes to by default.
        without_stay: It is about somebody who was turned away, and stands in no resident's menu.
    """

    key: str
    title: str
    to: str
    statutory: bool
    decision: bool = False
    answers: bool = False
    party: str = "municipality"
    without_stay: bool = False


@dataclass(frozen=True, slots=True)
class RecipientChoice:
    """Somebody the letter can go to."""

    key: str
    label: str
    municipality_code: str
    lines: tuple[str, ...]
    attention: str = ""

    def is_named(self, municipality_code: str, name: str) -> bool:
        """Whether a consent is to this recipient: the municipality, or the very name that is typed."""
        if municipality_code or self.municipality_code:
            return municipality_code == self.municipality_code
        names = {" ".join(line.casefold().split()) for line in self.lines}
        return " ".join(name.casefold().split()) in names


@dataclass(frozen=True, slots=True)
class LetterEdits:
    """Everything the author may change; plain data, so that it is also the draft.

    Attributes:
        recipient_key: Chosen recipient, "" for the proposed one.
        texts: Own text by section key; "" leaves an optional section out.
        left_out: Sections left out by the author.
        bases: Chosen basis by information key.
        fields: Values of the letter's own fields, e.g. ``answer_by`` as ISO date.
        ground: What was chosen for all at once: ``consent``, ``law``, ``danger`` or "". With law or
            danger no consent is looked for, so the letter holds only what they carry.
    """

    recipient_key: str = ""
    attention: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    bases: dict[str, Basis] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    ground: str = ""


@dataclass(frozen=True, slots=True)
class LetterField:
    """A value of the letter that is not running text, edited above the sections.

    Attributes:
        kind: ``date`` (ISO), ``moment`` (ISO local date and time), ``flag`` ("yes" or ""), ``text``,
            ``lines`` (several lines), ``choice`` (one of ``options``) or ``read`` ("", ``read`` or
            ``aloud``).
        problem: Code when the value cannot be used.
        options: Key and words of what may be chosen.
        past: A day that has been: a day without a year is the last one, not the next.
    """

    key: str
    label: str
    kind: str
    value: str
    problem: str = ""
    options: tuple[tuple[str, str], ...] = ()
    past: bool = False


@dataclass(frozen=True, slots=True)
class LetterProposal:
    """A letter as it would be printed now.

    Attributes:
        problems: Codes that keep Print off (basis missing, required field, character the font lacks).
        warnings: Codes that are said and do not block (CPR missing, protected address …).
        missing_characters: Characters the font lacks, told before printing.
        case_code: Code of the answer form that goes with it, "" for none.
        missing: Key and name of required facts that are not there yet.
        lines_over: Lines that must go before it fits its page limit, about; 0 when it fits.
        prepared: Only a leader may make it; others prepare it.
        rule_rows: Ids of the rule rows the text rests on.
        left_out_kinds: Labels of what was kept out because the consent does not cover it; the
            letter itself never says what it leaves out.
    """

    kind: str
    title: str
    person_id: UUID
    stay_id: UUID | None
    recipient: RecipientChoice | None
    recipients: tuple[RecipientChoice, ...]
    sections: tuple[SectionView, ...]
    disclosures: tuple[DisclosureView, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    missing_characters: tuple[str, ...]
    rule_rows: tuple[str, ...]
    fields: tuple[LetterField, ...]
    edits: LetterEdits
    left_out_kinds: tuple[str, ...] = ()
    case_code: str = ""
    missing: tuple[tuple[str, str], ...] = ()
    prepared: bool = False
    lines_over: int = 0


@dataclass(frozen=True, slots=True)
class ConsentEnded:
    """The consent that a letter was made on, and that does not hold any more.

    Attributes:
        how: ``withdrawn``, or ``expired``.
        on: From which day it is withdrawn, or the last day it held.
        recipient: To whom it was given.
    """

    how: str
    on: date
    recipient: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """A stored letter.

    Attributes:
        status: ``made``, ``sent`` or ``annulled``.
        person_name: *Fornavn Efternavn*; "Beskyttet" for a protected resident.
        list_name: *Efternavn, Fornavn*; "Beskyttet" for a protected resident.
        copies: Paths of saved PDFs that are still on disk.
        municipality_code: Whom it went to, "" for a letter to the resident.
        consent_ended: Why a letter that is not sent must not be sent any more; as of today.
    """

    id: UUID
    version: int
    register_number: str
    kind: str
    title: str
    person_id: UUID
    person_name: str
    recipient_name: str
    status: str
    made_at: datetime
    made_by: StaffName
    printed_at: datetime | None
    sent_on: date | None
    channel: str
    annulled_reason: str
    disclosures: tuple[tuple[str, str], ...]
    copies: tuple[str, ...]
    list_name: str = ""
    municipality_code: str = ""
    case_code: str = ""
    answered_on: date | None = None
    answer_by: date | None = None
    # Who wrote it, when it came with a transfer file: it is shown by ``transfers.pages`` alone.
    other_house: str = ""
    consent_ended: ConsentEnded | None = None
