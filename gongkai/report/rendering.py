"""年报正文: a report as the clean HTML that its record's body holds.

The six parts with the statutory heads, the prose as paragraphs, the tables as real tables in the form's own shape.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string

from gongkai.law.report_form import (
    PARTS,
    ROWS,
    TABLE2_BLOCKS,
    TABLE2_CORNER,
    TABLE3_COLUMNS,
    TABLE3_CORNER,
    TABLE3_HEAD,
    TABLE3_ORGANISATIONS,
    TABLE4_COLUMNS,
    TABLES,
    Cell,
    Part,
    ReportTables,
    Row,
    Value,
)

Show = Callable[[Cell], Any]
_LABEL_COLUMNS = 3


def render_body(
    *,
    office: str,
    year: int,
    tables: ReportTables,
    narrative: Mapping[str, str],
    correction: str = "",
    signed_date: date | None = None,
) -> str:
    """Return the body of the report's record; a cell not given stays blank, heads without prose stand all the same."""
    context = {
        **tables_context(_printer(tables)),
        "office": office,
        "year": year,
        "parts": [_part_context(part, narrative) for part in PARTS],
        "correction": correction.splitlines(),
        "signed_date": signed_date,
    }
    return render_to_string("report/body.html", context)


def render_tables(*, year: int, tables: ReportTables) -> str:
    """Return the three tables alone."""
    return render_to_string("report/_tables.html", {**tables_context(_printer(tables)), "year": year})


def _part_context(part: Part, narrative: Mapping[str, str]) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "paragraphs": _paragraphs(narrative, part.key),
        "table": f"report/_{part.key}.html" if part.key in TABLES else "",
        "sections": [
            {"heading": section.heading, "paragraphs": _paragraphs(narrative, section.key)} for section in part.sections
        ],
    }


def _paragraphs(narrative: Mapping[str, str], key: str) -> list[str]:
    return [line.strip() for line in narrative.get(key, "").splitlines() if line.strip()]


def tables_context(show: Show) -> dict[str, Any]:
    """Return what the tables' templates ask for; `show` says what stands in a cell: its figure, or a field to fill."""
    return {"table2": _table2(show), "table3": _table3(show), "table4": _table4(show)}


def printed(value: Value) -> str:
    """Return a cell's figure as it is printed; a cell not given is blank."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _printer(tables: ReportTables) -> Show:
    return lambda cell: printed(tables.cells[cell])


def _figures(show: Show, table: str, row: Row) -> list[Any]:
    return [show(Cell(table, row.key, column.key)) for column in row.columns]


def _table2(show: Show) -> dict[str, Any]:
    blocks = [
        {
            "heading": block.heading,
            "labels": [column.label for column in block.columns],
            "width": _LABEL_COLUMNS // len(block.columns),
            "rows": [{"label": row.label, "figures": _figures(show, "table2", row)} for row in block.rows],
        }
        for block in TABLE2_BLOCKS
    ]
    return {"blocks": blocks, "corner": TABLE2_CORNER}


def _table3(show: Show) -> dict[str, Any]:
    natural_person, *kinds, total = (column.label for column in TABLE3_COLUMNS)
    rows = ROWS["table3"]
    return {
        "corner": TABLE3_CORNER,
        "head": TABLE3_HEAD,
        "natural_person": natural_person,
        "organisations": TABLE3_ORGANISATIONS,
        "kinds": kinds,
        "total": total,
        "rows": [
            {"heads": _heads(index, rows), "figures": _figures(show, "table3", row)} for index, row in enumerate(rows)
        ],
    }


def _heads(index: int, rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    """Return the heads that begin in this row: the groups that open here, then the row's own label."""
    row = rows[index]
    before = rows[index - 1].groups if index else ()
    opened = [
        {"label": group, "colspan": 1, "rowspan": _height(row.groups[: depth + 1], rows)}
        for depth, group in enumerate(row.groups)
        if before[: depth + 1] != row.groups[: depth + 1]
    ]
    return [*opened, {"label": row.label, "colspan": _LABEL_COLUMNS - len(row.groups), "rowspan": 1}]


def _height(groups: tuple[str, ...], rows: tuple[Row, ...]) -> int:
    return sum(1 for row in rows if row.groups[: len(groups)] == groups)


def _table4(show: Show) -> dict[str, Any]:
    reconsideration, *suits = ROWS["table4"]
    outcomes = [column.label for column in TABLE4_COLUMNS]
    return {
        "reconsideration": reconsideration.label,
        "litigation": suits[0].groups[0],
        "suits": [row.label for row in suits],
        "outcomes": outcomes * len(ROWS["table4"]),
        "figures": [figure for row in ROWS["table4"] for figure in _figures(show, "table4", row)],
    }
