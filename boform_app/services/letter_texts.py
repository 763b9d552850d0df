"""Letter texts the house words itself (*Brevtekster*): checked when saved, seen on a sample first."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Conflict, Problem, ValidationFailed
from boform_app.services._changed import check_version, last_change
from boform_app.services._letter_kinds import KINDS
from boform_app.services._letterhead import letterhead
from boform_app.services.context import Service
from boform_app.services.views.letter_texts import (
    LetterFieldView,
    LetterPlaceView,
    LetterTextKind,
)
from models import tables
from models.values.changes import Changes
from reports import templates
from reports.contexts import LetterContext
from reports.template_syntax import LIMIT, stored, typed
from reports.texts import letter_texts

_OWN_PLANS = ("stay_plan", "own_plan", "own_plan_en", "own_folder", "own_folder_en")
"""Kinds that are no letter of the menu, but are printed with the house's texts, too."""


class LetterTextsService(Service):
    """Indstillinger, Brevtekster. Everybody may read them; only who manages the house saves."""

    def kinds(self) -> tuple[LetterTextKind, ...]:
        """Kinds with texts the house may word, in the order of the letter menu."""
        with self._read() as session:
            rows = session.scalars(select(tables.LetterText)).all()
        own = [row.kind for row in rows if templates.place(row.kind, row.place)]
        known = (*KINDS, *_OWN_PLANS)
        return tuple(
            LetterTextKind(kind, _title(kind), own.count(kind))
            for kind in known
            if templates.places(kind)
        )

    def places(self, kind: str) -> tuple[LetterPlaceView, ...]:
        """The texts of a kind in the order of the letter."""
        with self._read() as session:
            rows = {
                row.place: row
                for row in session.scalars(
                    select(tables.LetterText).where(tables.LetterText.kind == kind)
                )
            }
            return tuple(
                _view(session, where, rows.get(where.key)) for where in templates.places(kind)
            )

    def problems(self, kind: str, place: str, text: str) -> tuple[Problem, ...]:
        """What keeps a text from being saved, each with its ``position``; changes nothing.

        Quick enough for every key: nothing is rendered.
        """
        return tuple(_problem(kind, place, found) for found in templates.check(kind, place, text))

    def preview(self, kind: str, place: str, text: str) -> bytes:
        """A whole sample letter with the text in its place, under the house's letterhead.

        Raises:
            ValidationFailed: As ``save``.
        """
        # What prints is imported when something is printed: the page must not pay for it.
        from boform_app.services._letter_workshop import render_stored  # noqa: PLC0415 - only what prints pays for it

        return render_stored(self._sample(kind, place, text).to_json())

    def save(self, kind: str, place: str, version: int, text: str) -> Changes:
        """Put the house's words in the place of the shipped ones, for letters from now on.

        Args:
            kind: Key of the letter kind.
            place: Key of the place.
            version: Of the house's row as it was read, 0 when there was none.
            text: As typed; paragraphs parted by line breaks.

        Raises:
            Conflict: Somebody changed it since it was read.
            ValidationFailed: Problems at ``text`` with ``position``; ``unchanged`` when it is the
                shipped text.
        """
        self._require("manage_house")
        self._sample(kind, place, text)
        kept = stored(text)
        if kept == templates.shipped(kind, place):
            raise ValidationFailed(Problem("text", "letter_text.unchanged"))
        with self._write("letter_text.save", f"brevteksten {_label(kind, place)}") as unit:
            row = _row(unit.session, kind, place, version)
            if row is None:
                unit.session.add(tables.LetterText(kind=kind, place=place, text=kept))
            else:
                row.text = kept
            return unit.commit()

    def reset(self, kind: str, place: str, version: int) -> Changes:
        """Back to the shipped text.

        Raises:
            Conflict: Somebody changed it since it was read, or it is gone.
        """
        self._require("manage_house")
        label = f"den oprindelige brevtekst {_label(kind, place)}"
        with self._write("letter_text.reset", label) as unit:
            row = _row(unit.session, kind, place, version)
            if row is None:
                raise Conflict("letter_text", "")
            unit.session.delete(row)
            return unit.commit()

    def _sample(self, kind: str, place: str, text: str) -> LetterContext:
        """The sample with the text, if it can be printed."""
        from reports.render import missing_characters  # noqa: PLC0415 - reads fonts

        found = self.problems(kind, place, text)
        if found:
            raise ValidationFailed(*found)
        with self._read() as session:
            house = session.scalars(select(tables.House)).one()
        context = templates.sample_letter(kind, place, text, letterhead(house))
        lacking = tuple(_lacking(text, missing_characters(context)))
        if lacking:
            raise ValidationFailed(*lacking)
        return context


def _lacking(text: str, characters: tuple[str, ...]) -> Iterator[Problem]:
    """Characters of the text, not of the house's name, that the letters cannot print."""
    for one in characters:
        if one in text:
            facts = {"character": one, "position": text.index(one)}
            yield Problem("text", "glyph_missing", facts)


def _problem(kind: str, place: str, found: templates.TemplateProblem) -> Problem:
    facts = {
        "field": f"{{{found.field}}}",
        "position": found.position,
        "longest": LIMIT,
        "kind": kind,
        "place": place,
    }
    if found.suggestion:
        facts["suggestion"] = f"{{{found.suggestion}}}"
        return Problem("text", f"letter_text.{found.code}_near", facts)
    return Problem("text", f"letter_text.{found.code}", facts)


def _row(session: Session, kind: str, place: str, version: int) -> tables.LetterText | None:
    """The house's row; None where there was none and still is none.

    Raises:
        Conflict: It came, went or was changed since it was read.
    """
    row = session.scalars(
        select(tables.LetterText).where(
            tables.LetterText.kind == kind, tables.LetterText.place == place
        )
    ).one_or_none()
    if row is not None:
        check_version(session, row, version)
    elif version:
        raise Conflict("letter_text", "")
    return row


def _view(
    session: Session, where: templates.Place, row: tables.LetterText | None
) -> LetterPlaceView:
    fields = tuple(
        LetterFieldView(one.name, one.example, one.optional, one.name in where.required)
        for one in where.fields
    )
    bare = LetterPlaceView(
        where.kind, where.key, where.heading, typed(where.shipped), "", 0, fields
    )
    if row is None:
        return bare
    changed = last_change(session, "letter_text", row.id)
    return LetterPlaceView(
        where.kind,
        where.key,
        where.heading,
        typed(where.shipped),
        typed(row.text),
        row.version,
        fields,
        unusable=bool(templates.check(where.kind, where.key, row.text)),
        changed_by=changed.by if changed else "",
        changed_at=changed.at if changed else None,
    )


def _title(kind: str) -> str:
    return KINDS[kind].view.title if kind in KINDS else str(letter_texts(kind)["title"])


def _label(kind: str, place: str) -> str:
    where = templates.place(kind, place)
    return f"”{where.heading}” i {_title(kind)}" if where else _title(kind)
