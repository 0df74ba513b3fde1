"""演示文稿: titles and bodies of invented information, put together from the themes and series in `data/`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from django.template.loader import render_to_string

from gongkai.office.models import Office
from gongkai.records.cleaning import clean_body
from gongkai.records.models import RecordKind

from .town import told

MARK = "（示例）"
FIGURE_RANGES = {"户": (60, 120), "人": (130, 260), "人次": (30, 160), "元": (41000, 98000), "万元": (20, 380)}
FIGURE_RANGE = (3, 48)
"""How large an invented figure may be, by the unit in its name."""
OTHER_FILES = "zfxxgk/fdzdgknr/zcwj/qtwj"
NORMATIVE_FILES = "zfxxgk/fdzdgknr/zcwj/xzgfxwj"
INTERPRETATIONS = "zfxxgk/fdzdgknr/zcwj/zcjd"
SHARE_WITH_TABLE = 0.4
FOUND, MENDED = 1, slice(2, 4)
"""In a table of inspections: the row of what was found is the sum of these rows."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """What a piece of invented information says and where it belongs."""

    title: str
    kind: RecordKind
    path: str
    topic: str
    genre: str
    body: str
    department: str = ""
    normative: bool | None = None
    file: str = ""
    charted: tuple[tuple[str, int], ...] = ()

    def corrected(self) -> Text:
        """Return the text with one more sentence, as a correction brings it."""
        return self._with("更正说明：原文一处数字录入有误，现予更正。")

    def completed(self) -> Text:
        """Return the text with one more sentence, as its author answers a reviewer."""
        return self._with("以上数字已与台账逐项核对。")

    def _with(self, sentence: str) -> Text:
        return replace(self, body=clean_body(f"{self.body}<p>{sentence}</p>"))


def news(theme: dict[str, Any], action: str, *, office: Office, rng: Random) -> Text:
    """Return a report of something that happened."""
    first, second = rng.sample(theme["done"], 2)
    sections = [_table("基本情况", theme["figures"], ["数量"], rng)] if rng.random() < SHARE_WITH_TABLE else []
    paragraphs = [f"{theme['purpose']}近日，{office}{action}。{first}", second, rng.choice(theme["next"])]
    body = _body(paragraphs=paragraphs, sections=sections)
    return Text(
        title=f"{office}{action}{MARK}",
        kind=RecordKind.NEWS,
        path="gzdt",
        topic=theme["topic"],
        genre="动态信息",
        body=body,
        department=theme["department"],
    )


def notice(theme: dict[str, Any], matter: str, *, office: Office, on: date, rng: Random) -> Text:
    """Return a notice to residents and shops."""
    sections = [
        {
            "heading": "一、时间和范围",
            "paragraphs": [f"自{on.month}月下旬起，按社区分片进行，具体时间由社区提前三日告知。"],
        },
        {"heading": "二、有关事项", "list": [rng.choice(theme["done"]), *theme["next"]]},
        {
            "heading": "三、联系方式",
            "paragraphs": [f"咨询电话：{office.phone}；投诉举报电话：{office.complaint_phone}。"],
        },
    ]
    body = _body(
        salutation="各社区居民委员会，各位居民：",
        paragraphs=[f"{theme['purpose']}现将{matter}的有关事项通知如下。"],
        sections=sections,
        signature=office.name,
        signed=on,
    )
    return Text(
        title=f"关于{matter}的通知{MARK}",
        kind=RecordKind.NOTICE,
        path="tzgg",
        topic=theme["topic"],
        genre="通知",
        body=body,
        department=theme["department"],
    )


def serial(row: dict[str, Any], *, office: Office, on: date, rng: Random) -> Text:
    """Return one issue of a series of statutory information."""
    quarter = (on.month + 2) // 3
    words = {"office": str(office), "year": on.year, "lastyear": on.year - 1, "month": on.month, "quarter": quarter}
    table = _table("一、基本情况", row["figures"], row.get("heads", ["数量"]), rng)
    sections = [table, {"heading": "二、说明", "list": row["notes"]}]
    return Text(
        title=row["title"].format(**words) + MARK,
        kind=RecordKind(row.get("kind", "STATUTORY")),
        path=row["path"],
        topic=row["topic"],
        genre=row["genre"],
        body=_body(paragraphs=[row["lead"].format(**words)], sections=sections),
        file=row.get("file", ""),
        charted=tuple((name, numbers[0]) for name, numbers in table["figures"]) if "image" in row else (),
    )


def policy(row: dict[str, Any], *, office: Office, on: date) -> Text:
    """Return a policy document, article by article."""
    title, normative = row["title"].format(office=office), row.get("normative", False)
    articles = [f"第{numeral}条　{text}" for numeral, text in zip("一二三四五六七八", row["articles"], strict=False)]
    body = _body(
        salutation="各社区居民委员会，各科室：",
        paragraphs=[
            "经研究，现印发如下，请遵照执行。" if normative else "结合辖区实际，现就有关事项通知如下。",
            *articles,
        ],
        signature=office.name,
        signed=on,
    )
    return Text(
        title=f"{title}{MARK}",
        kind=RecordKind.POLICY,
        path=NORMATIVE_FILES if normative else OTHER_FILES,
        topic=row["topic"],
        genre="意见" if normative else "通知",
        body=body,
        normative=normative,
        file=row.get("file", ""),
    )


def interpretation(row: dict[str, Any], *, office: Office) -> Text:
    """Return the interpretation that accompanies a policy document."""
    first, *others = row["articles"]
    sections = [
        {
            "heading": "一、为什么制定",
            "paragraphs": ["居民在议事会和留言中多次提到这一问题，街道归纳意见后起草了本文件。"],
        },
        {"heading": "二、适用范围", "paragraphs": [first]},
        {"heading": "三、主要内容", "list": others},
        {"heading": "四、怎样咨询", "paragraphs": [f"咨询电话：{office.phone}。"]},
    ]
    return Text(
        title=row["interpretation"].format(office=office) + MARK,
        kind=RecordKind.INTERPRETATION,
        path=INTERPRETATIONS,
        topic=row["topic"],
        genre="解读",
        body=_body(paragraphs=["为便于居民了解文件内容，现就有关问题说明如下。"], sections=sections),
    )


def filed(row: dict[str, Any], *, office: Office) -> Text:
    """Return something that is registered and not to be published; its content stays outside the system."""
    return Text(
        title=row["title"].format(office=office) + MARK,
        kind=RecordKind.STATUTORY,
        path=OTHER_FILES,
        topic="其他综合政务",
        genre="其他",
        body=_body(paragraphs=["本条只登记信息名称和公开属性，原件存于责任科室。"]),
    )


def theme(topic: str) -> dict[str, Any]:
    return next(row for row in told("themes")["theme"] if row["topic"] == topic)


def draft(topic: str) -> dict[str, Any]:
    """Return the series of which only a draft exists."""
    return next(row for row in told("series")["series"] if (row["every"], row["topic"]) == ("draft", topic))


def _table(heading: str, names: list[str], heads: list[str], rng: Random) -> dict[str, Any]:
    """Return a section with a table of invented figures; what was found adds up with what was mended and is left."""
    figures = {name.partition("=")[0]: [_figure(name, rng) for _ in heads] for name in names}
    rows = list(figures.items())
    if "整改" in rows[-1][0]:
        found, _ = rows[FOUND]
        sums = [sum(parts) for parts in zip(*(numbers for _, numbers in rows[MENDED]), strict=True)]
        rows[FOUND] = (found, sums)
    return {"heading": heading, "caption": "有关数据", "heads": heads, "figures": rows}


def _figure(name: str, rng: Random) -> int:
    """Return the figure that the name fixes (名称（单位）=3), or one of the size that its unit makes plausible."""
    label, _, fixed = name.partition("=")
    unit = label.rpartition("（")[2].rstrip("）")
    return int(fixed) if fixed else rng.randint(*FIGURE_RANGES.get(unit, FIGURE_RANGE))


def _body(**parts: Any) -> str:
    return clean_body(render_to_string("desk/demo/body.html", parts))
