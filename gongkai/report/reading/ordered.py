"""按次序读: rows whose labels the print has torn, told by the order of the form.

A table printed without lines breaks its labels and heads over lines that stand beside other words. Where all rows of the
table are there with all their figures, and every label that is whole stands in its place, the others are known as well.
"""

from gongkai.law.report_form import ROWS, TABLE3_COLUMNS, Cell, ReportTables, crossfoot
from gongkai.report.reading.cells import Number, even, glued_number, number, squeeze, trailing_numbers
from gongkai.report.reading.gathering import Gathering
from gongkai.report.reading.labels import CELLS4, row_at_end

_FEWEST_WHOLE = 6
_ROWS3 = [row.key for row in ROWS["table3"]]
_COLUMNS3 = [column.key for column in TABLE3_COLUMNS]
# How often the heads of table four have each of these letters; no other word of them has it.
_LETTERS4 = {"维": 3, "纠": 3, "尚": 3, "直": 1, "后": 1}
_TITLE4 = "行政诉讼情况"
_HEADS_ARE_ABOVE = 24


def fill(gathering: Gathering, text: str) -> None:
    """Put the rows of tables three and four that were not read by their labels."""
    lines = [line for line in even(text).splitlines() if line.strip()]
    _fill_table3(gathering, lines)
    if not gathering.has("table4"):
        _fill_table4(gathering, lines)


def _fill_table3(gathering: Gathering, lines: list[str]) -> None:
    printed = [(words, figures) for words, figures in map(_parted, lines) if len(figures) == len(_COLUMNS3)]
    if len(printed) != len(_ROWS3):
        return
    rows = {row: _numbers(figures) for row, (_, figures) in zip(_ROWS3, printed, strict=True)}
    if not (_are_in_place([words for words, _ in printed]) or _add_up(rows)):
        return
    for row, figures in rows.items():
        if not gathering.has_row("table3", row):
            gathering.put_row("table3", row, _COLUMNS3, figures)
            gathering.note("表三部分行的行名被断开，按法定表式的行序读取；请对照原文确认。")


def _parted(line: str) -> tuple[str, list[str]]:
    """Return the words and the figures behind them, also where the first figure sticks to the words."""
    words, figures = trailing_numbers(line)
    glued = glued_number(words) if len(figures) == len(_COLUMNS3) - 1 else None
    return (glued[0], [glued[1], *figures]) if glued and glued[0] else (words, figures)


def _are_in_place(labels: list[str]) -> bool:
    """Test if enough labels are whole, and each of those stands where the form has it."""
    named = [row_at_end("table3", [words]) if words else None for words in labels]
    whole = [name for name in named if name is not None]
    return len(whole) >= _FEWEST_WHOLE and all(name in (None, row) for name, row in zip(named, _ROWS3, strict=True))


def _add_up(rows: dict[str, list[Number]]) -> bool:
    """Test if every sum of the table holds in this order, which then can be no other."""
    cells = {
        Cell("table3", row, c): figure.value for row, f in rows.items() for c, figure in zip(_COLUMNS3, f, strict=True)
    }
    broken = [found for found in crossfoot(ReportTables(cells)) if found.cell.table == "table3"]
    return not broken and any(cells.values())


def _fill_table4(gathering: Gathering, lines: list[str]) -> None:
    rows = [index for index, line in enumerate(lines) if _is_row_of(line, len(CELLS4))]
    if len(rows) != 1:
        return
    above = squeeze("".join(lines[max(rows[0] - _HEADS_ARE_ABOVE, 0) : rows[0]]))
    heads = above.rpartition(_TITLE4)[2]
    if any(heads.count(letter) != count for letter, count in _LETTERS4.items()):
        return
    for (row, column), figure in zip(CELLS4, _numbers(lines[rows[0]].split()), strict=True):
        gathering.put(Cell("table4", row, column), figure)
    gathering.note("表四的列名被断开，按法定表式的列序读取；请对照原文确认。")


def _is_row_of(line: str, count: int) -> bool:
    words = line.split()
    return len(words) == count and all(number(word) is not None for word in words)


def _numbers(figures: list[str]) -> list[Number]:
    return [found for figure in figures if (found := number(figure)) is not None]
