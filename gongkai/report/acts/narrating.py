"""正文的动作: bring bound numbers up to date, bind and release them, take over suggested problems and answers into the text.

Each starts from the report as it is saved, rewrites only what it names, and draws the record's body anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.office.models import User
from gongkai.report.acts.drawing import draw, tell, writing_post
from gongkai.report.acts.refusals import FigureNotThere
from gongkai.report.acts.revising import writable
from gongkai.report.binding import Binding, Draft, Line, added, exchanged, held, numbers_in
from gongkai.report.drafting import Suggestion, answered
from gongkai.report.drafting.following import named
from gongkai.report.models import AnnualReport
from gongkai.report.sources import Known, Sources

Change = Callable[[Draft], Draft]


def renew_figures(
    report: AnnualReport,
    sources: Sources,
    *,
    by: User,
    only: int | None = None,
    seen: datetime | None = None,
    at: datetime | None = None,
) -> int:
    """Exchange the numbers that differ from their source, or `only` the one with this id; return how many.

    :raises FigureNotThere: when nothing can be exchanged.
    """
    differing = [each for each in held(report.draft.bindings, report.narrative, sources) if each.may_be_renewed]
    chosen = [each for each in differing if only in (None, each.binding.id)]
    if not chosen:
        raise FigureNotThere("没有可以更新的数字：正文已与登记一致，或者这句话需要改写。请重新打开本页核对。")
    _change(report, lambda draft: exchanged(draft, chosen), "report.figures_renewed", by=by, seen=seen, at=at)
    return len(chosen)


def bind_figure(
    report: AnnualReport,
    known: Known,
    *,
    section: str,
    place: int,
    text: str,
    by: User,
    seen: datetime | None = None,
    at: datetime | None = None,
) -> None:
    """Bind the section's number at this place, which reads `text`, to the figure.

    :raises FigureNotThere: when the text has another number there.
    """
    numbers = numbers_in(report.narrative.get(section, ""))
    if not 0 <= place < len(numbers) or numbers[place].text != text:
        raise FigureNotThere(f"“{text}”已不在原来的位置，没有绑定。请在保存后的页面上重新选择。")
    bound = {
        each.number for each in held(report.draft.bindings, report.narrative, {}) if each.binding.section == section
    }
    if numbers[place] in bound:
        raise FigureNotThere(f"“{text}”已经绑定来源。如需改绑，请先解除绑定。")
    binding = Binding(_next_id(report.draft), section, known.key, known.printed).at(numbers[place], place)
    change: Change = lambda draft: replace(draft, bindings=(*draft.bindings, binding))  # noqa: E731
    _change(report, change, "report.figure_bound", by=by, seen=seen, at=at)


def release_figure(
    report: AnnualReport, figure: int, *, by: User, seen: datetime | None = None, at: datetime | None = None
) -> None:
    """Let the number stand by itself: nobody compares it any more."""
    if figure not in {binding.id for binding in report.draft.bindings}:
        raise FigureNotThere("这个数字没有绑定来源，不需要解除。")

    def without(draft: Draft) -> Draft:
        return replace(draft, bindings=tuple(each for each in draft.bindings if each.id != figure))

    _change(report, without, "report.figure_released", by=by, seen=seen, at=at)


def accept_problem(
    report: AnnualReport,
    suggestion: Suggestion,
    *,
    by: User,
    seen: datetime | None = None,
    at: datetime | None = None,
) -> None:
    """Put the suggested problem at the end of （一）存在的问题, its figures bound."""
    _add(report, "problems", [suggestion.line], "report.problem_accepted", by=by, seen=seen, at=at)


def write_answers(report: AnnualReport, *, by: User, seen: datetime | None = None, at: datetime | None = None) -> int:
    """Put the answers that （二）改进情况 does not mention yet at its end; return how many.

    :raises FigureNotThere: when every answer is there, or there is none.
    """
    told = report.narrative.get("improvements", "")
    missing = [answer for answer in report.answers.values() if named(answer.problem) not in told]
    if not missing:
        raise FigureNotThere("没有可以写入的办理结果。请先逐条填写；已写入正文的请直接在正文中修改。")
    lines: list[Line] = [(answered(answer),) for answer in missing]
    _add(report, "improvements", lines, "report.answers_written", by=by, seen=seen, at=at)
    return len(missing)


def _add(
    report: AnnualReport,
    section: str,
    lines: list[Line],
    verb: str,
    *,
    by: User,
    seen: datetime | None,
    at: datetime | None,
) -> None:
    def longer(draft: Draft) -> Draft:
        for line in lines:
            draft = added(draft, section, line)
        return draft

    _change(report, longer, verb, by=by, seen=seen, at=at)


@transaction.atomic
def _change(
    report: AnnualReport, change: Change, verb: str, *, by: User, seen: datetime | None, at: datetime | None
) -> None:
    record = writable(report, by=by, seen=seen)
    draft = change(report.draft)
    report.bindings = [binding.as_json() for binding in draft.bindings]
    report.write(tables=report.given_tables, narrative=draft.narrative, signed_date=report.signed_date)
    draw(report, record, by=by)
    tell(verb, report, by=by, post=writing_post(by, report.office), at=at or timezone.now())


def _next_id(draft: Draft) -> int:
    return max((binding.id for binding in draft.bindings), default=0) + 1
