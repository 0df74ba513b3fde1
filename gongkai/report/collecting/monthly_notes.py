"""按月登记的编制说明: what the monthly figures of table two leave open, as sentences for the person who signs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from gongkai.report.collecting.monthly import Monthly
from gongkai.report.models.monthly_figures import MonthlyItem


def monthly_notes(monthly: Monthly) -> Iterator[str]:
    """Yield which months nobody entered, and what was done with the fees for processing information."""
    together: dict[tuple[int, ...], list[MonthlyItem]] = defaultdict(list)
    for item, months in monthly.missing.items():
        together[months].append(item)
    for months, items in together.items():
        yield _missing(items, months, is_empty=not any(item.cell in monthly.rows for item in items))
    for month, yuan in monthly.added.items():
        yield f"{month}月“行政事业性收费”登记时注明不含信息处理费，已另加办件登记的{yuan}元。"
    for month, yuan in monthly.left_out.items():
        yield f"{month}月收取信息处理费{yuan}元，该月“行政事业性收费”没有登记是否已含，没有并入表二，请按月登记。"
    for month, (seen, now) in monthly.doubtful.items():
        yield f"{month}月“行政事业性收费”登记时已含信息处理费{seen}元，办件登记现为{now}元，请核对后重新登记。"


def _missing(items: Iterable[MonthlyItem], months: tuple[int, ...], *, is_empty: bool) -> str:
    named = "".join(f"“{item.label}”" for item in items)
    if is_empty:
        return f"表二{named}没有按月登记（{spans(months)}），按0填列，请按业务台账逐月登记。"
    return f"表二{named}只合计已登记的月份，{spans(months)}未填，请按业务台账补登；没有的登记为零。"


def spans(months: Iterable[int]) -> str:
    """Return the months with those in a row drawn together: 2月、4月至7月."""
    runs: list[list[int]] = []
    for month in months:
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return "、".join(f"{run[0]}月" if len(run) == 1 else f"{run[0]}月至{run[-1]}月" for run in runs)
