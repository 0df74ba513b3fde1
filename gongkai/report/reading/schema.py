"""数据格式: the published JSON schema of a report's data, drawn from the statutory form.

`python -m gongkai.report.reading.schema` writes the file anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gongkai.law.report_form import FEE, PARTS, ROWS, SOURCE, TABLE_NAMES, TABLES, Row

FILE = Path(__file__).parents[1] / "data" / "report.schema.json"
_TEXT = {"type": "string"}
_COUNT = {"type": ["integer", "string", "null"], "pattern": r"^-?\d+(\.\d+)?$"}
_AMOUNT = {"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$"}


def schema_text() -> str:
    """Return the schema as it is published."""
    return FILE.read_text("utf-8")


def described() -> dict[str, Any]:
    """Return what the schema says: of a report that `gongkai report read --json` prints or an export holds."""
    properties = {
        "office": _nullable("string", "机关名称"),
        "year": _nullable("integer", "年度"),
        "form": {"enum": ["2021", "2019", None], "description": f"表式：2021为{SOURCE}的现行表式，2019为旧表式"},
        **{table: _table(table) for table in TABLES},
        "figures": {"type": "array", "description": "正文中的数字和所在的句子", "items": _figure()},
        "missing": _texts("原文没有提供的内容，不作零计"),
        "notes": _texts("编制或者读取时的说明"),
        "narrative": _narrative(),
        "correction": {"type": "string", "description": "更正说明：公布后更正的报告更正什么、为什么"},
        "signed_date": {**_nullable("string", "落款日期"), "format": "date"},
        "made_at": {"type": "string", "format": "date-time", "description": "导出时间"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告",
        "description": "空缺的单元格、整张空缺的表为 null，不作零计。",
        **_object(properties, optional=("narrative", "correction", "signed_date", "made_at")),
    }


def _nullable(kind: str, description: str) -> dict[str, Any]:
    return {"type": [kind, "null"], "description": description}


def _texts(description: str) -> dict[str, Any]:
    return {"type": "array", "description": description, "items": _TEXT}


def _object(properties: dict[str, Any], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _figure() -> dict[str, Any]:
    return _object({"figure": _TEXT, "value": {"type": ["integer", "string"]}, "unit": _TEXT, "sentence": _TEXT})


def _narrative() -> dict[str, Any]:
    prose = [part for part in PARTS if part.key not in TABLES]
    headings = {part.key: part.heading for part in prose}
    headings |= {section.key: section.heading for part in prose for section in part.sections}
    properties = {key: {"type": "string", "description": heading} for key, heading in headings.items()}
    return {"description": "正文，一行一段", **_object(properties, optional=tuple(properties))}


def _table(table: str) -> dict[str, Any]:
    write = _listed if table == "table3" else _named
    rows = _object({row.key: write(row) for row in ROWS[table]})
    return {**rows, "type": ["object", "null"], "description": TABLE_NAMES[table]}


def _listed(row: Row) -> dict[str, Any]:
    columns = "、".join(column.label for column in row.columns)
    size = len(row.columns)
    return {
        "type": "array",
        "description": f"{row.full_label}：{columns}",
        "items": _COUNT,
        "minItems": size,
        "maxItems": size,
    }


def _named(row: Row) -> dict[str, Any]:
    if len(row.columns) == 1:
        kind = _AMOUNT if row.key == FEE.row else _COUNT
        return {**kind, "description": f"{row.full_label}：{row.columns[0].label}"}
    columns = {column.key: {**_COUNT, "description": column.label} for column in row.columns}
    return {**_object(columns), "description": row.full_label}


if __name__ == "__main__":
    FILE.write_text(json.dumps(described(), ensure_ascii=False, indent=2) + "\n", "utf-8")
