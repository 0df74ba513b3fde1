"""标题回行: where a long title is broken, by sense and in a good shape.

What lives here: the lines of a title as 《党政机关公文格式》(GB/T 9704-2012) 7.3.1 wants them: words whole (词意完整), set evenly
(排列对称), in the shape of a trapezoid or a diamond (梯形或菱形). There is no dictionary of the language, only the words of official
titles and the rules of punctuation; what they do not know is broken late and never down to one character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

WORDS = (
    *("中华人民共和国", "人民政府", "人民法院", "人民检察院", "办事处", "委员会", "办公室", "管理局", "服务中心"),
    *("政府信息", "信息公开", "主动公开", "依申请", "工作", "年度报告", "申请人", "第三方", "共同制作机关"),
    *("答复书", "决定书", "告知书", "意见书", "通知书", "确认书", "确认函", "登记表", "呈批单", "送达回证", "实施方案"),
    *("不予公开", "部分公开", "予以公开", "不再处理", "延期答复", "延迟答复", "说明理由", "征求意见", "规范性文件"),
    *("街道", "社区", "公开", "申请", "答复", "告知", "通知", "意见", "方案", "办法", "规定", "实施", "管理", "开展"),
    *("进一步", "加强", "推进", "贯彻", "落实", "印发", "转发", "涉及", "以及", "普及", "参与", "与会", "和平", "和谐"),
    *("目的", "重点", "专项", "安全", "生产", "基层", "治理", "服务", "建设", "补正", "撤回", "更正", "协办", "收费"),
)
PLACES = re.compile(r"(?<=[省市县区乡镇])(?=[^省市县区乡镇政级域委长])")
UNITS = re.compile(
    r"《[^《》]{1,18}》|〔\d+〕|（[^（）]{1,16}）|“[^“”]{1,16}”|第[\d一二三四五六七八九十百]+[号条款项次届期]"
    r"|[\d.%-]+[年月日号个件]?|[A-Za-z][\w.@/-]*|" + "|".join(sorted(WORDS, key=len, reverse=True))
)
NEVER_FIRST = "，、。；：？！）》〉」』】〕”’…的地得了着们者性等"
NEVER_LAST = "（《〈「『【〔“‘第"
EASY_AFTER = ("关于", "的", "、", "，", "：", "》", "”")
EASY_BEFORE = ("和", "与", "及", "并", "暨", "《", "“", "关于")
LINE = 24
FREE, WORD_END, INSIDE, FORBIDDEN = 0, 4, 40, 400
"""What a line costs, and a break: where the sense allows it, beside a known word, in the midst of what may be one, where it must not be."""


def break_heading(title: str, *, per_line: int = 20) -> tuple[str, ...]:
    """Return the lines of the title, which joined give it back; its own line breaks are kept, so an author may decide.

    :param per_line: how many full-width characters a line holds.
    """
    return tuple(line for part in _parts(title) for line in _lines_of(part, per_line)) or ("",)


def width_of(text: str) -> float:
    """Return the width in full-width characters: a Latin letter or figure takes half of one."""
    return sum(0.5 if ord(each) < 0x2000 else 1 for each in text)


def _parts(title: str) -> list[str]:
    return [part.strip() for part in title.splitlines() if part.strip()]


def _lines_of(title: str, per_line: int) -> tuple[str, ...]:
    fewest = max(1, -int(-width_of(title) // per_line))
    if fewest == 1:
        return (title,)
    ends = _costs(title)
    tries = [_best(title, ends, shape, per_line) for count in (fewest, fewest + 1) for shape in _shapes(count)]
    return min(tries)[1]


def _costs(title: str) -> list[int]:
    """Return for each place between two characters what a break there costs."""
    costs = [INSIDE] * (len(title) + 1)
    for unit in UNITS.finditer(title):
        costs[unit.start()] = min(costs[unit.start()], WORD_END)
        costs[unit.end()] = min(costs[unit.end()], WORD_END)
        costs[unit.start() + 1 : unit.end()] = [FORBIDDEN] * (len(unit[0]) - 1)
    for place in range(1, len(title)):
        costs[place] = _by_neighbours(title, place, costs[place])
    return costs


def _by_neighbours(title: str, place: int, cost: int) -> int:
    before, after = title[:place], title[place:]
    if after[0] in NEVER_FIRST or before[-1] in NEVER_LAST:
        return FORBIDDEN
    if cost == FORBIDDEN:
        return cost
    if before.endswith(EASY_AFTER) or after.startswith(EASY_BEFORE):
        return FREE
    return WORD_END if PLACES.match(title, place) else cost


def _shapes(count: int) -> Iterator[tuple[float, ...]]:
    """Yield the shares of the lines: widening, narrowing, and for three lines and more the diamond."""
    steps = tuple(1 + 0.25 * each for each in range(count))
    yield _shares(steps)
    yield _shares(steps[::-1])
    if count > 2:
        yield _shares(tuple(1 + 0.25 * min(each, count - 1 - each) for each in range(count)))


def _shares(weights: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(each / sum(weights) for each in weights)


def _best(title: str, costs: list[int], shape: tuple[float, ...], per_line: int) -> tuple[float, tuple[str, ...]]:
    """Return the cheapest way to cut the title into lines near the shape, with its cost; lines too wide cost most."""
    sums = [0.0, *accumulate(width_of(each) for each in title)]
    wanted = [share * sums[-1] for share in shape]
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (LINE * len(shape), (0,))}
    for target in wanted:
        ways = _one_line_more(ways, sums, costs, target, per_line)
    cost, cuts = ways.get(len(title), (float("inf"), (0, len(title))))
    return cost, tuple(title[start:end] for start, end in pairwise(cuts))


def _one_line_more(
    ways: dict[int, tuple[float, tuple[int, ...]]], sums: list[float], costs: list[int], target: float, per_line: int
) -> dict[int, tuple[float, tuple[int, ...]]]:
    longer: dict[int, tuple[float, tuple[int, ...]]] = {}
    for start, (spent, cuts) in ways.items():
        for end in range(start + 1, len(sums)):
            width = sums[end] - sums[start]
            if width > per_line:
                break
            cost = spent + (width - target) ** 2 + (costs[end] if end < len(sums) - 1 else 0)
            cost += FORBIDDEN if end - start == 1 else 0
            if end not in longer or cost < longer[end][0]:
                longer[end] = (cost, (*cuts, end))
    return longer
