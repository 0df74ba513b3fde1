"""办理进度: number and query code open one application for half an hour; what it says is `told`.

Whoever is refused learns nothing: an unknown number, another's code and a number of another office are one sentence, and
take the same time.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.applications.case import Case
from gongkai.applications.models import Application
from gongkai.applications.states import Act
from gongkai.applications.transitions import lawful_acts
from gongkai.office.models import Office
from gongkai.office.query_codes import code_digest, matches, new_code
from gongkai.office.visitors import address_of
from gongkai.publishing import addresses
from gongkai.publishing.tree import Tree

from . import limits, sessions, told
from .delivered import handed_to_applicant
from .fields import Line
from .place import around, private, tree_at

WRONG = "编号或者查询码不正确，请对照回执核对。"
TOO_OFTEN = "查询次数过多，请一小时后再试，或者向机关咨询。"
TITLE = "查询办理进度"
PARTS = {Act.TAKE_CORRECTION: "correction", Act.TAKE_REASONS: "reasons", Act.WITHDRAW: "withdrawal"}
"""The pages on which the applicant does what the table lets him do."""
NAMES = {"correction": "提交补正", "reasons": "说明理由", "withdrawal": "撤回申请"}
_DASHES = re.compile(r"[‐-―－−]")


class QueryForm(forms.Form):
    """Number and code, however they are typed."""

    number = Line("申请编号", most=30, help_text="回执上的编号，如 2026-0007。")
    code = Line("查询码", most=40, help_text="回执上的12位数字，中间的空格可有可无。", attrs={"inputmode": "numeric"})

    def clean_number(self) -> str:
        return _DASHES.sub("-", unicodedata.normalize("NFKC", self.cleaned_data["number"])).replace(" ", "")

    def clean_code(self) -> str:
        return re.sub(r"[\s-]", "", _DASHES.sub("-", unicodedata.normalize("NFKC", self.cleaned_data["code"])))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def query(request: HttpRequest, office: str) -> HttpResponse:
    """Answer the question for number and code, and open the application that both fit."""
    tree = tree_at(office)
    if request.method != "POST":
        return _asked(request, tree, QueryForm(), is_over="over" in request.GET, has_left="left" in request.GET)
    form, now = QueryForm(request.POST), timezone.now()
    if not form.is_valid():
        return _asked(request, tree, form)
    tried = [limits.ASKING.allows(address_of(request), now), limits.ASKING_ONE.allows(_tried(form, tree.office), now)]
    if not all(tried):
        form.add_error(None, TOO_OFTEN)
        return _refused(_asked(request, tree, form))
    application = fitting(tree.office, **form.cleaned_data)
    if application is None:
        form.add_error(None, WRONG)
        return _asked(request, tree, form)
    sessions.open_case(request, application, now)
    return HttpResponseRedirect(addresses.opened_case(office))


def fitting(office: Office, *, number: str, code: str) -> Application | None:
    """Return the application that has this number and this code; None for everything else, after the same work."""
    found = Application.objects.filter(office=office, number=number).first()
    known = found.query_code if found else new_code()
    return found if matches(code, code_digest(known)) and found and known else None


def _tried(form: QueryForm, office: Office) -> str:
    return f"{office.pk} {form.cleaned_data['number']}"


def _asked(request: HttpRequest, tree: Tree, form: QueryForm, **more: Any) -> HttpResponse:
    address = addresses.progress(tree.office.slug)
    title = f"有错误：{TITLE}" if form.errors else TITLE
    shown = {**around(tree, title=title, address=address, here=TITLE), "form": form, "heading": TITLE, **more}
    return render(request, "portal/apply_query.html", shown)


def _refused(answer: HttpResponse) -> HttpResponse:
    answer.status_code, answer.headers["Retry-After"] = 429, limits.ASKING_ONE.seconds
    return answer


@private
@require_safe
def case(request: HttpRequest, office: str) -> HttpResponse:
    """Answer where the opened application stands."""
    tree = tree_at(office)
    application = sessions.opened_here(request, tree.office, timezone.now())
    if application is None:
        return closed(office)
    case, letters = Case.now(application), handed_to_applicant(application)
    title = f"{application.number}号申请"
    state, meaning = told.headline(case)
    shown = {
        **around(tree, title=title, address=addresses.opened_case(office)),
        "application": application,
        "wording": application.wording(),
        "state": state,
        "meaning": meaning,
        "result": told.result(case),
        "steps": told.steps(case, letters),
        "deadline": told.deadline(case),
        "reckoning": case.reckoning,
        "letters": letters,
        "fee": case.fee if case.fee and not case.fee.paid_on else None,
        "fee_account": case.rules.fee_account,
        "acts": _acts(case, office),
        "leave_url": addresses.opened_case(office, "leave"),
    }
    return render(request, "portal/apply_case.html", shown)


def _acts(case: Case, office: str) -> list[dict[str, str]]:
    """Return the pages on which the applicant can act now."""
    parts = [PARTS[act] for act in lawful_acts(case) if act in PARTS]
    return [{"name": NAMES[part], "url": addresses.opened_case(office, part), "part": part} for part in parts]


def closed(office: str) -> HttpResponseRedirect:
    """Send on to the question for number and code: nothing is open here, or no longer."""
    return HttpResponseRedirect(f"{addresses.progress(office)}?over=1")


@private
@require_POST
def leave(request: HttpRequest, office: str) -> HttpResponse:
    """Forget what this browser opened."""
    tree = tree_at(office)
    sessions.leave(request)
    return HttpResponseRedirect(f"{addresses.progress(tree.office.slug)}?left=1")
