"""合计的衔接 (E4 on the sum): what all carried over against what all carried in, and why the two differ.

The difference of the sums is the sum of the lineages' differences, so that every application in it has a reason.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gongkai.law.report_form import Cell, ReportTables, describe
from gongkai.report.aggregating.roster import Unit
from gongkai.report.aggregating.succeeding import CARRIED_IN_TOTAL, CARRIED_OVER_TOTAL, Lineage, Tables, told
from gongkai.report.checking import Finding


@dataclass(frozen=True)
class Reason:
    """Why one lineage adds so many to the difference; nought is a change that the figures followed."""

    sentence: str
    difference: int
    is_error: bool


@dataclass(frozen=True)
class Carry:
    """Last year's 结转下年度 of all against this year's 上年结转 of all, in applications."""

    before: int
    now: int
    reasons: tuple[Reason, ...]

    @property
    def difference(self) -> int:
        return self.now - self.before

    def findings(self) -> list[Finding]:
        """Return the finding that somebody made a mistake; what is only not known stands among the reasons."""
        different = [reason for reason in self.reasons if reason.difference]
        if not any(reason.is_error for reason in different):
            return []
        why = "；".join(f"{reason.sentence}（差{reason.difference:+d}）" for reason in different)
        message = (
            f"各单位上年结转合计{self.now}件，上年报告结转下年度合计{self.before}件，差{self.difference:+d}件：{why}。"
        )
        return [Finding("E4", "error", f"合计{describe(CARRIED_IN_TOTAL)}", message, self.before, self.now)]

    def as_json(self) -> dict[str, Any]:
        return {"before": self.before, "now": self.now, "reasons": [asdict(reason) for reason in self.reasons]}


def carry(found: Sequence[Lineage], *, now: Tables, before: Tables, year: int) -> Carry:
    """Return the two sums with the reason of every difference and of every change in the set of units."""
    reasons = [reason for lineage in found if (reason := _reason(lineage, now, before, year)) is not None]
    return Carry(
        before=sum(_figure(before.get(unit.name), CARRIED_OVER_TOTAL) for each in found for unit in each.sources),
        now=sum(_figure(now.get(unit.name), CARRIED_IN_TOTAL) for each in found for unit in each.heirs),
        reasons=tuple(reasons),
    )


def _figure(tables: ReportTables | None, cell: Cell) -> int:
    return int((tables.cells[cell] if tables else None) or 0)


def _reason(lineage: Lineage, now: Tables, before: Tables, year: int) -> Reason | None:
    carried_over = sum(_figure(before.get(unit.name), CARRIED_OVER_TOTAL) for unit in lineage.sources)
    carried_in = sum(_figure(now.get(unit.name), CARRIED_IN_TOTAL) for unit in lineage.heirs)
    difference = carried_in - carried_over
    if not difference and not lineage.steps:
        return None
    sentence, is_error = _cause(lineage, now, before, year, carried_over)
    if lineage.steps and not difference:
        sentence = f"{told(lineage)}，上年结转随同转入"
    return Reason(sentence, difference, is_error)


def _cause(lineage: Lineage, now: Tables, before: Tables, year: int, carried_over: int) -> tuple[str, bool]:
    """Return the cause in words, and whether somebody made a mistake rather than something is not known."""
    lead = f"{told(lineage)}，" if lineage.steps else ""
    names = _named(lineage.heirs or lineage.units)
    silent = [unit for unit in lineage.heirs if _lacks(unit, now, CARRIED_IN_TOTAL)]
    unknown = [unit for unit in lineage.sources if _lacks(unit, before, CARRIED_OVER_TOTAL)]
    if silent:
        return f"{lead}{_named(silent)}本年没有报告或者没有填上年结转", False
    if unknown:
        return f"{lead}{_named(unknown)}没有上年报告或者没有填结转下年度", False
    if not lineage.heirs:
        return f"{names}{year}年起不再填报，没有注明由谁承继，其结转的{carried_over}件没有去向", True
    if not lineage.sources:
        return f"{names}是{year}年新设单位，没有注明承继谁的申请，却有上年结转", True
    return f"{lead}{names}的上年结转与上年报告的结转下年度不衔接", True


def _lacks(unit: Unit, tables: Tables, cell: Cell) -> bool:
    return unit.name not in tables or tables[unit.name].cells[cell] is None


def _named(units: Sequence[Unit]) -> str:
    return "、".join(unit.label for unit in units)
