"""From marked bytes to a stored document: PDF/A-3 and PDF/UA-1 in one save, without a clock.

A letter to an authority carries its data as associated file (``reports.attached``).

pikepdf's validator knows PDF/A-3b and rejects the accessibility identification as not permitted
(its allowlist is stricter than the standard). So the document is saved as 3b with room left in its
XMP packet, the identification is written into that room, and taken out again for the validator:
stored bytes and validated bytes differ in exactly that, and no offset moves.

The validator brings lxml, jsonschema and fontTools along, 17 MB. Whoever only looks at a document
(``finish``) does without; nothing is stored or printed that ``conforming`` has not passed.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reports.attached import Attachment
from reports.errors import NotConforming
from reports.tagging import Element, attach

if TYPE_CHECKING:
    import pikepdf

LANGUAGE = "da-DK"
LANGUAGES = {"da": LANGUAGE, "en": "en-GB"}
"""What a document says of itself, by the language of its context."""
PRODUCER = "Boform"

_UA_ROWS = (
    '<rdf:Description rdf:about=""'
    ' xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>"
    "Indicates, which part of ISO 14289 standard is followed"
    "</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>"
    "</pdfaExtension:schemas></rdf:Description>"
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    "<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
)
UA_IDENTIFICATION = _UA_ROWS.encode()
"""What is written into the room: the extension schema and ``pdfuaid:part`` 1."""
_ROOM = b" " * len(UA_IDENTIFICATION)
_LEVEL_B = b"<pdfaid:conformance>B</pdfaid:conformance>"
_LEVEL_A = b"<pdfaid:conformance>A</pdfaid:conformance>"

_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
    ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
    "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    "<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
    "<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>"
    "<xmp:MetadataDate>{stamp}</xmp:MetadataDate><xmp:CreatorTool>{producer}</xmp:CreatorTool>"
    "<pdf:Producer>{producer}</pdf:Producer></rdf:Description>{room}</rdf:RDF></x:xmpmeta>\n"
    '<?xpacket end="w"?>'
)


def finish(
    data: bytes,
    root: Element,
    *,
    title: str,
    day: date,
    attached: Attachment | None = None,
    language: str = "da",
) -> bytes:
    """Tag, prepare, save and identify; the validator is not asked (``conforming``).

    Args:
        data: The drawn document with its marks.
        root: Tree the marks belong to.
        title: Shown by readers as the name of the window; must name nobody.
        day: Date of the document, the only date in it.
        attached: Data of the letter, embedded as associated file.
        language: ``da`` or ``en``.
    """
    import pikepdf  # noqa: PLC0415 - only what prints pays for it

    with pikepdf.open(BytesIO(data)) as pdf:
        attach(pdf, root)
        _declare(pdf, title, day, LANGUAGES[language])
        if attached is not None:
            _embed(pdf, attached, day)
        saved = BytesIO()
        pdf.save(saved, **_settings())
    return identify(saved.getvalue())


def conforming(data: bytes) -> bytes:
    """The same bytes, when they pass the validator as 3b without our identification.

    Raises:
        NotConforming: The validator does not pass what was written.
    """
    from pikepdf import pdfa  # noqa: PLC0415 - only what is stored or printed pays for it

    report = pdfa.validate_written(BytesIO(without_identification(data)), "3b")
    if not report.passed:
        raise NotConforming(tuple(str(finding) for finding in report.findings))
    return data


def _settings() -> dict[str, Any]:
    """What ``pdfa.resolve_save_kwargs`` answers for 3b; a test holds the two together."""
    import pikepdf  # noqa: PLC0415 - only what prints pays for it

    return {
        "compress_streams": True,
        "recompress_flate": False,
        "linearize": False,
        "progress": None,
        "deterministic_id": True,
        "static_id": False,
        "min_version": "",
        "object_stream_mode": pikepdf.ObjectStreamMode.generate,
        "force_version": "",
        "preserve_pdfa": True,
        "encryption": None,
        "qdf": False,
        "normalize_content": False,
        "stream_decode_level": pikepdf.StreamDecodeLevel.generalized,
        "fix_metadata_version": False,
    }


def identify(data: bytes) -> bytes:
    """Write the accessibility identification into the room left for it.

    Raises:
        NotConforming: There is no such room, or more than one.
    """
    if data.count(_ROOM) != 1 or data.count(_LEVEL_B) != 1:
        raise NotConforming(("no room for the accessibility identification",))
    return data.replace(_ROOM, UA_IDENTIFICATION).replace(_LEVEL_B, _LEVEL_A)


def without_identification(data: bytes) -> bytes:
    """The stored bytes without exactly our identification: those that were validated as 3b.

    Raises:
        NotConforming: The identification is not there once.
    """
    if data.count(UA_IDENTIFICATION) != 1 or data.count(_LEVEL_A) != 1:
        raise NotConforming(("the accessibility identification is not there",))
    return data.replace(UA_IDENTIFICATION, _ROOM).replace(_LEVEL_A, _LEVEL_B)


def _declare(pdf: pikepdf.Pdf, title: str, day: date, language: str) -> None:
    """Catalog entries, document information, XMP and output intent."""
    from pikepdf import Dictionary, Name, String  # noqa: PLC0415 - only what prints pays for it

    for page in pdf.pages:
        # ReportLab writes an empty transition on each page; PDF/A-3 does not allow it.
        if "/Trans" in page.obj:
            del page.obj["/Trans"]
    root: Any = pdf.Root
    root.Lang = String(language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    stamp = day.isoformat() + "T00:00:00+00:00"
    compact = _compact(day)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Creator=String(PRODUCER),
            Producer=String(PRODUCER),
            CreationDate=String(compact),
            ModDate=String(compact),
        )
    )
    packet = _PACKET.format(
        title=escape(title), language=language, stamp=stamp, producer=PRODUCER, room=_ROOM.decode()
    )
    root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    _output_intent(pdf)


def _embed(pdf: pikepdf.Pdf, attached: Attachment, day: date) -> None:
    """The file in the name tree, and in the catalog as what the document is made of (/AF)."""
    import pikepdf  # noqa: PLC0415 - only what prints pays for it

    spec = pikepdf.AttachedFileSpec(
        pdf,
        attached.data,
        description=attached.description,
        filename=attached.name,
        mime_type=attached.media_type,
        creation_date=_compact(day),
        mod_date=_compact(day),
    )
    spec.relationship = pikepdf.Name.Data
    pdf.attachments[attached.name] = spec
    pdf.Root.AF = pikepdf.Array([spec.obj])


def _compact(day: date) -> str:
    """The day as a date of PDF, at midnight."""
    return day.strftime("D:%Y%m%d000000+00'00'")


def _output_intent(pdf: pikepdf.Pdf) -> None:
    from pikepdf import Array, Dictionary, Name, String  # noqa: PLC0415 - only what prints pays for it

    profile = pdf.make_stream(_srgb(), N=3, Alternate=Name.DeviceRGB)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB"),
                DestOutputProfile=profile,
            )
        ]
    )


@cache
def _srgb() -> bytes:
    """The sRGB profile that pikepdf ships."""
    return files("pikepdf").joinpath("pdfa", "data", "sRGB.icc").read_bytes()
