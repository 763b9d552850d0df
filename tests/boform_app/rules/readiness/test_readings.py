"""The readings of 3.7a and the corners of the decision table that the eight cases do not visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from boform_app.rules.instrument import load
from boform_app.rules.readiness import (
    SYSTEM_IDS,
    Answers,
    DomainNote,
    Duration,
    HousingWish,
    OwnWords,
    Readiness,
    Reason,
    RefundClock,
    Situation,
    Status,
    SupportWish,
    SystemItem,
    WishToMove,
    action_title,
    answers_from_json,
    answers_to_json,
    evaluate,
    housing_text,
    review_after_events,
    sentences,
)
from tests.boform_app.rules.readiness.cases import JONAS, TODAY, items, ratings

ZERO = (0,) * 14
ALL_IN_PLACE = Situation(items={i: SystemItem(i, Status.FULFILLED) for i in SYSTEM_IDS})
YES = Answers(wish_to_move=WishToMove.YES, staff=ZERO)


def levels(**changed: int | Reason | None) -> tuple[int | Reason | None, ...]:
    """Zeros, with areas changed: ``levels(B14=2)``."""
    return tuple(changed.get(f"B{number}", 0) for number in range(1, 15))


def result_of(answers: Answers, situation: Situation = ALL_IN_PLACE) -> Readiness:
    return evaluate(answers, situation, load(), TODAY)


def text_of(result: Readiness, answers: Answers, key: str, *, with_refund: bool = False) -> str:
    said = sentences(result, answers, load(), first_name="Jens", with_refund=with_refund)
    return "\n".join(sentence.text for sentence in said if sentence.key == key)


# ---- answers ---------------------------------------------------------------------------------


def test_yes_if_counts_as_yes_and_shows_the_condition() -> None:
    answers = replace(
        YES,
        wish_to_move=WishToMove.YES_IF,
        words=OwnWords(wish_to_move="hunden må komme med"),
    )
    result = result_of(answers)
    assert (result.category, result.rule_ids[:3]) == ("K1", ("S11", "H1", "U6"))
    assert text_of(result, answers, "condition") == (
        "Jens vil gerne flytte, hvis: ”hunden må komme med”"
    )


@pytest.mark.parametrize("wish", [WishToMove.WILL_NOT_SAY, WishToMove.DOES_NOT_KNOW])
def test_no_answer_to_the_wish_gives_a_job_with_a_date(wish: WishToMove) -> None:
    result = result_of(
        replace(YES, wish_to_move=wish), replace(ALL_IN_PLACE, responsible="Mette H.")
    )
    assert result.category == "K3"
    assert "U2" in result.rule_ids
    assert result.next_review == TODAY + timedelta(days=14)
    assert text_of(result, YES, "headline") == (
        "Afklaring pågår. Mangler: besøg i bolig, samtale med en peer og økonomi vist på papir. "
        "Ansvarlig: Mette H. Senest 15. marts 2026. Jens kan skrives op til bolig imens."
    )


@pytest.mark.parametrize("reason", [None, *Reason])
def test_a_reason_counts_as_missing_and_is_kept(reason: Reason | None) -> None:
    staff = levels(B1=reason, B2=reason, B3=reason, B4=reason)
    four = replace(YES, staff=staff)
    assert result_of(four).category == "K1"
    assert result_of(four).missing == ("B1", "B2", "B3", "B4")
    assert answers_from_json(answers_to_json(four)).staff == staff
    five = replace(YES, staff=levels(B1=reason, B2=reason, B3=reason, B4=reason, B5=reason))
    assert result_of(five).category == "K3"
    assert "U5" in result_of(five).rule_ids


def test_area_fourteen_alone_may_not_be_missing() -> None:
    result = result_of(replace(YES, staff=levels(B14=Reason.NOT_SEEN_HERE)))
    assert (result.category, result.method) == ("K3", "afklares")
    assert {"S0", "U5"} <= set(result.rule_ids)


def test_clarifying_never_stops_the_recommendation_for_housing() -> None:
    missing = Situation(items=items("C1m"))
    unfilled = result_of(replace(YES, staff=levels(B14=None)), missing)
    assert "Indstilling til bolig" in titles(unfilled)
    not_asked = result_of(replace(YES, wish_to_move=None), missing)
    assert "Tilbyd opskrivning til bolig" in titles(not_asked)
    not_now = result_of(replace(YES, wish_to_move=WishToMove.NOT_NOW), missing)
    assert not_now.category == "K4"
    assert "Tilbyd opskrivning til bolig" in titles(not_now)


def titles(result: Readiness) -> list[str]:
    return [action_title(action, load()) for action in result.actions]


def test_not_now_is_asked_again_after_four_weeks_in_the_residents_words() -> None:
    answers = replace(
        YES,
        wish_to_move=WishToMove.NOT_NOW,
        words=OwnWords(wish_to_move="Jeg vil først have ro på."),
    )
    assert text_of(result_of(answers), answers, "headline") == (
        "Jens ønsker ikke at flytte lige nu, fordi: ”Jeg vil først have ro på.” "
        "Vi spørger igen 29. marts 2026. Jens kan stadig blive skrevet op til bolig."
    )


def test_a_wish_for_residential_care_goes_to_the_municipality() -> None:
    answers = replace(YES, housing_wish=HousingWish.RESIDENTIAL_CARE)
    result = result_of(answers, Situation(items=items("C3m")))
    assert (result.category, result.housing.rule) == ("K4", "H5")
    assert "U4" in result.rule_ids
    assert "Send ønsket om botilbud til kommunen" in titles(result)
    assert housing_text(result, load()) == "Botilbud"


def test_ratings_the_resident_did_not_give_come_from_staff_and_are_counted() -> None:
    answers = replace(
        YES,
        staff=levels(B14=2, B1=1),
        resident=levels(B14=1, B1=None, B2=Reason.WILL_NOT_SAY),
    )
    result = result_of(answers)
    assert result.filled_from_staff == 2
    assert result.own is not None
    assert (result.method, result.own.method, result.own.rule) == ("ICM", "ingen", "S11")
    assert text_of(result, answers, "filled") == (
        "Jens har ikke selv vurderet 2 af områderne. Der er vores vurdering brugt i Jens' "
        "eget forslag."
    )
    assert "Jens' egne svar giver: Ingen fast støtte. Regel S11." in text_of(result, answers, "own")


def test_a_resident_who_rated_nothing_has_no_own_result() -> None:
    declined = replace(YES, staff=levels(B14=2), resident=(Reason.WILL_NOT_SAY,) * 14)
    result = result_of(declined)
    assert (result.own, result.filled_from_staff) == (None, 0)
    assert "Tilbyd borgeren at give sin egen vurdering" not in titles(result)
    assert "Tilbyd borgeren at give sin egen vurdering" in titles(result_of(YES))


@pytest.mark.parametrize(
    "bad",
    [
        {"staff": (5, *ZERO[1:])},
        {"staff": (-1, *ZERO[1:])},
        {"staff": (True, *ZERO[1:])},
        {"staff": ("2", *ZERO[1:])},
        {"resident": ZERO[1:]},
        {"notes": ()},
        {"priorities": ("B1", "B2", "B3", "B4")},
        {"priorities": ("B1", "B1")},
        {"priorities": ("B15",)},
        {"declined": frozenset({"A9"})},
    ],
)
def test_answers_outside_the_instrument_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        replace(YES, **bad)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    "bad", [{"A1": "måske"}, {"staff": {"B15": 1}}, {"staff": {"B1": "diagnose"}}]
)
def test_stored_answers_outside_the_instrument_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        answers_from_json(bad)


def test_an_empty_object_is_an_overview_nobody_has_begun() -> None:
    assert answers_from_json({}) == Answers()
    assert result_of(Answers()).category == "K3"


# ---- support ---------------------------------------------------------------------------------

SHORT, LONG, UNSURE = Duration.UNDER_NINE_MONTHS, Duration.LONGER, Duration.DOES_NOT_KNOW


@pytest.mark.parametrize(
    ("staff", "duration", "transition", "rule", "method"),
    [
        (levels(B14=4), SHORT, False, "S1", "ACT"),
        (levels(B14=3, B7=3, B8=3), SHORT, False, "S2", "ACT"),
        (levels(B14=3, B8=4, B9=3), SHORT, False, "S2", "ACT"),
        (levels(B14=3, B9=4), SHORT, False, "S3", "ICM"),
        (levels(B14=2, B1=2), SHORT, False, "S5", "CTI"),
        (levels(B14=2, B7=3), SHORT, False, "S4", "ICM"),
        (levels(B14=2), LONG, False, "S4", "ICM"),
        (levels(B14=2), UNSURE, False, "S4", "ICM"),
        (levels(B14=1, B1=3, B2=3, B9=3), SHORT, False, "S6", "ICM"),
        (levels(B14=1, B1=3), LONG, False, "S7", "ICM"),
        (levels(B14=1, B1=3), UNSURE, False, "S8", "CTI"),
        (levels(B14=1, B5=4, B6=4, B7=4), LONG, False, "S8", "CTI"),
        (levels(B14=0, B1=2, B5=2, B13=2), LONG, False, "S8", "CTI"),
        (levels(B14=1, B1=1, B5=1, B13=1), SHORT, True, "S9", "CTI"),
        (levels(B14=1, B1=1, B5=1), SHORT, True, "S11", "ingen"),
        (levels(B14=1, B1=1, B5=1, B13=1), SHORT, False, "S11", "ingen"),
        (levels(B14=1, B1=2, B5=2), SHORT, False, "S10", "p85"),
    ],
)
def test_support_rules_in_their_order(
    staff: tuple[int | Reason | None, ...],
    duration: Duration,
    transition: bool,
    rule: str,
    method: str,
) -> None:
    answers = replace(
        YES,
        staff=staff,
        duration=duration,
        transitions=frozenset({"tidligere_udsaettelse"}) if transition else frozenset(),
    )
    result = result_of(answers)
    assert (result.rule_ids[0], result.method) == (rule, method)


def test_declined_support_leaves_the_home_and_takes_support_off_the_blocking_list() -> None:
    answers = replace(YES, staff=levels(B14=2), support_wish=SupportWish.NO)
    situation = Situation(items=items("C2m C7m C8m"))
    result = result_of(answers, situation)
    assert [i.id for i in result.blocking] == ["C2"]
    assert {"U7", "U8"} <= set(result.rule_ids)
    assert "Henvisning til § 85 a-støtte" not in titles(result)
    assert "Boligen indstilles alligevel" in text_of(result, answers, "headline")
    different = replace(answers, support_wish=SupportWish.YES_BUT_DIFFERENT)
    assert [i.id for i in result_of(different, situation).blocking] == ["C2", "C7", "C8"]


def test_the_residents_own_priorities_come_first() -> None:
    answers = replace(JONAS.answers(), priorities=("B11", "B1", "B3"))
    result = result_of(answers)
    assert [theme.rule for theme in result.themes] == ["T5", "T4", "T3"]
    assert [theme.own_priority for theme in result.themes] == [True, True, False]
    assert text_of(result, answers, "priorities") == (
        "Vigtigst for Jens: Netværk og gæster, Bo i og passe på en bolig og Økonomi og husleje."
    )


@pytest.mark.parametrize(
    ("staff", "rules"),
    [
        (levels(B5=4), ["T1"]),
        (levels(B5=3, B6=3, B7=3), []),
        (levels(B2=3), ["T6"]),
        (levels(B13=4), ["T7"]),
        (levels(B8=3, B9=2), ["T2"]),
    ],
)
def test_what_support_is_about(staff: tuple[int | Reason | None, ...], rules: list[str]) -> None:
    assert [t.rule for t in result_of(replace(YES, staff=staff)).themes] == rules


# ---- home ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "rule"),
    [
        (None, "H1"),
        (HousingWish.OTHER, "H1"),
        (HousingWish.DOES_NOT_KNOW, "H1"),
        (HousingWish.WILL_NOT_SAY, "H1"),
        (HousingWish.ALTERNATIVE_HOME, "H2"),
        (HousingWish.YOUTH_HOME, "H3"),
        (HousingWish.SHARED_HOME, "H4"),
    ],
)
def test_only_a_wish_chooses_another_kind_of_home(wish: HousingWish | None, rule: str) -> None:
    result = result_of(replace(YES, housing_wish=wish))
    assert (result.housing.rule, result.category) == (rule, "K1")


def test_full_need_of_care_gives_help_in_an_own_home_and_not_another_home() -> None:
    one = result_of(replace(YES, staff=levels(B5=4, B9=4)))
    assert "H11" not in one.rule_ids
    two = result_of(replace(YES, staff=levels(B5=4, B8=4)))
    assert {"H1", "H11"} <= set(two.rule_ids)
    assert (two.housing.rule, two.category) == ("H1", "K2")


def test_requirements_stand_in_the_proposal_with_the_rent() -> None:
    answers = replace(YES, requirements=frozenset({"ro", "tilgaengelighed"}))
    result = result_of(answers, replace(ALL_IN_PLACE, max_rent_kr=4100))
    assert text_of(result, answers, "housing") == (
        "Almindelig egen bolig (elevator eller niveaufri adgang; ro og afstand til naboer), "
        "højst 4.100 kr. om måneden."
    )
    assert {"H7", "F"} <= set(result.rule_ids)


# ---- system ----------------------------------------------------------------------------------


def test_waiting_names_the_owner_and_the_days() -> None:
    since = TODAY - timedelta(days=41)
    waiting = {
        **items("C2m C4g"),
        "C2": SystemItem("C2", Status.MISSING, since=since),
        "C9": SystemItem("C9", Status.UNKNOWN, owner="Aalborg Kommune"),
    }
    result = result_of(YES, Situation(items=waiting))
    assert result.blocking[0].days == 41
    assert text_of(result, YES, "headline") == "Jens kan flytte i egen bolig nu."
    assert text_of(result, YES, "waiting") == (
        "Flytningen venter på: bolig (kommunens boliganvisning, 41 dage)."
    )
    assert text_of(result, YES, "unclear") == (
        "Ikke afklaret endnu: handlekommune/opholdsgrundlag (Aalborg Kommune)."
    )
    assert text_of(result, YES, "under_way") == "I gang: indskud (kommunen)."


def test_everything_in_place_asks_for_a_moving_date() -> None:
    result = result_of(YES)
    assert result.system == "Y0"
    assert text_of(result, YES, "in_place") == "Alt er på plads. Aftal flyttedato."


def test_a_reminder_comes_after_more_than_fourteen_days_and_once_per_letter() -> None:
    assert not [t for t in titles(result_of(YES, Situation(items=items("C6g14")))) if "Rykker" in t]
    late = result_of(YES, Situation(items=items("C1g15 C2g20 C6g15 C12g90")))
    assert [t for t in titles(late) if "Rykker" in t] == [
        "Rykker: Indstilling til bolig",
        "Rykker: Anmodning om handleplan",
    ]


# ---- time and refund -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stay_day", "nights", "days"),
    [
        (13, None, 1),
        (14, None, 28),
        (0, None, 14),
        (200, 54, 6),
        (200, 55, 28),
        (200, 60, 28),
        (5, 50, 9),
        (5, 54, 6),
    ],
)
def test_next_overview(stay_day: int, nights: int | None, days: int) -> None:
    refund = None if nights is None else RefundClock(nights, 90)
    start = TODAY - timedelta(days=stay_day)
    result = result_of(YES, replace(ALL_IN_PLACE, stay_start=start, refund=refund))
    assert (result.staff_next_review - TODAY).days == days


@pytest.mark.parametrize(
    ("nights", "limit", "flags"),
    [
        (59, 90, []),
        (60, 90, ["E1"]),
        (74, 90, ["E1"]),
        (75, 90, ["E1", "E2"]),
        (89, 90, ["E1", "E2"]),
        (90, 90, ["E1", "E3"]),
        (130, 90, ["E1", "E3"]),
        (104, 120, ["E1"]),
        (105, 120, ["E1", "E2"]),
    ],
)
def test_refund_flags(nights: int, limit: int, flags: list[str]) -> None:
    waiting = Situation(items=items("C2m"), refund=RefundClock(nights, limit, "refusion"))
    result = result_of(YES, waiting)
    assert result.refund is not None
    assert [hit.id for hit in result.refund.hits if hit.id[0] == "E"] == flags
    assert result.refund.limit_row == "refusion"
    said = text_of(result, YES, "refund", with_refund=True)
    assert said.count("Borgerens ret til ophold ændres ikke.") == len(flags)
    assert text_of(result, YES, "refund") == ""


def test_the_date_that_refund_sets_is_said_only_with_refund() -> None:
    result = result_of(YES, replace(ALL_IN_PLACE, refund=RefundClock(52, 90)))
    assert text_of(result, YES, "next") == "Næste overblik senest 29. marts 2026."
    said = sentences(result, YES, load(), first_name="Jens", with_refund=True)
    dated = next(sentence for sentence in said if sentence.key == "next")
    assert (dated.text, dated.rules) == ("Næste overblik senest 9. marts 2026.", ("N3",))


def test_the_reason_lists_its_areas() -> None:
    answers = replace(YES, staff=levels(B14=1, B2=2, B3=2, B8=2))
    assert text_of(result_of(answers), answers, "why") == (
        "Overgangen til egen bolig kræver støtte "
        "(område 2 = 2, område 3 = 2 og område 8 = 2). Regel S8."
    )


def test_the_first_flag_needs_somebody_who_waits_for_the_system() -> None:
    clock = RefundClock(70, 90)
    moving = result_of(YES, replace(ALL_IN_PLACE, refund=clock))
    undecided = result_of(
        replace(YES, wish_to_move=None), Situation(items=items("C2m"), refund=clock)
    )
    for result in (moving, undecided):
        assert result.refund is not None
        assert result.refund.hits == ()


def test_an_event_calls_for_a_new_overview_at_once() -> None:
    planned = TODAY + timedelta(days=28)
    tomorrow = TODAY + timedelta(days=1)
    assert review_after_events(planned, []) == planned
    assert review_after_events(planned, [("bolig_tilbudt", tomorrow)]) == tomorrow


# ---- confidence ------------------------------------------------------------------------------


def noted(fresh: int, days: int = 28) -> tuple[DomainNote, ...]:
    note = DomainNote(noted_on=TODAY - timedelta(days=days))
    return (note,) * fresh + (DomainNote(),) * (14 - fresh)


FULL = replace(YES, resident=ZERO, notes=noted(14), two_raters=True)


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        (FULL, "hoej"),
        (replace(FULL, two_raters=False), "mellem"),
        (replace(FULL, notes=noted(13)), "mellem"),
        (replace(FULL, notes=noted(9)), "lav"),
        (replace(FULL, notes=noted(14, days=29)), "lav"),
        (replace(FULL, resident=ratings("0 0 0 0 0 0 0 0 0 0 0 0 – –")), "hoej"),
        (replace(FULL, resident=ratings("0 0 0 0 0 0 0 0 0 0 0 – – –")), "mellem"),
        (replace(FULL, resident=ratings("0 0 0 0 0 0 – – – – – – – –")), "lav"),
        (replace(FULL, resident=levels(B1=3, B2=3)), "mellem"),
        (replace(FULL, staff=levels(B5=3), resident=levels(B5=4)), "hoej"),
    ],
)
def test_confidence(answers: Answers, level: str) -> None:
    result = result_of(answers)
    assert result.confidence.level == level
    assert ("bygger på få" in text_of(result, answers, "basis")) == (level == "lav")


def test_low_confidence_changes_only_the_label() -> None:
    low, high = result_of(replace(FULL, notes=noted(0))), result_of(FULL)
    assert (low.category, low.method, low.housing) == (high.category, high.method, high.housing)
