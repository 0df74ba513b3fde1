"""2019年旧表式: what the form used before 2021 shares with ours, and what it counts otherwise.

Only 处理决定数量 is the same figure in both. 其他处理 was one row; which of today's three rows its figures belong to the
source does not say.
"""

import re
from collections.abc import Iterable, Sequence

from gongkai.law.report_form import row_of
from gongkai.report.reading.cells import Number, number, squeeze
from gongkai.report.reading.gathering import Gathering
from gongkai.report.reading.grid import Grid, GridCell, Line, distinct, head_ends, heads_above

_DECISIONS = "处理决定数量"
_HEADS = re.compile(f"上一年项目数量|本年增减|(?<!本年){_DECISIONS}")
_OTHER = "六其他处理"


def tell_table2(gathering: Gathering) -> None:
    gathering.note("表二采用2019年旧表式，其各列含义与现行表式不同，除“处理决定数量”外未采用。")


def cells_of_table2(row: str, above: Grid, line: Line) -> dict[str, GridCell]:
    """Return the cell under 处理决定数量, for the rows that count decisions."""
    if not counts_decisions(row):
        return {}
    under = [cell for position, cell in enumerate(line) if _DECISIONS in head_ends(heads_above(above, position))]
    return {"decisions": under[0]} if under else {}


def head_of(words: Sequence[str]) -> str:
    """Return the words as a head of the old form's table two, or nothing where they are none."""
    joined = "".join(words)
    return joined if _HEADS.search(squeeze(joined)) else ""


def decisions(head: str, numbers: Sequence[Number]) -> Number | None:
    """Return which of a flattened row's figures stands under 处理决定数量, or None where the heads are not those."""
    heads = _HEADS.findall(squeeze(head))[-len(numbers) :]
    return numbers[heads.index(_DECISIONS)] if len(heads) == len(numbers) and _DECISIONS in heads else None


def counts_decisions(row: str) -> bool:
    return row_of("table2", row).columns[0].key == "decisions"


def tell_other(gathering: Gathering, line: Iterable[GridCell]) -> bool:
    """Test if the line is the old single row 其他处理; its figures are told, not put."""
    cells = distinct(line)
    figures = [found for cell in cells if (found := number(cell.text)) is not None]
    is_old = bool(figures) and is_old_other([cell.text for cell in cells if cell.text and number(cell.text) is None])
    if is_old:
        tell_other_figures(gathering, figures)
    return is_old


def is_old_other(words: Sequence[str]) -> bool:
    return bool(words) and squeeze(words[-1]).removeprefix("三本年度办理结果") == _OTHER


def tell_other_figures(gathering: Gathering, figures: Sequence[Number]) -> None:
    shown = "、".join(figure.text for figure in figures)
    gathering.note(f"表三“（六）其他处理”为旧表式的一行（{shown}），未分现行的三种情形，各情形按未提供处理，不作零计。")
