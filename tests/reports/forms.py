"""The answer form of the binding picture, and ways to fill it in with other programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdf

from reports.answer_form import AnswerFormContext, render_answer_form

CODE = "HVN-7K4P-92QD"
CONTEXT = AnswerFormContext(
    "Havnehuset", ("Prøvekaj 7", "8900 Randers C"), CODE, date(2026, 11, 23)
)
TYPED = {
    "caseworker.name": "Øjvind Ærø Måge – ”é ö ü ä ß’",
    "caseworker.mail": "hanne@aalborg.example",
    "plan.state": "/in_progress",
    "plan.expected": "04-12-2026",
    "support.decision": "/undecided",
    "support.method": "/section_85",
    "home.rent": "4.100",
    "other.text": "Første linje\nanden linje",
    "other.not_acting": "/on",
    "filled.by": "Hanne Riis",
}


@cache
def blank() -> bytes:
    return render_answer_form(CONTEXT)


def filled(
    data: bytes,
    typed: Mapping[str, str] = TYPED,
    *,
    incremental: bool = False,
    regenerate: bool | None = False,
) -> bytes:
    """Filled in with pypdf, saved anew or as an update behind the old bytes."""
    if incremental:
        writer = pypdf.PdfWriter(BytesIO(data), incremental=True)
    else:
        writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    writer.update_page_form_field_values(writer.pages[0], dict(typed), auto_regenerate=regenerate)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def values(data: bytes) -> dict[str, Any]:
    """Values by full name, as pypdf reads them; groups and empty fields are left out."""
    fields = pypdf.PdfReader(BytesIO(data)).get_fields() or {}
    return {
        name: field["/V"] for name, field in fields.items() if field.get("/V", "/Off") != "/Off"
    }


def changed(data: bytes, change: Any) -> bytes:
    """Saved again after ``change`` on the opened document."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()
