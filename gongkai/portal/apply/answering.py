"""申请人的动作: a correction, reasons, a withdrawal, each on a page of its own within the opened application."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.applications import acts
from gongkai.applications.case import Case
from gongkai.applications.models import Application
from gongkai.applications.states import Act
from gongkai.applications.transitions import ActRefused, lawful_acts
from gongkai.law.letters import LetterKind
from gongkai.publishing import addresses

from . import sessions
from .fields import Files, Words
from .forms import WORDING, WordingForm
from .place import View, around, private, tree_at
from .progress import NAMES, PARTS, closed


class CorrectionForm(WordingForm):
    """The application as it should read, with what is to support it."""

    materials = Files("补充的材料", required=False)

    def act(self, application: Application, on: date) -> None:
        acts.take_correction(application, self.wording(), on=on, by=None, files=self.cleaned_data["materials"])


class ReasonsForm(forms.Form):
    """Why so much is asked for, or so often (第三十五条)."""

    text = Words("理由", most=2000, rows=8)

    def act(self, application: Application, on: date) -> None:
        acts.take_reasons(application, on=on, text=self.cleaned_data["text"], by=None)


class WithdrawalForm(forms.Form):
    """The confirmation that the application shall be given up."""

    confirmed = forms.BooleanField(
        label="我确认撤回本件申请", error_messages={"required": "确认撤回的，请勾选；不撤回的，请返回。"}
    )

    def act(self, application: Application, on: date) -> None:
        acts.withdraw(application, on=on, by=None)


FORMS: dict[str, type[CorrectionForm | ReasonsForm | WithdrawalForm]] = {
    "correction": CorrectionForm,
    "reasons": ReasonsForm,
    "withdrawal": WithdrawalForm,
}
NOTICES = {"correction": LetterKind.CORRECTION_NOTICE, "reasons": LetterKind.REASONS_NOTICE}
ACTS: dict[str, Act] = {part: act for act, part in PARTS.items()}


def page(part: str) -> View:
    """Return the view of one of these pages."""

    @private
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, office: str) -> HttpResponse:
        tree = tree_at(office)
        application = sessions.opened_here(request, tree.office, timezone.now())
        if application is None:
            return closed(office)
        case = Case.now(application)
        if ACTS[part] not in lawful_acts(case):  # done meanwhile, by a second click or by the office
            return HttpResponseRedirect(addresses.opened_case(office))
        form = _form(request, part, application)
        if form.is_bound and form.is_valid() and _done(form, case):
            return HttpResponseRedirect(addresses.opened_case(office))
        title = f"有错误：{NAMES[part]}" if form.errors else NAMES[part]
        shown = {
            **around(tree, title=title, address=addresses.opened_case(office, part), here=NAMES[part]),
            **_asked(case, part),
            "application": application,
            "form": form,
            "heading": NAMES[part],
            "back_url": addresses.opened_case(office),
            "had_files": bool(request.FILES),
        }
        return render(request, f"portal/apply_{part}.html", shown)

    return view


def _form(request: HttpRequest, part: str, application: Application) -> Any:
    kind = FORMS[part]
    if request.method == "POST":
        return kind(request.POST, request.FILES)
    wording = application.wording()
    return kind(initial={name: getattr(wording, name) for name in WORDING} if part == "correction" else None)


def _done(form: Any, case: Case) -> bool:
    """Do the act; a refusal goes into the form."""
    try:
        form.act(case.application, case.today)
    except ActRefused as refusal:
        form.add_error(None, f"目前不能在网上办理，请与机关联系。原因：{''.join(refusal.reasons)}")
        return False
    return True


def _asked(case: Case, part: str) -> dict[str, Any]:
    """Return what the office asked in its letter, and until when."""
    notices = [each for each in case.letters if each.kind == NOTICES.get(part) and each.sent_on]
    if not notices:
        return {}
    terms = notices[-1].terms
    until = terms.get("until")
    return {"what": terms.get("what", ""), "until": date.fromisoformat(until) if until else None}
