"""The data that travels inside a letter to an authority: JSON as PDF/A-3 associated file.

It holds exactly what the disclosure list of the letter names, under the name it has there, and no
section that was not printed. Receivers find the format in ``docs/letter-data.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from models.values.information import InformationKind
from reports.contexts import (
    Block,
    Facts,
    LetterContext,
    Observations,
    Section,
    Steps,
    Table,
    Text,
    Ticks,
    disclosures,
)
from reports.danish import clean

FORMAT = "boform-letter-data"
VERSION = 1
FILE_NAME = "brev-data.json"
MEDIA_TYPE = "application/json"
DESCRIPTION = "Brevets oplysninger som data. Indeholder det samme som brevet."


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a document: name, media type, words for a person, bytes."""

    name: str
    media_type: str
    description: str
    data: bytes


def attachment(context: LetterContext) -> Attachment | None:
    """The data of a letter to an authority; None for residents, landlords and sheets."""
    to = context.recipient
    if to is None or not to.authority:
        return None
    text = json.dumps(letter_data(context), ensure_ascii=False, indent=1)
    # A reader that shows the file as a page must find nothing to run in it.
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e")
    return Attachment(FILE_NAME, MEDIA_TYPE, DESCRIPTION, f"{safe}\n".encode())


def letter_data(context: LetterContext) -> dict[str, object]:
    """The data as plain lists and dictionaries: one item per kind on the disclosure list."""
    meta = context.meta
    made: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "kind": meta.kind,
        "date": meta.date.isoformat(),
    }
    if meta.case_code:
        made["case_code"] = meta.case_code
    made["items"] = [
        {
            "kind": kind.value,
            "label": kind.label,
            "sections": [*_title(context, kind), *(_section(context.section(k)) for k in keys)],
        }
        for kind, keys in disclosures(context)
    ]
    return made


def _title(context: LetterContext, kind: InformationKind) -> list[dict[str, object]]:
    """The line below the title names the person, so it belongs to the identity."""
    meta = context.meta
    if kind is not InformationKind.IDENTITY or not meta.subtitle:
        return []
    content = [{"text": [clean(meta.subtitle)]}]
    return [{"key": "title", "heading": clean(meta.title), "content": content}]


def _section(section: Section) -> dict[str, object]:
    content = [made for block in section.blocks for made in _block(block)]
    return {"key": section.key, "heading": clean(section.heading), "content": content}


def _block(block: Block) -> Iterator[dict[str, object]]:
    """What a block prints; lines to write on print nothing."""
    match block:
        case Text():
            yield {"text": _filled(para.text for para in block.paragraphs)}
        case Steps():
            yield {"text": _filled(para.text for para in block.items)}
        case Facts():
            if titled := _filled(iter((block.title, block.note))):
                yield {"text": titled}
            yield {"facts": [{"name": clean(f.name), "value": clean(f.value)} for f in block.rows]}
        case Observations():
            yield {
                "observations": [
                    {"theme": clean(row.theme), "text": _filled(line.text for line in row.lines)}
                    for row in block.rows
                ]
            }
        case Table():
            columns = [clean(one) for one in block.columns]
            cells = [[clean(text) for text in row] for row in block.rows]
            yield {"table": {"columns": columns, "rows": cells}}
        case Ticks():
            yield {"ticks": [{"label": clean(o.label), "ticked": o.ticked} for o in block.items]}
        case _:
            return


def _filled(texts: Iterator[str]) -> list[str]:
    return [text for text in map(clean, texts) if text.strip()]
