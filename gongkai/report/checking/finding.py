"""核对结果: what is said about a report, and how figures are shown in it."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from gongkai.law.report_form import Value

Plain = int | str | None
SEVERITIES = {"block": "禁止发布", "error": "错误", "warn": "提醒", "hint": "请核对"}
_BLOCKING = ("block", "error")


@dataclass(frozen=True)
class Finding:
    """One finding; `rule` is the number of the equation or rule, E1 …, or a short name where it has none.

    Names: `sum` parts and whole in one sentence, `growth` rates, `rules` 规章 of a township, `superseded` form or notice,
    `parts` of the report, `fee` in part six, `doubled` words, `monthly` figures entered since, an `override` by hand,
    `opening` balances that await their disputes.
    """

    rule: str
    severity: str
    where: str
    message: str
    expected: Plain = None
    found: Plain = None

    @property
    def is_blocking(self) -> bool:
        return self.severity in _BLOCKING

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def plain(value: Value) -> Plain:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else format(value, "f")
    return value
