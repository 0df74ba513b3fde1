"""年报汇总在终端上的样子。"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.cli.report_text import findings_text, tables_text
from gongkai.report.aggregating import Aggregate

_MOST_SHOWN = 20


def aggregate_text(found: Aggregate, files: Sequence[Path]) -> str:
    """Return the sum, what speaks against it, and per unit how much there is to say."""
    return "\n".join([*_lines(found), *_written(files)])


def _lines(found: Aggregate) -> Iterator[str]:
    yield (
        f"{found.district}{found.year}年年度报告汇总：应报{len(found.units)}个单位，已报{found.sums.units}个，"
        f"缺报{len(found.missing)}个，逾期{len(found.late)}个。"
    )
    yield ""
    yield tables_text(found.sums.total)
    yield ""
    yield "合计数核对："
    yield findings_text(found.findings)
    yield from _units(found)
    yield from _listed("文件处理", [f"{fate.source}：{fate.sentence}" for fate in found.fates if fate.is_worth_a_word])
    yield from _listed("文字雷同", [f"{pair.one}与{pair.other}：{pair.share:.0%}" for pair in found.alike])
    yield from _listed("说明", found.notes)


def _units(found: Aggregate) -> Iterator[str]:
    yield ""
    yield "各单位："
    for report in found.units:
        yield f"  · {report.unit.name}　{report.state}　错误{report.errors}处，其他{len(report.findings) - report.errors}处"


def _listed(head: str, items: Sequence[str]) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield f"{head}："
    yield from (f"  · {item}" for item in items)


def _written(files: Sequence[Path]) -> Iterator[str]:
    if files:
        yield ""
    yield from (f"已写出：{file}" for file in files[:_MOST_SHOWN])
    if len(files) > _MOST_SHOWN:
        yield f"……共写出{len(files)}个文件，在“{files[0].parent}”。"
