"""上年问题的答复: what became of last year's problems, as sentences of （二）改进情况."""

from __future__ import annotations

import re

from gongkai.report.following import Answer

_FIRST_CLAUSE = re.compile(r"[，。；,;：:]")
_LONGEST = 30


def answered(answer: Answer) -> str:
    """Return the sentence on one of last year's problems."""
    done = answer.done.strip().rstrip("。；;")
    return f"上年报告的“{named(answer.problem)}”问题，{answer.standing.label}：{done}。"


def named(problem: str) -> str:
    """Return the first clause, by which the problem is called again; a copy of last year's text would be no answer."""
    return _FIRST_CLAUSE.split(problem, maxsplit=1)[0][:_LONGEST]
