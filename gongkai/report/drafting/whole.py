"""初稿全文: every place for prose of the form, with what can be said of it; and what is left for people to write."""

from collections.abc import Iterator

from gongkai.law.report_form import PARTS
from gongkai.report.binding import Draft, Line, write
from gongkai.report.drafting.managing import management, platform, supervision
from gongkai.report.drafting.on_request import on_request
from gongkai.report.drafting.proactive import proactive
from gongkai.report.sources import Sources


def draft_narrative(known: Sources, *, name: str, year: int) -> Draft:
    """Return the drafted prose by the form's keys; `name` is what the office calls itself in running text."""
    return write(
        {
            "overview": [(_opening(name, year),)],
            "proactive": proactive(known, name=name, year=year),
            "on_request": on_request(known, year=year),
            "management": management(known, year=year),
            "platform": platform(known),
            "supervision": supervision(known),
            "other": _fees(known, name, year),
        }
    )


def unwritten(narrative: dict[str, str]) -> list[str]:
    """Return a sentence for each statutory section that has no prose yet."""
    sections = [section for part in PARTS for section in part.sections]
    return [
        f"“{section.heading}”尚无文字，请填写。" for section in sections if not narrative.get(section.key, "").strip()
    ]


def _opening(name: str, year: int) -> str:
    return (
        f"{name}依照《中华人民共和国政府信息公开条例》，编制{year}年政府信息公开工作年度报告。"
        f"数据统计期限为{year}年1月1日至12月31日。"
    )


def _fees(known: Sources, name: str, year: int) -> Iterator[Line]:
    """Yield what part six must say of 信息处理费, also when there was none (国办函〔2020〕109号)."""
    yuan = known["fees.yuan"]
    if not yuan.value:
        yield (f"{year}年，{name}", ("未收取", yuan), "信息处理费。")
        return
    yield (
        f"{year}年，{name}依法收取信息处理费",
        yuan,
        "元，涉及政府信息公开申请的缴费",
        known["fees.paid"],
        "笔。",
    )
