"""Ledelsestal of the small house: every number recounted by hand, small groups, names, who may see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.errors import NotAllowed, ValidationFailed
from boform_app.rules.readiness import Answers, OwnWords, Rating
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.figures import Asked, Chart, FiguresView
from boform_app.services.views.people import ResidentFilter
from boform_app.services.views.plans import PlanCommand
from tests import houses
from tests.boform_app.services import money_house as given
from tests.boform_app.services.letter_house import text_of_document

YEAR = Asked(date(2026, 1, 1), date(2026, 11, 22))
ENDED = (3, 10, 11, 30, 41, 60)
"""Nights of six stays, one after the other on the first place, from 1 January on."""
OURS: tuple[Rating, ...] = (2, 1, 2, 2, 1, 1, 1, 2, 2, 1, 1, 1, 1, 2)


def ended(services: Services, nights: tuple[int, ...] = ENDED) -> None:
    """Stays that ended, with a free night between them."""
    day = date(2026, 1, 1)
    for number, count in enumerate(nights):
        stay = given.living(services, f"Person Nummer{number}", 1, day)
        given.left(services, stay, day + timedelta(days=count))
        day += timedelta(days=count + 1)


def number(view: FiguresView, key: str) -> tuple[str, str]:
    (found,) = [one for one in view.numbers if one.figure.key == key]
    return found.big, found.below


def shown(chart: Chart | None) -> list[tuple[str, int, int]]:
    assert chart is not None
    return [(bar.label, bar.count, bar.of) for bar in chart.bars]


def test_nothing_is_shown_before_three_stays_have_ended(services: Services) -> None:
    ended(services, (3, 4))
    assert not services.figures.view(YEAR).enough
    stay = given.living(services, "Tredje Person", 2, date(2026, 5, 1))
    given.left(services, stay, date(2026, 5, 9))
    view = services.figures.view(YEAR)
    assert view.enough
    assert number(view, "n:length") == ("–", "For få til at vise (under 5) afsluttede ophold")


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Six stays have ended, one goes on since 31 January; nobody writes into that house."""
    house = houses.make_house(tmp_path_factory.mktemp("past"))
    services = houses.services(house)
    ended(services)
    given.living(services, "Lang Beboer", 2, date(2026, 1, 31))
    yield services
    houses.close(house)


def test_how_long_people_lived_here(past: Services) -> None:
    view = past.figures.view(YEAR)
    # 155 nights of six: 25.8; between 11 and 30 lies 20.5.
    assert number(view, "n:length") == ("26 døgn", "Median 21 døgn, 6 ophold i perioden")
    figure = view.figure("n:length")
    assert figure is not None
    assert [one.days for one in figure.entries] == sorted(ENDED, reverse=True)
    names = past.figures.names(figure.entries)
    assert (names[0].name, names[0].municipality, names[0].value) == (
        "Nummer5, Person", "Aalborg", "60",
    )  # fmt: skip


def test_only_stays_that_ended_in_the_period_count(past: Services) -> None:
    spring = past.figures.view(Asked(date(2026, 1, 15), date(2026, 2, 28)))
    # The stays of 10, 11 and 30 nights ended between those days: three are too few to show.
    assert number(spring, "n:length")[0] == "–"
    figure = past.figures.view(YEAR).figure("n:length")
    assert figure is not None
    assert figure.count == len(ENDED)


def test_a_stay_that_was_annulled_is_in_no_number(services: Services) -> None:
    ended(services, (1, 2, 3, 4, 5))
    before = services.figures.view(YEAR)
    stay = given.living(services, "Fejl Indskrevet", 2, date(2026, 11, 1))
    services.stays.annul(stay, "Indskrevet ved en misforståelse.")
    after = services.figures.view(YEAR)
    assert after.numbers == before.numbers
    assert after.months == before.months


def test_every_night_is_recounted(past: Services) -> None:
    view = past.figures.view(YEAR)
    assert view.months is not None
    used = sum(ENDED) + (date(2026, 11, 23) - date(2026, 1, 31)).days
    days = (YEAR.last - YEAR.first).days + 1
    assert sum(entry.days for bar in view.months.bars for entry in bar.entries) == used
    assert sum(len(bar.entries) for bar in view.months.bars) == days
    share = round(100 * used / (6 * days))
    assert number(view, "n:places") == (
        "1 af 6", f"I perioden {used} af {6 * days:,} døgn ({share} %)".replace(",", "."),
    )  # fmt: skip
    january = view.months.bars[0]
    assert (january.label, january.count, january.of) == ("januar 2026", 1, 6)


def test_the_night_that_is_now_is_not_counted(services: Services, clock: FixedClock) -> None:
    assert services.figures.last_night() == date(2026, 11, 22)
    clock.set(datetime(2026, 11, 24, 2, 0, tzinfo=COPENHAGEN))
    assert services.figures.last_night() == date(2026, 11, 22)
    clock.set(datetime(2026, 11, 24, 9, 0, tzinfo=COPENHAGEN))
    assert services.figures.last_night() == date(2026, 11, 23)


def test_a_month_is_shown_night_by_night(past: Services) -> None:
    view = past.figures.view(Asked(date(2026, 1, 1), date(2026, 1, 31)))
    assert view.months is not None
    assert len(view.months.bars) == 31
    assert [bar.count for bar in view.months.bars][:6] == [1, 1, 1, 0, 1, 1]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenHouse]:
    """Three stays have ended; six residents live here, three with a handleplan, all ready.

    Made once; whoever writes into it does so last.
    """
    house = houses.make_house(tmp_path_factory.mktemp("full"))
    services = houses.services(house)
    ended(services, (3, 4, 5))
    for place in range(1, 7):
        code = "0851" if place < 6 else "0730"
        stay = given.living(services, f"Beboer Nummer{place}", place, date(2026, 10, 1), code=code)
        answers = Answers(words=OwnWords(hopes="Min egen dør."), resident=OURS, staff=OURS)
        services.overviews.finish(stay, answers, house.clock.today())
        if place <= 3:
            plan = services.plans.get(stay)
            services.plans.change(
                PlanCommand(stay, plan.version, status="received", on=house.clock.today())
            )
    yield house
    houses.close(house)


@pytest.fixture
def leader(full: OpenHouse) -> Services:
    """Of that house."""
    return houses.services(full)


def test_plans_by_municipality_small_ones_together(leader: Services) -> None:
    view = leader.figures.view(YEAR)
    assert number(view, "n:plans")[0] == "3 af 6"
    # One of Randers alone would be told by the rest: the five of Aalborg are shown with it.
    assert shown(view.plans) == [("Andre, samlet", 3, 6)]
    figure = view.figure("n:plans")
    assert figure is not None
    assert [one.note for one in figure.entries] == ["Mangler"] * 3 + ["Har"] * 3


def test_one_municipality_is_asked_for_where_it_is_large_enough(leader: Services) -> None:
    assert leader.figures.view(YEAR).municipalities == (("0851", "Aalborg"),)
    aalborg = leader.figures.view(replace(YEAR, municipality_code="0851"))
    assert number(aalborg, "n:plans")[0] == "3 af 5"
    assert number(aalborg, "n:places")[0] == "5 af 6"
    randers = leader.figures.view(replace(YEAR, municipality_code="0730"))
    assert number(randers, "n:plans")[0] == "–"
    assert shown(randers.stages) == shown(randers.waits) == shown(randers.plans) == []


def test_the_stages_add_up_to_those_with_an_overview(leader: Services) -> None:
    view = leader.figures.view(YEAR)
    assert view.missing is not None
    assert sum(count for _, count, _ in shown(view.stages)) + view.missing.count == 6
    assert view.stages is not None
    for bar in view.stages.bars:
        assert len(bar.entries) == bar.count
        assert bar.count == 0 or bar.count >= 5


def test_an_old_overview_no_longer_counts(leader: Services, full: OpenHouse) -> None:
    clock = full.clock
    assert isinstance(clock, FixedClock)
    clock.set(houses.OPENED_AT + timedelta(days=29))
    try:
        view = leader.figures.view(YEAR)
    finally:
        clock.set(houses.OPENED_AT)
    assert view.missing is not None
    assert view.missing.count == 6
    assert number(view, "n:waits")[0] == "–"


def test_a_protected_resident_has_no_name_until_it_is_opened(
    house: OpenHouse, services: Services
) -> None:
    ended(services, (3, 4, 5))
    for place, name in ((1, "Ole Bach"), (2, "Kim Dahl")):
        given.living(services, name, place, date(2026, 10, 1))
    who = services.residents.rows(ResidentFilter())[0].person_id
    version = services.people.facts(who).version
    services.people.set_fact(who, version, "protected_address", value=True)
    figures = houses.services(house, log_in=2).figures
    figure = figures.view(YEAR).figure("n:places")
    assert figure is not None
    names = {one.person_id: one.name for one in figures.names(figure.entries)}
    assert names[who].startswith("Beskyttet, vær. ")
    assert len(set(names.values()) & {"Bach, Ole", "Dahl, Kim"}) == 1


def test_the_list_is_read_in_parts(leader: Services) -> None:
    figure = leader.figures.view(YEAR).figure("n:places")
    assert figure is not None
    assert len(leader.figures.names(figure.entries, most=2)) == 2


def test_the_sheet_holds_every_figure_and_no_name(leader: Services) -> None:
    view = leader.figures.view(YEAR)
    said = " ".join(text_of_document(leader.figures.sheet(view)).split())
    for one in view.numbers:
        assert one.big in said
        assert one.words in said
    for chart in view.charts:
        assert chart.title in said
    assert "Sådan er der talt" in said
    assert "talt 23-11-2026 kl. 21.40" in said
    assert not re.search(r"Beboer Nummer|Nummer\d|Person Nummer", said)


@pytest.mark.parametrize("role", ["staff", "temp"])
def test_the_figures_are_a_leaders(house: OpenHouse, role: str) -> None:
    services = houses.services(house, role)
    with pytest.raises(NotAllowed):
        services.figures.view(YEAR)
    with pytest.raises(NotAllowed):
        services.figures.names(())
    assert services.search.find("ledelsestal") == ()
    assert houses.services(house).search.find("ledelsestal")[0].action == "figures"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Asked(date(2026, 2, 1), date(2026, 1, 31)), "end_before_start"),
        (Asked(date(2006, 2, 1), date(2026, 1, 31)), "span_too_long"),
    ],
)
def test_a_period_that_cannot_be_counted_is_refused(
    services: Services, asked: Asked, code: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.figures.view(asked)
    assert [one.code for one in refused.value.problems] == [code]
