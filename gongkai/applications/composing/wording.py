"""措辞: the shipped wording of the letters, filled with what is on record. A blank that nothing fills refuses the draft.

What is filled in is data: braces and angle brackets in it stay what they are, and line breaks of what others wrote are
taken out, so that nobody writes a heading into a letter.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from gongkai.applications.transitions import ActRefused
from gongkai.law.articles import numeral
from gongkai.law.clock.events import shown

BLANK = re.compile(r"\{(\w+)\}")
HEADING = "# "
SENTENCE_ENDS = ("。", "！", "？", "；", "：")
FULL_NAME = "《中华人民共和国政府信息公开条例》"

Words = Mapping[str, str]


def letter_lines(kind: str, words: Words) -> list[str]:
    """Return the paragraphs of the letter, its headings numbered 一、二、….

    :raises ActRefused: naming every blank of the wording that nothing on record fills.
    """
    lines = [text for when, text in map(_conditional, shipped()[kind]["lines"]) if not when or words.get(when)]
    refuse_missing(lines, words)
    return [line for each in _numbered(lines) for line in _filled(each, words)]


def letter_title(kind: str) -> str:
    return str(shipped()[kind]["title"])


def letter_enclosures(kind: str) -> list[str]:
    return list(shipped()[kind].get("enclosures", []))


def sentence(template: str, words: Words) -> str:
    """Return one sentence of the shipped wording, filled.

    :raises ActRefused: naming every blank that nothing fills.
    """
    refuse_missing([template], words)
    return BLANK.sub(lambda blank: words[blank[1]].strip(), template)


def refuse_missing(templates: Iterable[str], words: Words) -> None:
    """Refuse the draft when a blank stays empty: nobody signs an empty clause."""
    blanks = dict.fromkeys(name for each in templates for name in BLANK.findall(each))
    missing = [name for name in blanks if not words.get(name, "").strip()]
    if missing:
        names = "、".join(shipped()["blanks"].get(name, name) for name in missing)
        raise ActRefused(f"文书还缺：{names}。请补充后再拟稿。")


def day(on: date | None) -> str:
    """Return the date as letters write it (2026年3月2日); "" for None, which then counts as missing."""
    return shown(on) if on else ""


def one_line(text: str) -> str:
    """Return the text on one line: line breaks and runs of blanks become one blank."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Return the text as it stands between “ and ”: on one line, its own quotation marks single, no full stop at its end."""
    return one_line(text).replace("“", "‘").replace("”", "’").rstrip("。")


def closed(text: str) -> str:
    """Return the text with a full stop at its end; empty stays empty."""
    text = text.strip()
    return text if not text or text.endswith(SENTENCE_ENDS) else f"{text}。"


def cited_together(bases: Iterable[str]) -> str:
    """Return the citations in one phrase: 《中华人民共和国政府信息公开条例》第十五条、第三十二条和《……办法》."""
    bases = list(bases)
    clauses = [each.removeprefix("《条例》") for each in bases if each.startswith("《条例》")]
    others = [each for each in bases if not each.startswith("《条例》")]
    own = [FULL_NAME + "、".join(clauses)] if clauses else []
    return "和".join(own + others)


def _conditional(line: str | dict[str, str]) -> tuple[str, str]:
    """Return the name of what must be on record for this paragraph ("" where nothing must), and its wording."""
    return ("", line) if isinstance(line, str) else (line["when"], line["text"])


def _filled(line: str, words: Words) -> list[str]:
    text = BLANK.sub(lambda blank: words[blank[1]].strip(), line)
    return [each.strip() for each in text.splitlines() if each.strip()]


def _numbered(lines: Iterable[str]) -> Iterator[str]:
    """Yield the wording with its headings numbered; done before filling, so that nothing filled in becomes a heading."""
    count = 0
    for line in lines:
        if not line.startswith(HEADING):
            yield line
            continue
        count += 1
        yield f"{numeral(count)}、{line.removeprefix(HEADING)}"


@cache
def shipped() -> dict[str, Any]:
    text = resources.files("gongkai.applications.composing").joinpath("data/letters.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
