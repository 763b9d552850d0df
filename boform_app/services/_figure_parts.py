"""The numbers and charts of Ledelsestal, made from what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from boform_app.rules import prerequisites
from boform_app.rules.board import has_plan
from boform_app.rules.figures import standing
from boform_app.rules.figures.groups import LEAST, Group, together
from boform_app.rules.figures.lengths import length
from boform_app.rules.figures.nights import Night, Stretch, by_month, one_by_one
from boform_app.rules.figures.standing import READY, STAGES, Settings, Stage
from boform_app.services import _board_rows
from boform_app.services import _figure_words as say
from boform_app.services._figure_facts import Ended
from boform_app.services._stay_facts import Case
from boform_app.services.views.figures import Chart, Entry, Figure, Look, Number
from models.values import dates, municipalities
from models.values.danish import sort_key
from models.values.lists import load_list

_DAY = timedelta(days=1)
MONTH_DAYS = 31
_HATCHED: frozenset[str] = frozenset({"clarifying", "other_way"})


@dataclass(slots=True)
class People:
    """Residents who have been here long enough, and where they stand."""

    cases: Sequence[Case]
    settings: Settings
    today: date
    staged: dict[str, Stage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Place everybody once."""
        for case in self.cases:
            found = standing.stage(case.facts, self.settings, self.today)
            if found is not None:
                self.staged[case.facts.stay_id] = found

    def at(self, *stages: Stage) -> tuple[Case, ...]:
        """Those who stand at one of these."""
        return tuple(case for case in self.cases if self.staged.get(_id(case)) in stages)

    @property
    def ready(self) -> tuple[Case, ...]:
        """Those who can move to a home of their own."""
        return self.at(*READY)

    def nights(self, case: Case) -> int:
        """Nights in the house up to now."""
        return standing.nights(case.facts, self.today)

    def ready_days(self, case: Case) -> int:
        """Days since somebody was ready; nights in the house for those who are not."""
        since = case.facts.ready_since
        return (self.today - since).days if since is not None else self.nights(case)


def _id(case: Case) -> str:
    return case.facts.stay_id


def entries(found: Iterable[tuple[Case, int]], note: str = "") -> tuple[Entry, ...]:
    """Lines of a list, the longest first."""
    ordered = sorted(found, key=lambda pair: (-pair[1], pair[0].person.last_name))
    return tuple(
        Entry(case.person.id, case.stay.acting_municipality_code, days, note=note)
        for case, days in ordered
    )


# -- the four numbers ------------------------------------------------------------------------------


def waiting_number(people: People) -> Number:
    """Who is ready and waits for the system."""
    ready, waits = people.ready, people.at("waits")
    rule = say.ready_rule(people.settings)
    if len(ready) < LEAST:
        figure = Figure("n:waits", "Klar, men venter", 0, 0, say.TOO_FEW, rule, "Døgn", ())
        return Number("–", "klar, men venter på systemet", say.TOO_FEW, figure)
    listed = entries((case, people.ready_days(case)) for case in waits)
    figure = Figure(
        "n:waits", "Klar, men venter på systemet", len(waits), len(ready),
        f"{len(waits)} klar, men venter", rule, "Døgn", listed,
    )  # fmt: skip
    words = f"klar, men venter på systemet ({say.share(len(waits), len(ready))})"
    staged = len(people.staged)
    share = say.share(len(ready), staged)
    below = f"I dag er {say.of(len(ready), staged)} klar til egen bolig ({share})"
    return Number(say.of(len(waits), len(ready)), words, below, figure)


def plan_number(people: People) -> Number:
    """Who has a handleplan."""
    rule = say.plan_rule(people.settings)
    below = f"Beboere i dag med mindst {people.settings.least_nights} døgn"
    if len(people.cases) < LEAST:
        figure = Figure("n:plans", "Handleplan", 0, 0, say.TOO_FEW, rule, "Handleplan", ())
        return Number("–", "har en handleplan", say.TOO_FEW, figure)
    figure = _plans("n:plans", "Har en handleplan", people.cases, people, rule)
    words = f"har en handleplan ({say.share(figure.count, figure.of)})"
    return Number(say.of(figure.count, figure.of), words, below, figure)


def places_number(
    counted: Sequence[Night], slept: tuple[Entry, ...], last: Night, rule: str
) -> Number:
    """Places in use last night, and over the period."""
    figure = Figure(
        "n:places", "Pladser i brug i nat", last.residents, last.places,
        f"{last.residents} boede her natten til {dates.short(last.on + _DAY)}", rule, "Døgn", slept,
    )  # fmt: skip
    words = f"pladser i brug i nat ({say.share(last.residents, last.places)})"
    whole = Stretch(tuple(counted))
    below = (
        f"I perioden {say.of(whole.used, whole.offered)} døgn "
        f"({say.share(whole.used, whole.offered)})"
        if counted
        else "Ingen nætter i perioden er gået endnu"
    )
    return Number(say.of(last.residents, last.places), words, below, figure)


def length_number(ended: Sequence[Ended]) -> Number:
    """How long people stayed, average and median."""
    found = length(one.spell.nights for one in ended)
    rule, words = say.length_rule(), "boede folk her i snit"
    if found.stays < LEAST:
        figure = Figure("n:length", "Opholdslængde", 0, 0, say.TOO_FEW, rule, "Døgn", ())
        return Number("–", words, f"{say.TOO_FEW} afsluttede ophold", figure)
    listed = tuple(Entry(one.person_id, one.municipality_code, one.spell.nights) for one in ended)
    figure = Figure(
        "n:length", "Opholdslængde", found.stays, 0, f"{say.number(found.stays)} afsluttede ophold",
        f"{rule} Snit {found.average} døgn, median {found.median} døgn.", "Døgn", listed,
    )  # fmt: skip
    below = f"Median {say.number(found.median)} døgn, {say.number(found.stays)} ophold i perioden"
    return Number(f"{say.number(found.average)} døgn", words, below, figure)


# -- the charts ------------------------------------------------------------------------------------


def stage_chart(people: People) -> Chart:
    """Where everybody with an overview stands."""
    groups, shown = together(
        Group((stage,), frozenset(map(_id, people.at(stage)))) for stage in STAGES
    )
    staged = len(people.staged)
    if not shown or staged < LEAST:
        return Chart("stages", "Hvor står de?", say.TOO_FEW, "Gruppe", "Beboere", ())
    small = tuple(say.STAGES[stage] for stage in STAGES if stage in _small(groups))
    return Chart(
        "stages",
        f"Hvor står de {staged}?",
        f"I dag. Udflytningsoverblik højst {people.settings.valid_days} døgn gammelt",
        "Gruppe",
        "Beboere",
        tuple(_stage_bar(people, group, staged) for group in groups),
        say.stages_rule(people.settings, small),
    )


def _small(groups: Iterable[Group[str]]) -> tuple[str, ...]:
    """What the groups that are shown together are."""
    return tuple(key for group in groups if group.together for key in group.keys)


def _stage_bar(people: People, group: Group[str], staged: int) -> Figure:
    stages = tuple(stage for stage in STAGES if stage in group.keys)
    look: Look = "hatched" if _HATCHED.issuperset(group.keys) else "full"
    label = _stages_label(stages)
    found = people.at(*stages)
    since = "Døgn er regnet fra, at beboeren var klar, ellers fra indflytningen."
    return Figure(
        f"stage:{'+'.join(stages)}", label, len(found), staged, f"{len(found)} {label.lower()}",
        f"{say.stage_rule(stages, people.settings)} {since}", "Døgn",
        entries((case, people.ready_days(case)) for case in found), look,
        share=say.share(len(found), staged),
    )  # fmt: skip


def _stages_label(stages: Sequence[Stage]) -> str:
    """Small groups together are called what all of them are."""
    if len(stages) == 1:
        return say.STAGES[stages[0]]
    if READY.issuperset(stages):
        return say.READY_OTHERS
    return say.NOT_READY if READY.isdisjoint(stages) else say.OTHERS


def wait_chart(people: People) -> Chart:
    """What the ready ones wait for, what most wait for first."""
    waits = people.at("waits")
    by_id = {_id(case): case for case in waits}
    groups = []
    for row in load_list("prerequisites"):
        members = frozenset(
            _id(case)
            for case in waits
            if any(item.code == row.key for item in standing.waiting_for(case.facts))
        )
        groups += [Group((row.key,), members)] if members else []
    groups.sort(key=lambda one: -len(one.members))
    found, shown = together(groups)
    if not shown or len(waits) < LEAST:
        return Chart("waits", "Hvad venter de på?", say.TOO_FEW, "Hvad", "Beboere", ())
    small = tuple(_board_rows.short(code) for code in _small(found))
    return Chart(
        "waits",
        f"Hvad venter de {len(waits)} på?",
        "I dag. En beboer kan vente på flere ting",
        "Hvad",
        "Beboere",
        tuple(_wait_bar(people, group, by_id) for group in found),
        say.waits_rule(small),
    )


def _wait_bar(people: People, group: Group[str], by_id: dict[str, Case]) -> Figure:
    names = tuple(_board_rows.short(code) for code in group.keys)
    label = names[0] if len(names) == 1 else say.OTHERS
    listed = entries(
        (by_id[one], _waited(by_id[one], group.keys, people.today)) for one in group.members
    )
    median = length(one.days for one in listed).median
    what = names[0].lower() if len(names) == 1 else "andet, samlet"
    return Figure(
        f"wait:{'+'.join(group.keys)}", label, len(listed), len(by_id),
        f"{len(listed)} venter på {what}", say.wait_rule(names, median), "Døgn", listed,
        share=say.share(len(listed), len(by_id)),
    )  # fmt: skip


def _waited(case: Case, codes: Sequence[str], today: date) -> int:
    return max(
        prerequisites.days_waited(item, today)
        for item in standing.waiting_for(case.facts)
        if item.code in codes
    )


def plan_chart(people: People) -> Chart:
    """Who has a handleplan, by handlekommune, the most residents first."""
    codes: dict[str, list[Case]] = {}
    for case in people.cases:
        codes.setdefault(case.stay.acting_municipality_code, []).append(case)
    ordered = sorted(codes, key=lambda code: (-len(codes[code]), sort_key(municipality(code))))
    groups, shown = together(Group((code,), frozenset(map(_id, codes[code]))) for code in ordered)
    by_id = {_id(case): case for case in people.cases}
    bars = []
    for group in groups:
        names = tuple(municipality(code) for code in group.keys)
        rule = say.plan_rule(people.settings, names)
        label = names[0] if len(names) == 1 else say.OTHERS
        found = [by_id[one] for one in group.members]
        key = f"plan:{'+'.join(group.keys) or 'unknown'}"
        bars.append(_plans(key, label, found, people, rule))
    title = "Har handleplan, efter kommune"
    small = tuple(municipality(code) for code in _small(groups))
    rule = say.plan_rule(people.settings, small)
    note = say.SMALL if shown else say.TOO_FEW
    return Chart("plans", title, note, "Kommune", "Har plan", tuple(bars), rule)


def _plans(key: str, label: str, cases: Sequence[Case], people: People, rule: str) -> Figure:
    have = [case for case in cases if has_plan(case.facts)]
    lack = [case for case in cases if not has_plan(case.facts)]
    listed = (
        *entries(((case, people.nights(case)) for case in lack), "Mangler"),
        *entries(((case, people.nights(case)) for case in have), "Har"),
    )
    return Figure(
        key, label, len(have), len(cases), f"{len(have)} har, {len(lack)} mangler", rule,
        "Handleplan", listed, "part", share=say.share(len(have), len(cases)),
    )  # fmt: skip


def night_chart(counted: Sequence[Night], rule: str, last: date) -> Chart:
    """Residents a night over the period: by month, or night by night within one."""
    single = len(counted) <= MONTH_DAYS
    stretches = one_by_one(counted) if single else by_month(counted)
    years = len({one.first.year for one in stretches}) > 1
    bars = tuple(_night_bar(one, rule, single=single, years=years) for one in stretches)
    places = counted[-1].places if counted else 0
    note = f"{places} pladser" if bars else f"Den første nat er talt {dates.short(last + _DAY)}"
    title = "Overnatninger pr. nat" if single else "Overnatninger pr. døgn"
    group = "Nat" if single else "Måned"
    return Chart("nights", title, note, group, "Beboere pr. nat", bars, rule)


def _night_bar(one: Stretch, rule: str, *, single: bool, years: bool) -> Figure:
    month = dates.MONTHS[one.first.month - 1]
    label = dates.dense(one.first) if single else f"{month} {one.first.year}"
    # Where the period has several years, January says which one begins.
    turn = f" {one.first.year % 100:02}" if years and one.first.month == 1 else ""
    share = say.share(one.used, one.offered)
    told = f"{say.of(one.used, one.offered)} døgn, {share or 'ingen pladser'}"
    nights = tuple(
        Entry(
            None, "", night.residents, dates.dense(night.on), say.of(night.residents, night.places)
        )
        for night in one.nights
    )
    return Figure(
        f"night:{one.first}", label, one.average, one.places, f"{label}: {told}", rule, "Beboere",
        nights, short=str(one.first.day) if single else f"{month[:3]}{turn}", share=share,
    )  # fmt: skip


def missing_figure(people: People) -> Figure:
    """Who lacks an overview that is new enough."""
    found = [case for case in people.cases if _id(case) not in people.staged]
    return Figure(
        "missing", "Mangler overblik", len(found), len(people.cases), f"{len(found)} mangler overblik",
        say.missing_rule(people.settings), "Døgn",
        entries((case, people.nights(case)) for case in found),
    )  # fmt: skip


def municipality(code: str) -> str:
    """Name of a handlekommune."""
    found = municipalities.find(code)
    return found.name if found else say.NOT_KNOWN
