"""Tagged PDF on ReportLab: marked content in the canvas, the structure tree by pikepdf.

ReportLab writes no tags; the canvas below adds the marked content operators, collects which mark
belongs to which element, and ``attach`` writes the tree. Built on the prototype in the paper
``design/tech.md``, appendix A.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree.

    Attributes:
        tag: Standard structure type (``P``, ``H1``, ``TH`` …).
        alt: Alternative text of a figure.
        actual: Text that stands for what is drawn (a box: *afkrydset*).
        scope: ``Row`` or ``Column`` of a header cell.
        bbox: Bounding box of a figure in points.
        kids: Child elements and (page, mark) pairs in reading order.
    """

    tag: str
    alt: str = ""
    actual: str = ""
    scope: str = ""
    bbox: tuple[float, float, float, float] | None = None
    kids: list[Element | tuple[int, int]] = field(default_factory=list)

    def add(self, tag: str, *, scope: str = "", actual: str = "", alt: str = "") -> Element:
        """A new last child."""
        child = Element(tag, scope=scope, actual=actual, alt=alt)
        self.kids.append(child)
        return child


class Marker:
    """Brackets what a canvas draws as content of an element or as an artifact."""

    def __init__(self, canvas: Any) -> None:
        self._code: Any = canvas
        self._page = 0
        self._next = 0

    def next_page(self) -> None:
        """Marks are numbered from 0 on each page."""
        self._page += 1
        self._next = 0

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to ``element``."""
        self._write(f"/{element.tag} <</MCID {self._next}>> BDC")
        element.kids.append((self._page, self._next))
        self._next += 1
        yield
        self._write("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn inside is not read aloud: rules, marks, footer, repeated headings."""
        self._write(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._write("EMC")

    def _write(self, operator: str) -> None:
        # The canvas has no public way to add an operator (ReportLab 5.1.0, pinned).
        self._code._code.append(operator)  # noqa: SLF001 - no public way, see above


def attach(pdf: pikepdf.Pdf, root: Element) -> None:
    """Write the structure tree of ``root`` into an open document."""
    from pikepdf import Array, Dictionary, Name  # noqa: PLC0415 - only what prints pays for it

    pages = [page.obj for page in pdf.pages]
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writer = _TreeWriter(pdf, pages)
    tree.K = writer.write(root, tree)
    numbers: list[Any] = []
    for index, page in enumerate(pages):
        page.StructParents = index
        page.Tabs = Name.S
        marks = writer.parents[index]
        numbers += [index, pdf.make_indirect(Array([marks[mark] for mark in sorted(marks)]))]
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


class _TreeWriter:
    """Turns elements into dictionaries and remembers the parent of each mark."""

    def __init__(self, pdf: pikepdf.Pdf, pages: list[Any]) -> None:
        import pikepdf  # noqa: PLC0415 - only what prints pays for it

        self._pikepdf = pikepdf
        self._pdf = pdf
        self._pages = pages
        self.parents: list[dict[int, Any]] = [{} for _ in pages]

    def write(self, element: Element, parent: Any) -> Any:
        made = self._pdf.make_indirect(
            self._pikepdf.Dictionary(
                Type=self._pikepdf.Name.StructElem,
                S=self._pikepdf.Name(f"/{element.tag}"),
                P=parent,
            )
        )
        self._attributes(element, made)
        kids = self._kids(element, made)
        if kids:
            made.K = kids[0] if len(kids) == 1 else self._pikepdf.Array(kids)
        return made

    def _attributes(self, element: Element, made: Any) -> None:
        if element.alt:
            made.Alt = self._pikepdf.String(element.alt)
        if element.actual:
            made.ActualText = self._pikepdf.String(element.actual)
        if element.scope:
            made.A = self._pikepdf.Dictionary(
                O=self._pikepdf.Name.Table, Scope=self._pikepdf.Name(f"/{element.scope}")
            )
        if element.bbox:
            made.A = self._pikepdf.Dictionary(
                O=self._pikepdf.Name.Layout,
                Placement=self._pikepdf.Name.Block,
                BBox=self._pikepdf.Array([round(edge, 2) for edge in element.bbox]),
            )

    def _kids(self, element: Element, made: Any) -> list[Any]:
        first = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
        if first is not None:
            made.Pg = self._pages[first]
        return [
            self.write(kid, made) if isinstance(kid, Element) else self._mark(kid, first, made)
            for kid in element.kids
        ]

    def _mark(self, kid: tuple[int, int], first: int | None, made: Any) -> Any:
        page, mark = kid
        self.parents[page][mark] = made
        if page == first:
            return mark
        return self._pikepdf.Dictionary(
            Type=self._pikepdf.Name.MCR, Pg=self._pages[page], MCID=mark
        )
