"""Which letter a file answers: by the code on it, and for a form by its structure, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import ForeignFile
from boform_app.exchange.foreign import Foreign
from boform_app.services._blobs import read_blob
from boform_app.services.views.answers import Mark
from boform_app.vault.blobs import BlobStore
from models import tables
from models.values.case_codes import from_qr
from reports.form_fields import FIELDS

REFUSALS = ("form_changed", "form_other_house", "form_code_unreadable", "form_scripts")
"""Why a file that opens is not taken as an answer; ``ui.sentences`` has a sentence for each."""

_KEYS = frozenset(field.key for field in FIELDS)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file turned out to be.

    Attributes:
        state: As ``AnswerFound.state``; remark likewise.
        typed: What was written in the form, by field key.
        marks: Where the fields stand.
    """

    state: str
    code: str
    remark: str
    letter: tables.Letter | None
    typed: Mapping[str, str]
    marks: Mapping[str, tuple[Mark, ...]]


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes on the pages: one that is whole, or a trace of one that is not."""

    text: str = ""
    broken: bool = False


def recognise(session: Session, store: BlobStore, seen: Foreign) -> Recognised:
    """Find the letter; nothing is written.

    Raises:
        ForeignFile: ``form_scripts``; ``form_code_unreadable``, ``form_other_house`` (a code that
            nobody here drew) or ``form_changed`` for a form; ``form_other_house`` for a scan.
        BlobDamaged: The stored form is missing or was changed.
    """
    if seen.scripts:
        raise ForeignFile("form_scripts")
    code = _code(seen.codes)
    letter = _letter(session, code.text)
    if _KEYS.isdisjoint(seen.fields):
        state = "scan" if letter else "unknown"
        remark = "code_unreadable" if code.broken else ""
        return Recognised(state, code.text, remark, letter, {}, {})
    if letter is None:
        raise ForeignFile("form_code_unreadable")
    marks = _unchanged(session, store, letter, seen.structure)
    typed = {key: text for key, text in seen.fields.items() if key in _KEYS and text.strip()}
    state, remark = ("form", "") if typed else ("scan", "form_empty")
    return Recognised(state, code.text, remark, letter, typed, marks)


def _code(texts: Iterable[str]) -> _Codes:
    """The first whole code; other QR codes on the page are nobody's business."""
    read = [from_qr(text) for text in texts]
    whole = next((one.text for one in read if one.stop is None), "")
    broken = any(one.stop in {"wrong_check", "newer"} for one in read)
    return _Codes(whole, broken and not whole)


def _letter(session: Session, code: str) -> tables.Letter | None:
    """The letter that carries the code; None without a code.

    Raises:
        ForeignFile: ``form_other_house``: whole, and drawn by somebody else.
    """
    if not code:
        return None
    letter = session.scalars(
        select(tables.Letter).where(tables.Letter.case_code == code)
    ).one_or_none()
    if letter is None:
        raise ForeignFile("form_other_house")
    return letter


def _unchanged(
    session: Session, store: BlobStore, letter: tables.Letter, structure: str
) -> Mapping[str, tuple[Mark, ...]]:
    """Compare with the form that was sent; where its fields stand.

    Raises:
        ForeignFile: ``form_changed``.
        BlobDamaged: The stored form is missing or was changed.
    """
    from reports.form_places import field_places  # noqa: PLC0415 - reads PDFs; only answers need it
    from reports.form_structure import digest_of  # noqa: PLC0415 - likewise

    blob = (
        session.get(tables.Blob, letter.answer_form_blob_id) if letter.answer_form_blob_id else None
    )
    if blob is None:
        raise ForeignFile("form_changed")
    sent = read_blob(store, blob)
    if digest_of(sent) != structure:
        raise ForeignFile("form_changed")
    return {
        key: tuple(Mark(at.page, at.left, at.top, at.width, at.height) for at in places)
        for key, places in field_places(sent).items()
    }
