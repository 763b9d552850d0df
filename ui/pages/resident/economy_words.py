"""The account and the terms in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from boform_app.services.views.economy import AccountView, LedgerLine, PartView, TermView
from models.values import dates, lists
from models.values.money import kroner
from ui.privacy import privacy

MEALS = (("breakfast", "Morgenmad"), ("lunch", "Frokost"), ("dinner", "Aftensmad"))
PARTS = {"lodging": "Ophold", "food": "Kost", "laundry": "Tøjvask"}
_UNITS = {"lodging": "pr. døgn", "food": "pr. dag", "laundry": "pr. vask"}


def balance(account: AccountView) -> str:
    """What is owed, and by whom: "Jonas skylder 240,00 kr.", "Der er 60,00 kr. til gode"."""
    ore = account.balance_ore
    if ore > 0:
        name = _tr("Beboeren") if privacy().on else account.first_name
        return _tr("{name} skylder {amount}").format(name=name, amount=kroner(ore))
    if ore < 0:
        return _tr("Der er {amount} til gode").format(amount=kroner(-ore))
    return _tr("Kontoen er i nul")


def what(line: LedgerLine) -> str:
    """What a line is about."""
    part = lists.label("payment_parts", line.part)
    if line.reverses:
        words = _tr("Rettelse, {part}: {text}").format(
            part=part.lower(), text=privacy().text(line.text)
        )
    elif line.by_run:
        words = line.text
    else:
        kinds = {
            "payment": _tr("Betaling, {part}"),
            "payout": _tr("Udbetaling, {part}"),
            "charge": "{part}",
        }
        named = part if line.kind == "charge" else part.lower()
        words = kinds[line.kind].format(part=named)
        note = privacy().text(line.text)
        words = f"{words}: {note}" if note else words
    if line.method and not line.reverses:
        words += f" · {lists.label('payment_methods', line.method).lower()}"
    return f"{words} · {_tr('rettet')}" if line.reversed else words


def term(part: PartView) -> tuple[str, ...]:
    """What holds today for a part: the first line, and smaller ones below it."""
    held = part.term
    lines = [_now(part), _since(held) if held else "", _collects(part)]
    if part.part == "lodging" and part.unverified and known(part):
        lines.append(_tr("Satsen er ikke bekræftet."))
    return tuple(line for line in lines if line)


def known(part: PartView) -> bool:
    """Whether everything that is to be paid has a price."""
    if part.term is not None and (part.term.kind != "agreed" or part.term.rate_ore is not None):
        return True
    return all(ore is not None for _, ore in part.prices)


def was(view: TermView) -> str:
    """A former or coming term as one line."""
    last = _tr(" til {day}").format(day=dates.short(view.to_on)) if view.to_on else ""
    kind = _agreed(view)
    return _tr("{part} fra {first}{last}: {kind}").format(
        part=PARTS[view.part], first=dates.short(view.from_on), last=last, kind=kind
    )


def _now(part: PartView) -> str:
    held = part.term
    if held is not None and held.kind in {"opted_out", "own_home"}:
        return _agreed(held)[:1].upper() + _agreed(held)[1:]
    if held is not None and held.kind == "exempt":
        return _agreed(held)[:1].upper() + _agreed(held)[1:]
    unit = _UNITS[part.part]
    if held is not None and held.rate_ore is not None:
        return f"{kroner(held.rate_ore)} {unit}"
    taken = [(key, ore) for key, ore in part.prices if _taken(held, key)]
    unknown = [key for key, ore in taken if ore is None]
    total = sum(ore for _, ore in taken if ore is not None)
    if unknown and part.part == "lodging":
        return _tr("Satsen for i år er ikke skrevet ind")
    if len(unknown) == len(taken):
        return _tr("Prisen er ikke skrevet ind")
    words = f"{kroner(total)} {unit}"
    if part.part == "food" and held is not None and held.meals:
        words += f" ({_meals(held.meals)})"
    return words


def _taken(held: TermView | None, key: str) -> bool:
    return held is None or not held.meals or key in held.meals


def _agreed(view: TermView) -> str:
    if view.kind == "own_home":
        return _tr("bevarer egen bolig, betaler som regel ikke for opholdet")
    if view.kind == "opted_out":
        return _tr("fravalgt")
    if view.kind == "exempt":
        if view.rate_ore:
            return _tr("nedsat til {amount}").format(amount=kroner(view.rate_ore))
        return _tr("fritaget for betaling")
    if view.rate_ore is not None:
        return kroner(view.rate_ore)
    return _meals(view.meals) if view.meals else _tr("husets priser")


def _meals(chosen: tuple[str, ...]) -> str:
    return ", ".join(label.lower() for key, label in MEALS if key in chosen)


def _since(held: TermView) -> str:
    words = _tr("Fra {day}").format(day=dates.short(held.from_on))
    if held.to_on:
        words += _tr(" til {day}").format(day=dates.short(held.to_on))
    note = privacy().text(held.note)
    return f"{words} · {note}" if note else words


def _collects(part: PartView) -> str:
    if part.by_house:
        return _tr("Betales til {house}").format(house=part.collected_by)
    if not part.collected_by:
        return _tr("Opkræves af handlekommunen, som ikke er kendt endnu")
    return _tr("Opkræves af {municipality}").format(municipality=part.collected_by)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Economy", words)
