"""正文数字的核对 (drift) 与上年问题的跟踪 (E14): numbers whose source says otherwise by now, problems nobody answered."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.report.binding import Held, State, held, quoted
from gongkai.report.checking import Finding
from gongkai.report.checking.finding import plain
from gongkai.report.following import problems_in
from gongkai.report.models import AnnualReport
from gongkai.report.sources import Sources

REFLECTION = "五、存在的主要问题及改进情况"


def drifting(report: AnnualReport, sources: Sources) -> Iterator[Finding]:
    """Yield every bound number that is not its source's any more; the text itself is never changed unasked."""
    for each in held(report.draft.bindings, report.narrative, sources):
        if each.state is not State.FINE:
            expected = None if each.known is None else plain(each.known.value)
            yield Finding("drift", "warn", f"正文“{each.clause}”", _told(each), expected, each.number.text)


def _told(each: Held) -> str:
    if each.known is None:
        return f"正文“{each.clause}”中的{each.number.text}，登记中已没有它的来源。请核对后改写这句话，或者解除绑定。"
    now = f"“{each.known.label}”登记为{each.known.printed}"
    if each.number.says_none:
        return f"正文写“{each.clause}”，而{now}。请改写这句话。"
    if each.state is State.DRIFTED:
        return f"正文“{each.clause}”中的{each.number.text}是编制时的数，现在{now}。请核对后更新。"
    return f"正文“{each.clause}”写{each.number.text}，而{now}。请核对，按登记改正或者解除绑定。"


def unanswered(report: AnnualReport, previous: AnnualReport | None) -> Iterator[Finding]:
    """Yield last year's problems of which the report does not say what became of them."""
    for problem in problems_left(report, previous):
        message = f"上年报告的问题“{quoted(problem)}”还没有写明办理结果。请在“上年问题的办理”中逐条填写。"
        yield Finding("E14", "warn", REFLECTION, message, problem, None)


def problems_left(report: AnnualReport, previous: AnnualReport | None) -> list[str]:
    if previous is None:
        return []
    answered = {answer.problem for answer in report.answers.values() if answer.done.strip()}
    return [problem for problem in problems_in(previous.narrative.get("problems", "")) if problem not in answered]
