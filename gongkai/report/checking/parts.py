"""结构 (parts, E14): the six parts under their numbers, the five subjects of part one, problems and what is done about them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from gongkai.law.report_form import PARTS, Part
from gongkai.report.checking.dates import signature_of
from gongkai.report.checking.finding import Finding
from gongkai.report.checking.prose import OVERVIEW, REFLECTION, Head, heads, of, sections, sentences
from gongkai.report.reading import Reading
from gongkai.report.reading.cells import even

_ENOUGH_TO_TELL = 3
_HEADING = {part.key: part.heading for part in PARTS}
_NUMBER = {part.key: number for number, part in enumerate(PARTS, start=1)}
_SUBJECTS = {
    "proactive": r"主动公开",
    "on_request": r"依申请|信息公开申请",
    "management": r"信息(?:的)?(?:规范化?)?管理",
    "platform": r"平台(?:的)?建设",
    "supervision": r"监督(?:和)?保障",
}
_NUMBERED_SUBJECT = re.compile(
    rf"\(?(?P<ordinal>[一二三四五])[)、][^。:]{{0,8}}?(?:{'|'.join(_SUBJECTS.values())})(?:工作)?(?:情况|方面)?(?=[。:]|\Z)"
)
_PROBLEM = re.compile(r"问题|不足|短板|薄弱|差距|困难|有待|不够|欠缺")
_MEASURE = re.compile(r"改进|整改|措施|下一步|今后|明年|将|加强|完善|建立|规定|增加|推动")
_EARLIER = r"上一?年度?|去年"


def check_parts(reading: Reading, previous: Reading | None) -> Iterator[Finding]:
    """Yield what is lacking on a page; what a draft lacks, drafting says itself."""
    yield from _numbered(reading)
    yield from _numbered_twice(reading)
    found = sections(reading)
    if reading.text:
        yield from _subjects(found)
        yield from _reflection(found)
    yield from _followed_up(found, reading, previous)


def _numbered(reading: Reading) -> Iterator[Finding]:
    """Judge the heads of a page that has most of them; what a copy breaks off before is not judged."""
    found = {head.part: head for head in heads(reading.text)}
    if reading.year is None or "overview" not in found or len(found) < _ENOUGH_TO_TELL:
        return
    for part in _reached(found, reading):
        head = found.get(part.key)
        if head is None:
            message = f"没有“{part.heading}”这一部分。年度报告有六个部分，没有内容的也要保留标题并写明。"
            yield Finding("parts", "error", part.heading, message, part.heading, None)
        elif head.ordinal is not None and head.ordinal != _NUMBER[part.key]:
            message = f"“{head.printed}”应编为“{part.heading}”。请按统一格式的六个部分编号。"
            yield Finding("parts", "warn", head.printed, message, part.heading, head.printed)


def _numbered_twice(reading: Reading) -> Iterator[Finding]:
    """Yield the subjects of part one that bear a number which another one bears."""
    found = heads(reading.text)
    start = next((head.line for head in found if head.part == "overview"), None)
    if start is None:
        return
    end = next((head.line for head in found if head.line > start), None)
    numbered: dict[str, str] = {}
    for line in map(even, reading.text.splitlines()[start:end]):
        head = _NUMBERED_SUBJECT.match(line.strip())
        if head is None:
            continue
        first = numbered.setdefault(head["ordinal"], head[0])
        if first != head[0]:
            message = f"“{first}”和“{head[0]}”用了同一个序号。请按统一格式的次序编号。"
            yield Finding("parts", "warn", head[0], message, None, head["ordinal"])


def _reached(found: Mapping[str, Head], reading: Reading) -> Sequence[Part]:
    """Return the parts up to the last that the page has, all where it is signed."""
    if signature_of(reading.text) is not None:
        return PARTS
    return PARTS[: max(_NUMBER[key] for key in found)]


def _subjects(found: Mapping[str, str]) -> Iterator[Finding]:
    told = of(found, *OVERVIEW)
    if not told or not any(key in found for key in (*REFLECTION, "other")):
        return
    lacking = [key for key, words in _SUBJECTS.items() if key not in found and not re.search(words, told)]
    headings = {section.key: section.heading for section in PARTS[0].sections}
    for key in lacking:
        message = f"“一、总体情况”没有“{headings[key]}”的内容。这一部分应写明五个方面，请补写。"
        yield Finding("E14", "warn", "一、总体情况", message, headings[key], None)


def _reflection(found: Mapping[str, str]) -> Iterator[Finding]:
    told = of(found, *REFLECTION)
    if not told:
        return
    named = "problems" in found or any(_is_problem(sentence) for sentence in sentences(told))
    met = "improvements" in found or _MEASURE.search(told) is not None
    for present, heading, words in ((named, "（一）存在的问题", "存在的问题"), (met, "（二）改进情况", "改进情况")):
        if not present:
            message = f"“{_HEADING['reflection']}”没有写{words}。问题和改进都要写，请补写。"
            yield Finding("E14", "warn", _HEADING["reflection"], message, heading, None)


def _is_problem(sentence: str) -> bool:
    return _PROBLEM.search(sentence) is not None and not re.search(_EARLIER, sentence)


def _followed_up(found: Mapping[str, str], reading: Reading, previous: Reading | None) -> Iterator[Finding]:
    """Ask what became of last year's problems, where no sentence speaks of them."""
    if previous is None or reading.year is None or not previous.narrative.get("problems"):
        return
    told = of(found, *OVERVIEW, *REFLECTION)
    if told and not re.search(rf"{_EARLIER}|{reading.year - 1}年", told):
        problems = previous.narrative["problems"].replace("\n", "")
        message = f"上年报告的问题（{problems}）本年没有提到。请问是否已经解决，是否在第五部分写明？"
        yield Finding("E14", "hint", _HEADING["reflection"], message)
