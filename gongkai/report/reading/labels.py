"""行名: from the words of a published table to the rows of the statutory form, whatever became of the punctuation."""

import re
from collections.abc import Sequence

from gongkai.law.report_form import ROWS, TABLE3_COLUMNS, TABLE3_ORGANISATIONS, TABLE4_COLUMNS
from gongkai.report.reading.cells import squeeze
from gongkai.report.reading.grid import head_ends

# What offices print instead of the full label; keys are squeezed, without the ordinal.
_SHORT = {
    "部分公开": "partial",
    "三安全一稳定": "refused_security_stability",
    "申请人无正当理由逾期不补正": "other_not_corrected",
    "申请人逾期未按收费通知要求缴纳费用": "other_fee_unpaid",
}
ALSO_HEADS = ("other", "handled_total")
"""Rows whose labels stand in the heads too."""
_ORDINAL = re.compile(r"[一二三四五六七八九十\d]+")
_NUMBERED = re.compile(r"\s+(?=\d\.)")
_SHORTEST_STEM = 8
_MOST_PIECES = 8
# Heads of the form used before 2021: its columns count something else.
_OLDER_HEADS = ("本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量", "政府集中采购")
_NEWER_HEADS = ("本年制发件数", "本年废止件数", "现行有效件数")


def without_ordinal(squeezed: str) -> str:
    return _ORDINAL.sub("", squeezed, count=1) if _ORDINAL.match(squeezed) else squeezed


def _known(table: str) -> dict[str, str]:
    return {without_ordinal(squeeze(row.label)): row.key for row in ROWS[table]}


_LABELS = {"table2": _known("table2"), "table3": {**_known("table3"), **_SHORT}}
_GROUPS = tuple(dict.fromkeys(squeeze(group) for row in ROWS["table3"] for group in row.groups))
HEADS3 = {squeeze(column.label): column.key for column in TABLE3_COLUMNS}
HEADS4 = {squeeze(column.label): column.key for column in TABLE4_COLUMNS}
BLOCKS4 = {squeeze(row.label): row.key for row in ROWS["table4"]}
CELLS4 = tuple((row, column) for row in BLOCKS4.values() for column in HEADS4.values())
_ANY_HEAD4 = re.compile("|".join(HEADS4))


def _without_groups(stem: str) -> str:
    """Return the label alone where the heads it stands under were copied into the same piece."""
    for group in _GROUPS:
        stem = stem.removeprefix(group)
    return stem


def exact_row(table: str, text: str) -> str | None:
    """Return the row whose label these words are, with or without its ordinal."""
    stem = _without_groups(squeeze(text))
    labels = _LABELS[table]
    return labels.get(stem) or labels.get(without_ordinal(stem))


def near_row(table: str, text: str) -> str | None:
    """Return the one row whose long label begins with these words, where the end was cut off."""
    stem = without_ordinal(_without_groups(squeeze(text)))
    if len(stem) < _SHORTEST_STEM:
        return None
    near = {key for label, key in _LABELS[table].items() if label.startswith(stem)}
    return near.pop() if len(near) == 1 else None


def row_at_end(table: str, pieces: Sequence[str]) -> str | None:
    """Return the row named by the last pieces together: a label may have been cut at a line break.

    A label begins where a piece begins, or with its number after a space: a table printed without lines puts a part of its
    head there ("（三）不 4.保护第三方合法权益"). Words that merely end like a label are prose.
    """
    ends = ["".join(pieces[-count:]) for count in range(1, min(len(pieces), _MOST_PIECES) + 1)]
    for match in (exact_row, near_row):
        for end in ends:
            row = match(table, end)
            if row is not None:
                return row
    return exact_row(table, _NUMBERED.split(pieces[-1])[-1]) if pieces else None


def is_label(text: str) -> bool:
    return exact_row("table2", text) is not None or exact_row("table3", text) is not None


def is_table4_head(squeezed: str) -> bool:
    """Test if the words hold heads of table four: nothing else in a report has both."""
    return "结果维持" in squeezed and "尚未审结" in squeezed


def table3_columns(head: str) -> tuple[str, ...] | None:
    """Return the columns in the order of the printed heads, or None where the five kinds of organisation are not all there.

    Flattening puts the head of the total, which spans two lines, before the kinds; its figures still come last.
    """
    words = squeeze(head).replace(squeeze(TABLE3_ORGANISATIONS), "")
    kinds = [label for label, key in HEADS3.items() if key not in ("natural_person", "total")]
    places = {label: words.rfind(label) for label in kinds}
    if min(places.values()) < 0:
        return None
    return ("natural_person", *(HEADS3[label] for label in sorted(kinds, key=places.__getitem__)), "total")


def table4_columns(head: str) -> tuple[tuple[str, str], ...] | None:
    """Return (row, column) for the fifteen cells in the order of the printed heads, or None where they are not whole."""
    words = squeeze(head)
    outcomes = [HEADS4[label] for label in _ANY_HEAD4.findall(words)]
    size = len(TABLE4_COLUMNS)
    chunks = [outcomes[start : start + size] for start in range(0, len(outcomes), size)]
    if len(chunks) < len(BLOCKS4) or any(set(chunk) != set(HEADS4.values()) for chunk in chunks):
        return None
    chunks = chunks[-len(BLOCKS4) :]  # heads over two rows may have been copied into each
    places = {key: words.find(label) for label, key in BLOCKS4.items()}
    blocks = sorted(places, key=places.__getitem__)
    return tuple((block, column) for block, chunk in zip(blocks, chunks, strict=True) for column in chunk)


def form_of(squeezed: str) -> str | None:
    """Return which statutory form the labels belong to: 2019, 2021, or None where no sign of either is to be seen."""
    if any(head in squeezed for head in _OLDER_HEADS):
        return "2019"
    return "2021" if any(head in squeezed for head in _NEWER_HEADS) else None


def places_of_table3(stacks: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return position → column for the heads above each position, or nothing where the seven are not all there."""
    places = {
        position: HEADS3[head]
        for position, stack in enumerate(stacks)
        if (head := next((end for end in head_ends(stack) if end in HEADS3), None))
    }
    return places if set(places.values()) == set(HEADS3.values()) and len(places) == len(HEADS3) else {}


def places_of_table4(stacks: Sequence[Sequence[str]]) -> dict[int, tuple[str, str]]:
    """Return position → (row, column) for the positions whose heads name both."""
    places = {}
    for position, stack in enumerate(stacks):
        block = next((BLOCKS4[head] for head in reversed(stack) if head in BLOCKS4), None)
        outcome = next((HEADS4[head] for head in head_ends(stack) if head in HEADS4), None)
        if block and outcome:
            places[position] = (block, outcome)
    return places
