"""Services in use (*hjælp i dag*): what a resident receives, from whom, since when, for what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.rules.help_in_use import Help, needs_and_help
from boform_app.rules.readiness.answers import DOMAIN_IDS
from boform_app.rules.readiness.serialise import answers_from_json
from boform_app.services import _families
from boform_app.services._changed import check_version
from boform_app.services._letter_rows import staff_names
from boform_app.services._sight import SightService
from boform_app.services._texts import LONGEST_LINE, text_problems
from boform_app.services.views.people import StaffName
from boform_app.services.views.services_in_use import HelpView, ServiceCommand, ServiceView
from models import tables
from models.values.changes import Changes
from models.values.lists import label, load_list

_LONGEST_PHONE = 40
_TEXTS = ("what", "from_whom", "how_often")


class ServicesInUseService(SightService):
    """Help of one resident, and the need beside it."""

    def of(self, person_id: UUID) -> HelpView:
        """Help today and before, with what the newest overview says is needed.

        Raises:
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            family = _families.family(session, self._opened(session, person_id).id)
            rows = service_rows(session, family)
            names = staff_names(session, (row.written_by_id for row in rows))
            overview = session.scalars(
                select(tables.Overview)
                .where(tables.Overview.person_id.in_(family))
                .order_by(tables.Overview.assessed_on.desc(), tables.Overview.finished_at.desc())
                .limit(1)
            ).first()
            answers = answers_from_json(overview.answers["answers"]) if overview else None
            assessed = overview.assessed_on if overview else None
            views = [view_of(row, names) for row in rows]
        today = self._house.clock.today()
        used = tuple(one for one in views if in_use(one.until_on, today))
        ended = sorted(
            (one for one in views if one not in used),
            key=lambda one: one.until_on or today,
            reverse=True,
        )
        given = (Help(one.title, one.from_whom, one.how_often, one.domains) for one in used)
        return HelpView(used, tuple(ended), needs_and_help(answers, given), assessed)

    def save(self, command: ServiceCommand) -> Changes:
        """Write help that is in use, or change what is written of it.

        Raises:
            NotAllowed: A temp reads and writes none.
            ValidationFailed: ``required`` or ``unknown_choice`` at ``kind``, ``required`` at ``what``
                for other help, ``in_future`` at ``since_on``, ``unknown_choice`` at ``domains``,
                ``too_long`` or ``nul_character`` at a text.
            Conflict: Somebody else changed it meanwhile.
        """
        self._may_write()
        problems = tuple(_problems(command, self._house.clock.today()))
        if problems:
            raise ValidationFailed(*problems)
        with self._write("service.save", "hjælp i dag") as unit:
            if command.id is None:
                person = self._opened(unit.session, command.person_id)
                row = tables.ServiceInUse(
                    person_id=person.id,
                    kind=command.kind,
                    stay_id=_stay_id(unit.session, person.id),
                    written_by_id=self._actor.staff_id,
                )
                unit.session.add(row)
            else:
                row = self._get(unit.session, tables.ServiceInUse, command.id)
                person = self._opened(unit.session, row.person_id)
                check_version(unit.session, row, command.version)
            _write(row, command)
            unit.relabel(f"hjælp i dag for {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    def end(self, service_id: UUID, version: int, until_on: date | None = None) -> Changes:
        """Help that has stopped; it stays in the list of what was.

        Args:
            service_id: The row.
            version: As read.
            until_on: Last day; today when None.

        Raises:
            NotAllowed: A temp reads and writes none.
            ValidationFailed: ``in_future`` or ``end_before_start`` at ``until_on``.
            Conflict: Somebody else changed it meanwhile.
        """
        self._may_write()
        today = self._house.clock.today()
        day = until_on or today
        with self._write("service.end", "hjælp er slut") as unit:
            row = self._get(unit.session, tables.ServiceInUse, service_id)
            person = self._opened(unit.session, row.person_id)
            check_version(unit.session, row, version)
            if day > today:
                raise ValidationFailed(Problem("until_on", "in_future"))
            if row.since_on is not None and day < row.since_on:
                raise ValidationFailed(Problem("until_on", "end_before_start"))
            row.until_on = day
            unit.relabel(f"hjælp er slut for {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    def _may_write(self) -> None:
        if self._require("overview") != "yes":
            self._refuse("overview")


def service_rows(session: Session, family: tuple[UUID, ...]) -> list[tables.ServiceInUse]:
    """Rows of a person and joined records, in the order of the shipped list, then by start."""
    order = {row.key: place for place, row in enumerate(load_list("service_kinds"))}
    rows = session.scalars(
        select(tables.ServiceInUse).where(tables.ServiceInUse.person_id.in_(family))
    )
    return sorted(
        rows, key=lambda row: (order.get(row.kind, 99), row.since_on or date.min, str(row.id))
    )


def in_use(until_on: date | None, today: date) -> bool:
    """Whether help is given today: the last day counts."""
    return until_on is None or until_on >= today


def title_of(kind: str, what: str) -> str:
    """What it is called: typed words win over those of the kind."""
    return what.strip() or label("service_kinds", kind)


def view_of(row: tables.ServiceInUse, names: dict[UUID, StaffName]) -> ServiceView:
    """A row as the window knows it."""
    return ServiceView(
        id=row.id,
        version=row.version,
        kind=row.kind,
        title=title_of(row.kind, row.what),
        what=row.what,
        from_whom=row.from_whom,
        since_on=row.since_on,
        until_on=row.until_on,
        how_often=row.how_often,
        phone=row.phone,
        domains=tuple(row.domains),
        written_by=names[row.written_by_id],
    )


def _problems(command: ServiceCommand, today: date) -> Iterator[Problem]:
    kinds = {row.key: row for row in load_list("service_kinds")}
    if not command.kind:
        yield Problem("kind", "required")
    elif command.kind not in kinds:
        yield Problem("kind", "unknown_choice")
    elif kinds[command.kind].takes_text and not command.what.strip():
        yield Problem("what", "required")
    if command.since_on is not None and command.since_on > today:
        yield Problem("since_on", "in_future")
    if not set(command.domains) <= set(DOMAIN_IDS):
        yield Problem("domains", "unknown_choice")
    for name in _TEXTS:
        yield from text_problems(name, getattr(command, name), LONGEST_LINE)
    yield from text_problems("phone", command.phone, _LONGEST_PHONE)


def _write(row: tables.ServiceInUse, command: ServiceCommand) -> None:
    row.kind, row.since_on = command.kind, command.since_on
    for name in (*_TEXTS, "phone"):
        setattr(row, name, getattr(command, name).strip())
    row.domains = [domain for domain in DOMAIN_IDS if domain in command.domains]


def _stay_id(session: Session, person_id: UUID) -> UUID | None:
    stay = _families.open_stay(session, _families.family(session, person_id))
    return stay.id if stay else None
