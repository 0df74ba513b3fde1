"""初稿的主动公开部分: what became public, by kind and by column, and how much of it in time."""

from collections.abc import Iterator, Sequence

from gongkai.report.binding import Line
from gongkai.report.drafting.lines import listed, some
from gongkai.report.sources import Known, Sources
from gongkai.report.sources.groups import COLUMN, KIND

_MOST_COLUMNS = 6


def proactive(known: Sources, *, name: str, year: int) -> Iterator[Line]:
    yield _published(known, some(_named(known, KIND)), f"{year}年，{name}")
    yield from _columns(_named(known, COLUMN))
    yield from _timely(known)


def _named(known: Sources, prefix: str) -> list[Known]:
    return [each for key, each in known.items() if key.startswith(prefix)]


def _published(known: Sources, kinds: Sequence[Known], told: str) -> Line:
    total: Line = (f"{told}共主动公开政府信息", known["items.total"], "条")
    if len(kinds) < 2:
        return (*total, "。")
    return (*total, "，其中", *listed(kinds, name=lambda kind: kind.label.removeprefix("主动公开：")), "。")


def _columns(columns: Sequence[Known]) -> Iterator[Line]:
    """Yield the fullest columns, where there is more than one."""
    if len(columns) < 2:
        return
    others = "等栏目" if len(columns) > _MOST_COLUMNS else ""
    told = listed(columns[:_MOST_COLUMNS], name=lambda each: f"“{each.key.removeprefix(COLUMN)}”")
    yield ("按栏目看，", *told, f"{others}。")


def _timely(known: Sources) -> Iterator[Line]:
    rate = known.get("timeliness.percent")
    if rate is not None:
        yield (
            "全年到期应公开",
            known["timeliness.due"],
            "条，按期公开",
            known["timeliness.in_time"],
            "条，发布及时率",
            rate,
            "%。",
        )
