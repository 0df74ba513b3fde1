"""正文按钮的办理: what a button beside the prose asks for, read from the form and handed to the acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from gongkai.office.models import User
from gongkai.report import acts
from gongkai.report.drafting import suggestions
from gongkai.report.models import AnnualReport
from gongkai.report.sources import Sources

BUTTON = "narrate"
ALL = "all"


def narrate(report: AnnualReport, given: QueryDict, *, by: User) -> str:
    """Do what the button names (`renew:3`, `bind:proactive` …) and return what was done, empty without a button.

    :raises ReportRefused, NoAuthority: as the acts do.
    """
    what, _, which = given.get(BUTTON, "").partition(":")
    act = _ACTS.get(what)
    if act is None:
        return ""
    return act(report, which, given, sources=acts.judge(report).sources, by=by)


def _renew(report: AnnualReport, which: str, given: QueryDict, *, sources: Sources, by: User) -> str:
    count = acts.renew_figures(report, sources, by=by, only=None if which == ALL else _number(which))
    return f"已按登记的现数更新正文中的{count}个数字。"


def _release(report: AnnualReport, which: str, given: QueryDict, *, sources: Sources, by: User) -> str:
    acts.release_figure(report, _number(which), by=by)
    return "已解除绑定，这个数字不再与登记核对。"


def _bind(report: AnnualReport, section: str, given: QueryDict, *, sources: Sources, by: User) -> str:
    place, _, text = given.get(f"number.{section}", "").partition(":")
    known = sources.get(given.get(f"source.{section}", ""))
    if known is None or not text:
        raise acts.FigureNotThere("没有绑定：请先选择正文中的数字和它的来源。")
    acts.bind_figure(report, known, section=section, place=_number(place), text=text, by=by)
    return f"已把“{text}”与“{known.label}”绑定。"


def _accept(report: AnnualReport, which: str, given: QueryDict, *, sources: Sources, by: User) -> str:
    found = next((each for each in suggestions(sources) if each.key == which), None)
    if found is None:
        raise acts.FigureNotThere("按现有登记已没有这个问题，没有写入。")
    acts.accept_problem(report, found, by=by)
    return "已写入“（一）存在的问题”，请修改成完整的表述。"


def _answers(report: AnnualReport, which: str, given: QueryDict, *, sources: Sources, by: User) -> str:
    count = acts.write_answers(report, by=by)
    return f"已把{count}项上年问题的办理结果写入“（二）改进情况”。"


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1


_ACTS: dict[str, Callable[..., Any]] = {
    "renew": _renew,
    "release": _release,
    "bind": _bind,
    "accept": _accept,
    "answers": _answers,
}
