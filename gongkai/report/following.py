"""上年问题: the problems of last year's report, one by one, and what became of each (《条例》第五十条第一款第（五）项).

Kept with the report as plain rows: the problem in its own words, how it stands, and what was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

_ORDINALS = "一二三四五六七八九十"
_BEGINS = re.compile(
    rf"(?:(?:^|(?<=[。；;：:，\n])|(?<=[\u4e00-\u9fff])(?=[{_ORDINALS}]是[^否]))\s*)"
    rf"(?:[{_ORDINALS}]是|[（(][{_ORDINALS}\d]{{1,2}}[)）]|\d{{1,2}}[.、．](?!\d)|[{_ORDINALS}]{{1,2}}、)",
    re.MULTILINE,
)
_ENDS = "。；;，,、 \u3000\n"
_SHORTEST = 2


class Standing(models.TextChoices):
    """What became of a problem."""

    DONE = "DONE", "已整改"
    ONGOING = "ONGOING", "正在持续推进"
    OPEN = "OPEN", "尚未完成"


@dataclass(frozen=True)
class Answer:
    """What the office says of one problem of last year."""

    problem: str
    standing: Standing
    done: str

    def as_json(self) -> dict[str, Any]:
        return {"problem": self.problem, "standing": self.standing.value, "done": self.done}


def problems_in(text: str) -> list[str]:
    """Return the problems of the section, each once: as it numbers them, else line by line, else as one sentence each."""
    found = _numbered(text) or text.splitlines()
    if len(found) == 1:
        found = re.split(r"(?<=[。；;])", found[0])
    return list(dict.fromkeys(problem for each in found if len(problem := each.strip(_ENDS)) >= _SHORTEST))


def _numbered(text: str) -> list[str]:
    """Return what stands after each ordinal (一是, 1., （一）); words before the first one lead in and are no problem."""
    begins = list(_BEGINS.finditer(text))
    ends = [*(match.start() for match in begins[1:]), len(text)]
    return (
        [text[match.end() : end].replace("\n", "") for match, end in zip(begins, ends, strict=True)] if begins else []
    )


def answers_from_json(given: Iterable[Mapping[str, Any]]) -> dict[str, Answer]:
    """Return problem → answer."""
    return {row["problem"]: Answer(row["problem"], Standing(row["standing"]), row["done"]) for row in given}
