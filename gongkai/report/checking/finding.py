"""核对结果: what is said about a report, and how figures are shown in it."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from gongkai.law.report_form import Value

Plain = int | str | None
SEVERITIES = {"block": "禁止发布", "error": "错误", "warn": "提醒", "hint": "请核对"}
_BLOCKING = ("block", "error")
RULE_NAMES = {
    "sum": "分项与合计",
    "growth": "增减幅度",
    "share": "所占比例",
    "rules": "规章",
    "superseded": "旧表式、旧文件",
    "parts": "报告结构",
    "fee": "信息处理费",
    "doubled": "重复用字",
    "monthly": "按月登记",
    "override": "人工改数",
    "opening": "期初数",
    "drift": "正文数字",
    "frozen": "数据冻结",
}
"""What the rules without a number are called on screens and papers; E1 … are called by their numbers."""


@dataclass(frozen=True)
class Finding:
    """One finding; `rule` is the number of the equation or rule, E1 …, or a code of `RULE_NAMES` where it has none."""

    rule: str
    severity: str
    where: str
    message: str
    expected: Plain = None
    found: Plain = None

    @property
    def is_blocking(self) -> bool:
        return self.severity in _BLOCKING

    @property
    def rule_name(self) -> str:
        """What people call the rule."""
        return RULE_NAMES.get(self.rule, self.rule)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def plain(value: Value) -> Plain:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else format(value, "f")
    return value
