"""正文: the prose of a report as the rules need it, also where its heads are numbered otherwise."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gongkai.law.report_form import PARTS
from gongkai.report.reading import Reading
from gongkai.report.reading.cells import even, squeeze
from gongkai.report.reading.numerals import in_digits

OVERVIEW = ("overview", *(section.key for section in PARTS[0].sections))
REFLECTION = ("reflection", "problems", "improvements")
_STEMS = {
    "overview": r"总体(?:情况|概况)|概述|基本情况",
    "table2": r"主动公开政府信息(?:的)?情况|政府信息主动公开(?:的)?情况",
    "table3": r"收到和处理政府信息公开申请(?:的)?情况",
    "table4": r"[^。]{0,16}行政复议.{0,4}行政诉讼(?:的)?情况",
    "reflection": r"[^。]{0,16}问题.{0,6}改进(?:情况|措施)?",
    "other": r"其[他它](?:需要?|应当?)报告(?:的)?(?:事项|情况)|其[他它]事项",
}
_ORDINALS = "一二三四五六七八九十"
_HEAD = re.compile(
    rf"(?:第?(?P<ordinal>[{_ORDINALS}]|[1-9])(?:部分)?[、.,)\s]*)?(?:"
    + "|".join(f"(?P<{key}>{stem})" for key, stem in _STEMS.items())
    + r")(?:[:。](?P<rest>.*))?\Z"
)
_ENDS = re.compile(r"(?<=[。！？!?])|\n")


class Head(NamedTuple):
    """A heading of a statutory part as the page prints it; ordinal None where it has no number."""

    part: str
    ordinal: int | None
    printed: str
    line: int
    rest: str


def heads(text: str) -> list[Head]:
    """Return the headings of the parts in the order of the text."""
    return [head for number, line in enumerate(text.splitlines()) if (head := _head(line, number))]


def _head(line: str, number: int) -> Head | None:
    match = _HEAD.match(even(line).strip(" *#"))
    if match is None:
        return None
    part = next(key for key in _STEMS if match[key] is not None)
    return Head(part, _ordinal(match["ordinal"]), line.strip(), number, match["rest"] or "")


def _ordinal(printed: str | None) -> int | None:
    if printed is None:
        return None
    return int(printed) if printed.isdigit() else _ORDINALS.index(printed) + 1


def sections(reading: Reading) -> Mapping[str, str]:
    """Return the prose by the form's keys; a part that was read under no statutory head is found by its words."""
    found = dict(reading.narrative)
    for part, keys in (("overview", OVERVIEW), ("reflection", REFLECTION), ("other", ("other",))):
        body = "" if set(keys) & set(found) else _body(reading, part)
        if body:
            found[part] = body
    return found


def _body(reading: Reading, part: str) -> str:
    found = heads(reading.text)
    head = next((head for head in found if head.part == part), None)
    if head is None:
        return ""
    end = next((other.line for other in found if other.line > head.line), None)
    lines = [head.rest, *(line.strip() for line in reading.text.splitlines()[head.line + 1 : end])]
    office = squeeze(reading.office or "")
    kept = next((index for index, line in enumerate(lines) if office and squeeze(line) == office), len(lines))
    return "\n".join(line for line in lines[:kept] if line)


def of(found: Mapping[str, str], *keys: str) -> str:
    return "\n".join(found[key] for key in keys if key in found)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences with half-width signs, without spaces, counts in Arabic figures."""
    for sentence in _ENDS.split(text):
        made = in_digits(re.sub(r"\s+", "", even(sentence)))
        if made:
            yield made
