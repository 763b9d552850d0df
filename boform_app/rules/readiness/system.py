"""Prerequisites of the system (part C): what is open, who has the ball, and what to do next.

Readings that satisfy the eight cases:

* *Spærrer* lists what is *mangler*; an unknown prerequisite also gives Y2, but is listed as unclear
  and gives the one action *Afklar ukendte forudsætninger* (case 6).
* C7 and C8 count only when support is proposed and not declined; else they are left out altogether.
* *Mangler også* lists *mangler* alone; what is *i gang* stands in its own list (cases 2 and 7).
* Only C1, C6 and C7 bring a letter of their own when missing; the other steps of the column
  *Brev/handling* are shown beside the item (cases 3, 4 and 8).
* A reminder is proposed when an item is *i gang* and its letter is more than 14 days old (case 2).
* *Tilbyd borgeren at give sin egen vurdering* comes when the resident has rated fewer than the
  seven areas that rule G asks for and some were never asked. Having declined is an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness.answers import SYSTEM_IDS, Ratings, Situation, Status, SystemItem
from boform_app.rules.readiness.decide import BLOCKING, BLOCKING_WITH_SUPPORT
from boform_app.rules.readiness.result import Action, OpenItem

_SUPPORT_ONLY = ("C7", "C8")
_LETTER_ACTION = {"C6": "request_plan", "C7": "refer_support"}
_TASK = {"U1": "conversation", "U2": "explore", "U4": "send_wish", "U5": "fill_in"}
_HOME_WANTED = ("U5", "U6", "U7")


@dataclass(frozen=True, slots=True)
class OpenLists:
    """Open prerequisites, sorted by what they mean for the move."""

    blocking: tuple[OpenItem, ...]
    unclear: tuple[OpenItem, ...]
    under_way: tuple[OpenItem, ...]
    also_missing: tuple[OpenItem, ...]


def open_items(situation: Situation, today: date, *, support_wanted: bool) -> OpenLists:
    """Every prerequisite that is neither fulfilled nor irrelevant, in the order C1 to C12."""
    blocking_ids = BLOCKING_WITH_SUPPORT if support_wanted else BLOCKING
    blocking: list[OpenItem] = []
    unclear: list[OpenItem] = []
    under_way: list[OpenItem] = []
    also_missing: list[OpenItem] = []
    for item_id in SYSTEM_IDS:
        if item_id in _SUPPORT_ONLY and not support_wanted:
            continue
        item = situation.item(item_id)
        if item.status in (Status.FULFILLED, Status.NOT_RELEVANT):
            continue
        found = _open(item, today, blocks=item_id in blocking_ids)
        if item.status is Status.UNKNOWN:
            unclear.append(found)
        elif item.status is Status.UNDER_WAY:
            under_way.append(found)
        else:
            (blocking if found.blocks else also_missing).append(found)
    return OpenLists(tuple(blocking), tuple(unclear), tuple(under_way), tuple(also_missing))


def _open(item: SystemItem, today: date, *, blocks: bool) -> OpenItem:
    return OpenItem(
        id=item.id,
        status=item.status,
        owner=item.owner,
        days=_days(item.since, today),
        sent_days=_days(item.sent, today),
        blocks=blocks,
    )


def _days(since: date | None, today: date) -> int | None:
    return None if since is None else max(0, (today - since).days)


def actions(
    status: str, lists: OpenLists, resident: Ratings, instrument: Instrument
) -> tuple[Action, ...]:
    """What to do next: the task of the U rule, letters, reminders, clarifying, the other voice."""
    found: list[Action] = []
    if status in _TASK:
        found.append(Action(kind=_TASK[status], because=status))
    found += _letters(status, lists, instrument)
    found += _reminders(lists, instrument)
    if lists.unclear:
        found.append(Action(kind="clarify_system", because=lists.unclear[0].id))
    rated = sum(1 for rating in resident if type(rating) is int)
    if rated < instrument.limits.low_resident and None in resident:
        found.append(Action(kind="offer_own_rating", because="G1"))
    return tuple(found)


def _letters(status: str, lists: OpenLists, instrument: Instrument) -> Iterator[Action]:
    missing = {item.id for item in (*lists.blocking, *lists.also_missing)}
    if "C1" in missing:
        # Until the person has said yes, the list is offered; it is never sent over their head.
        if status in _HOME_WANTED:
            letter = instrument.prerequisite("C1").letter
            yield Action(kind="recommend_housing", because="C1", letter=letter, about="C1")
        else:
            yield Action(kind="offer_listing", because=status, about="C1")
    for item_id, kind in _LETTER_ACTION.items():
        # Support is asked for only with the wish to move; the plan is a right in every category.
        if item_id in missing and (item_id != "C7" or status == "U7"):
            letter = instrument.prerequisite(item_id).letter
            yield Action(kind=kind, because=item_id, letter=letter, about=item_id)


def _reminders(lists: OpenLists, instrument: Instrument) -> Iterator[Action]:
    reminded: set[str] = set()
    for item in lists.under_way:
        letter = instrument.prerequisite(item.id).reminds
        late = item.sent_days is not None and item.sent_days > instrument.limits.reminder_days
        if late and letter and letter not in reminded:
            reminded.add(letter)
            yield Action(kind="remind", because=item.id, letter="rykker", about=item.id)
