"""``boform demo``: make the house, then one PDF of every kind of document to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from boform_app import bootstrap
from boform_app.clock import FixedClock, SystemClock, local_time
from boform_app.demo.build import PASSPHRASE, Wish, make_demo, summary
from boform_app.demo.furnish import HOUSE_NAME, LEADER
from boform_app.errors import ValidationFailed
from boform_app.paths import DataFolder
from boform_app.progress import Progress
from boform_app.services.facade import Services
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.people import ResidentFilter
from boform_app.vault.files import translated
from models import tables
from models.values.dates import add_months

if TYPE_CHECKING:
    from boform_app.services.context import OpenHouse
    from boform_app.vault.crypto import KdfParameters

# Whose letter shows the kind best.
_SHOWN = (
    ("admission_notice", "Samira", "orientering-om-optagelse.pdf"),
    ("discharge_notice", "Lise", "orientering-om-udskrivning.pdf"),
    ("plan_request", "Ole", "anmodning-om-handleplan.pdf"),
    ("referral", "Ole", "henvisning-og-indstilling.pdf"),
    ("consent_form", "Jonas", "samtykkeerklaering.pdf"),
    ("data_information", "Jonas", "orientering-om-dine-oplysninger.pdf"),
    ("overview", "Preben", "udflytningsoverblik.pdf"),
)


def make(
    folder: DataFolder,
    wish: Wish,
    letters: Path | None,
    progress: Progress,
    kdf: KdfParameters | None = None,
) -> Sequence[str]:
    """Make the demo house and, when asked, its sample documents; returns lines for the terminal."""
    clock = FixedClock(SystemClock().now())
    made = make_demo(folder, clock, wish, progress, kdf)
    lines = list(summary(made))
    if letters is not None:
        keyring = bootstrap.keyring_of(folder)
        house, actor = bootstrap.open_house(folder, keyring.people[0].staff_id, PASSPHRASE, clock)
        try:
            with translated():
                letters.mkdir(parents=True, exist_ok=True)
                paths = list(_write(house, Services(house, actor), letters))
        finally:
            bootstrap.close_house(house, force=True)
        lines += [
            "",
            f"{len(paths)} breve ligger i {letters}",
            *(f"  {path.name}" for path in paths),
        ]
    return lines


def _write(house: OpenHouse, services: Services, out: Path) -> Iterator[Path]:
    """One PDF of each kind; the bytes are those that print and file would be."""
    from reports.render import passed  # noqa: PLC0415 - the letters' workshop is heavy

    for kind, first_name, name in _SHOWN:
        with house.database.read() as session:
            person_id = session.scalars(
                select(tables.Person.id)
                .join(tables.Stay, tables.Stay.person_id == tables.Person.id)
                .where(tables.Person.first_name == first_name, tables.Stay.ended_at.is_(None))
            ).first()
        if person_id is None:
            continue
        path = out / name
        path.write_bytes(passed(services.letters.preview(kind, person_id, LetterEdits())))
        yield path
    path = out / "overlevering.pdf"
    path.write_bytes(services.handover.sheet())
    yield path
    yield from _own_samples(house, services, out)
    yield from _money_samples(services, out)
    yield _recovery_sample(out)
    yield _answer_form_sample(out)


def _own_samples(house: OpenHouse, services: Services, out: Path) -> Iterator[Path]:
    """What a resident takes along, in both languages, and the sheet that is filled in together."""
    papers = services.own_papers
    path = out / "samtaleark.pdf"
    path.write_bytes(papers.conversation_sheet())
    yield path
    with house.database.read() as session:
        ole = session.scalars(
            select(tables.Person.id)
            .join(tables.Stay, tables.Stay.person_id == tables.Person.id)
            .where(tables.Person.first_name == "Ole", tables.Stay.ended_at.is_(None))
        ).first()
    if ole is None:
        return
    made = {
        "beboerens-egen-mappe.pdf": papers.folder(ole), "own-folder.pdf": papers.folder(ole, "en"),
    }  # fmt: skip
    # A house made without its paperwork has no goals to print.
    with suppress(ValidationFailed):
        made |= {
            "beboerens-egen-plan.pdf": papers.plan(ole), "own-plan.pdf": papers.plan(ole, "en"),
        }  # fmt: skip
    for name, data in made.items():
        (out / name).write_bytes(data)
        yield out / name


def _money_samples(services: Services, out: Path) -> Iterator[Path]:
    """The last basis that was sent, a receipt, and the account it belongs to."""
    last = add_months(services.today.view().today.replace(day=1), -1)
    months = (services.settlements.month(add_months(last, -back)) for back in range(2))
    made = [row.settlement for month in months for row in month.rows if row.settlement]
    for settlement in made[:1]:
        path = out / "afregningsgrundlag.pdf"
        path.write_bytes(services.settlements.pdf(settlement.id))
        yield path
    for row in services.residents.rows(ResidentFilter()):
        account = None if row.closed else services.economy.account(row.person_id)
        paid = [line for line in account.lines if line.receipt] if account else []
        if account and paid:
            receipt, statement = out / "kvittering.pdf", out / "kontoudtog.pdf"
            receipt.write_bytes(services.account_prints.receipt(paid[0].id))
            statement.write_bytes(services.account_prints.statement(account.person_id))
            yield from (receipt, statement)
            return


def _answer_form_sample(out: Path) -> Path:
    """An answer form with a code that belongs to no letter."""
    from models.values.case_codes import new_code, prefix_of  # noqa: PLC0415 - samples alone
    from reports import answer_form  # noqa: PLC0415 - the letters' workshop is heavy

    context = answer_form.AnswerFormContext(
        house=HOUSE_NAME,
        address=("Prøvekaj 7", "8900 Randers C"),
        code=new_code(prefix_of(HOUSE_NAME), bytes(5)),
        letter_date=local_time(SystemClock().now()).date(),
    )
    path = out / "svarark.pdf"
    path.write_bytes(answer_form.render_answer_form(context))
    return path


def _recovery_sample(out: Path) -> Path:
    """A recovery sheet with a key that opens nothing."""
    from boform_app.vault.recovery import RecoveryKey  # noqa: PLC0415 - only the samples need it
    from reports.letters import recovery_sheet  # noqa: PLC0415 - the letters' workshop is heavy
    from reports.letters.base import HouseFacts  # noqa: PLC0415 - see above
    from reports.render import render  # noqa: PLC0415 - see above

    facts = recovery_sheet.RecoverySheetFacts(
        house=HouseFacts(HOUSE_NAME, ("Prøvekaj 7", "8900 Randers C"), "12 34 56 78"),
        number=1,
        made_at=local_time(SystemClock().now()),
        made_by=f"{LEADER.first_name} {LEADER.last_name}",
        groups=RecoveryKey.generate().groups,
        file_id="DEMO",
    )
    path = out / "gendannelsesark.pdf"
    path.write_bytes(render(recovery_sheet.compose(facts)))
    return path
