"""Page limits: how much must go, and a proposal that names all it would leave out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.values.information import InformationKind as Kind
from reports.contexts import LetterContext, Observations
from reports.letters import housing_nomination, referral, reminder, status_note
from reports.letters.observed import NoteFacts, ThemeFacts
from reports.letters.required import page_limit
from reports.preview import page_count
from reports.reading import spoken
from reports.render import render
from reports.shortening import Candidates, excess, shorten
from tests.reports import examples, examples_requests
from tests.reports.basics import LONG

OVERLONG = examples_requests.overlong_status()
NOTE = status_note.compose(OVERLONG)
CANDIDATES = status_note.candidates(OVERLONG)
MINE = tuple(examples_requests.pictured())


def changes(context: LetterContext) -> dict[str, list[str]]:
    """Lines of the section *Ændringer i perioden* by theme."""
    return {
        row.theme: [line.text for line in row.lines]
        for block in context.section("changes").blocks
        if isinstance(block, Observations)
        for row in block.rows
    }


@pytest.mark.parametrize("kind", MINE)
@pytest.mark.parametrize(
    "made", [examples.minimal(), examples.pictured(), examples.maximal()], ids=["min", "pic", "max"]
)
def test_the_least_and_the_most_stay_within_the_limit(
    made: dict[str, LetterContext], kind: str
) -> None:
    told = excess(made[kind])
    assert (told.over, told.lines) == (0, 0)
    assert told.pages == page_count(render(made[kind])) <= page_limit(kind)


def test_a_full_letter_has_not_much_room_left() -> None:
    for kind in MINE:
        longer = examples.maximal()[kind]
        for key in ("works", "unknown", "meanwhile", "why"):
            if any(section.key == key for section in longer.sections):
                longer = longer.with_text(key, LONG * 16)
                break
        assert excess(longer).over == 1


def test_the_editor_is_told_how_much_must_go_and_where() -> None:
    told = excess(NOTE)
    assert (told.limit, told.over) == (3, told.pages - 3)
    assert told.over >= 1
    assert told.lines > 10
    assert told.longest[0].heading == "Ændringer i perioden"
    lengths = [one.lines for one in told.longest]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    "kind", ["admission_notice", "discharge_notice", "plan_request", "referral"]
)
def test_what_is_longer_than_its_limit_is_told(kind: str) -> None:
    told = excess(examples.overlong()[kind])
    assert told.limit == page_limit(kind) < told.pages
    assert told.lines > 0


def test_a_sheet_without_a_limit_is_never_too_long() -> None:
    told = excess(examples.maximal()["cooperation_sheet"])
    assert (told.limit, told.over, told.lines) == (0, 0, 0)
    assert told.pages > 1


def test_the_lines_it_tells_are_about_those_that_must_go() -> None:
    context = status_note.compose(replace(examples_requests.STATUS, unknown="Vi ved det ikke."))
    lines = [f"Linje {number}." for number in range(60)]
    told = excess(context.with_text("unknown", "\n".join(lines)), 2)
    fewer = lines[: len(lines) - told.lines]
    assert len(fewer) > 1
    assert excess(context.with_text("unknown", "\n".join(fewer)), 2).over == 0
    more = lines[: len(lines) - told.lines + 4]
    assert excess(context.with_text("unknown", "\n".join(more)), 2).over == 1


def test_a_letter_that_fits_is_left_as_it_is() -> None:
    context = status_note.compose(examples_requests.STATUS)
    proposal = shorten(context, status_note.candidates(examples_requests.STATUS))
    assert proposal.context == context
    assert proposal.left_out == ()


def test_the_proposal_makes_it_fit_with_the_least() -> None:
    proposal = shorten(NOTE, CANDIDATES)
    assert proposal.excess.over == 0
    fewer = replace(CANDIDATES, notes=CANDIDATES.notes[:0], small=CANDIDATES.small[:0])
    assert shorten(NOTE, fewer).excess.over > 0
    gone = {one.text for one in proposal.left_out}
    kept = {line for lines in changes(proposal.context).values() for line in lines}
    one_back = replace(
        CANDIDATES, notes=tuple(one for one in CANDIDATES.notes if one.text in gone)[:-1]
    )
    assert kept
    assert shorten(NOTE, replace(one_back, small=())).excess.pages >= proposal.excess.pages


def test_the_oldest_go_first_and_the_newest_of_a_theme_stays() -> None:
    proposal = shorten(NOTE, CANDIDATES)
    days = {one.text: one.day for one in CANDIDATES.notes}
    chosen = [days[one.text] for one in proposal.left_out if one.why == "older_note"]
    assert chosen
    assert chosen == sorted(chosen)
    for theme, lines in changes(proposal.context).items():
        assert any("9. november" in line or theme == "Øvrige områder" for line in lines)


def test_nothing_goes_without_being_named() -> None:
    for limit in (1, 2, 3):
        proposal = shorten(NOTE, CANDIDATES, limit)
        before = [line for lines in changes(NOTE).values() for line in lines]
        after = [line for lines in changes(proposal.context).values() for line in lines]
        missing = [line for line in set(before) if before.count(line) > after.count(line)]
        assert set(missing) == {one.text for one in proposal.left_out}
        rest = [text for text in spoken(proposal.context) if text not in before]
        assert set(rest) - set(spoken(NOTE)) <= {
            "Øvrige områder",
            "Søvn og døgnrytme, mad og indkøb, post og aftaler: Let støtte er nok.",
        }


def test_small_themes_become_one_row_last() -> None:
    proposal = shorten(NOTE, CANDIDATES, 1)
    whys = [one.why for one in proposal.left_out]
    assert whys == sorted(whys, key=("older_note", "small_theme").index)
    assert changes(proposal.context)["Øvrige områder"] == [
        "Søvn og døgnrytme, mad og indkøb, post og aftaler: Let støtte er nok."
    ]
    assert proposal.excess.over > 0, "what cannot fit is said, not hidden"


def test_a_small_theme_without_a_summary_keeps_the_source_of_its_last_assessment() -> None:
    note = NoteFacts("assessed", "Let støtte er nok.", "Ali Demir", date(2026, 11, 9))
    theme = ThemeFacts("Søvn", Kind.HEALTH, (note,), small=True)
    (only,) = status_note.candidates(replace(OVERLONG, changes=(theme,))).small
    assert only.summary == "Let støtte er nok (Ali Demir, 9. november)."
    silent = replace(theme, notes=(replace(note, how="seen"),))
    assert status_note.candidates(replace(OVERLONG, changes=(silent,))).small == ()


def test_the_same_letter_gets_the_same_proposal() -> None:
    assert shorten(NOTE, CANDIDATES) == shorten(NOTE, CANDIDATES)


def test_what_the_author_rewrote_is_not_touched() -> None:
    edited = NOTE.with_text("changes", "Økonomi\nSet: Betaler nu selv.")
    proposal = shorten(edited, CANDIDATES, 1)
    assert proposal.context == edited
    assert proposal.left_out == ()


def test_a_reminder_proposes_its_older_contacts_never_the_first_letter() -> None:
    contacts = tuple(
        reminder.EventFacts(date(2026, 11, day), f"Vi ringede den {day}. Ingen svarede.")
        for day in range(4, 20)
    )
    facts = replace(examples_requests.REMINDER, events=contacts)
    proposal = shorten(reminder.compose(facts), reminder.candidates(facts))
    assert proposal.excess.over == 0
    assert proposal.left_out[0].text == "Vi ringede den 4. Ingen svarede."
    said = spoken(proposal.context)
    assert "Vi sendte en anmodning om handleplan med Digital Post." in said
    assert "Vi har ikke modtaget svar. Det er 20 døgn siden, vi skrev." in said


@pytest.mark.parametrize("module", [referral, housing_nomination])
def test_the_other_letters_propose_their_notes(module: object) -> None:
    themes = (
        ThemeFacts(
            "Økonomi",
            Kind.ECONOMY,
            (
                NoteFacts("seen", "Ny", "Sara Bæk", date(2026, 11, 2)),
                NoteFacts("seen", "Gammel", "Sara Bæk", date(2025, 12, 2)),
            ),
        ),
    )
    made: Candidates
    if module is referral:
        made = referral.candidates(replace(examples.REFERRAL, themes=themes, goals=()))
    else:
        made = housing_nomination.candidates(replace(examples_requests.NOMINATION, themes=themes))
    assert [one.text for one in made.notes] == ["Set: Gammel (Sara Bæk, 2. december 2025)."]


def test_the_goals_of_a_referral_go_before_any_note() -> None:
    """The plan has them anyway; what was seen, told and assessed stands in the letter alone."""
    goals = tuple(
        referral.ReferralGoal("Økonomi", Kind.ECONOMY, f"Betale regning nummer {n} til tiden", 2)
        for n in range(30)
    )
    note = NoteFacts("seen", "Gammel", "Sara Bæk", date(2025, 12, 2))
    newer = NoteFacts("seen", "Ny", "Sara Bæk", date(2026, 11, 2))
    themes = (ThemeFacts("Økonomi", Kind.ECONOMY, (note, newer)),)
    facts = replace(examples.REFERRAL, goals=goals, themes=themes)
    proposal = shorten(referral.compose(facts), referral.candidates(facts))
    assert proposal.excess.over == 0
    assert {(one.section_key, one.why) for one in proposal.left_out} == {("goals", "goal")}
