"""The answer that comes back: recognised, shown beside what we have, taken over with one yes.

A file is looked at only through the door for foreign files. The file itself is kept in a step of
its own that is never undone, because a kept file is a fact; what is taken over is one step that
can be, all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Conflict, Problem, ValidationFailed
from boform_app.exchange import foreign
from boform_app.exchange.answer_form import Answers, read_answers
from boform_app.services import (
    _answer_facts,
    _answer_recognise,
    _answer_rows,
    _answer_views,
    _documents,
    _families,
)
from boform_app.services._answer_effects import TakeOver, answer_letters
from boform_app.services._answer_keep import keep_file, kept_file
from boform_app.services._letter_rows import letter_views, staff_names
from boform_app.services._sight import SightService
from boform_app.services.views.answers import AnswerFound, AnswerRow, AnswerView
from boform_app.services.views.contacts import PagePicture
from models import tables
from models.values import dates
from models.values.changes import Changes


class AnswersService(SightService):
    """Answers of municipalities to letters of this house."""

    def look(self, data: bytes, name: str = "") -> AnswerFound:
        """Recognise a file; nothing is written. A worker's work: a child process opens it.

        Args:
            data: Its bytes.
            name: Its name, for the screen and the document.

        Raises:
            ForeignFile: It does not open, or is not taken: ``form_changed``, ``form_other_house``,
                ``form_code_unreadable``, ``form_scripts``, ``file_other_kind`` and the other codes
                of the door.
            NotAllowed: The role reads the plan and changes nothing.
            ReasonNeeded: It is about a protected resident that is not open.
        """
        self._require_change()
        seen = foreign.inspect(data)
        found = AnswerFound(
            state="unknown",
            name=name.strip(),
            size=len(data),
            media_type=_documents.media_type(data, seen.kind),
            page_count=seen.page_count,
            looked_at=self._house.clock.now(),
            received_on=self._house.clock.today(),
            pages=tuple(PagePicture(page.width, page.height, page.rgb) for page in seen.pages),
            data=data,
        )
        with self._read() as session:
            what = _answer_recognise.recognise(session, self._house.blobs, seen)
            found = replace(
                found,
                state=what.state,
                code=what.code,
                remark=what.remark,
                typed=what.typed,
                marks=what.marks,
            )
            return self._beside(session, found, what.letter)

    def choose(
        self,
        found: AnswerFound,
        *,
        letter_id: UUID | None = None,
        typed: Mapping[str, str] | None = None,
        received_on: date | None = None,
    ) -> AnswerFound:
        """The same file with another letter, another day, or answers that are typed by hand.

        Args:
            found: What ``look`` found.
            letter_id: *Det er en anden sag*, or the letter of a scan without a code.
            typed: Text by field key (``AnswerRow.fields``), beside or in place of what came.
            received_on: The day it came.

        Raises:
            NotFound: There is no such letter.
            ReasonNeeded: It is about a protected resident that is not open.
            ValidationFailed: ``in_future`` at ``received_on``; ``unknown_field`` for a key that is
                none of the form's.
        """
        self._require_change()
        if received_on is not None and received_on > self._house.clock.today():
            raise ValidationFailed(Problem("received_on", "in_future"))
        known = {key for keys in _answer_rows.FIELDS.values() for key in keys}
        unknown = set(typed or ()) - known
        if unknown:
            raise ValidationFailed(*(Problem(key, "unknown_field") for key in sorted(unknown)))
        found = replace(
            found,
            typed={**found.typed, **(typed or {})},
            received_on=received_on or found.received_on,
        )
        chosen = letter_id or (found.letter.id if found.letter else None)
        with self._read() as session:
            letter = self._get(session, tables.Letter, chosen) if chosen else None
            return self._beside(session, found, letter)

    def take(self, found: AnswerFound, keys: Collection[str]) -> Changes:
        """Take over what is ticked, all of it or nothing; it can be undone. The file stays.

        Args:
            found: What was shown; it is compared with what holds now.
            keys: Keys of the ticked rows.

        Raises:
            Conflict: What we have was changed since it was shown; look again.
            DiskFull: No room; nothing was kept.
            NotAllowed: The role reads the plan and changes nothing.
            ReasonNeeded: It is about a protected resident that is not open.
            ValidationFailed: ``required`` at ``keys`` or ``letter_id``; ``unknown_choice`` at
                ``keys`` for a row that cannot be taken over.
        """
        self._require_change()
        if found.letter is None:
            raise ValidationFailed(Problem("letter_id", "required"))
        if not keys:
            raise ValidationFailed(Problem("keys", "required"))
        letter_id = found.letter.id
        with self._read() as session:
            self._as_shown(session, found, letter_id, keys)
        answer_id = self._kept(found, found.letter.id)
        with self._write("answer.take", "svar fra kommunen") as unit:
            rows, answers, facts = self._as_shown(unit.session, found, letter_id, keys)
            row = unit.session.get_one(tables.Answer, answer_id)
            over = TakeOver(
                answers, facts, keys, document_id=row.document_id, by_id=self._actor.staff_id
            )
            over.write(rows)
            self._settle(row, "taken", found, [one.key for one in rows if one.key in keys])
            unit.relabel(f"svar om {self._name(unit.session, facts.stay)}")
            unit.about(facts.stay.person_id)
            return unit.commit()

    def keep_only(self, found: AnswerFound, person_id: UUID | None = None) -> Changes:
        """*Gem kun filen*: a document on the resident; a letter it belongs to is answered by it.

        Args:
            found: What was shown.
            person_id: Whose it is, where no letter is known.

        Raises:
            DiskFull: No room; nothing was kept.
            NotAllowed: The role reads the plan and changes nothing.
            NotFound: There is no such person.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``required`` at ``person_id``: nobody knows whose it is; or somebody
                who has had no stay.
        """
        self._require_change()
        if found.letter is None:
            return self._for_person(found, person_id)
        with self._read() as session:
            self._of(session, self._get(session, tables.Letter, found.letter.id))
        answer_id = self._kept(found, found.letter.id)
        with self._write("answer.keep", "svar gemt") as unit:
            letter = self._get(unit.session, tables.Letter, found.letter.id)
            stay = self._of(unit.session, letter)
            self._settle(unit.session.get_one(tables.Answer, answer_id), "kept", found, [])
            answer_letters(letter, self._facts(unit.session, letter, stay, found))
            unit.relabel(f"svar gemt om {self._name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def history(self, letter_id: UUID) -> tuple[AnswerView, ...]:
        """Answers to one letter, the latest first.

        Raises:
            NotFound: There is no such letter.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            self._opened(session, self._get(session, tables.Letter, letter_id).person_id)
            query = select(tables.Answer).where(tables.Answer.letter_id == letter_id)
            newest = query.order_by(tables.Answer.received_at.desc())
            return _answer_views.views(session, session.scalars(newest))

    def of_stay(self, stay_id: UUID) -> tuple[AnswerView, ...]:
        """Answers to all letters of a stay, the latest first.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            self._opened(session, self._get(session, tables.Stay, stay_id).person_id)
            query = (
                select(tables.Answer)
                .join(tables.Letter, tables.Letter.id == tables.Answer.letter_id)
                .where(tables.Letter.stay_id == stay_id)
                .order_by(tables.Answer.received_at.desc())
            )
            return _answer_views.views(session, session.scalars(query))

    def _require_change(self) -> None:
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")

    def _of(self, session: Session, letter: tables.Letter) -> tables.Stay:
        """The stay a letter is about, of a person the actor may see and has open."""
        person = self._opened(session, letter.person_id)
        if letter.stay_id is not None:
            return session.get_one(tables.Stay, letter.stay_id)
        return self._latest_stay(session, person.id)

    @staticmethod
    def _latest_stay(session: Session, person_id: UUID) -> tables.Stay:
        stays = _families.stays_of(session, _families.family(session, person_id))
        if not stays:
            raise ValidationFailed(Problem("person_id", "required"))
        return stays[0]

    def _beside(
        self, session: Session, found: AnswerFound, letter: tables.Letter | None
    ) -> AnswerFound:
        """With the letter, whom it is about, and the rows."""
        if letter is None:
            return found
        stay = self._of(session, letter)
        facts = self._facts(session, letter, stay, found)
        answers = read_answers(found.typed, letter.letter_date)
        before = _answer_views.latest(session, letter.id)
        staff = staff_names(session, [before.taken_by_id]) if before else {}
        filled_on = dates.short(answers.filled_on) if answers.filled_on else ""
        return replace(
            found,
            letter=letter_views(session, [letter])[0],
            asked=_answer_facts.asked(letter),
            person_id=_families.kept(session, stay.person_id).id,
            stay_id=stay.id,
            first_name=facts.first_name,
            municipality=facts.municipality,
            filled_by=", ".join(part for part in (answers.filled_by, filled_on) if part),
            rows=_marked(_answer_rows.rows(answers, facts), found),
            answered_on=local_date(before.taken_at) if before and before.taken_at else None,
            answered_by=next(iter(staff.values()), None),
            already_kept=kept_file(session, found.data, stay.person_id) is not None,
        )

    def _facts(
        self, session: Session, letter: tables.Letter, stay: tables.Stay, found: AnswerFound
    ) -> _answer_facts.Facts:
        return _answer_facts.read(
            session, letter, stay, now=self._house.clock.now(), received_on=found.received_on
        )

    def _as_shown(
        self, session: Session, found: AnswerFound, letter_id: UUID, keys: Collection[str]
    ) -> tuple[tuple[AnswerRow, ...], Answers, _answer_facts.Facts]:
        """The rows as they are now; the ticked ones must be the ones that were shown.

        Raises:
            Conflict: They are not.
            ValidationFailed: ``unknown_choice``: a row without a box.
        """
        letter = self._get(session, tables.Letter, letter_id)
        facts = self._facts(session, letter, self._of(session, letter), found)
        answers = read_answers(found.typed, letter.letter_date)
        rows = _answer_rows.rows(answers, facts)
        now = {row.key: row for row in rows}
        shown = {row.key: row for row in found.rows}
        if not set(keys) <= {row.key for row in found.rows if row.can_take}:
            raise ValidationFailed(Problem("keys", "unknown_choice"))
        if any(key not in now or not _same(now[key], shown[key]) for key in keys):
            raise Conflict("answer", str(letter.id))
        return rows, answers, facts

    def _kept(self, found: AnswerFound, letter_id: UUID) -> UUID:
        """The answer's row, its file kept; the same bytes are not kept twice."""
        with self._read() as session:
            letter = self._get(session, tables.Letter, letter_id)
            known = kept_file(session, found.data, letter.person_id)
            waiting = _open_answer(session, letter.id, known.id) if known else None
        if waiting is not None:
            return waiting.id
        with self._write("answer.receive", "svar modtaget", undoable=False) as unit:
            letter = self._get(unit.session, tables.Letter, letter_id)
            stay = self._of(unit.session, letter)
            document = kept_file(unit.session, found.data, stay.person_id) or keep_file(
                self._house,
                unit.session,
                found,
                stay=stay,
                letter=letter,
                by_id=self._actor.staff_id,
            )
            row = tables.Answer(
                letter_id=letter.id,
                document_id=document.id,
                fields=dict(found.typed),
                received_at=self._house.clock.now(),
            )
            unit.session.add(row)
            unit.session.flush()
            unit.relabel(f"svar modtaget om {self._name(unit.session, stay)}")
            unit.about(stay.person_id)
            unit.commit()
            return row.id

    def _for_person(self, found: AnswerFound, person_id: UUID | None) -> Changes:
        if person_id is None:
            raise ValidationFailed(Problem("person_id", "required"))
        with self._write("answer.receive", "svar modtaget", undoable=False) as unit:
            stay = self._latest_stay(unit.session, self._opened(unit.session, person_id).id)
            keep_file(
                self._house,
                unit.session,
                found,
                stay=stay,
                letter=None,
                by_id=self._actor.staff_id,
            )
            unit.relabel(f"svar modtaget om {self._name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def _settle(self, row: tables.Answer, state: str, found: AnswerFound, keys: list[str]) -> None:
        row.state, row.fields, row.taken = state, dict(found.typed), keys
        row.taken_at, row.taken_by_id = self._house.clock.now(), self._actor.staff_id

    @staticmethod
    def _name(session: Session, stay: tables.Stay) -> str:
        return _families.full_name(_families.kept(session, stay.person_id))


def _marked(rows: tuple[AnswerRow, ...], found: AnswerFound) -> tuple[AnswerRow, ...]:
    return tuple(
        replace(row, marks=tuple(m for key in row.fields for m in found.marks.get(key, ())))
        for row in rows
    )


def _same(now: AnswerRow, shown: AnswerRow) -> bool:
    return replace(now, marks=()) == replace(shown, marks=())


def _open_answer(session: Session, letter_id: UUID, document_id: UUID) -> tables.Answer | None:
    """An answer whose file is kept and that nobody took over: after *Fortryd*, or *Gem kun filen*."""
    return session.scalars(
        select(tables.Answer).where(
            tables.Answer.letter_id == letter_id,
            tables.Answer.document_id == document_id,
            tables.Answer.state != "taken",
        )
    ).first()
