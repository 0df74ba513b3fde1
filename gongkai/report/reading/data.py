"""读数据: a report as JSON, as `gongkai report read --json` prints it and an export holds it."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.law.report_form import TABLES, ReportTables, TablesNotReadable
from gongkai.report.reading.answer import Figure, Reading, ReportNotReadable
from gongkai.report.reading.figures import figures

_HINT = "数据格式见 gongkai report schema。"


def is_data(text: str) -> bool:
    """Test if the text begins as a JSON object does."""
    return text.lstrip().startswith("{")


def read_json(text: str) -> Reading:
    """Return the report that the data hold.

    :raises ReportNotReadable: when they are no JSON, or not of the published shape.
    """
    given = _parsed(text)
    year = _of(int, given, "year")
    narrative = _narrative(given)
    stated = given.get("figures")
    return Reading(
        office=_of(str, given, "office"),
        year=year,
        form=_of(str, given, "form"),
        tables=_tables(given),
        narrative=narrative,
        figures=figures("\n".join(narrative.values()), year=year) if stated is None else _figures(stated),
        signed_date=_day(_of(str, given, "signed_date")),
        notes=tuple(_texts(given, "notes")),
        correction=_of(str, given, "correction") or "",
    )


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReportNotReadable("JSON文件已损坏或不完整，无法读取；请重新导出后再读。") from error
    if not isinstance(given, dict) or not set(given) & {*TABLES, "narrative"}:
        raise ReportNotReadable(f"JSON文件中没有年度报告的表格和正文；{_HINT}")
    return given


def _tables(given: Mapping[str, Any]) -> ReportTables:
    if any(not isinstance(given.get(table), dict | None) for table in TABLES):
        raise ReportNotReadable(f"JSON文件中的法定表格应当是对象或者 null；{_HINT}")
    try:
        return ReportTables.from_json(given)
    except TablesNotReadable as refusal:
        raise ReportNotReadable(f"{str(refusal).rstrip('。')}；{_HINT}") from refusal


def _of(kind: type[Any], given: Mapping[str, Any], key: str) -> Any:
    value = given.get(key)
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        raise ReportNotReadable(f"JSON文件中的“{key}”不是规定的类型；{_HINT}")
    return value


def _narrative(given: Mapping[str, Any]) -> dict[str, str]:
    narrative = _of(dict, given, "narrative") or {}
    return {key: _of(str, narrative, key) for key in narrative if narrative[key]}


def _texts(given: Mapping[str, Any], key: str) -> list[str]:
    texts = _of(list, given, key) or []
    if not all(isinstance(text, str) for text in texts):
        raise ReportNotReadable(f"JSON文件中的“{key}”应当是一列文字；{_HINT}")
    return list(texts)


def _figures(stated: Any) -> tuple[Figure, ...]:
    try:
        return tuple(
            Figure(each["figure"], Decimal(str(each["value"])), each["unit"], each["sentence"]) for each in stated
        )
    except (LookupError, TypeError, InvalidOperation) as error:
        raise ReportNotReadable(f"JSON文件中的正文数字不是规定的形式；{_HINT}") from error


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ReportNotReadable(f"JSON文件中的落款日期“{text}”不是日期；{_HINT}") from error
