"""句子的零件: figures listed with their names and units."""

from collections.abc import Callable, Iterable

from gongkai.report.binding import Line
from gongkai.report.sources import Known


def listed(figures: Iterable[Known], *, name: Callable[[Known], str]) -> Line:
    """Return name, figure and unit of each, with 、 between them."""
    line: Line = ()
    for known in figures:
        line = (*line, f"{'、' if line else ''}{name(known)}", known, known.unit)
    return line


def some(figures: Iterable[Known]) -> list[Known]:
    """Return those that are not zero."""
    return [known for known in figures if known.value]


def after_colon(known: Known) -> str:
    """Return what the label names last: 自然人 of 本年新收政府信息公开申请：自然人."""
    return known.label.rpartition("：")[2]
