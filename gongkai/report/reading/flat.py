"""平铺文本: tables that copying has flattened, one cell a line or one row a line, with bars or without.

Only the labels tell what a figure is; the order of the rows does not matter.
"""

import re
from itertools import groupby

from gongkai.law.report_form import TABLE3_COLUMNS, Cell, row_of
from gongkai.report.reading import older, ordered
from gongkai.report.reading.answer import TablesRead
from gongkai.report.reading.cells import Number, squeeze
from gongkai.report.reading.gathering import Gathering, fitting
from gongkai.report.reading.labels import (
    ALSO_HEADS,
    CELLS4,
    exact_row,
    form_of,
    is_table4_head,
    row_at_end,
    table3_columns,
    table4_columns,
)
from gongkai.report.reading.pieces import pieces

_SENTENCE = re.compile(r"[。;,]")
_STATUTORY3 = tuple(column.key for column in TABLE3_COLUMNS)


def read_tables(text: str) -> TablesRead:
    """Return the statutory tables in a plain text."""
    gathering = Gathering()
    form = form_of(squeeze(text))
    words: list[str] = []
    head3 = head2 = ""
    for are_numbers, group in groupby(pieces(text), key=lambda piece: isinstance(piece, Number)):
        found = list(group)
        if not are_numbers:
            words = [str(piece) for piece in found]
            _meet_labels(gathering, words)
            head3 = head3 or _head_of_table3(words)
            head2 = older.head_of(words) or head2
            continue
        numbers = [piece for piece in found if isinstance(piece, Number)]
        _place(gathering, words, numbers, form=form, head2=head2, head3=head3)
        words = []
    ordered.fill(gathering, text)
    return gathering.finish(form=form)


def _meet_labels(gathering: Gathering, words: list[str]) -> None:
    for table in ("table2", "table3"):
        for piece in words:
            row = exact_row(table, piece)
            if row is not None and row not in ALSO_HEADS:
                gathering.meet(table, row)
    if is_table4_head(squeeze(_heads(words))):
        gathering.meet("table4", "reconsideration")


def _heads(words: list[str]) -> str:
    """Return the words that can be heads: a sentence that names results is prose."""
    return "".join(piece for piece in words if not _SENTENCE.search(piece))


def _head_of_table3(words: list[str]) -> str:
    joined = "".join(words)
    return joined if row_at_end("table3", words) else ""


def _place(
    gathering: Gathering, words: list[str], numbers: list[Number], *, form: str | None, head2: str, head3: str
) -> None:
    heads = _heads(words)
    if is_table4_head(squeeze(heads)):
        _place_table4(gathering, heads, numbers)
        return
    row3 = row_at_end("table3", words)
    if row3 is not None:
        gathering.put_row("table3", row3, _columns3(gathering, head3), numbers)
        return
    row2 = row_at_end("table2", words)
    if row2 is not None:
        _place_table2(gathering, row2, numbers, form=form, head=head2)
    elif older.is_old_other(words):
        older.tell_other_figures(gathering, numbers)


def _columns3(gathering: Gathering, head: str) -> tuple[str, ...]:
    columns = table3_columns(head)
    if columns is None or "自然人" not in head:
        gathering.note("表三的列名不全（如缺“自然人”），疑为复制所致；各行按法定表式的列序读取。")
    return columns or _STATUTORY3


def _place_table2(gathering: Gathering, row: str, numbers: list[Number], *, form: str | None, head: str) -> None:
    gathering.meet("table2", row)
    if form == "2019":
        older.tell_table2(gathering)
        decided = older.decisions(head, numbers) if older.counts_decisions(row) else None
        if decided is not None:
            gathering.put(Cell("table2", row, "decisions"), decided)
        return
    gathering.put_row("table2", row, [column.key for column in row_of("table2", row).columns], numbers)


def _place_table4(gathering: Gathering, head: str, numbers: list[Number]) -> None:
    places = table4_columns(head)
    gathering.meet("table4", "reconsideration")
    figures = fitting(numbers, len(CELLS4))
    if places is None or figures is None:
        gathering.note(f"表四应有15个列名和15个数，读到{len(numbers)}个数或列名不全，无法对应，未采用。")
        return
    for (row, column), figure in zip(places, figures, strict=True):
        gathering.put(Cell("table4", row, column), figure)
