"""The end of a stay: the five conditions of § 110 stk. 5, and what follows from each kind of end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from boform_app.rules.appeals import Appeal, AppealRule, appeal_rule, period_of
from boform_app.rules.rows import RuleBook
from boform_app.rules.stay_facts import StayFacts
from models.values.lists import entry

Branch = Literal["own_home", "residential_offer"]
ConditionState = Literal["met", "waiting", "missing", "not_relevant"]
ConditionKey = Literal[
    "action_plan", "place_assigned", "support_decision", "tenancy_and_support", "can_move_in"
]
Decider = Literal["resident", "house", "municipality", "nobody"]
_Days = Mapping[ConditionKey, date | None]

# Ends after which the resident lives in a home that the municipality has to do with.
_MOVES = frozenset({"", "own_home", "residential_offer", "municipal_decision"})

_CONDITIONS: tuple[tuple[ConditionKey, str, frozenset[Branch]], ...] = (
    ("action_plan", "§§ 141-142", frozenset({"own_home", "residential_offer"})),
    ("place_assigned", "§ 110, stk. 5", frozenset({"own_home", "residential_offer"})),
    ("support_decision", "§ 85 eller § 85 a", frozenset({"own_home"})),
    ("tenancy_and_support", "§ 110, stk. 5", frozenset({"own_home"})),
    ("can_move_in", "§§ 107-108", frozenset({"residential_offer"})),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Days on which each condition was shown to be met; None where it was not.

    Attributes:
        action_plan: A handleplan or helhedsorienteret plan was received.
        place_assigned: An own home was assigned, or § 107/§ 108 decided.
        support_decision: Help and support to keep the home was decided.
        tenancy_signed: The resident signed the tenancy.
        home_ready: The own home can be moved into; the keys, or the agreed day.
        support_starts: The granted support begins; where nobody has said when, the decision alone
            counts.
        can_move_in: The residential offer can be moved into.
    """

    action_plan: date | None = None
    place_assigned: date | None = None
    support_decision: date | None = None
    tenancy_signed: date | None = None
    home_ready: date | None = None
    support_starts: date | None = None
    can_move_in: date | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the five conditions.

    Attributes:
        number: 1 to 5.
        key: Stable key; ``ui`` has the words.
        paragraph: As cited beside it.
        state: ``met``; ``waiting`` when it depends on another one; ``missing``; or
            ``not_relevant`` in this branch.
        since: The day of the evidence, kept where the condition still waits.
    """

    number: int
    key: ConditionKey
    paragraph: str
    state: ConditionState
    since: date | None


@dataclass(frozen=True, slots=True)
class Conditions:
    """The five conditions in one branch.

    Attributes:
        branch: ``own_home`` counts 1 to 4, ``residential_offer`` 1, 2 and 5.
        items: All five, in order.
        because: Ids of the rule rows used.
    """

    branch: Branch
    items: tuple[Condition, ...]
    because: tuple[str, ...]

    @property
    def met(self) -> int:
        """How many are met: the 2 of "2 af 4 er på plads"."""
        return sum(item.state == "met" for item in self.items)

    @property
    def relevant(self) -> int:
        """How many count in the branch: the 4 of "2 af 4 er på plads"."""
        return sum(item.state != "not_relevant" for item in self.items)

    @property
    def all_met(self) -> bool:
        """Whether the municipality could decide a discharge under stk. 5."""
        return self.met == self.relevant


def conditions(branch: Branch, evidence: Evidence, on: date, book: RuleBook) -> Conditions:
    """The five conditions of § 110 stk. 5.

    Args:
        branch: Own home, or § 107/§ 108.
        evidence: What is shown.
        on: The day of the end or of the plan; evidence dated later does not count yet.
        book: For the row of the citation.
    """
    days: _Days = {
        "action_plan": evidence.action_plan,
        "place_assigned": evidence.place_assigned,
        "support_decision": evidence.support_decision,
        "tenancy_and_support": evidence.tenancy_signed,
        "can_move_in": evidence.can_move_in,
    }
    items = tuple(
        Condition(
            number,
            key,
            paragraph,
            "not_relevant" if branch not in branches else _state(_needed(key, days, evidence), on),
            days[key],
        )
        for number, (key, paragraph, branches) in enumerate(_CONDITIONS, start=1)
    )
    row = book.find("citation_municipal_discharge", on)
    return Conditions(branch, items, () if row is None else (row.row.row_id,))


def _needed(key: ConditionKey, days: _Days, evidence: Evidence) -> tuple[date | None, ...]:
    """The days a condition depends on, its own first."""
    if key != "tenancy_and_support":
        return (days[key],)
    # A signed tenancy is not enough: the door must open and the support be able to begin, so
    # no. 4 waits for no. 3.
    begins = () if evidence.support_starts is None else (evidence.support_starts,)
    return (days[key], evidence.home_ready, days["support_decision"], *begins)


def _state(needed: tuple[date | None, ...], on: date) -> ConditionState:
    if needed[0] is None:
        return "missing"
    return "met" if all(day is not None and day <= on for day in needed) else "waiting"


def branch_of_move(kind: str, home: str) -> Branch:
    """The branch of a move: as the kind of end says, else as the home is, else an own home.

    Args:
        kind: Key of ``stay_end_kinds``, "" while nothing is chosen.
        home: Branch of the accepted home or of the one looked at, "" for none.
    """
    found = kind if kind in {"own_home", "residential_offer"} else home
    return "residential_offer" if found == "residential_offer" else "own_home"


def missing_decision(
    stay: StayFacts, kind: str, branch: Branch, on: date, book: RuleBook
) -> Branch | None:
    """Which decision a move lacks: the strongest alarm (§ 176 a). It never blocks.

    An own home needs the decision on support, a botilbud the one after § 107 or § 108. A refusal of
    support is a decision; it is told apart. Who wants no support waits for none.

    Args:
        stay: What is registered.
        kind: Key of ``stay_end_kinds``, "" while nothing is chosen.
        branch: Of the move.
        on: The day of the move.
        book: For the rule.

    Returns:
        The branch whose decision is not registered, None when nothing is missing.
    """
    rule = book.find("support_decision_before_discharge", on)
    if kind not in _MOVES or rule is None or not rule.yes:
        return None
    if branch == "residential_offer":
        return None if stay.residential_decided else branch
    decided = stay.support_decided_on is not None or bool(stay.support_decision)
    return None if decided or stay.support_wanted is False else branch


@dataclass(frozen=True, slots=True)
class EndKind:
    """What follows from a kind of end of stay.

    Attributes:
        key: Key of the list ``stay_end_kinds``.
        decided_by: Whose act ends the stay.
        is_house_decision: Decided by the leader (§ 110 stk. 4); makes a decision letter.
        needs_hearing: Whether "hørt: dato, hvad sagde beboeren" or why not is asked for.
        needs_reason: Whether a reason must be written.
        appealable: Whether the house's letter carries an appeal block; None where the house
            decides nothing, or the appeal is the municipality's own matter.
        needs_destination: Whether it is asked where the person goes ("ukendt" is an answer).
        because: Ids of the rule rows used.
        verified: Whether the row about the appeal was read in the law's text.
    """

    key: str
    decided_by: Decider
    is_house_decision: bool
    needs_hearing: bool
    needs_reason: bool
    appealable: bool | None
    needs_destination: bool
    because: tuple[str, ...]
    verified: bool


def end_kind(key: str, on: date, book: RuleBook) -> EndKind:
    """What follows from a kind of end.

    Args:
        key: Key of the list ``stay_end_kinds``.
        on: The day of the end.
        book: Rows about the appeal.

    Raises:
        KeyError: There is no such kind.
    """
    by = entry("stay_end_kinds", key).extra["decided_by"]
    decider = _decider(by)
    house = decider == "house"
    rule = appeal_rule(key, on, book) if house else None
    return EndKind(
        key=key,
        decided_by=decider,
        is_house_decision=house,
        needs_hearing=house,
        needs_reason=house,
        appealable=None if rule is None else rule.appealable,
        needs_destination=key != "deceased",
        because=() if rule is None else rule.because,
        verified=rule is None or rule.verified,
    )


def _decider(text: str) -> Decider:
    known: tuple[Decider, ...] = ("resident", "house", "municipality", "nobody")
    for decider in known:
        if decider == text:
            return decider
    raise KeyError(text)


def appeal(kind: EndKind, received_on: date, book: RuleBook) -> Appeal | None:
    """The appeal period counted from receipt; None where the house's letter carries none."""
    if not kind.appealable:
        return None
    rule = AppealRule(
        kind=kind.key,
        appealable=kind.appealable,
        via="house",
        paragraph="",
        because=kind.because,
        verified=kind.verified,
    )
    return period_of(rule, received_on, book)
