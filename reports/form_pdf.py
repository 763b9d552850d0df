"""From a drawn page to a PDF form: fields, their looks and their place in the structure tree.

Every field has its appearance for every state and the font to write with is embedded whole, so
no reader needs to make anything up: ``/NeedAppearances`` stays false. With true, readers redraw
all fields as soon as the file is opened, take it for changed and ask to save it.

The font is a simple TrueType font with WinAnsiEncoding: the one kind that every reader can write
with by itself, and it has all letters of Danish and its neighbours. A subset would show boxes.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reports.fonts import faces
from reports.form_fields import ON, FieldKind, FormField
from reports.page import BOX, INK, MM, REGULAR
from reports.pdf import LANGUAGE, PRODUCER
from reports.tagging import Element, attach
from resources import access

if TYPE_CHECKING:
    import pikepdf

Rect = tuple[float, float, float, float]
FONT = "PlexSans"
_SIZE = 9.6
_MULTILINE, _RADIO = 1 << 12, 1 << 15
_PRINT = 4
_CROSS = 0.45
_NONSYMBOLIC = 32
_FIRST, _LAST = 32, 255


@dataclass(frozen=True, slots=True, eq=False)
class Widget:
    """A field, or one box of a choice, on the page.

    Attributes:
        field: Its question.
        choice: Key of the choice, "" for other fields.
        tooltip: Words of the field.
        said: Words of this widget: those of the field, and of the choice.
        rect: Left, low, right and high edge in points.
        element: Its ``Form`` element of the structure tree.
    """

    field: FormField
    choice: str
    tooltip: str
    said: str
    rect: Rect
    element: Element


def finish_form(
    data: bytes, root: Element, widgets: Sequence[Widget], *, title: str, day: date
) -> bytes:
    """Tag the page, add the fields and save; no clock, no random.

    Args:
        data: The drawn page with its marks.
        root: Tree the marks belong to.
        widgets: Fields in the order in which they are reached with the tabulator.
        title: Shown by readers as the name of the window; must name nobody.
        day: The only date in it.
    """
    import pikepdf  # noqa: PLC0415 - only what prints pays for it

    with pikepdf.open(BytesIO(data)) as pdf:
        attach(pdf, root)
        _declare(pdf, title, day)
        _Fields(pdf, pikepdf).write(widgets)
        saved = BytesIO()
        pdf.save(
            saved,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            min_version="1.7",
        )
    return saved.getvalue()


def _declare(pdf: pikepdf.Pdf, title: str, day: date) -> None:
    from pikepdf import Dictionary, String  # noqa: PLC0415 - only what prints pays for it

    stamp = day.strftime("D:%Y%m%d000000+00'00'")
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Creator=String(PRODUCER),
            Producer=String(PRODUCER),
            CreationDate=String(stamp),
            ModDate=String(stamp),
        )
    )
    for page in pdf.pages:
        # ReportLab writes an empty transition on each page.
        if "/Trans" in page.obj:
            del page.obj["/Trans"]


# The whole font is in every form, and packing it takes longer than the rest of writing a form.
@lru_cache(maxsize=1)
def _program() -> tuple[int, bytes]:
    """Length of the font program, and the program as it stands in the file."""
    program = access.path("fonts", "IBMPlexSans-Regular.ttf").read_bytes()
    return len(program), zlib.compress(program)


class _Fields:
    """Writes the fields of one page."""

    def __init__(self, pdf: pikepdf.Pdf, module: Any) -> None:
        self._pdf = pdf
        self._pike = module
        self._page: Any = pdf.pages[0].obj
        self._ink = " ".join(f"{int(INK[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5)) + " "
        self._groups: dict[str, Any] = {}
        self._choices: dict[str, Any] = {}
        self._top: list[Any] = []

    def write(self, widgets: Sequence[Widget]) -> None:
        pike = self._pike
        fonts = pike.Dictionary({f"/{FONT}": self._font()})
        self._resources = pike.Dictionary(Font=fonts)
        made = [self._widget(one) for one in widgets]
        self._page.Annots = pike.Array(made)
        self._pdf.Root.AcroForm = self._pdf.make_indirect(
            pike.Dictionary(
                Fields=pike.Array(self._top),
                DR=self._resources,
                DA=self._text_look(_SIZE),
                NeedAppearances=False,
            )
        )
        self._tag(made)

    # --- fields -----------------------------------------------------------------------------

    def _widget(self, widget: Widget) -> Any:
        pike, kind = self._pike, widget.field.kind
        made = self._pdf.make_indirect(
            pike.Dictionary(
                Type=pike.Name.Annot,
                Subtype=pike.Name.Widget,
                Rect=pike.Array([round(edge, 3) for edge in widget.rect]),
                F=_PRINT,
                P=self._page,
                Contents=pike.String(widget.said),
            )
        )
        if kind is FieldKind.CHOICE:
            self._into(made, self._choice(widget))
            self._box(made, widget, widget.choice)
            return made
        self._field(made, widget)
        if kind is FieldKind.TICK:
            made.FT, made.V = pike.Name.Btn, pike.Name.Off
            self._box(made, widget, ON)
        else:
            self._text(made, widget)
        return made

    def _field(self, made: Any, widget: Widget) -> None:
        """Name, words and place below the group (``plan`` of ``plan.date``)."""
        group, _, name = widget.field.key.partition(".")
        made.T, made.TU = self._pike.String(name), self._pike.String(widget.tooltip)
        if group not in self._groups:
            parent = self._pdf.make_indirect(
                self._pike.Dictionary(T=self._pike.String(group), Kids=self._pike.Array())
            )
            self._groups[group] = parent
            self._top.append(parent)
        self._into(made, self._groups[group])

    def _choice(self, widget: Widget) -> Any:
        """The field of a choice; it may be cleared, so it has no NoToggleToOff."""
        key, pike = widget.field.key, self._pike
        if key not in self._choices:
            made = self._pdf.make_indirect(
                pike.Dictionary(FT=pike.Name.Btn, Ff=_RADIO, V=pike.Name.Off, Kids=pike.Array())
            )
            self._field(made, widget)
            self._choices[key] = made
        return self._choices[key]

    @staticmethod
    def _into(made: Any, parent: Any) -> None:
        made.Parent = parent
        parent.Kids.append(made)

    # --- looks ------------------------------------------------------------------------------

    def _text(self, made: Any, widget: Widget) -> None:
        pike, area = self._pike, widget.field.kind is FieldKind.AREA
        made.FT, made.MaxLen = pike.Name.Tx, widget.field.longest
        if area:
            made.Ff = _MULTILINE
        # Size 0 lets a reader make a long answer smaller, so that all of it is seen on paper.
        made.DA = self._text_look(0 if area else _SIZE)
        made.AP = pike.Dictionary(N=self._look(widget, b"/Tx BMC\nEMC", self._resources))

    def _text_look(self, size: float) -> Any:
        return self._pike.String(f"/{FONT} {size:g} Tf {self._ink}rg")

    def _box(self, made: Any, widget: Widget, state: str) -> None:
        pike = self._pike
        made.AS = pike.Name.Off
        # 8 is the cross, for readers that draw the box themselves.
        made.MK = pike.Dictionary(CA=pike.String("8"))
        none = pike.Dictionary()
        looks = {
            f"/{state}": self._look(widget, self._cross(widget), none),
            "/Off": self._look(widget, b"", none),
        }
        made.AP = pike.Dictionary(N=pike.Dictionary(looks))

    def _cross(self, widget: Widget) -> bytes:
        """Two strokes inside the frame that the page has, as in a box that was ticked in print."""
        side = widget.rect[2] - widget.rect[0]
        near = (side - BOX * MM) / 2 + 0.6 * MM
        far = side - near
        return (
            f"q {self._ink}RG {_CROSS * MM:.3f} w\n"
            f"{near:.3f} {near:.3f} m {far:.3f} {far:.3f} l\n"
            f"{near:.3f} {far:.3f} m {far:.3f} {near:.3f} l S\nQ"
        ).encode()

    def _look(self, widget: Widget, content: bytes, resources: Any) -> Any:
        pike = self._pike
        left, low, right, high = widget.rect
        return self._pdf.make_stream(
            content,
            Type=pike.Name.XObject,
            Subtype=pike.Name.Form,
            BBox=pike.Array([0, 0, round(right - left, 3), round(high - low, 3)]),
            Resources=resources,
        )

    def _font(self) -> Any:
        pike, face = self._pike, faces()[REGULAR].face
        length, packed = _program()
        widths = [
            round(face.charWidths.get(ord(one), face.defaultWidth)) if one else 0
            for one in (_winansi(code) for code in range(_FIRST, _LAST + 1))
        ]
        descriptor = self._pdf.make_indirect(
            pike.Dictionary(
                Type=pike.Name.FontDescriptor,
                FontName=pike.Name.IBMPlexSans,
                Flags=_NONSYMBOLIC,
                FontBBox=pike.Array([round(edge) for edge in face.bbox]),
                ItalicAngle=0,
                Ascent=1025,
                Descent=-275,
                CapHeight=round(face.capHeight),
                StemV=face.stemV,
                FontFile2=self._pdf.make_stream(
                    packed, Filter=pike.Name.FlateDecode, Length1=length
                ),
            )
        )
        return self._pdf.make_indirect(
            pike.Dictionary(
                Type=pike.Name.Font,
                Subtype=pike.Name.TrueType,
                BaseFont=pike.Name.IBMPlexSans,
                Encoding=pike.Name.WinAnsiEncoding,
                FirstChar=_FIRST,
                LastChar=_LAST,
                Widths=pike.Array(widths),
                FontDescriptor=descriptor,
            )
        )

    # --- structure --------------------------------------------------------------------------

    def _tag(self, made: Sequence[Any]) -> None:
        """Put each widget below its ``Form`` element; both list them in the order of the page."""
        pike, tree = self._pike, self._pdf.Root.StructTreeRoot
        numbers, first = tree.ParentTree.Nums, int(tree.ParentTreeNextKey)
        elements = _forms(tree.K)
        for key, (widget, element) in enumerate(zip(made, elements, strict=True), first):
            widget.StructParent = key
            element.Pg = self._page
            element.K = pike.Dictionary(Type=pike.Name.OBJR, Obj=widget, Pg=self._page)
            numbers.append(key)
            numbers.append(element)
        tree.ParentTreeNextKey = first + len(made)


def _forms(element: Any) -> list[Any]:
    """``Form`` elements below an element, in reading order."""
    import pikepdf  # noqa: PLC0415 - only what prints pays for it

    if not isinstance(element, pikepdf.Dictionary):
        return []
    if str(element.get("/S", "")) == "/Form":
        return [element]
    kids: Any = element.get("/K")
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [form for kid in listed for form in _forms(kid)]


def _winansi(code: int) -> str:
    """Character of a code in WinAnsiEncoding, "" for the five that have none."""
    return bytes([code]).decode("cp1252", errors="ignore")
