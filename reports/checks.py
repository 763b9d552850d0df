"""Our own checks on stored documents: what the PDF/A validator does not ask of an accessible one.

Used by the tests and by ``boform check``. Every finding is one English line; none means all is well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reports.contexts import LetterContext
from reports.danish import clean
from reports.errors import NotConforming
from reports.pdf import LANGUAGES, without_identification
from reports.reading import spoken

_SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}
_BFCHAR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass(slots=True)
class _Found:
    """What was read of a document."""

    findings: list[str] = field(default_factory=list)
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    owners: dict[tuple[int, int], Any] = field(default_factory=dict)

    def say(self, text: str) -> None:
        self.findings.append(text)


def check(data: bytes, context: LetterContext | None = None) -> tuple[str, ...]:
    """Findings on stored bytes.

    Args:
        data: Stored bytes.
        context: What the document says; with it the reading order is checked too.
    """
    import pikepdf  # noqa: PLC0415 - only what prints or checks pays for it

    found = _Found()
    _identification(data, found)
    with pikepdf.open(BytesIO(data)) as pdf:
        _catalog(pdf, found)
        for number, page in enumerate(pdf.pages):
            _PageReader(page, number, found).read()
        if "/StructTreeRoot" in pdf.Root:
            _parent_tree(pdf, found)
            _tree(pdf, found)
            if context is not None:
                _order(pdf, context, found)
    return tuple(found.findings)


def _identification(data: bytes, found: _Found) -> None:
    try:
        without_identification(data)
    except NotConforming as wrong:
        found.say(str(wrong))


def _catalog(pdf: Any, found: _Found) -> None:
    root = pdf.Root
    if str(root.get("/Lang", "")) not in LANGUAGES.values():
        found.say("the catalog names no language")
    if "/StructTreeRoot" not in root:
        found.say("no structure tree")
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        found.say("not marked as tagged")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        found.say("the title is not shown")
    if not str(pdf.trailer.get("/Info", {}).get("/Title", "")):
        found.say("no title")


# --- pages --------------------------------------------------------------------------------------


class _PageReader:
    """Reads the content of a page: text and paint inside marked content, text readable."""

    def __init__(self, page: Any, number: int, found: _Found) -> None:
        self._page, self._number, self._found = page, number, found
        self._fonts = {
            str(name): self._font(font, str(name))
            for name, font in page.resources.get("/Font", {}).items()
        }
        self._open: list[int | None] = []
        self._letters: dict[int, str] | None = None

    def read(self) -> None:
        import pikepdf  # noqa: PLC0415 - only what prints or checks pays for it

        if self._page.obj.get("/Tabs") != "/S":
            self._say("tab order does not follow the structure")
        for one in pikepdf.parse_content_stream(self._page):
            self._operator(str(one.operator), one.operands)
        if self._open:
            self._say("marked content is not closed")

    def _say(self, text: str) -> None:
        self._found.say(f"page {self._number + 1}: {text}")

    def _operator(self, operator: str, operands: Any) -> None:
        if operator in {"BDC", "BMC"}:
            self._begin(operands)
        elif operator == "EMC":
            if not self._open:
                self._say("marked content ends that never began")
            else:
                self._open.pop()
        elif operator == "Tf":
            self._use(str(operands[0]))
        elif operator in _SHOWS_TEXT:
            self._text(operands)
        elif operator in _PAINTS and not self._open:
            self._say(f"{operator} outside marked content")

    def _begin(self, operands: Any) -> None:
        mark = None
        if len(operands) > 1 and "/MCID" in operands[1]:
            mark = int(operands[1]["/MCID"])
            if (self._number, mark) in self._found.marks:
                self._say(f"mark {mark} is there twice")
            self._found.marks[self._number, mark] = ""
        elif str(operands[0]) != "/Artifact":
            self._say(f"{operands[0]} has no mark")
        self._open.append(mark)

    def _use(self, name: str) -> None:
        self._letters = self._fonts.get(name)
        if self._letters is None:
            self._say(f"font {name} is lost")
            self._letters = {}

    def _text(self, operands: Any) -> None:
        if not self._open:
            self._say("text outside marked content")
        if self._letters is None:
            self._say("text without a font")
        letters = self._letters or {}
        parts = operands[0] if _is_array(operands[0]) else [operands[-1]]
        for part in parts:
            if not _is_string(part):
                continue
            codes = bytes(part)
            unknown = sorted({code for code in codes if not letters.get(code)})
            if unknown:
                self._say(f"codes without a character: {unknown}")
            if self._open and self._open[-1] is not None:
                text = "".join(letters.get(code, "\ufffd") for code in codes)
                self._found.marks[self._number, self._open[-1]] += text

    def _font(self, font: Any, name: str) -> dict[int, str]:
        """Characters of the codes; findings when the font is not embedded or has no ToUnicode."""
        if "/FontFile2" not in font.get("/FontDescriptor", {}):
            self._say(f"font {name} is not embedded")
        if "/ToUnicode" not in font:
            self._say(f"font {name} has no ToUnicode")
            return {}
        table = font.ToUnicode.read_bytes().decode("latin-1").partition("beginbfchar")[2]
        # Code 0 is .notdef in every subset that ReportLab writes.
        return {
            int(code, 16): chr(int(letter, 16))
            for code, letter in _BFCHAR.findall(table)
            if int(code, 16) and int(letter, 16)
        }


def _is_array(value: Any) -> bool:
    import pikepdf  # noqa: PLC0415 - only what prints or checks pays for it

    return isinstance(value, pikepdf.Array)


def _is_string(value: Any) -> bool:
    import pikepdf  # noqa: PLC0415 - only what prints or checks pays for it

    return isinstance(value, pikepdf.String)


# --- structure tree -----------------------------------------------------------------------------


def _parent_tree(pdf: Any, found: _Found) -> None:
    """Every mark has its element in the parent tree, and the tree names no mark that is not."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    rows = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    listed: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages):
        key = page.obj.get("/StructParents")
        row = rows.get(int(key)) if key is not None else None
        if row is None:
            found.say(f"page {number + 1}: not in the parent tree")
            continue
        for mark, element in enumerate(row):
            listed.add((number, mark))
            found.owners[number, mark] = element.objgen
    for number, mark in sorted(found.marks.keys() - listed):
        found.say(f"page {number + 1}: mark {mark} is not in the parent tree")
    for number, mark in sorted(listed - found.marks.keys()):
        found.say(f"page {number + 1}: the parent tree names mark {mark}, which is not there")


def _tree(pdf: Any, found: _Found) -> None:
    """Marks stand under the element the parent tree names; tables, headings, figures are whole."""
    reached: set[tuple[int, int]] = set()
    level = 0
    for element, marks in _elements(pdf):
        tag = str(element.S)
        for mark in marks:
            reached.add(mark)
            if found.owners.get(mark) != element.objgen:
                found.say(f"page {mark[0] + 1}: mark {mark[1]} has another parent in the tree")
        if tag in {"/H1", "/H2", "/H3"}:
            if int(tag[2]) > level + 1:
                found.say(f"{tag} after level {level}")
            level = int(tag[2])
        _whole(element, tag, found)
    for number, lost in sorted(found.marks.keys() - reached):
        found.say(f"page {number + 1}: mark {lost} is not in the structure tree")


def _whole(element: Any, tag: str, found: _Found) -> None:
    attributes = element.get("/A", {})
    if tag == "/TH" and "/Scope" not in attributes:
        found.say("a header cell has no scope")
    if tag == "/Figure" and ("/Alt" not in element or "/BBox" not in attributes):
        found.say("a figure has no alternative text or no box")
    if tag == "/Table":
        rows = [kid for kid in _kids(element) if str(kid.get("/S", "")) == "/TR"]
        cells = [str(cell.get("/S", "")) for row in rows for cell in _kids(row)]
        if "/TH" not in cells or set(cells) - {"/TH", "/TD"}:
            found.say("a table has no header cells")


def _elements(pdf: Any) -> Iterator[tuple[Any, list[tuple[int, int]]]]:
    """Elements in reading order, each with the marks directly below it."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        kids = _kids(element)
        own = pages.get(element.Pg.objgen, -1) if "/Pg" in element else -1
        marks = [
            (own, int(kid)) if isinstance(kid, int) else (pages[kid.Pg.objgen], int(kid.MCID))
            for kid in kids
            if isinstance(kid, int) or str(kid.get("/Type", "")) == "/MCR"
        ]
        yield element, marks
        waiting += [k for k in reversed(kids) if not isinstance(k, int) and "/S" in k]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if _is_array(kids) or isinstance(kids, list) else [kids]


def _order(pdf: Any, context: LetterContext, found: _Found) -> None:
    """The tree read from first to last says what the context says, in its order."""
    said = "".join(found.marks.get(mark, "") for _, marks in _elements(pdf) for mark in marks)
    meant = "".join(clean(text) for text in spoken(context))
    if _squeezed(said) != _squeezed(meant):
        found.say("the reading order is not that of the text")


def _squeezed(text: str) -> str:
    return "".join(text.split())
