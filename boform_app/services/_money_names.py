"""Columns of money by the names the pages use, for Historik; what is printed anew is no fact of it."""

from __future__ import annotations

from collections.abc import Mapping

_PARTS = {"lodging": "ophold", "food": "kost", "laundry": "tøjvask"}
MEALS: Mapping[str, str] = {"breakfast": "morgenmad", "lunch": "frokost", "dinner": "aftensmad"}
NAMES: Mapping[str, Mapping[str, str]] = {
    "payment_term": {
        "part": "betaling for",
        "kind": "betaler",
        "from_on": "gælder fra",
        "to_on": "gælder til",
        "meals": "måltider",
        "rate_ore": "pris",
        "note": "grund til betaling",
    },
    "ledger_entry": {
        "booked_on": "bogført",
        "kind": "linje",
        "part": "for",
        "text": "tekst",
        "amount_ore": "beløb",
        "month": "måned",
        "method": "betalt med",
        "receipt": "kvittering nr.",
    },
    "settlement": {
        "municipality_code": "handlekommune",
        "month": "måned",
        "number": "afregning nr.",
        "total_ore": "i alt",
        "sent_on": "sendt den",
        "channel": "sendt med",
        "annulled_on": "annulleret den",
        "annulled_reason": "grund til annullering",
    },
}
LISTS: Mapping[tuple[str, str], str] = {
    ("ledger_entry", "part"): "payment_parts",
    ("ledger_entry", "method"): "payment_methods",
    ("settlement", "channel"): "letter_channels",
}
WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("payment_term", "part"): _PARTS,
    ("payment_term", "kind"): {
        "agreed": "ja",
        "own_home": "nej, bevarer egen bolig",
        "exempt": "fritaget",
        "opted_out": "fravalgt",
    },
    ("payment_term", "meals"): MEALS,
    ("ledger_entry", "kind"): {
        "charge": "skal betales",
        "payment": "indbetalt",
        "payout": "udbetalt",
    },
}
