"""What an answer says of a home and of the next meeting."""

from __future__ import annotations

from datetime import date, datetime

from boform_app.clock import from_local
from boform_app.exchange.answer_form import Answers
from boform_app.services import _homes
from boform_app.services._answer_facts import Facts
from boform_app.services._answer_words import (
    DAY_AHEAD,
    DAY_PASSED,
    NO_CROSS,
    UNKNOWN,
    Side,
    day_words,
    joined,
    moment_words,
    option,
    owned,
)
from boform_app.services.views.answers import Follow
from models import tables
from models.values import dates
from reports.danish import amount


def home(answers: Answers, facts: Facts) -> Side:
    """Whether a home was applied for or assigned."""
    state = answers.home_state
    more = [
        f"skrevet op {day_words(answers.home_listed_on)}" if answers.home_listed_on else "",
        f"kan flyttes ind fra {day_words(answers.home_from)}" if answers.home_from else "",
        f"husleje {amount(answers.home_rent)}" if answers.home_rent is not None else "",
    ]
    detail, (have, have_more) = joined(more), _home_have(facts)
    open_offer = next((one for one in facts.offers if not one.answer), None)
    searched = facts.search is not None and facts.search.listed_on is not None
    assigned = Follow(
        "home", f"Boligen venter på {owned(facts.first_name).removesuffix(' ønske')} svar"
    )
    listed = Follow("home", "Skrevet op til bolig er på plads")
    return Side(
        came=option("home.state", state) or (detail.capitalize() if detail else ""),
        came_more=detail if state else "",
        have=have,
        have_more=have_more,
        known=open_offer is not None or searched,
        equal=_home_equal(answers, facts, open_offer),
        why_not=_home_stop(answers, facts),
        goes_to="Bolig",
        follows={"assigned": (assigned,), "listed": (listed,)}.get(state or "", ()),
    )


def _home_have(facts: Facts) -> tuple[str, str]:
    live = [one for one in facts.offers if one.answer in {"", "accepted"}]
    if live:
        taken = _homes.accepted_one(live)
        row = taken or live[0]
        words = "Sagt ja til" if taken else "Tilbudt"
        return f"{words}: {_homes.place(row)}", _homes.rent_text(row.rent_kr, None)
    search = facts.search
    day = (search.listed_on or search.nominated_on) if search else None
    if search is None or day is None:
        return UNKNOWN, ""
    words = "Skrevet op" if search.listed_on else "Indstillet"
    return f"{words} {dates.short(day)}", f"{(facts.today - day).days} døgn"


def _home_equal(answers: Answers, facts: Facts, offer: tables.HomeOffer | None) -> bool:
    search = facts.search
    listed = search.listed_on if search else None
    match answers.home_state:
        case "not_listed":
            # With nothing noted there is nothing that their answer could be the same as.
            nominated = search.nominated_on if search else None
            return nominated is not None and listed is None and not facts.offers
        case "listed":
            return listed is not None and answers.home_listed_on in {None, listed}
        case "assigned":
            return (
                offer is not None
                and answers.home_rent in {None, offer.rent_kr}
                and answers.home_from in {None, offer.move_in_on}
            )
    return False


def _home_stop(answers: Answers, facts: Facts) -> str:
    state = answers.home_state
    if state is None:
        return NO_CROSS
    if state == "not_listed":
        if facts.offers or (facts.search and facts.search.listed_on):
            return "Vi har noteret noget andet. Spørg kommunen."
        return "Her er intet at tage over. Svaret bliver gemt, som det kom."
    if state == "listed":
        ahead = answers.home_listed_on is not None and answers.home_listed_on > facts.received_on
        return DAY_AHEAD if ahead else ""
    if facts.stay.ended_at is not None:
        return "Opholdet er slut."
    taken = _homes.accepted_one(facts.offers)
    return "Der er sagt ja til en bolig. Giv den tilbage først." if taken else ""


def starts_at(answers: Answers) -> datetime | None:
    """When the next meeting begins; None without a day or a time."""
    day, at = answers.meeting_date, answers.meeting_time
    return from_local(day, at.hour, at.minute) if day is not None and at is not None else None


def meeting(answers: Answers, facts: Facts) -> Side:
    """The next meeting."""
    day, at, begins = answers.meeting_date, answers.meeting_time, starts_at(answers)
    came = day_words(day) if day else ""
    came += f" kl. {dates.clock(at)}" if at else ""
    ahead = [row for row in facts.meetings if row.starts_at >= facts.now]
    have = moment_words(ahead[0].starts_at) if ahead else ""
    follow = Follow("today", f"Mødet kommer på I dag den {day:%d-%m}") if day else None
    other = Follow("open", f"Mødet {have} står der stadig") if have else None
    return Side(
        came=came.strip() or answers.meeting_place,
        came_more=answers.meeting_place if came else "",
        have=have or UNKNOWN,
        have_more=ahead[0].place if ahead else "",
        equal=begins is not None and any(row.starts_at == begins for row in facts.meetings),
        why_not=_meeting_stop(day, begins, facts),
        goes_to="Møder",
        follows=tuple(one for one in (follow, other) if one),
    )


def _meeting_stop(day: date | None, begins: datetime | None, facts: Facts) -> str:
    if day is None:
        return "Mødets dato mangler. Ret det, eller spørg kommunen."
    if begins is None:
        return "Klokkeslættet mangler. Ret det, eller spørg kommunen."
    return DAY_PASSED if begins < facts.now else ""
