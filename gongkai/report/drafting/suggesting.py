"""问题的建议: weaknesses that the year's figures show, put before the writer, who accepts them or leaves them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.report.binding import Line
from gongkai.report.sources import Known, Sources

TIMELY_ENOUGH = Decimal(98)
_MANY_ERRORS = 5
_LARGE_SHARE = Decimal("0.2")


@dataclass(frozen=True)
class Suggestion:
    """A problem as it would stand in the report; `key` names it in a form."""

    key: str
    line: Line

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else _printed(piece) for piece in self.line)

    @property
    def figures(self) -> list[Known]:
        return [piece for piece in self.line if isinstance(piece, Known)]


def suggestions(known: Sources) -> list[Suggestion]:
    """Return the problems that the figures show; whether they are problems is for the office to say."""
    return [*_late_items(known), *_late_replies(known), *_silent_columns(known), *_late_errors(known)]


def _late_items(known: Sources) -> Iterator[Suggestion]:
    rate = known.get("timeliness.percent")
    if rate is not None and rate.value < TIMELY_ENOUGH:
        line: Line = ("部分信息没有按期公开，全年逾期", known["timeliness.missed"], "条，发布及时率为", rate, "%。")
        yield Suggestion("late_items", line)


def _late_replies(known: Sources) -> Iterator[Suggestion]:
    if known["casework.late"].value:
        yield Suggestion("late_replies", ("个别申请没有在答复期限内办结，全年逾期", known["casework.late"], "件。"))


def _silent_columns(known: Sources) -> Iterator[Suggestion]:
    if known["columns.silent"].value:
        line: Line = ("个别栏目更新不及时，规定了更新周期而全年没有更新的有", known["columns.silent"], "个。")
        yield Suggestion("silent_columns", line)


def _late_errors(known: Sources) -> Iterator[Suggestion]:
    """Yield that errors came as far as the third proof, where they are many and a large share of all."""
    last, all_errors = known["review.errors.3"], known["review.errors"]
    if last.value >= _MANY_ERRORS and last.value >= _LARGE_SHARE * all_errors.value:
        line: Line = ("前两级校对把关不严，到三校时仍发现差错", last, "处。")
        yield Suggestion("late_errors", line)


def _printed(piece: Known | tuple[str, Known]) -> str:
    return piece.printed if isinstance(piece, Known) else piece[0]
