"""What a document says, as plain frozen data: built, shown, stored with a hash, rendered.

Nothing heavy is imported here, so that services can use contexts at start-up.
Measures are millimetres on A4 unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import TypeAlias

from models.values.information import InformationKind
from reports.danish import clean

MAX_ADDRESS_LINES = 5


class TextSize(Enum):
    """Type of the body: letters use NORMAL, forms read by residents LARGE (letter 35).

    FOLDER is the resident's own folder (41), TALK the sheet that is filled in together (44).
    """

    NORMAL = "normal"
    LARGE = "large"
    FOLDER = "folder"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; ``small`` prints it as grey small type. A newline in a run breaks the line."""

    runs: tuple[Run, ...]
    small: bool = False

    @property
    def text(self) -> str:
        """The words without weight."""
        return "".join(run.text for run in self.runs)

    @property
    def lead(self) -> str:
        """Bold words it opens with (``Bolig:``), "" when all or none of it is bold."""
        return self.runs[0].text.strip() if len(self.runs) > 1 and self.runs[0].bold else ""

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.runs) and all(run.bold for run in self.runs)


def plain(text: str, *, small: bool = False) -> Para:
    """A paragraph in normal weight."""
    return Para((Run(text),), small)


def strong(text: str) -> Para:
    """A paragraph in bold."""
    return Para((Run(text, bold=True),))


def led(lead: str, text: str) -> Para:
    """A paragraph with a bold lead: ``Set: Budget lagt 2. november.``."""
    return Para((Run(f"{lead} ", bold=True), Run(text)))


@dataclass(frozen=True, slots=True)
class Text:
    """Running text."""

    paragraphs: tuple[Para, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value; the value breaks lines at newlines.

    ``weights`` says the same as the value in runs, for a value that is not all of one weight.
    """

    name: str
    value: str
    weights: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Name and value rows without lines between; ``name_width`` is the column of names.

    Attributes:
        title: Bold line above the rows (``1. Varetage økonomi``), kept on one page with them.
        note: Small words at the right of the title.
        ruled: Hairlines between the rows, and names as black as what they name (letter 41).
    """

    rows: tuple[Fact, ...]
    name_width: float = 38.0
    title: str = ""
    note: str = ""
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """A theme with its lines, normally led by *Set:*, *Fortalt:* and *Vurderet:*."""

    theme: str
    lines: tuple[Para, ...]


@dataclass(frozen=True, slots=True)
class Observations:
    """Themes with hairlines between them."""

    rows: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with header cells; a newline in a cell breaks the line.

    Attributes:
        columns: Headings.
        widths: Of the columns, in millimetres.
        rows: Texts, one per column.
        row_height: For rows to be filled in by pen, 0 otherwise.
        open_end: Without the hairline below the last row, where a section line follows anyway.
        numbers: Columns set to the right, head and cells.
        names: Columns whose first line is bold and whose further lines are small and grey.
        least: Least height of a row with room for a pen beside its text.
        total: The last row is a sum, in bold.
        ticks: Before so many rows, from the first, stands a box to tick.
        strong: Rows in bold, by their places.
        dense: Less room between the rows, on a sheet that must keep to its page.
    """

    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    row_height: float = 0.0
    open_end: bool = False
    numbers: tuple[int, ...] = ()
    names: tuple[int, ...] = ()
    least: float = 0.0
    total: bool = False
    ticks: int = 0
    strong: tuple[int, ...] = ()
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Half:
    """A table with a heading of its own, in half of the page's width."""

    heading: str
    table: Table


@dataclass(frozen=True, slots=True)
class Beside:
    """Tables side by side, a line above each; ``gap`` millimetres between them."""

    halves: tuple[Half, ...]
    gap: float = 8.0

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Rows of all tables."""
        return tuple(row for half in self.halves for row in half.table.rows)


@dataclass(frozen=True, slots=True)
class NameLines:
    """A bold label and short lines to sign on, side by side."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A box with words; ``line`` is the length of a writing line after them."""

    label: str
    ticked: bool = False
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes in columns, read downwards (``across`` False) or along the line."""

    items: tuple[Tick, ...]
    columns: int = 1
    across: bool = False


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Empty lines 8 mm apart; ``first`` is the room above the first one, in millimetres."""

    count: int
    first: float = 5.8


@dataclass(frozen=True, slots=True)
class SignField:
    """A line to write on with its label below; ``width`` 0 takes the rest."""

    label: str
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Fields for date and signature side by side."""

    fields: tuple[SignField, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A list, numbered or with dashes."""

    items: tuple[Para, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class KeySheet:
    """The recovery key in groups beside the same key as QR code.

    ``qr`` is the content of the code, ``alt`` what a screen reader says instead of it.
    """

    groups: tuple[str, ...]
    qr: str
    qr_heading: str
    alt: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One area with what the two voices say (letter 43).

    Attributes:
        resident, staff: ``0`` to ``4``, ``?`` for a reason, "" for not asked.
        before: What both said last time (``1 / 2``), "" where there was no last time.
        note: A few words on what was seen or helps.
        talk: The voices are at least two levels apart: the note is said in bold.
    """

    number: int
    area: str
    resident: str
    staff: str
    before: str = ""
    note: str = ""
    talk: bool = False


@dataclass(frozen=True, slots=True)
class Voices:
    """Both voices on every area, in the same size and blackness; ``columns`` are five headings."""

    columns: tuple[str, ...]
    rows: tuple[VoiceRow, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question to be answered by pen (letter 44).

    Attributes:
        hint: Words after the question, not bold.
        number: Left of it, "" for none.
        answers: Words of the boxes.
        columns: Where the boxes stand from the left edge of the text; () spreads them by their width.
        lines: Writing lines below.
    """

    text: str
    hint: str = ""
    number: str = ""
    answers: tuple[str, ...] = ()
    columns: tuple[float, ...] = ()
    lines: int = 1


@dataclass(frozen=True, slots=True)
class FormLine:
    """Fields to write in, side by side, each with its small name at the left above the line."""

    fields: tuple[SignField, ...]


Block: TypeAlias = (
    Text
    | Facts
    | Observations
    | Table
    | Beside
    | NameLines
    | Ticks
    | WritingLines
    | SignatureBlock
    | Steps
    | KeySheet
    | Voices
    | Question
    | FormLine
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading in the left column with its blocks.

    Attributes:
        key: Stable name within the letter kind.
        heading: Printed heading.
        blocks: What stands beside it.
        editable: The user may change the prose before printing.
        discloses: Kinds of personal information in it.
        private: Printed for resident and house only; left out of the copy that is sent (letter 35).
        note: Small line above the section, under a dashed rule.
        wide: Blocks use the full 170 mm below the heading.
        aside: Small words at the right end of the heading of a wide section.
        together: Stands on one page where a page has room for it.
        bare: Without the line above it.
        new_page: Begins a page.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...]
    editable: bool = False
    discloses: frozenset[InformationKind] = frozenset()
    private: bool = False
    note: str = ""
    wide: bool = False
    aside: str = ""
    together: bool = False
    bare: bool = False
    new_page: bool = False

    @property
    def empty(self) -> bool:
        """Nothing would be printed: the section falls out with heading and line."""
        return not any(_has_content(block) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Sender:
    """The house (*afsender*): name, line below it, address lines, telephone."""

    house: str
    tagline: str
    address: tuple[str, ...]
    phone: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Lines of the window address (*modtager*), at most five.

    Attributes:
        lines: As printed, from top to bottom; empty ones are dropped by the caller.
        statutory: The law names this recipient, so a protected address may be printed.
        authority: A public authority; only such a one gets the letter's data as a file.

    Raises:
        ValueError: More lines than the window shows, or none.
    """

    lines: tuple[str, ...]
    statutory: bool = True
    authority: bool = True

    def __post_init__(self) -> None:
        if not 0 < len(self.lines) <= MAX_ADDRESS_LINES:
            raise ValueError("a window address has one to five lines")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: name and the line below it (``Leder, Havnehuset``)."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class ClosingField:
    """At the right of the signature: a line to sign on, or a box of ``height`` for a stamp."""

    label: str
    width: float = 60.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class LetterMeta:
    """All that stands outside the sections.

    Attributes:
        kind: Key of the letter kind, e.g. ``admission_notice``.
        title: Heading of the document.
        subtitle: Grey line below it: name and birth date, never CPR.
        subject: Short subject in the footer.
        number: Journal number with its name, e.g. ``sagsnr. 2026-0163``; in the footer.
        date: Date of the letter; also the date of the PDF.
        confidentiality: Line at the top right of the first page.
        reference_lines: Below the date at the right (``Vores sagsnr. 2026-0163``).
        contact_lines: Contact and direct telephone.
        channel_line: ``Sendes med Digital Post``; on a sheet it stands below the line above.
        enclosures: *Bilag*, in order.
        copies_to: *Kopi til*.
        small_print: Grey paragraphs at the very end (the sentence *ikke valideret*).
        size: Type of the body.
        law_rows: Ids of the dated law sentences that were used.
        protected: The resident's address is protected; the screen says so before print.
        case_code: Code of the answer form (*sagskode*), printed with its QR code beside the
            sender; it holds nothing about anybody. "" prints none.
        language: ``da``, or ``en`` for what a resident reads in English.
        document_title: Name of the window where the heading names somebody; "" takes the heading.
    """

    kind: str
    title: str
    subtitle: str
    subject: str
    number: str
    date: date
    confidentiality: str
    reference_lines: tuple[str, ...] = ()
    contact_lines: tuple[str, ...] = ()
    channel_line: str = ""
    enclosures: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    small_print: tuple[str, ...] = ()
    size: TextSize = TextSize.NORMAL
    law_rows: tuple[str, ...] = ()
    protected: bool = False
    case_code: str = ""
    language: str = "da"
    document_title: str = ""


@dataclass(frozen=True, slots=True)
class LetterContext:
    """A whole document. The same context always renders to the same bytes."""

    sender: Sender
    recipient: Recipient | None
    meta: LetterMeta
    sections: tuple[Section, ...]
    signer: Signer | None = None
    format: int = field(default=1)
    closing_field: ClosingField | None = None

    def section(self, key: str) -> Section:
        """The section of that key.

        Raises:
            KeyError: There is none.
        """
        for found in self.sections:
            if found.key == key:
                return found
        raise KeyError(key)

    def plain_text(self, section_key: str) -> str:
        """Prose of a section as the editor shows it: blank lines between paragraphs."""
        from reports.editing import plain_text  # noqa: PLC0415 - editing imports this module

        return plain_text(self.section(section_key))

    def with_text(self, section_key: str, text: str) -> LetterContext:
        """The same letter with other prose in one editable section.

        Blank lines part paragraphs. A first paragraph that was bold stays bold; a lead that was
        bold (``Bolig:``) stays bold. Empty text lets the section fall out of the print.

        Raises:
            KeyError: No such section.
            ValueError: The section is not editable.
        """
        from reports.editing import with_text  # noqa: PLC0415 - editing imports this module

        return self._replaced(with_text(self.section(section_key), text))

    def without(self, section_key: str) -> LetterContext:
        """The same letter where a section, also one that is no prose, falls out of the print.

        Raises:
            KeyError: No such section.
        """
        return self._replaced(replace(self.section(section_key), blocks=()))

    def with_disclosures(self, section_key: str, kinds: Iterable[InformationKind]) -> LetterContext:
        """The same letter where a section is said to disclose exactly these kinds."""
        return self._replaced(replace(self.section(section_key), discloses=frozenset(kinds)))

    def for_sending(self) -> LetterContext:
        """The copy that leaves the house: without the sections kept for resident and house."""
        kept = tuple(section for section in self.sections if not section.private)
        return replace(self, sections=kept)

    def to_json(self) -> str:
        """Stable JSON text of the context."""
        from reports.context_json import dump  # noqa: PLC0415 - the codec imports this module

        return dump(self)

    @classmethod
    def from_json(cls, text: str) -> LetterContext:
        """Context from ``to_json``.

        Raises:
            ValueError: Not a stored context, or one of a newer format.
        """
        from reports.context_json import load  # noqa: PLC0415 - the codec imports this module

        return load(text)

    def _replaced(self, changed: Section) -> LetterContext:
        sections = tuple(changed if one.key == changed.key else one for one in self.sections)
        return replace(self, sections=sections)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A line of *Brevet indeholder*: its label, the kinds in it and the sections they stand in."""

    label: str
    kinds: tuple[InformationKind, ...]
    section_keys: tuple[str, ...]


def disclosures(context: LetterContext) -> tuple[tuple[InformationKind, tuple[str, ...]], ...]:
    """Kinds of information in what would be printed, each with the sections it stands in."""
    found = []
    for kind in InformationKind:
        keys = tuple(
            section.key
            for section in context.sections
            if kind in section.discloses and not section.empty
        )
        if keys:
            found.append((kind, keys))
    return tuple(found)


def disclosure_lines(context: LetterContext) -> tuple[Disclosure, ...]:
    """The disclosures as the editor lists them, kinds of one label on one line."""
    lines: dict[str, Disclosure] = {}
    for kind, keys in disclosures(context):
        old = lines.get(kind.list_label, Disclosure(kind.list_label, (), ()))
        merged = tuple(dict.fromkeys((*old.section_keys, *keys)))
        lines[kind.list_label] = Disclosure(old.label, (*old.kinds, kind), merged)
    return tuple(lines.values())


def _has_content(block: Block) -> bool:
    """Whether a block would print anything; invisible characters alone are nothing."""
    match block:
        case Text():
            return any(clean(para.text).strip() for para in block.paragraphs)
        case Facts() | Observations() | Table() | Voices() | Beside():
            return bool(block.rows)
        case Ticks() | Steps():
            return bool(block.items)
        case SignatureBlock():
            return bool(block.fields)
        case WritingLines():
            return block.count > 0
        case _:
            return True
