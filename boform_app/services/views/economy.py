"""What the window knows of a resident's account and of how a stay is paid for (*økonomi*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from boform_app.rules.money.facts import Part, TermKind


@dataclass(frozen=True, slots=True)
class TermView:
    """How a part is paid for a time; both days count."""

    id: UUID
    version: int
    part: Part
    kind: TermKind
    from_on: date
    to_on: date | None
    meals: tuple[str, ...]
    rate_ore: int | None
    note: str


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of a stay as it is paid today.

    Attributes:
        collected_by: Who collects it, as shown: a municipality or the house; "" not known.
        by_house: The house collects it.
        term: What was agreed, None where the house's rates hold for everything.
        prices: By meal, ``wash`` or ``day``: øre, None where nobody has written it in.
        source: Where the rate was read.
        unverified: The rate was not read in the text of the law.
    """

    part: Part
    collected_by: str
    by_house: bool
    term: TermView | None
    prices: tuple[tuple[str, int | None], ...]
    source: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of an account.

    Attributes:
        amount_ore: Above 0 the resident owes more, below 0 less.
        balance_ore: The account after this line.
        reverses: The line takes another one back; ``reversed`` it was taken back.
        by_run: Made by the month's charges.
        may_reverse: Whoever asks may take it back.
    """

    id: UUID
    booked_on: date
    kind: str
    part: str
    text: str
    amount_ore: int
    balance_ore: int
    receipt: int | None
    month: date | None
    method: str
    by: str
    reverses: bool
    reversed: bool
    by_run: bool
    may_reverse: bool


@dataclass(frozen=True, slots=True)
class AccountView:
    """A resident's account with the house.

    Attributes:
        balance_ore: Above 0 the resident owes, below 0 the house owes.
        lines: Newest first.
        stay_id: The stay that goes on, or the last one; None without any.
        parts: Lodging, food, laundry as they are paid today; empty without a stay.
        terms: Everything agreed in the stay, oldest first.
        ahead_ore: The most that is paid ahead without a second look; None where no price is known.
        may_settle: Whoever asks may see the house's ledger and the invoices, too.
    """

    person_id: UUID
    name: str
    first_name: str
    balance_ore: int
    lines: tuple[LedgerLine, ...]
    stay_id: UUID | None
    stay_open: bool
    parts: tuple[PartView, ...]
    terms: tuple[TermView, ...]
    ahead_ore: int | None
    may_settle: bool

    def seen(self, part: Part) -> frozenset[tuple[UUID, int]]:
        """Ids and versions of the terms of a part, for who agrees on another one."""
        return frozenset((one.id, one.version) for one in self.terms if one.part == part)


@dataclass(frozen=True, slots=True)
class TermCommand:
    """What holds for a part from a day on; it takes the place of what was agreed before for those days.

    Attributes:
        seen: Ids and versions of the terms of this part that were looked at (``AccountView.seen``);
            None where nobody looked.
    """

    stay_id: UUID
    part: Part
    kind: TermKind
    from_on: date
    to_on: date | None = None
    meals: tuple[str, ...] = ()
    rate_ore: int | None = None
    note: str = ""
    seen: frozenset[tuple[UUID, int]] | None = None


@dataclass(frozen=True, slots=True)
class MoneyCommand:
    """Money in, money back, or something the resident owes for.

    Attributes:
        kind: ``payment``, ``payout`` or ``charge``.
        amount_ore: Above 0, whatever the kind.
        part: Key of the list ``payment_parts``.
        method: Key of ``payment_methods``; "" for a charge.
    """

    person_id: UUID
    kind: str
    amount_ore: int
    part: str
    method: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class RunLine:
    """What the month's charges would book for one resident and part.

    Attributes:
        month: The month it is for; an earlier one is a correction.
        amount_ore: To book now: what is owed less what was booked before.
        before_ore: What was booked before.
    """

    person_id: UUID
    stay_id: UUID
    name: str
    month: date
    part: str
    text: str
    amount_ore: int
    before_ore: int


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A resident whose account is not 0."""

    person_id: UUID
    name: str
    balance_ore: int


@dataclass(frozen=True, slots=True)
class HouseLedger:
    """The accounts of the house over a month: opening, what was booked, closing.

    ``closing_ore`` is always ``opening_ore + charged_ore + paid_ore + paid_out_ore``.
    """

    month: date
    opening_ore: int
    charged_ore: int
    paid_ore: int
    paid_out_ore: int
    closing_ore: int
    lines: int
    balances: tuple[BalanceRow, ...]
