"""Answers that were received, as the window shows them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.exchange.answer_form import answer_lines, read_answers
from boform_app.services import _answer_rows
from boform_app.services._letter_rows import staff_names
from boform_app.services.views.answers import AnswerView
from models import tables


def views(session: Session, rows: Iterable[tables.Answer]) -> tuple[AnswerView, ...]:
    """Answers in the order they come; letters and staff in one query each."""
    found = list(rows)
    letters = {
        letter.id: letter
        for letter in session.scalars(
            select(tables.Letter).where(tables.Letter.id.in_({row.letter_id for row in found}))
        )
    }
    staff = staff_names(session, (row.taken_by_id for row in found))
    return tuple(
        AnswerView(
            id=row.id,
            letter_id=row.letter_id,
            letter_title=letters[row.letter_id].title,
            register_number=letters[row.letter_id].register_number,
            document_id=row.document_id,
            state=row.state,
            received_at=row.received_at,
            taken_at=row.taken_at,
            taken_by=staff.get(row.taken_by_id) if row.taken_by_id else None,
            lines=_lines(row, letters[row.letter_id]),
            taken=tuple(_answer_rows.LABELS.get(key, key) for key in row.taken),
        )
        for row in found
    )


def latest(session: Session, letter_id: UUID) -> tables.Answer | None:
    """The answer to a letter that was settled last."""
    return session.scalars(
        select(tables.Answer)
        .where(tables.Answer.letter_id == letter_id, tables.Answer.state != "open")
        .order_by(tables.Answer.taken_at.desc())
    ).first()


def _lines(row: tables.Answer, letter: tables.Letter) -> tuple[tuple[str, str], ...]:
    answers = read_answers(row.fields, letter.letter_date)
    return tuple((line.label, line.value) for line in answer_lines(answers) if line.value)
