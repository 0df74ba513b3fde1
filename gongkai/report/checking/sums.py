"""句内之和 (sum): parts of one sentence against the total that the sentence gives.

Parts may be a choice (其中), so less than the total is in order unless the list is by its nature whole. More than the total
is an error, unless the parts overlap (a website and an account publish the same item).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.report.checking.finding import Finding
from gongkai.report.checking.prose import of, sections, sentences
from gongkai.report.reading import Reading

_UNIT = "件|条|份|篇|期|则|项|宗|次|个"
_ITEM = re.compile(
    rf"(?P<name>[^,、;:。\d]{{1,16}}?)(?P<count>(?<![\d.])\d{{1,9}})(?P<unit>{_UNIT})(?!工作日|月|百分点)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_DIVIDED = re.compile(rf"(?P<total>[^,、;:。\d()]{{0,16}}(?<![\d.])\d{{1,9}}(?:{_UNIT}))\((?P<parts>[^()]*)\)")
_DIMENSIONS = {
    "applicants": re.compile(r"自然人|公民|法人|组织|企业|(?:科研|服务|其他)机构"),
    "channels": re.compile(r"网络|网上|信函|当面|现场|邮寄|邮件|传真|平台提交|平台申请|在线"),
    "results": re.compile(r"予以公开|部分公开|不予公开|无法提供|不予处理|其他处理"),
}
_PLACES = re.compile(r"网站|公众号|微博|微信|抖音|头条|新媒体|客户端|公示栏|报刊|媒体")
_OVERLAP = re.compile(r"重复|同时|两处|交叉|重叠|分别在")
_ALL_RESULTS = 6
_HANDLED = re.compile(r"办结|办理|答复|处理")
_REST = re.compile(r"(?:其[他它](?!结果|处理|组织)|其余|剩余)[^,、;:。\d]{0,8}\Z")
# The yearly sheet of a government's website (国办函〔2018〕12号) counts what was published in these three, and no more.
_SHEET = ("概况", "动态", "信息公开目录")
_WHOLE = re.compile(r"分别(?:为|是)|分为")
_SUMMED = re.compile(r"(?:共计|合计|总计|共)(?:为)?")
_IN_TURN = re.compile(
    rf"(?<![\d.])(?P<total>\d{{1,9}})(?P<unit>{_UNIT}),其中(?P<names>[^;。\d]{{2,40}}?)分别(?:为|是|有)?"
    rf"(?P<counts>(?:\d{{1,9}}(?P=unit)(?:[、和,及]|以及)?){{2,}})"
)
_OTHER_YEAR = re.compile(r"上一?年度?|去年|20\d{2}年")


class Item(NamedTuple):
    name: str
    number: int
    unit: str
    start: int
    end: int


class Listed(NamedTuple):
    """Parts that stand together, and the counts before them that may be their total."""

    items: tuple[Item, ...]
    totals: tuple[Item, ...]
    dimension: str
    lead: str

    @property
    def added(self) -> int:
        return sum(item.number for item in self.items)


def check_sums(reading: Reading) -> Iterator[Finding]:
    found = sections(reading)
    for sentence in sentences(of(found, *found)):
        for clause in sentence.split(";"):
            bare = _BRACKETS.sub("", clause)
            yield from _in_clause(bare, sentence)
            yield from _told_in_turn(bare, sentence)
            yield from _summed_up(bare, sentence)
            for match in _DIVIDED.finditer(clause):
                yield from _in_clause(f"{match['total']},其中{match['parts']}", sentence)


def _in_clause(clause: str, sentence: str) -> Iterator[Finding]:
    items = [_item(match) for match in _ITEM.finditer(clause)]
    for listed in _lists(items, clause):
        finding = _judged(listed, sentence)
        if finding is not None:
            yield finding


def _told_in_turn(clause: str, sentence: str) -> Iterator[Finding]:
    """Yield the finding that counts told in turn after 其中 and 分别为 are not their total."""
    for match in _IN_TURN.finditer(clause):
        counts = [int(count) for count in re.findall(rf"(\d+)(?:{_UNIT})", match["counts"])]
        total = int(match["total"])
        if sum(counts) == total or _OTHER_YEAR.search(match[0]) or _OVERLAP.search(sentence):
            continue
        are_places = _PLACES.search(match["names"])
        if not are_places or sum(counts) < total:
            items = [Item(f"第{place}项", count, match["unit"], 0, 0) for place, count in enumerate(counts, start=1)]
            whole = Item("", total, match["unit"], 0, 0)
            listed = Listed(tuple(items), (whole,), "", "")
            yield _finding(listed, whole, sentence, "hint" if are_places else "error")


def _summed_up(clause: str, sentence: str) -> Iterator[Finding]:
    """Yield the finding that what is summed up (共计) is the sum of no counts that stand before it."""
    items = [_item(match) for match in _ITEM.finditer(clause)]
    for index, total in enumerate(items):
        before = [item for item in items[:index] if item.unit == total.unit]
        if len(before) < 2 or not _SUMMED.fullmatch(total.name) or len(before) != index:
            continue
        sums = {sum(item.number for item in before[a:b]) for a in range(index) for b in range(a + 1, index + 1)}
        if total.number not in sums:
            yield _finding(Listed(tuple(before), (total,), "", ""), total, sentence, "error")


def _item(match: re.Match[str]) -> Item:
    return Item(match["name"], int(match["count"]), match["unit"], match.start(), match.end())


def _lists(items: Sequence[Item], clause: str) -> Iterator[Listed]:
    """Yield the runs of parts: of one dimension or ended by 其他 whatever divides them, or divided by 、 after 其中."""
    index = 1
    while index < len(items):
        run = _run(items, index, clause)
        lead = clause[items[index - 1].end : items[index].start] + items[index].name
        dimension = _dimension(items[index])
        before = [item for item in items[:index] if item.unit == items[index].unit]
        totals = tuple(item for item in before if dimension is None or _dimension(item) != dimension)
        if len(run) > 1 and totals and (dimension or re.search(r"其中|包括|分别|分为", lead)):
            yield Listed(run, totals, dimension or "", lead)
        index += max(len(run), 1)


def _run(items: Sequence[Item], start: int, clause: str) -> tuple[Item, ...]:
    run = [items[start]]
    to_rest = _makes_up(items[start:])
    for item in items[start + 1 :]:
        between = clause[run[-1].end : item.start]
        if between == "," and len(run) > 1 and _REST.search(run[-1].name):
            break
        same = _dimension(item) == _dimension(items[start]) and item.unit == run[0].unit
        near = between in ("、", "和", "及", "以及") or (
            (_dimension(item) or to_rest or _PLACES.search(item.name)) and between in (",", ",另有", "")
        )
        if not same or not near or "其中" in item.name:
            break
        run.append(item)
    return tuple(run)


def _dimension(item: Item) -> str | None:
    return next((name for name, words in _DIMENSIONS.items() if words.search(item.name)), None)


def _judged(listed: Listed, sentence: str) -> Finding | None:
    own = [total for total in listed.totals if not _OTHER_YEAR.search(total.name)] or list(listed.totals)
    carried = sum(total.number for total in listed.totals if "结转" in total.name)
    possible = {total.number for total in own} | {total.number + carried for total in own}
    whole = _is_whole(listed)
    if listed.added in possible or (not whole and listed.added <= max(possible)):
        return None
    is_open = _OVERLAP.search(sentence) or any(_PLACES.search(item.name) for item in listed.items)
    if is_open and listed.added > max(possible):
        return None if _OVERLAP.search(sentence) else _finding(listed, own[-1], sentence, "hint")
    return _finding(listed, own[-1], sentence, "error")


def _is_whole(listed: Listed) -> bool:
    """Test if the parts must make up the total: named one for one, or a division with nothing beside it."""
    names = "".join(item.name for item in listed.items)
    if listed.dimension == "applicants":
        return bool(re.search("自然人|公民", names) and re.search("法人|其他组织", names))
    if listed.dimension == "results":
        return len(listed.items) >= _ALL_RESULTS and bool(_HANDLED.search(listed.totals[-1].name))
    return bool(_WHOLE.search(listed.lead)) or _makes_up(listed.items)


def _makes_up(items: Sequence[Item]) -> bool:
    """Test if the parts come with all the rest, or are the three of the website's sheet."""
    names = [item.name for item in items]
    return any(_REST.search(name) for name in names[1:]) or all(any(word in name for name in names) for word in _SHEET)


def _finding(listed: Listed, total: Item, sentence: str, severity: str) -> Finding:
    terms = "、".join(
        f"{re.sub('^.*(?:其中|分别为|分别是|包括)', '', item.name)}{item.number}{item.unit}" for item in listed.items
    )
    asked = "各项之间有重复的，建议写明。" if severity == "hint" else "请核对各项和总数。"
    message = f"句中各项{terms}合计{listed.added}{total.unit}，与同句总数{total.number}{total.unit}对不上：“{sentence}”。{asked}"
    return Finding("sum", severity, f"正文“{sentence}”", message, total.number, listed.added)
