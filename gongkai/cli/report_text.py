"""年度报告在终端上的样子：三张表、正文数字、核对结果。"""

from collections.abc import Sequence
from decimal import Decimal

from gongkai.cli.chinese import columns, wrapped
from gongkai.law.report_form import (
    ROWS,
    TABLE2_BLOCKS,
    TABLE3_COLUMNS,
    TABLE4_COLUMNS,
    ReportTables,
    Row,
    Value,
)
from gongkai.report.checking import SEVERITIES, Finding
from gongkai.report.reading import Figure, Reading

FIGURE_NAMES = {
    "work_items_published": "公开工作信息",
    "policy_documents": "政策文件",
    "items_published_total": "公开信息总数",
    "normative_documents_made": "制发行政规范性文件",
    "applications_received": "收到依申请公开",
    "applications_carried_in": "上年结转申请",
    "reconsiderations": "行政复议",
    "litigations": "行政诉讼",
    "policy_limit_workdays": "政策文件公开时限",
    "news_limit_hours": "工作动态公开时限",
    "timeliness_rate_percent": "更新及时率",
    "processing_fee_yuan": "信息处理费",
    "applications_handled": "办结申请",
    "applications_carried_over": "结转下年度申请",
    "results_granted": "予以公开",
    "results_partial": "部分公开",
    "results_refused": "不予公开",
    "results_unavailable": "无法提供",
    "results_rejected": "不予处理",
    "results_other": "其他处理",
    "replies_in_time_percent": "按时答复率",
    "growth_percent": "同比增减",
}
_LABEL_WIDTH = 52
_CELL_WIDTH = 8
_SENTENCE_WIDTH = 100
_SHORT_HEADS = ("自然人", "商业", "科研", "公益", "法律", "其他", "总计")


def reading_text(reading: Reading) -> str:
    """Return the whole reading: title, tables, figures, what is missing, what was noticed."""
    lines = [
        f"{reading.office or '（未读到机关名称）'}　{reading.year or '（未读到年度）'}年　表式：{reading.form or '未识别'}"
    ]
    lines += ["", tables_text(reading.tables)]
    lines += _listed("正文中的数字", [_figure(figure) for figure in reading.figures])
    lines += _listed("原文未提供（不作零计）", list(reading.missing_in_words))
    lines += _listed("说明", list(reading.notes))
    return "\n".join(lines)


def tables_text(tables: ReportTables) -> str:
    """Return the three tables, one after another."""
    return "\n".join([*_table2(tables), "", *_table3(tables), "", *_table4(tables)])


def findings_text(findings: Sequence[Finding]) -> str:
    """Return the findings, one paragraph each, or that there are none."""
    if not findings:
        return "未发现问题。"
    lines = [f"共{len(findings)}项："]
    for finding in findings:
        lines += ["", f"【{SEVERITIES[finding.severity]}】{finding.rule_name}"]
        lines += [f"    {line}" for line in wrapped(finding.message, _SENTENCE_WIDTH)]
    return "\n".join(lines)


def _listed(head: str, items: list[str]) -> list[str]:
    if not items:
        return []
    lines = [line for item in items for line in _item(item)]
    return ["", f"{head}：", *lines]


def _item(text: str) -> list[str]:
    first, *rest = wrapped(text, _SENTENCE_WIDTH)
    return [f"  · {first}", *(f"    {line}" for line in rest)]


def _figure(figure: Figure) -> str:
    return f"{FIGURE_NAMES[figure.kind]} {_shown(figure.value)}{figure.unit}　“{figure.sentence}”"


def _shown(value: Value) -> str:
    if value is None:
        return "缺"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _left(text: str, width: int) -> str:
    return text + " " * max(width - columns(text), 0)


def _right(text: str, width: int = _CELL_WIDTH) -> str:
    return " " * max(width - columns(text), 0) + text


def _line(label: str, cells: Sequence[str]) -> str:
    return _left(label, _LABEL_WIDTH) + "".join(_right(cell) for cell in cells)


def _table2(tables: ReportTables) -> list[str]:
    lines = ["表二　主动公开政府信息情况"]
    for block in TABLE2_BLOCKS:
        lines.append(f"{block.heading}　{'｜'.join(column.label for column in block.columns)}")
        lines += [_line(f"  {row.label}", _cells(tables, "table2", row)) for row in block.rows]
    return lines


def _table3(tables: ReportTables) -> list[str]:
    lines = ["表三　收到和处理政府信息公开申请情况", _line("", _SHORT_HEADS[: len(TABLE3_COLUMNS)])]
    groups: tuple[str, ...] = ()
    for row in ROWS["table3"]:
        lines += [
            "  " * depth + group
            for depth, group in enumerate(row.groups)
            if row.groups[: depth + 1] != groups[: depth + 1]
        ]
        groups = row.groups
        lines.append(_line("  " * len(row.groups) + _fitting(row), _cells(tables, "table3", row)))
    return lines


def _fitting(row: Row) -> str:
    """Return the label as far as it fits beside the figures."""
    room = _LABEL_WIDTH - 2 * len(row.groups)
    return row.label if columns(row.label) <= room else wrapped(row.label, room - 4)[0] + "……"


def _table4(tables: ReportTables) -> list[str]:
    heads = [column.label.removeprefix("结果") for column in TABLE4_COLUMNS]
    lines = [
        "表四　政府信息公开行政复议、行政诉讼情况",
        _line("", [head.replace("其他结果", "其他").replace("尚未审结", "未结") for head in heads]),
    ]
    rows = ROWS["table4"]
    return lines + [_line("".join((*row.groups, row.label)), _cells(tables, "table4", row)) for row in rows]


def _cells(tables: ReportTables, table: str, row: Row) -> list[str]:
    return [_shown(value) for value in tables.row(table, row.key)]
