"""Ledelsestal as its document: what the page shows, without what is behind it."""

from __future__ import annotations

from boform_app.clock import local_time
from boform_app.rules.figures.groups import LEAST
from boform_app.services import _figure_words as say
from boform_app.services._letterhead import letterhead
from boform_app.services.views.figures import Chart, FiguresView
from models import tables
from models.values import municipalities
from reports.contexts import LetterContext
from reports.lists.figures import ChartPart, ChartRow, FiguresFacts, NumberLine, compose


def document(view: FiguresView, house: tables.House) -> LetterContext:
    """The sheet of a view."""
    place = municipalities.find(view.asked.municipality_code)
    return compose(
        FiguresFacts(
            house=letterhead(house),
            period=view.period,
            municipality=place.display if place else "",
            counted_at=local_time(view.counted_at),
            least=LEAST,
            numbers=tuple(NumberLine(one.big, one.words, one.below) for one in view.numbers),
            charts=tuple(_part(chart) for chart in view.charts),
            rules=_rules(view),
        )
    )


def _part(chart: Chart) -> ChartPart:
    return ChartPart(
        chart.key,
        chart.title,
        chart.note,
        chart.group,
        chart.unit,
        tuple(
            ChartRow(bar.label, say.number(bar.count), say.number(bar.of), bar.share)
            for bar in chart.bars
        ),
    )


def _rules(view: FiguresView) -> tuple[tuple[str, str], ...]:
    """Each rule once: those of the numbers, then those of the charts."""
    said: dict[str, str] = {}
    for number in view.numbers:
        said.setdefault(number.figure.rule, number.figure.label)
    for chart in view.charts:
        if chart.bars:
            said.setdefault(chart.rule, chart.title.rstrip("?"))
    return tuple((what, rule) for rule, what in said.items())
