"""Danish sentences of the output, built from the instrument's templates.

A sentence carries the ids of the rules it rests on, so that [Hvorfor?] can show them. The honest
status is always the last sentence. Nothing that comes from refund is said unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness.answers import Answers, WishToMove
from boform_app.rules.readiness.decide import METHOD_OF_RULE, Method
from boform_app.rules.readiness.result import (
    Action,
    Category,
    ConfidenceLevel,
    OpenItem,
    Readiness,
    RuleHit,
)
from models.values.danish import listed

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
    "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or a few) of the output.

    Attributes:
        key: ``headline``, ``condition``, ``housing``, ``home_help``, ``waiting``, ``unclear``,
            ``under_way``, ``in_place``, ``also_missing``, ``why``, ``own``, ``filled``, ``talk``,
            ``priorities``, ``themes``, ``basis``, ``next``, ``refund``, ``decides``, ``honest``.
        rules: Ids of the rules it rests on.
    """

    key: str
    text: str
    rules: tuple[str, ...] = ()


def sentences(
    result: Readiness,
    answers: Answers,
    instrument: Instrument,
    *,
    first_name: str,
    with_refund: bool = False,
) -> tuple[Sentence, ...]:
    """Every sentence of an output, in reading order.

    Args:
        first_name: How the resident is called in the text.
        with_refund: Add what comes from refund; only on pages for leaders and the municipality.
    """
    writer = _Writer(result, answers, instrument, first_name)
    return tuple(writer.all(with_refund=with_refund))


def housing_text(result: Readiness, instrument: Instrument) -> str:
    """The proposed home, e.g. *Ungdomsbolig – som udslusningsbolig eller med nedsat husleje*."""
    home = result.housing
    kind = next(kind for kind in instrument.housing if kind.rule == home.rule)
    texts = {kind.id: kind.text for kind in instrument.requirements}
    wanted = "; ".join(texts[requirement] for requirement in home.requirements)
    text = f"{kind.label} ({wanted})" if wanted else kind.label
    return text + instrument.sentences["housing_transitional"] if home.transitional else text


def action_title(action: Action, instrument: Instrument) -> str:
    """The action as the method paper and letters say it."""
    return instrument.actions[action.kind].title.format(brev=_reminded(action, instrument))


def action_text(action: Action, instrument: Instrument, first_name: str) -> str:
    """The action as we say it at the desk."""
    template = instrument.actions[action.kind].screen
    return template.format(brev=_reminded(action, instrument), navn=first_name)


def _reminded(action: Action, instrument: Instrument) -> str:
    return instrument.prerequisite(action.about).reminds if action.kind == "remind" else ""


def explain(hit: RuleHit, instrument: Instrument) -> str:
    """Why a rule fired, with its facts, e.g. *Bruger noget af hjælpen (område 14 = 2). …*."""
    grounds = _listing(_fact(item, value, instrument) for item, value in hit.because)
    return instrument.rules[hit.id].format(grund=grounds)


def _fact(item: str, value: str, instrument: Instrument) -> str:
    if item.startswith("B"):
        number = instrument.domain(item).number
        return f"område {number} {'mangler' if value == 'mangler' else f'= {value}'}"
    if item.startswith("C"):
        return f"{instrument.prerequisite(item).short}: {instrument.statuses[value]}"
    if item == "F":
        return next(kind.label for kind in instrument.requirements if kind.id == value)
    if item == "refusionsdøgn":
        return value
    return f"{value} {item}" if item == "friske noter" else f"{item}: {value}"


def possessive(name: str) -> str:
    """Danish genitive: *Oles*, but *Jens'* and *Max'*."""
    return f"{name}'" if name.lower().endswith(("s", "x", "z")) else f"{name}s"


def long_date(day: date) -> str:
    """E.g. *14. marts 2026*."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def _listing(parts: Iterable[str]) -> str:
    return listed(list(parts))


def _kroner(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


class _Writer:
    """Holds what every sentence needs; one method per part of the output."""

    def __init__(
        self, result: Readiness, answers: Answers, instrument: Instrument, first_name: str
    ) -> None:
        self._result = result
        self._answers = answers
        self._instrument = instrument
        self._name = first_name

    def all(self, *, with_refund: bool) -> Iterator[Sentence]:
        yield from self._headline()
        yield from self._home()
        yield from self._system()
        yield from self._why()
        yield from self._voices()
        yield from self._basis(with_refund=with_refund)
        if with_refund and self._result.refund:
            yield from self._refund(self._result.refund.hits)
        yield Sentence("decides", self._say("decides"))
        yield Sentence("honest", self._instrument.honest_status)

    def _say(self, key: str, **facts: object) -> str:
        template = self._instrument.sentences[key]
        return template.format(navn=self._name, navns=possessive(self._name), **facts)

    def _rules(self, *letters: str) -> tuple[str, ...]:
        return tuple(rule for rule in self._result.rule_ids if rule[0] in letters)

    # ---- what is proposed ----

    def _headline(self) -> Iterator[Sentence]:
        category = self._result.category
        if category is Category.CLARIFYING:
            text = self._clarifying()
        elif category is Category.OTHER_WAY:
            text = self._other_way()
        else:
            text = self._ready(category)
        yield Sentence("headline", text, self._rules("U"))
        if self._answers.wish_to_move is WishToMove.YES_IF and self._answers.words.wish_to_move:
            said = self._say("condition", ord=self._answers.words.wish_to_move)
            yield Sentence("condition", said)

    def _ready(self, category: Category) -> str:
        kinds = {kind.rule: kind.move_to for kind in self._instrument.housing}
        home = kinds[self._result.housing.rule]
        if category is Category.READY:
            return self._say("ready_now", bolig=home)
        support = self._instrument.methods[self._result.method].with_
        text = self._say("ready_with", bolig=home, stoette=support)
        if self._result.hit("U8"):
            later = long_date(self._result.next_review)
            return f"{text} {self._say('support_declined', dato=later)}"
        return text

    def _clarifying(self) -> str:
        rule = self._rules("U")[0]
        areas = _listing(self._short(domain) for domain in self._result.missing)
        task = self._instrument.sentences[f"task_{rule}"].format(omraader=areas)
        # "Mette H." ends in the full stop that the template adds.
        responsible = self._result.responsible.rstrip(".")
        key = "clarify" if responsible else "clarify_nobody"
        due = long_date(self._result.next_review)
        return self._say(key, opgave=task, ansvarlig=responsible, dato=due)

    def _other_way(self) -> str:
        due = long_date(self._result.next_review)
        if self._result.hit("U4"):
            return self._say("wants_residential", dato=due)
        words = self._answers.words.wish_to_move
        key = "not_now_words" if words else "not_now"
        return self._say(key, dato=due, ord=words)

    def _home(self) -> Iterator[Sentence]:
        text = housing_text(self._result, self._instrument)
        rent = self._result.housing.max_rent_kr
        if rent is None:
            said = self._say("housing", bolig=text)
        else:
            said = self._say("housing_rent", bolig=text, husleje=_kroner(rent))
        yield Sentence("housing", said, self._rules("H"))
        if self._result.housing.home_help_check:
            yield Sentence("home_help", self._say("home_help"), ("H11",))

    # ---- the system ----

    def _system(self) -> Iterator[Sentence]:
        result = self._result
        rules = (result.system,)
        blocking_unclear = tuple(item for item in result.unclear if item.blocks)
        if result.blocking:
            yield Sentence("waiting", self._items("waiting", result.blocking), rules)
        if blocking_unclear:
            yield Sentence("unclear", self._items("unclear", blocking_unclear), rules)
        if result.under_way:
            yield Sentence("under_way", self._items("under_way", result.under_way), rules)
        if result.system == "Y0" and result.category.is_ready:
            yield Sentence("in_place", self._say("all_in_place"), rules)
        if result.also_missing:
            yield Sentence("also_missing", self._items("also_missing", result.also_missing))

    def _items(self, key: str, items: tuple[OpenItem, ...]) -> str:
        return self._say(key, liste=_listing(self._item(item) for item in items))

    def _item(self, item: OpenItem) -> str:
        kind = self._instrument.prerequisite(item.id)
        owner = item.owner or kind.owner_short
        if item.days is None:
            return f"{kind.short} ({owner})"
        return f"{kind.short} ({owner}, {item.days} {'dag' if item.days == 1 else 'dage'})"

    # ---- why, and the two voices ----

    def _why(self) -> Iterator[Sentence]:
        if self._result.method is not Method.UNCLEAR:
            rule = self._rules("S")[0]
            yield Sentence("why", self._reason(rule), (rule,))
        if self._result.priorities:
            first = _listing(self._short(domain) for domain in self._result.priorities)
            yield Sentence("priorities", self._say("priorities", liste=first))
        if self._result.themes:
            hits = [self._result.hit(theme.rule) for theme in self._result.themes]
            said = " ".join(explain(hit, self._instrument) for hit in hits if hit)
            rules = tuple(theme.rule for theme in self._result.themes)
            yield Sentence("themes", self._say("themes", liste=said), rules)

    def _reason(self, rule: str) -> str:
        hit = self._result.hit(rule)
        text = explain(hit, self._instrument) if hit else ""
        return self._say("why", hvorfor=text, regel=rule)

    def _voices(self) -> Iterator[Sentence]:
        own = self._result.own
        if own:
            label = self._instrument.methods[METHOD_OF_RULE[own.rule]].label
            said = self._say("own_result", metode=label, regel=own.rule)
            yield Sentence("own", said, ("A1", own.rule))
        filled = self._result.filled_from_staff
        if filled:
            key = "filled_one" if filled == 1 else "filled"
            yield Sentence("filled", self._say(key, antal=filled), ("A1",))
        if self._result.talk_about:
            areas = _listing(self._short(domain) for domain in self._result.talk_about)
            yield Sentence("talk", self._say("talk", liste=areas), ("A2",))

    def _short(self, domain: str) -> str:
        return self._instrument.domain(domain).short

    def _basis(self, *, with_refund: bool) -> Iterator[Sentence]:
        found = self._result.confidence
        label = self._instrument.confidence[found.level]
        text = self._say("basis", sikkerhed=label, vurderet=found.rated, noter=found.fresh_notes)
        if found.level is ConfidenceLevel.LOW:
            text = f"{text} {self._say('basis_few')}"
        yield Sentence("basis", text, self._rules("G"))
        due, rules = self._result.next_review, self._rules("N")
        if with_refund and self._result.staff_next_review < due:
            due, rules = self._result.staff_next_review, ("N3",)
        yield Sentence("next", self._say("next", dato=long_date(due)), rules)

    def _refund(self, hits: tuple[RuleHit, ...]) -> Iterator[Sentence]:
        fixed = self._instrument.sentences["refund_fixed"]
        for hit in hits:
            if hit.id.startswith("E"):
                text = f"{explain(hit, self._instrument)} {fixed}"
                yield Sentence("refund", text, (hit.id,))
