"""平铺文本: tables that copying has flattened, one cell a line or one row a line, with bars or without.

Only the labels tell what a figure is; the order of the rows does not matter.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from gongkai.law.report_form import TABLE3_COLUMNS, Cell, row_of
from gongkai.report.reading.answer import TablesRead
from gongkai.report.reading.cells import Number, even, glued_number, number, squeeze, trailing_numbers
from gongkai.report.reading.gathering import Gathering
from gongkai.report.reading.labels import (
    exact_row,
    form_of,
    is_label,
    is_table4_head,
    row_at_end,
    table3_columns,
    table4_columns,
)

_BARS = re.compile(r"[|\t│┃]")
_STATUTORY3 = tuple(column.key for column in TABLE3_COLUMNS)


def read_tables(text: str) -> TablesRead:
    """Return the statutory tables in a plain text."""
    gathering = Gathering()
    form = form_of(squeeze(text))
    words: list[str] = []
    head3 = ""
    for are_numbers, group in groupby(_pieces(text), key=lambda piece: isinstance(piece, Number)):
        pieces = list(group)
        if not are_numbers:
            words = [str(piece) for piece in pieces]
            _meet_labels(gathering, words)
            head3 = head3 or _head_of_table3(words)
            continue
        numbers = [piece for piece in pieces if isinstance(piece, Number)]
        _place(gathering, words, numbers, form=form, head3=head3)
        words = []
    return gathering.finish(form=form)


def _pieces(text: str) -> Iterator[str | Number]:
    for line in even(text).splitlines():
        for piece in _BARS.split(line):
            if piece.strip():
                yield from _split(piece.strip())


def _split(piece: str) -> Iterator[str | Number]:
    """Yield the words and the figures of one piece; words keep digits that belong to them."""
    whole = number(piece)
    if whole is not None:
        yield whole
        return
    words, figures = trailing_numbers(piece)
    glued = None if figures else glued_number(piece)
    if glued and is_label(glued[0]):
        words, figures = glued[0], [glued[1]]
    if words:
        yield words
    yield from (found for figure in figures if (found := number(figure)) is not None)


def _meet_labels(gathering: Gathering, words: list[str]) -> None:
    for table in ("table2", "table3"):
        for piece in words:
            row = exact_row(table, piece)
            if row is not None and row not in ("other", "handled_total"):  # these words stand in heads as well
                gathering.meet(table, row)
    if is_table4_head(squeeze("".join(words))):
        gathering.meet("table4", "reconsideration")


def _head_of_table3(words: list[str]) -> str:
    joined = "".join(words)
    return joined if row_at_end("table3", words) else ""


def _place(gathering: Gathering, words: list[str], numbers: list[Number], *, form: str | None, head3: str) -> None:
    joined = "".join(words)
    if is_table4_head(squeeze(joined)):
        _place_table4(gathering, joined, numbers)
        return
    row3 = row_at_end("table3", words)
    if row3 is not None:
        gathering.put_row("table3", row3, _columns3(gathering, head3), numbers)
        return
    row2 = row_at_end("table2", words)
    if row2 is not None:
        _place_table2(gathering, row2, numbers, form=form)


def _columns3(gathering: Gathering, head: str) -> tuple[str, ...]:
    columns = table3_columns(head)
    if columns is None or "自然人" not in head:
        gathering.note("表三的列名不全（如缺“自然人”），疑为复制所致；各行按法定表式的列序读取。")
    return columns or _STATUTORY3


def _place_table2(gathering: Gathering, row: str, numbers: list[Number], *, form: str | None) -> None:
    gathering.meet("table2", row)
    if form == "2019":
        gathering.note("表二采用2019年旧表式，其各列含义与现行表式不同，未采用。")
        return
    gathering.put_row("table2", row, [column.key for column in row_of("table2", row).columns], numbers)


def _place_table4(gathering: Gathering, head: str, numbers: list[Number]) -> None:
    places = table4_columns(head)
    gathering.meet("table4", "reconsideration")
    if places is None or len(numbers) != len(places):
        gathering.note(f"表四应有15个列名和15个数，读到{len(numbers)}个数或列名不全，无法对应，未采用。")
        return
    for (row, column), figure in zip(places, numbers, strict=True):
        gathering.put(Cell("table4", row, column), figure)
