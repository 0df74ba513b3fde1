"""正文: office, year and the parts of the narrative, found by their headings."""

import re
from collections.abc import Iterator

from gongkai.law.report_form import PARTS
from gongkai.report.reading.cells import even, squeeze

_YEAR = r"(?P<year>\d{4}|[二〇零○一三四五六七八九]{4})"
_TITLE = re.compile(rf"{_YEAR}\s*年\s*度?\s*政府信息公开\s*(?:工作)?\s*年?度?\s*报告")
_SHORTEST_NAME = 4
_TITLE_IS_ABOVE = 40
_TITLE_IS_CUT_IN = 4
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_ORDINAL = r"[(]?[一二三四五六七八九十1-9][)、.．]?"
# The sections' heads vary in their tails (情况, 方面, 措施); the stem decides.
_SECTION_STEMS = {
    "on_request": r"依申请公开(?:政府信息)?",
    "proactive": r"主动公开(?:政府信息)?",
    "management": r"政府信息(?:的)?(?:规范化)?管理",
    "platform": r"(?:政府信息)?(?:公开)?平台(?:的)?建设",
    "supervision": r"监督(?:和)?保障",
    "problems": r"(?:存在的?)?(?:主要|突出)?问题",
    "improvements": r"(?:改进|整改)",
}
_TAIL = r"(?:工作)?(?:情况|方面|措施)?\s*(?:[:。.]|(?=\s)|$)"
_SECTION = re.compile(
    rf"\s*{_ORDINAL}\s*(?:"
    + "|".join(f"(?P<{key}>{stem}{_TAIL})" for key, stem in _SECTION_STEMS.items())
    + r")\s*(?P<rest>.*)"
)
# A head numbered by the word processor has no ordinal in its text.
_BARE_SECTION = re.compile("|".join(f"(?P<{key}>{stem}{_TAIL})" for key, stem in _SECTION_STEMS.items()))
_PARTS = {squeeze(part.heading)[1:]: part.key for part in PARTS}
_PART_ORDINAL = re.compile(r"第?[一二三四五六七八九十\d](?:部分)?")
_OWN_PARTS = {"overview", "reflection", "other"}
_FURNITURE = ("扫一扫", "打印", "纠错", "分享到", "关闭窗口", "来源:", "发布时间")


def office_and_year(text: str) -> tuple[str | None, int | None]:
    """Return the office's full name and the year of the report, as its title gives them, on one line or cut over some."""
    plain = even(text)
    found = _titled(plain)
    if found[1] is None:
        found = next(
            (cut for cut in map(_titled, _first_lines_together(plain)) if len(cut[0] or "") >= _SHORTEST_NAME), found
        )
    return found


def _titled(text: str) -> tuple[str | None, int | None]:
    match = _TITLE.search(text)
    if match is None:
        return None, None
    office = _words_before(text[: match.start()])
    return office or None, int(match["year"].translate(_CHINESE_DIGITS))


def _first_lines_together(text: str) -> Iterator[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_TITLE_IS_ABOVE]
    for count in range(2, _TITLE_IS_CUT_IN + 1):
        yield from ("".join(lines[start : start + count]) for start in range(len(lines) - count + 1))


def _words_before(text: str) -> str:
    """Return the office's name: what stands before the year in its line; with the line above, where that is no whole name."""
    lines = text.rstrip(" ").split("\n")
    line = lines.pop().strip()
    while len(line) < _SHORTEST_NAME and lines:
        line = lines.pop().strip() + line
    return re.split(r"[。:《]", line)[-1].strip()


def narrative(text: str, *, office: str | None) -> dict[str, str]:
    """Return the prose under each head that asks for prose; paragraphs are lines, heads and page furniture are left out.

    Words before the first section of a part are the part's own (`overview`, `reflection`, `other`).
    """
    paragraphs: dict[str, list[str]] = {}
    for key, line in _under_heads(text):
        paragraphs.setdefault(key, []).append(line)
    if "other" in paragraphs:
        paragraphs["other"] = _before_signature(paragraphs["other"], office)
    return {key: "\n".join(lines) for key, lines in paragraphs.items() if lines}


def _under_heads(text: str) -> Iterator[tuple[str, str]]:
    part = section = ""
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        key = _part(line)
        if key is not None:
            part, section = key, ""
            continue
        head = _section(line) if part in ("overview", "reflection") else None
        if head is not None:
            section = _key_of(head)
            line = head.groupdict().get("rest", "").strip()
        if line and part in _OWN_PARTS and not line.startswith(_FURNITURE):
            yield section or part, line


def _part(line: str) -> str | None:
    words = squeeze(line)
    return _PARTS.get(words) or _PARTS.get(_PART_ORDINAL.sub("", words, count=1))


def _section(line: str) -> re.Match[str] | None:
    plain = even(line)
    return _SECTION.match(plain) or _BARE_SECTION.fullmatch(plain)


def _key_of(head: re.Match[str]) -> str:
    return next(key for key in _SECTION_STEMS if head[key] is not None)


def _before_signature(lines: list[str], office: str | None) -> list[str]:
    for index, line in enumerate(lines):
        if office and squeeze(line) == squeeze(office):
            return lines[:index]
    return lines
