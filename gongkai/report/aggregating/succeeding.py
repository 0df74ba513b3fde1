"""承继: what a unit brings into the year from itself and from those that became part of it (E4, E7).

Units that a merger, a division or a transfer of the year binds together are one lineage. What each of its heirs must have
carried in follows step by step; a division follows only where the number handed over was stated, else in the sum alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.report_form import TABLE3_COLUMNS, Cell, ReportTables, Value, column_label, describe
from gongkai.report.aggregating.roster import Roster, Succession, Unit
from gongkai.report.checking import Finding

CARRIED_OVER_TOTAL = Cell("table3", "carried_over", "total")
CARRIED_IN_TOTAL = Cell("table3", "carried_in", "total")
Tables = Mapping[str, ReportTables]
Told = Iterator[tuple[str, Finding]]


class SuccessionGoesRound(ValueError):
    """Raised when units would succeed each other in a circle within one year."""


@dataclass(frozen=True)
class Lineage:
    """Units bound by the steps of the year: `heirs` report it, `sources` reported the year before."""

    units: tuple[Unit, ...]
    heirs: tuple[Unit, ...]
    sources: tuple[Unit, ...]
    steps: tuple[Succession, ...] = ()

    @property
    def names(self) -> set[str]:
        return {unit.name for unit in self.units}


def lineages(roster: Roster, year: int) -> list[Lineage]:
    """Return the lineages of the year, in the roster's order; most are one unit and nothing that happened.

    :raises SuccessionGoesRound: when the steps of the year go in a circle.
    """
    steps = [step for step in roster.successions if step.year == year]
    _refuse_circle(steps)
    groups: list[set[str]] = []
    for name in roster.units:
        if not any(name in group for group in groups):
            groups.append(_bound_to(name, steps))
    return [_lineage(roster, group, steps, year) for group in groups]


def goes_round(steps: Sequence[Succession]) -> bool:
    """Test if the steps lead from a unit back to itself."""
    left = list(steps)
    while left:
        givers = {step.predecessor for step in left}
        further = [step for step in left if step.successor in givers]
        if len(further) == len(left):
            return True
        left = further
    return False


def _refuse_circle(steps: Sequence[Succession]) -> None:
    if goes_round(steps):
        names = "、".join(dict.fromkeys(step.predecessor for step in steps))
        raise SuccessionGoesRound(f"同一年的承继关系首尾相接（{names}），无法推算上年结转。请改正名册。")


def _bound_to(name: str, steps: Sequence[Succession]) -> set[str]:
    group, size = {name}, 0
    while size < len(group):
        size = len(group)
        for step in steps:
            if {step.predecessor, step.successor} & group:
                group |= {step.predecessor, step.successor}
    return group


def _lineage(roster: Roster, group: set[str], steps: Iterable[Succession], year: int) -> Lineage:
    units = tuple(unit for unit in roster.units.values() if unit.name in group)
    return Lineage(
        units=units,
        heirs=tuple(unit for unit in units if roster.reports_of(unit, year)),
        sources=tuple(unit for unit in units if roster.reports_of(unit, year - 1)),
        steps=tuple(step for step in steps if step.predecessor in group),
    )


def inherited(lineage: Lineage, unit: Unit, cell: Cell, before: Tables) -> Value:
    """Return last year's figure of all that the unit is now, or None where it does not follow."""
    coming = [step for step in lineage.steps if step.successor == unit.name]
    parts = [_own(lineage, unit, cell, before), *(_handed(lineage, step, cell, before) for step in coming)]
    leaving = [step for step in lineage.steps if step.predecessor == unit.name]
    given_away = [_stated(step, cell) for step in leaving]
    return _minus(_plus(parts), _plus(given_away))


def _own(lineage: Lineage, unit: Unit, cell: Cell, before: Tables) -> Value:
    if unit not in lineage.sources:
        return 0
    return before[unit.name].cells[cell] if unit.name in before else None


def _handed(lineage: Lineage, step: Succession, cell: Cell, before: Tables) -> Value:
    """Return what the step hands over: all, where the predecessor ends in this one step, else what was stated."""
    leaving = [other for other in lineage.steps if other.predecessor == step.predecessor]
    if len(leaving) > 1 or step.continues:
        return _stated(step, cell)
    giver = next(unit for unit in lineage.units if unit.name == step.predecessor)
    coming = [other for other in lineage.steps if other.successor == giver.name]
    return _plus([_own(lineage, giver, cell, before), *(_handed(lineage, other, cell, before) for other in coming)])


def _stated(step: Succession, cell: Cell) -> Value:
    return step.transferred if cell == CARRIED_OVER_TOTAL else None


def _plus(values: Iterable[Value]) -> Value:
    total: Value = 0
    for value in values:
        if value is None or total is None:
            return None
        total += value
    return total


def _minus(one: Value, other: Value) -> Value:
    return None if one is None or other is None else one - other


def succession_findings(lineage: Lineage, now: Tables, before: Tables) -> Told:
    """Yield with the name of its unit what a changed lineage has against it; an unchanged one is held against itself alone."""
    if not lineage.steps:
        return
    heirs = [unit for unit in lineage.heirs if unit.name in now]
    for unit in heirs:
        yield from _carried_in(lineage, unit, now[unit.name], before)
        yield from _in_force(lineage, unit, now[unit.name], before)
    unclear = [unit for unit in heirs if inherited(lineage, unit, CARRIED_OVER_TOTAL, before) is None]
    for unit in unclear:
        yield unit.name, _not_computable(lineage, before)
    if unclear and len(heirs) == len(lineage.heirs):
        yield from _together(lineage, heirs, now, before)
    yield from _stated_in_all(lineage, before)


def _carried_in(lineage: Lineage, unit: Unit, tables: ReportTables, before: Tables) -> Told:
    for column in TABLE3_COLUMNS:
        cell = Cell("table3", "carried_in", column.key)
        expected = inherited(lineage, unit, Cell("table3", "carried_over", column.key), before)
        found = tables.cells[cell]
        if expected is None or found is None or expected == found:
            continue
        message = (
            f"表三“二、上年结转政府信息公开申请数量”行“{column_label(cell)}”列填{found}，"
            f"按承继关系应为{expected}（{told(lineage)}，本单位与承继各单位上年“四、结转下年度继续办理”之和）。请核对移交的申请。"
        )
        yield unit.name, Finding("E4", "error", describe(cell), message, _plain(expected), _plain(found))


def _in_force(lineage: Lineage, unit: Unit, tables: ReportTables, before: Tables) -> Told:
    for row in ("rules", "normative_documents"):
        cell = Cell("table2", row, "in_force")
        had = inherited(lineage, unit, cell, before)
        made, repealed, found = tables.row("table2", row)
        if had is None or made is None or repealed is None or found is None or had + made - repealed == found:
            continue
        expected = had + made - repealed
        message = (
            f"{describe(cell)}填{found}，按本单位与承继各单位上年现行有效数之和{had}，加本年制发、减本年废止应为{expected}。"
            f"（{told(lineage)}。）如有随撤并失效等情形，请在报告中说明。"
        )
        yield unit.name, Finding("E7", "warn", describe(cell), message, _plain(expected), _plain(found))


def _not_computable(lineage: Lineage, before: Tables) -> Finding:
    lacking = [unit.label for unit in lineage.sources if unit.name not in before]
    why = f"缺少{'、'.join(lacking)}的上年报告" if lacking else "分立或者划出时移交的结转件数没有写明"
    message = f"{told(lineage)}；{why}，本单位的上年结转不能逐个推算。请在名册中补全后再核对。"
    return Finding("E4", "hint", describe(CARRIED_IN_TOTAL), message)


def _together(lineage: Lineage, heirs: Sequence[Unit], now: Tables, before: Tables) -> Told:
    """Yield to every heir that all of them together carried in another number than was carried over to them."""
    expected = _plus(_own(lineage, unit, CARRIED_OVER_TOTAL, before) for unit in lineage.sources)
    found = _plus(now[unit.name].cells[CARRIED_IN_TOTAL] for unit in heirs)
    if expected is None or found is None or expected == found:
        return
    names = "、".join(unit.label for unit in heirs)
    message = (
        f"{told(lineage)}；{names}的上年结转合计{found}件，而各单位上年结转下年度合计{expected}件。请核对移交的申请。"
    )
    for unit in heirs:
        yield unit.name, Finding("E4", "error", describe(CARRIED_IN_TOTAL), message, _plain(expected), _plain(found))


def _stated_in_all(lineage: Lineage, before: Tables) -> Told:
    """Yield to the successors of a unit that was divided wholly that the numbers stated are not all it had."""
    for giver in lineage.sources:
        leaving = [step for step in lineage.steps if step.predecessor == giver.name]
        stated = _plus(step.transferred for step in leaving)
        had = _own(lineage, giver, CARRIED_OVER_TOTAL, before)
        passes_on = any(step.successor == giver.name for step in lineage.steps)
        if len(leaving) < 2 or passes_on or giver in lineage.heirs or stated is None or had is None or stated == had:
            continue
        message = f"{giver.name}分立时写明移交{stated}件，而其上年结转下年度为{had}件。请核对名册所填的移交件数。"
        for step in leaving:
            yield (
                step.successor,
                Finding("E4", "error", describe(CARRIED_IN_TOTAL), message, _plain(had), _plain(stated)),
            )


def told(lineage: Lineage) -> str:
    """Return in words what happened: 甲街道并入乙街道."""
    label = {unit.name: unit.label for unit in lineage.units}
    return "、".join(
        f"{label[step.predecessor]}部分划入{label[step.successor]}"
        if step.continues
        else f"{label[step.predecessor]}由{label[step.successor]}承继"
        for step in lineage.steps
    )


def _plain(value: Value) -> int | None:
    return None if value is None else int(value)
