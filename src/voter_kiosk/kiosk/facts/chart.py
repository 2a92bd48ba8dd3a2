"""One measure over the terms of the National Assembly, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.content import TermFigures
from voter_kiosk.domain.history import STEMS, Measure, Point, Scale, Series, scale_of, series_of
from voter_kiosk.domain.vietnamese import number_in_figures
from voter_kiosk.kiosk.facts.figures import (
    measure_limits,
    measure_meaning,
    measure_title,
    point_line,
    row_of,
    stem_label,
    term_title,
)
from voter_kiosk.kiosk.facts.history import charted
from voter_kiosk.kiosk.phrasing import plain, whole
from voter_kiosk.kiosk.records import RecordModel
from voter_kiosk.kiosk.view import View

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

_SHAPES: Final = ("circle", "square", "triangle", "diamond")
"""The marks of the measures of one chart, in order: drawings of resources/icons, each also as an outline."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One term of a chart: where it leads, and its values, with the mark and the place on the axis of each.

    ``gap`` is how many terms without a figure begin here.
    """

    subject: str
    term: str
    said: str
    values: tuple[str, ...]
    marks: tuple[str, ...]
    places: tuple[float, ...]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Sign:
    """What a mark stands for."""

    mark: str
    words: str


def mark_of(measure: Measure, series: Series) -> str:
    """The mark of a series: a shape for what is measured, an outline where the base is another."""
    shape = _SHAPES[STEMS[measure].index(series.stem)]
    return f"mark-{shape}-outline" if series.whole_house else f"mark-{shape}"


@QmlElement
class ChartFacts(QObject):
    """What a chart shows; the subject is a measure's name."""

    def __init__(self, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        terms = view.showing.terms() if view.showing else ()
        offered = charted(terms)
        if subject not in offered:
            raise LookupError(subject)
        measure = Measure(subject)
        drawn = series_of(terms, measure)
        scale = scale_of(point.value for series in drawn for point in series.points)
        share = "" if measure is Measure.CANDIDATES else "%"
        self._unit = share
        self._title = measure_title(measure, view)
        self._meaning = measure_meaning(measure, view)
        self._limits = measure_limits(measure, view)
        low = _in_figures(scale.low, view) + share
        self._beginning = view.tr("The axis begins at %1, not at 0.", low) if scale.low else ""
        self._rows = RecordModel(ChartRow, _rows(terms, measure, drawn, scale, view), self)
        self._names = [row.term for row in self._rows.rows]
        self._values = [value for row in self._rows.rows for value in row.values]
        self._most = max(len(row.values) for row in self._rows.rows)
        self._stretches = [part for stretch in _stretches(terms, drawn, scale) for part in stretch]
        self._ticks = [scale.place(tick) for tick in scale.ticks]
        self._tick_labels = _tick_labels(scale, share, view)
        signs = [_sign(terms, measure, series, view) for series in drawn] if len(drawn) > 1 else []
        self._signs = RecordModel(Sign, signs, self)
        apart = view.tr("Different marks are counted in different ways; no line joins them.")
        self._apart = apart if signs else ""
        place = offered.index(measure)
        before = offered[place - 1] if place else None
        after = offered[place + 1] if place + 1 < len(offered) else None
        self._previous = (str(before), measure_title(before, view)) if before else ("", "")
        self._next = (str(after), measure_title(after, view)) if after else ("", "")

    @Property(str, constant=True)
    def title(self) -> str:
        """The measure."""
        return self._title

    @Property(str, constant=True)
    def unit(self) -> str:
        """What every value is followed by: a percent sign, or nothing."""
        return self._unit

    @Property(str, constant=True)
    def meaning(self) -> str:
        """What it measures."""
        return self._meaning

    @Property(str, constant=True)
    def limits(self) -> str:
        """What it does not measure."""
        return self._limits

    @Property(str, constant=True)
    def beginning(self) -> str:
        """That the axis does not begin at 0, where it does not."""
        return self._beginning

    @Property(str, constant=True)
    def apart(self) -> str:
        """That marks of different shape are different measures, where there are several."""
        return self._apart

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """The terms, the first one first; one without a figure has no value."""
        return self._rows

    @Property(int, constant=True)
    def most(self) -> int:
        """How many values a term has at most."""
        return self._most

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]
    def names(self) -> list[str]:
        """What the terms are called, for their width."""
        return self._names

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]
    def values(self) -> list[str]:
        """Every value that is written, for their width."""
        return self._values

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]
    def stretches(self) -> list[float]:
        """The lines between terms that follow each other, three numbers each: the place of the first term in the
        list, and where the line is on the axis there and at the next."""
        return self._stretches

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]
    def ticks(self) -> list[float]:
        """Where the axis has a line, from 0 at its beginning to 1 at its end."""
        return self._ticks

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]
    def tickLabels(self) -> list[str]:  # noqa: N802
        """What is written at them."""
        return self._tick_labels

    @Property(QObject, constant=True)
    def signs(self) -> QObject:
        """What the marks stand for; nothing where there is one kind alone."""
        return self._signs

    @Property(str, constant=True)
    def previous(self) -> str:
        """The measure before, or nothing."""
        return self._previous[0]

    @Property(str, constant=True)
    def previousTitle(self) -> str:  # noqa: N802
        """What the measure before is called."""
        return self._previous[1]

    @Property(str, constant=True)
    def next(self) -> str:
        """The measure after, or nothing."""
        return self._next[0]

    @Property(str, constant=True)
    def nextTitle(self) -> str:  # noqa: N802
        """What the measure after is called."""
        return self._next[1]


def _tick_labels(scale: Scale, share: str, view: View) -> list[str]:
    """All with as many decimals as the step has; 0 has none."""
    decimals = max(0, -int(scale.step.normalize().as_tuple().exponent))
    said = [f"{tick:.{decimals}f}" if tick else "0" for tick in scale.ticks]
    return [number_in_figures(tick, view.language) + share for tick in said]


def _in_figures(value: Decimal, view: View) -> str:
    return number_in_figures(f"{value.normalize():f}", view.language)


def _rows(
    terms: Iterable[TermFigures], measure: Measure, drawn: Sequence[Series], scale: Scale, view: View
) -> list[ChartRow]:
    rows: list[ChartRow] = []
    for term in terms:
        found = [(series, point) for series in drawn for point in series.points if point.number == term.number]
        values = tuple(point_line(series.stem, point, view) for series, point in found)
        said = [
            f"{stem_label(series.stem, view)}: {value}" for (series, _), value in zip(found, values, strict=True)
        ]
        if not said:
            said = [f"{measure_title(measure, view)}: {view.tr('no figure')}"]
        rows.append(
            ChartRow(
                subject=f"{term.number}/{row_of(found[0][0].stem)}" if found else str(term.number),
                term=term.term,
                said=plain(f"{term_title(term, view)}. {'. '.join(said)}"),
                values=values,
                marks=tuple(mark_of(measure, series) for series, _ in found),
                places=tuple(scale.place(point.value) for _, point in found),
            )
        )
    return [replace(row, gap=_gap(rows, place)) for place, row in enumerate(rows)]


def _gap(rows: Sequence[ChartRow], place: int) -> int:
    """How many terms without a figure begin at ``place``."""
    if rows[place].values or (place and not rows[place - 1].values):
        return 0
    return next((after for after, row in enumerate(rows[place:]) if row.values), len(rows) - place)


def _stretches(
    terms: Sequence[TermFigures], drawn: Iterable[Series], scale: Scale
) -> Iterable[tuple[float, float, float]]:
    places = {term.number: place for place, term in enumerate(terms)}
    for series in drawn:
        for one, other in series.joined:
            yield places[one.number], scale.place(one.value), scale.place(other.value)


def _sign(terms: Iterable[TermFigures], measure: Measure, series: Series, view: View) -> Sign:
    words = stem_label(series.stem, view)
    if series.whole_house:
        words = view.tr("%1, counted over deputies not elected then as well", words)
    return Sign(mark_of(measure, series), f"{_spans(terms, series.points, view)}: {words}")


def _spans(terms: Iterable[TermFigures], points: Sequence[Point], view: View) -> str:
    """ "Terms II, IV–XV"."""
    names = {term.number: term.term for term in terms}
    numbers = [point.number for point in points]
    begins = [numbers[0], *(after for before, after in pairwise(numbers) if after != before + 1)]
    ends = [*(before for before, after in pairwise(numbers) if after != before + 1), numbers[-1]]
    said = [
        names[one] if one == other else f"{names[one]}–{names[other]}"
        for one, other in zip(begins, ends, strict=True)
    ]
    if len(numbers) == 1:
        return whole(view.tr("Term %1", said[0]))
    return view.tr("Terms %1", ", ".join(said))
