"""年报初稿: first sentences of the prose, drafted from the year's figures. People finish them.

Only what the register can prove is said; where people must speak, the section stays empty and the notes say so.
"""

from gongkai.law.report_form import PARTS
from gongkai.report.collect import Collected
from gongkai.report.collecting.casework import Casework
from gongkai.report.collecting.documents import PublishedItems
from gongkai.report.drafting_requests import draft_on_request

_UNITS = {"政策文件": "件", "政策解读": "篇"}
_MOST_COLUMNS = 6


def draft_narrative(collected: Collected, *, name: str, year: int) -> dict[str, str]:
    """Return the drafted prose by the form's keys; `name` is what the office calls itself in running text."""
    return {
        "overview": f"{name}依照《中华人民共和国政府信息公开条例》，编制{year}年政府信息公开工作年度报告。"
        f"数据统计期限为{year}年1月1日至12月31日。",
        "proactive": "\n".join(
            [_published(collected.items, name, year), *_columns(collected.items), *_timely(collected)]
        ),
        "on_request": draft_on_request(collected.tables, collected.casework, year),
        "other": _fees(collected.casework, name, year),
    }


def unwritten(narrative: dict[str, str]) -> list[str]:
    """Return a sentence for each statutory section that has no prose yet."""
    sections = [section for part in PARTS for section in part.sections]
    return [
        f"“{section.heading}”尚无文字，请填写。" for section in sections if not narrative.get(section.key, "").strip()
    ]


def _published(items: PublishedItems, name: str, year: int) -> str:
    told = f"{year}年，{name}共主动公开政府信息{items.total}条"
    if len(items.by_kind) < 2:
        return f"{told}。"
    kinds = "、".join(f"{kind}{count}{_UNITS.get(kind, '条')}" for kind, count in items.by_kind.items())
    return f"{told}，其中{kinds}。"


def _columns(items: PublishedItems) -> list[str]:
    """Return the fullest columns, where there is more than one."""
    fullest = list(items.by_column.items())[:_MOST_COLUMNS]
    if len(fullest) < 2:
        return []
    listed = "、".join(f"“{column}”{count}条" for column, count in fullest)
    others = "等栏目" if len(items.by_column) > len(fullest) else ""
    return [f"按栏目看，{listed}{others}。"]


def _timely(collected: Collected) -> list[str]:
    rate = collected.rate
    if rate.percent is None:
        return []
    return [f"全年到期应公开{rate.denominator}条，按期公开{rate.numerator}条，发布及时率{rate.percent}%。"]


def _fees(work: Casework, name: str, year: int) -> str:
    """Return what part six must say of 信息处理费, also when there was none."""
    if not work.fees_yuan:
        return f"{year}年，{name}未收取信息处理费。"
    return f"{year}年，{name}依法收取信息处理费{work.fees_yuan}元，涉及政府信息公开申请的缴费{work.fees_paid}笔。"
