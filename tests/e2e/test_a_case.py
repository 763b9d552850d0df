"""Must show 1: a whole case by hand and keyboard, from admission to keys, each deadline by date and reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests import houses
from tests.e2e import case_steps as steps
from tests.e2e import hand
from tests.e2e.running import Running
from tests.query_watch import QueryWatch
from ui.application import make_application
from ui.theme import Look, theme

NOTICE_IN, NOTICE_OUT = "servicelovens § 110, stk. 6", "servicelovens § 110, stk. 7"
BEFORE_MOVE = "servicelovens § 176 a"
OWN, NAMED = "Husets egen påmindelse", "Kommunen har selv nævnt dagen"
FOURTEEN = "Talt: 14 dage efter"


@dataclass(frozen=True, slots=True)
class Due:
    """A row of the table: what, which day, and words of its reason.

    Attributes:
        law: Whether it is the law's; else the house's own.
        now: What its badge says; "" where the day itself says enough.
    """

    what: str
    day: date | None
    why: tuple[str, ...]
    law: bool = False
    now: str = ""


def own(what: str, day: date | None, *why: str, now: str = "") -> Due:
    """A reminder of the house's own."""
    return Due(what, day, (OWN, *why), now=now)


def law(what: str, day: date, *why: str, now: str = "") -> Due:
    """A deadline of the law."""
    return Due(what, day, ("Lovens frist", *why), law=True, now=now)


CPR = own("CPR-nummer mangler", None)
SHEET = own("Orientering om dine oplysninger er ikke udleveret", None)
MINUTE = own("Skriv referat af møde", None, "Mødet er holdt, og referatet mangler")
OVERVIEW = own(
    "Første udflytningsoverblik", date(2026, 12, 7), f"{FOURTEEN} mandag 23-11-2026",
    "Udflytningsoverblik v0.1",
)  # fmt: skip
ADMITTED = law(
    "Orientering om optagelse, Aalborg Kommune", date(2026, 11, 26), NOTICE_IN,
    "strenge læsning: torsdag 26-11-2026", "Talt: 3 hverdage efter mandag 23-11-2026",
    now="Om 3 dage",
)  # fmt: skip
REQUEST = own(
    "Anmod om handleplan, Aalborg Kommune", date(2026, 12, 7), f"{FOURTEEN} mandag 23-11-2026",
    "Handleplan: første påmindelse",
)  # fmt: skip
STEP = own("Mål i opholdsplan", date(2026, 12, 18), "Dagen står i opholdsplanen")
PROMISED = own("Handleplan lovet, Aalborg Kommune", date(2026, 12, 18), NAMED)
DECISION = own("Afgørelse om støtte lovet, Aalborg Kommune", date(2026, 12, 16), NAMED)
MOVE = law(
    "Flytter – afgørelse om støtte er ikke registreret", date(2027, 1, 15), BEFORE_MOVE,
    "Serviceloven § 176 a, stk. 1 og 2",
)  # fmt: skip
LEAVES = law(
    "Orientering om udskrivning, Aalborg Kommune", date(2027, 1, 15), NOTICE_OUT,
    "strenge læsning: tirsdag 19-01-2027", "lempelig læsning: onsdag 20-01-2027",
    "Talt: 3 hverdage efter fredag 15-01-2027",
)  # fmt: skip
FOLLOW_UP = own("Følg op på handleplan", date(2027, 1, 20), "Dagen står ved handleplanen")
LISTED = own(
    "Indstillet eller skrevet op til bolig – hos bolig", date(2027, 1, 4),
    f"{FOURTEEN} mandag 21-12-2026", "Forudsætninger: påmindelse",
)  # fmt: skip


def reminder(day: date, now: str = "") -> Due:
    """An answer about the plan that is waited for."""
    return own("Handleplan, Aalborg Kommune", day, "Svarfrist i breve: Husets egen frist", now=now)


@pytest.fixture
def case(qapp: QApplication, tmp_path: Path, queries: QueryWatch) -> Iterator[Running]:
    """A house with rooms and a leader, who is in."""
    make_application()
    made = houses.make_house(tmp_path)
    houses.close(made)
    running = Running(made.folder.root)
    running.start()
    steps.log_in(running)
    yield running
    running.end()
    theme().use(Look())


def expect(running: Running, *wanted: Due) -> None:
    """These deadlines and no other, by day and reason; what is near stands on I dag."""
    found = running.services.today.deadlines(steps.whom(running))
    assert {(row.what, row.due) for row in found} == {(one.what, one.day) for one in wanted}
    assert len(found) == len(wanted)
    for one in wanted:
        row = next(row for row in found if (row.what, row.due) == (one.what, one.day))
        assert row.is_law == one.law, one
        assert not [words for words in one.why if words not in row.why], (one, row.why)
        assert one.now in row.badge_text, (one, row.badge_text)


def on_start_page(running: Running, *wanted: Due) -> None:
    """I dag shows them, each with what its badge says."""
    person = running.person
    person.press("Ctrl+1")
    for one in wanted:
        person.await_text(one.what)
        if one.now:
            assert person.sees(one.now), (one, person.screen())


def on_board(running: Running, *words: str) -> None:
    """Handleplaner shows the case with who has the ball."""
    running.person.press("Ctrl+4")
    running.person.await_text("Samarbejdsark")
    for one in words:
        running.person.await_text(one)


@pytest.mark.timeout(400)  # under two minutes alone; beside other tests on a small machine, longer
def test_a_case(case: Running, tmp_path: Path) -> None:
    arrives(case)
    is_reminded(case)
    answers(case, tmp_path / "svar.pdf")
    house_plan(case)
    alarm(case)
    decision(case)
    nomination(case)
    declined(case)
    accepted(case)
    moves_out(case)
    handed_over(case)


def arrives(running: Running) -> None:
    """Monday: admitted, the municipality is told, the plan is asked for."""
    steps.admit(running)
    expect(running, ADMITTED, CPR, SHEET, REQUEST, OVERVIEW)
    steps.print_and_send(running)
    expect(running, CPR, SHEET, REQUEST, OVERVIEW)
    steps.resident(running)
    running.person.push("Anmod om handleplan")
    steps.print_and_send(running)
    expect(running, CPR, SHEET, reminder(date(2026, 12, 7)), OVERVIEW)
    on_board(running, steps.NAME, "Aalborg")


def is_reminded(running: Running) -> None:
    """Two weeks without an answer."""
    steps.morning(running, date(2026, 12, 7))
    waits = reminder(date(2026, 12, 7), "Afventer 14 døgn")
    expect(running, CPR, SHEET, OVERVIEW, waits)
    on_start_page(running, OVERVIEW, waits)
    on_board(running, steps.NAME, "14 døgn")
    steps.resident(running)
    running.person.push("Lav rykker")
    steps.print_and_send(running)
    expect(running, CPR, SHEET, OVERVIEW, reminder(date(2026, 12, 21)))


ANSWER = {
    "caseworker.name": "Hanne Riis", "caseworker.phone": "12 34 56 84",
    "plan.state": "/in_progress", "plan.expected": "18-12-2026",
    "support.decision": "/undecided", "support.method": "/icm", "support.expected": "16-12-2026",
    "meeting.date": "15-12-2026", "meeting.time": "13", "meeting.place": "Havnehuset",
    "filled.by": "Hanne Riis", "filled.on": "08-12-2026",
}  # fmt: skip
MEETING = own("Møde", date(2026, 12, 15), "Mødet er aftalt")


def answers(running: Running, file: Path) -> None:
    """The form comes back, filled in with another library; it falls on the window."""
    steps.morning(running, date(2026, 12, 9))
    expect(running, CPR, SHEET, OVERVIEW, reminder(date(2026, 12, 21)))
    asked = steps.newest(running)
    file.write_bytes(steps.fill_in(running.services.register.answer_form(asked.id), ANSWER))
    steps.drop(running, file)
    person = running.person
    person.await_text("Skemaet er helt og uændret")
    assert person.sees("Svar på vores rykker af 07-12-2026")
    person.press("Ctrl+Return")
    person.await_text("5 oplysninger er overtaget")
    expect(running, CPR, SHEET, OVERVIEW, MEETING, DECISION, PROMISED)
    on_start_page(running, MEETING, DECISION)
    assert running.services.plans.get(steps.stay(running).id).caseworker == "Hanne Riis"


def house_plan(running: Running) -> None:
    """The opholdsplan: own words, a goal of FFB's themes, a step with its day."""
    person = running.person
    steps.resident(running)
    person.push("Begynd opholdsplan")
    person.fill("Beboerens mål og ønsker", "Min egen nøgle.")
    with steps.form(running, "Nyt mål", "Mål"):
        person.fill("Mål, med beboerens ord", "Styr på min økonomi")
        person.pick("Tema", "Varetage økonomi")
        person.fill("Følg op", "23-12-2026")
    goal = own("Mål i opholdsplan", date(2026, 12, 23), "Dagen står i opholdsplanen")
    expect(running, CPR, SHEET, OVERVIEW, MEETING, DECISION, PROMISED, goal)
    with steps.form(running, "Nyt delmål", "Delmål"):
        person.fill("Hvad", "Lægge budget")
        person.fill("Inden", "18-12-2026")
    expect(running, CPR, SHEET, OVERVIEW, MEETING, DECISION, PROMISED, STEP)
    plan = running.services.stay_plans.get(steps.stay(running).id)
    assert plan is not None
    assert (plan.own_words, plan.goals[0].title) == ("Min egen nøgle.", "Styr på min økonomi")


def alarm(running: Running) -> None:
    """Support is applied for and a day is planned: the strongest alarm stands first."""
    steps.morning(running, date(2026, 12, 16))
    expect(running, CPR, SHEET, OVERVIEW, MINUTE, DECISION, PROMISED, STEP)
    person = running.person
    steps.resident(running)
    person.choose("Vis i kortet", "Støtte")
    with steps.form(running, "Støtte, vi foreslår", "Ret det, vi foreslår"):
        person.pick("Støtte", "ICM")
        person.fill("Ansøgt den", "10-12-2026")
    steps.end_stay_page(running)
    person.choose("Hvordan slutter opholdet?", "Flyttet til egen bolig")
    person.fill("Dato", "15-01-2027")
    person.fill("Klokkeslæt", "11")
    person.await_text("der er ikke registreret en afgørelse om støtte")
    person.push("Gem og vent")
    expect(running, MOVE, CPR, SHEET, OVERVIEW, MINUTE, DECISION, PROMISED, STEP, LEAVES)
    assert running.services.today.deadlines()[0].what == MOVE.what
    assert running.services.today.deadlines()[0].strong
    on_start_page(running, MOVE, DECISION, PROMISED)


def decision(running: Running) -> None:
    """The plan comes and § 85 a is decided, before the day of the move: the alarm is gone."""
    steps.morning(running, date(2026, 12, 21))
    on_start_page(running, MOVE)
    expect(running, MOVE, CPR, SHEET, OVERVIEW, MINUTE, DECISION, PROMISED, STEP, LEAVES)
    person = running.person
    steps.resident(running)
    with steps.form(running, "Registrér plan fra Aalborg Kommune", "Registrér plan"):
        person.fill("Vi følger op", "20-01-2027")
    expect(running, MOVE, CPR, SHEET, OVERVIEW, MINUTE, DECISION, STEP, LEAVES, FOLLOW_UP)
    person.choose("Vis i kortet", "Støtte")
    with steps.form(running, "Kommunens afgørelse om støtte", "Registrér afgørelse"):
        person.choose("Hvad har kommunen besluttet", "Bevilget som foreslået")
        person.fill("Afgørelsens dato", "18-12-2026")
        person.fill("Modtaget den", "21-12-2026")
    expect(running, CPR, SHEET, OVERVIEW, MINUTE, STEP, LEAVES, FOLLOW_UP)
    support = running.services.support.get(steps.stay(running).id)
    assert (support.decision, support.method) == ("granted", "icm")


def nomination(running: Running) -> None:
    """With the resident's consent: what home, and the letter that asks for it."""
    person = running.person
    steps.consent(running)
    steps.resident(running)
    person.choose("Vis i kortet", "Bolig")
    with steps.form(running, "Boligen, der søges", "Ret, hvad der søges"):
        person.fill("Områder", "Aalborg")
        person.fill("Med egne ord", "Stueplan")
    person.push("Lav indstilling")
    letter = steps.print_and_send(running, "Samtykke")
    assert letter.kind == "housing_nomination"
    expect(running, CPR, SHEET, OVERVIEW, MINUTE, STEP, LEAVES, FOLLOW_UP, LISTED)


def declined(running: Running) -> None:
    """The first home is no home for this resident; the second is offered the same day."""
    steps.morning(running, date(2027, 1, 4))
    expect(running, CPR, SHEET, OVERVIEW, MINUTE, STEP, LEAVES, FOLLOW_UP, LISTED)
    on_start_page(running, LISTED)
    person = running.person
    steps.resident(running)
    person.choose("Vis i kortet", "Bolig")
    steps.offer(running, "Trappegade 8, 4. sal", "08-01-2027")
    offered = "Svar på tilbud om bolig"
    asked = "Dagen er den, der er bedt om svar inden"
    open_matters = (CPR, SHEET, OVERVIEW, MINUTE, STEP, LEAVES, FOLLOW_UP, LISTED)
    expect(running, *open_matters, own(offered, date(2027, 1, 8), asked))
    with steps.form(running, "Nej til Trappegade 8", "Siger nej, beboeren vil ikke have boligen"):
        person.fill("Hvad siger Åse selv", "Jeg kan ikke gå på trapper.")
    place = own(
        "Konkret bolig er anvist eller aftalt – hos bolig", date(2027, 1, 18),
        f"{FOURTEEN} mandag 04-01-2027",
    )  # fmt: skip
    expect(running, *open_matters, place)
    steps.offer(running, "Nygade 3, stuen", "07-01-2027")
    with steps.form(running, "Fremvisning", "Fremvisning"):
        person.fill("Aftalt til", "05-01-2027")
        person.fill("Kl.", "10")
    seen = own("Se på bolig", date(2027, 1, 5), now="I morgen")
    second = own(offered, date(2027, 1, 7), asked, now="Om 3 dage")
    expect(running, *open_matters, seen, second)
    on_start_page(running, seen, second)


def accepted(running: Running) -> None:
    """Yes, which ends the wait for a home; a lease, the day of the keys, and who gives the support."""
    steps.morning(running, date(2027, 1, 6))
    person = running.person
    steps.resident(running)
    person.choose("Vis i kortet", "Bolig")
    with steps.form(running, "Beboeren siger ja", "Siger ja, beboeren tager imod boligen"):
        pass
    expect(running, CPR, SHEET, OVERVIEW, MINUTE, STEP, LEAVES, FOLLOW_UP)
    with steps.form(running, "Lejekontrakt", "Kontrakt"):
        pass
    with steps.form(running, "Nøgler", "Nøgler"):
        person.fill("Dag", "15-01-2027")
    person.choose("Vis i kortet", "Støtte")
    with steps.form(running, "Hvem giver støtten", "Ret, hvem der giver støtten"):
        person.fill("Leverandør", "Bostøtten")
        person.fill("Støtteperson", "Karen Friborg")
        person.fill("Støtten begynder", "15-01-2027")
    offers = running.services.offers.of_stay(steps.stay(running).id).offers
    assert [(one.address, one.answer) for one in offers] == [
        ("Nygade 3, stuen", "accepted"), ("Trappegade 8, 4. sal", "declined"),
    ]  # fmt: skip


def moves_out(running: Running) -> None:
    """The day of the keys: five conditions, the end, and the notice that the law asks for."""
    steps.morning(running, date(2027, 1, 15))
    met = own(
        "Støtteperson er udpeget og har mødt beboeren – hos leverandøren af støtte",
        date(2027, 1, 20), f"{FOURTEEN} onsdag 06-01-2027",
    )  # fmt: skip
    expect(running, CPR, SHEET, OVERVIEW, MINUTE, STEP, LEAVES, FOLLOW_UP, met)
    on_start_page(running, LEAVES, met)
    why = hand.read_tip(running.person, LEAVES.what)
    assert not [words for words in LEAVES.why if words not in why], why
    # A leader sees the sixtieth night here, and in no list about the resident.
    assert running.person.sees("Udflytningsoverblik (refusionsdøgn)")
    assert running.person.sees("frist 21. januar 2027")
    person = running.person
    steps.end_stay_page(running)
    person.await_text("§ 110, stk. 5 · 4 af 4 er på plads")
    person.choose("Hvordan slutter opholdet?", "Flyttet til egen bolig")
    person.pick("Flytter til", "Egen almen bolig")
    person.fill("Adresse", "Nygade 3, stuen, 9000 Aalborg")
    person.dialogs = ("Afslut Åses ophold",)
    person.press("Ctrl+Return")
    person.push("Afslut ophold")
    person.dialogs = ()
    after = law(
        "Orientering om udskrivning, Aalborg Kommune", date(2027, 1, 19), NOTICE_OUT,
        "Talt: 3 hverdage efter fredag 15-01-2027",
    )  # fmt: skip
    expect(running, CPR, SHEET, MINUTE, after)
    person.push("Lav orientering")
    assert steps.print_and_send(running).kind == "discharge_notice"
    expect(running, CPR, SHEET, MINUTE)


def handed_over(running: Running) -> None:
    """The municipality gets what the next weeks need; nothing of it is left to be done."""
    person = running.person
    steps.resident(running, "Overblik")
    steps.letter(running, "Overlevering ved fraflytning")
    person.await_text("kan ikke printes")
    # The consent is to the municipality; a supplier would need one of its own.
    person.pick("Til", "Aalborg")
    person.await_text("Samtykke 21-12-2026")
    person.push("Datoer og valg")
    person.fill("Første besøg", "18/1 10.00")
    assert steps.print_and_send(running, "Samtykke").kind == "handover"
    expect(running, CPR, SHEET, MINUTE)
    (stay,) = running.services.stays.for_person(steps.whom(running))
    assert stay.ended_at is not None
