"""Getting a letter and its days out of the house: Digital Post, secure mail, calendar files.

Boform sends nothing. Subject lines travel unencrypted and hold no name and no CPR number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import NotFound, Problem, ValidationFailed
from boform_app.exchange.calendar import CalendarEvent, calendar_file
from boform_app.exchange.mail import has_cpr, mail_file
from boform_app.services import _agendas, _letter_consents
from boform_app.services._letter_kinds import KINDS
from boform_app.services._meeting_views import views as meeting_views
from boform_app.services._sight import SightService
from boform_app.services.register import RegisterService
from boform_app.services.today import TodayService
from boform_app.services.views.answers import DigitalPostText
from boform_app.services.views.contacts import MeetingView
from boform_app.services.views.today import DeadlineRow
from models import tables
from models.values import municipalities

_SUBJECT = "Sag {sag}: {brev}"
_PDF = "application/pdf"
_LENGTH = timedelta(hours=1)
"""Of a meeting whose end nobody has said, in a calendar."""


class SendingService(SightService):
    """What is carried to other programs by hand."""

    def digital_post(self, letter_id: UUID) -> DigitalPostText:
        """Recipient, mailbox and subject to copy.

        The subject is the contact's own line: ``{sag}`` and ``{brev}`` in it are filled in; a line
        without them (a department for the post robot) stands in front.

        Raises:
            NotAllowed: A temp and a letter that is no statutory notice.
            NotFound: There is no such letter.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``letter_annulled``; ``letter_consent_withdrawn`` or
                ``letter_consent_expired``; ``cpr_in_subject``.
        """
        with self._read() as session:
            letter = self._sendable(session, letter_id)
            contact = _contact(session, letter)
            found = municipalities.find(letter.municipality_code)
            return DigitalPostText(
                recipient=(contact.digital_post_recipient if contact else "")
                or (found.display if found else ""),
                mailbox=contact.digital_post_mailbox if contact else "",
                subject=_subject(session, letter, contact),
            )

    def mail(self, letter_id: UUID) -> bytes:
        """An unsent mail (.eml) to the unit's secure mail, letter and answer form attached.

        Without a known address the mail program asks for it.

        Raises:
            BlobDamaged: A stored file is missing or was changed.
            NotAllowed: A temp and a letter that is no statutory notice.
            NotFound: There is no such letter.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``letter_annulled``; ``letter_consent_withdrawn`` or
                ``letter_consent_expired``; ``cpr_in_subject``.
        """
        with self._read() as session:
            letter = self._sendable(session, letter_id)
            contact = _contact(session, letter)
            subject = _subject(session, letter, contact)
            house = session.scalars(select(tables.House)).one()
            has_form = letter.answer_form_blob_id is not None
            number = letter.register_number
        register = RegisterService(self._house, self._actor)
        attached = [(f"Brev {number}.pdf", register.pdf(letter_id), _PDF)]
        if has_form:
            attached.append((f"Svarark {number}.pdf", register.answer_form(letter_id), _PDF))
        return mail_file(
            to=contact.secure_mail if contact else "",
            subject=subject,
            body=_body(house.name, house.phone, has_form=has_form),
            attachments=attached,
            sender=house.email,
        )

    def calendar(
        self, meeting_id: UUID | None = None, person_id: UUID | None = None, *, names: bool = False
    ) -> bytes:
        """A calendar file (.ics): one meeting, or all meetings and deadlines of a resident.

        Args:
            meeting_id: The meeting.
            person_id: The resident, where no meeting is meant.
            names: Whether persons are named; calendars are shared and kept elsewhere.

        Raises:
            NotFound: Neither is there.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            if meeting_id is not None:
                row = self._get(session, tables.Meeting, meeting_id)
                events = [*self._meetings(session, [row])]
            elif person_id is not None:
                events = self._of_person(session, person_id)
            else:
                raise NotFound("calendar")
        return calendar_file(events, now=self._house.clock.now(), names=names)

    def _sendable(self, session: Session, letter_id: UUID) -> tables.Letter:
        """A letter that may be sent.

        ``RegisterService.pdf`` asks the same of whoever wants its bytes.
        """
        letter = self._get(session, tables.Letter, letter_id)
        extent = self._require("write_letters")
        if extent == "notices_only" and not KINDS[letter.kind].view.statutory:
            self._refuse("write_letters")
        self._opened(session, letter.person_id)
        if letter.status == "annulled":
            raise ValidationFailed(Problem("", "letter_annulled"))
        over = _letter_consents.problem(session, letter, self._house.clock.today())
        if over is not None:
            raise ValidationFailed(over)
        return letter

    def _of_person(self, session: Session, person_id: UUID) -> list[CalendarEvent]:
        person = self._opened(session, person_id)
        rows = TodayService(self._house, self._actor).deadlines(person.id)
        stays = {row.stay_id for row in rows if row.stay_id}
        meetings = session.scalars(
            select(tables.Meeting)
            .where(
                tables.Meeting.stay_id.in_(stays),
                tables.Meeting.held_on.is_(None),
                tables.Meeting.cancelled_on.is_(None),
            )
            .order_by(tables.Meeting.starts_at)
        ).all()
        # A meeting is told by itself, with its time.
        days = [row for row in rows if row.due is not None and row.action != "open:meeting"]
        return [*self._meetings(session, meetings), *_deadlines(session, days)]

    def _meetings(
        self, session: Session, rows: Sequence[tables.Meeting]
    ) -> Iterator[CalendarEvent]:
        for row in rows:
            for stay_id in _agendas.stays_in(row) if row.kind == "case" else ():
                self._opened(session, self._get(session, tables.Stay, stay_id).person_id)
        for view in meeting_views(session, rows, self._house.clock.now(), self._closed):
            yield _meeting(view, _case_number(session, view.stay_id), _words(session, view))


def _contact(session: Session, letter: tables.Letter) -> tables.MunicipalityContact | None:
    """The unit the letter went to: the one with its address, else the party's own."""
    rows = session.scalars(
        select(tables.MunicipalityContact)
        .where(
            tables.MunicipalityContact.municipality_code == letter.municipality_code,
            tables.MunicipalityContact.closed_on.is_(None),
        )
        .order_by(tables.MunicipalityContact.is_default.desc())
    ).all()
    sent_to = [line for line in letter.recipient.get("lines", []) if line]
    for row in rows:
        if sent_to and sent_to == _lines(row):
            return row
    kind = KINDS.get(letter.kind)
    party = kind.view.party if kind else "municipality"
    return next((row for row in rows if row.party == party), None)


def _lines(row: tables.MunicipalityContact) -> list[str]:
    return [line for line in (row.line1, row.line2, row.line3, row.line4, row.line5) if line]


def _subject(
    session: Session, letter: tables.Letter, contact: tables.MunicipalityContact | None
) -> str:
    """The line with case number and kind of letter; kinds name nobody.

    Raises:
        ValidationFailed: ``cpr_in_subject``.
    """
    own = contact.digital_post_subject.strip() if contact else ""
    line = own if "{sag}" in own or "{brev}" in own else f"{own} {_SUBJECT}".strip()
    kind = KINDS.get(letter.kind)
    number = _case_number(session, letter.stay_id) or letter.register_number
    filled = line.replace("{sag}", number).replace("{brev}", kind.view.title if kind else "Brev")
    if has_cpr(filled):
        raise ValidationFailed(Problem("subject", "cpr_in_subject"))
    return filled


def _case_number(session: Session, stay_id: UUID | None) -> str:
    stay = session.get(tables.Stay, stay_id) if stay_id else None
    return stay.case_number if stay else ""


def _body(house: str, phone: str, *, has_form: bool) -> str:
    parts = ["Hej", f"Vedhæftet er et brev fra {house}."]
    if has_form:
        parts.append(
            "Svararket er en fil for sig. Udfyld det, I ved nu, gem filen, og send den tilbage "
            "med Digital Post eller sikker mail."
        )
    return "\n\n".join([*parts, f"Venlig hilsen\n{house}\n{phone}".strip()])


def _meeting(view: MeetingView, number: str, words: frozenset[str]) -> CalendarEvent:
    if view.kind == "cooperation":
        plain = named = f"Samarbejdsmøde med {view.municipality}"
    else:
        plain = f"Møde, sag {number}"
        named = f"Møde om {view.name}" if view.name else plain
    told = bool(words & {part.strip(".,") for part in view.place.casefold().split()})
    return CalendarEvent(
        uid=str(view.id),
        start=view.starts_at,
        end=view.ends_at or view.starts_at + _LENGTH,
        summary_without_name=plain,
        summary_with_name=named,
        # The place goes along without names, too; one that names the resident does not.
        place="" if told else view.place,
        note=view.participants,
    )


def _words(session: Session, view: MeetingView) -> frozenset[str]:
    """The names a place must not hold."""
    person = session.get(tables.Person, view.person_id) if view.person_id else None
    if person is None:
        return frozenset()
    names = f"{person.first_name} {person.last_name} {person.preferred_name}".casefold().split()
    return frozenset([*names, *(f"{name}s" for name in names)])


def _deadlines(session: Session, rows: list[DeadlineRow]) -> Iterator[CalendarEvent]:
    """Deadlines as whole days; the words of a deadline name nobody."""
    for row in rows:
        if row.due is None or row.stay_id is None:
            continue
        number = _case_number(session, row.stay_id)
        yield CalendarEvent(
            uid=str(uuid5(row.stay_id, f"{row.action} {row.what}")),
            start=row.due,
            end=None,
            summary_without_name=f"{row.what}, sag {number}",
            summary_with_name=f"{row.what}, {row.name}",
        )
