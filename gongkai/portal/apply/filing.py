"""提交申请: the form, filed once however often it is sent, and the receipt that follows it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications import acts
from gongkai.applications.models import Application
from gongkai.office.visitors import address_of
from gongkai.publishing import addresses
from gongkai.publishing.tree import Tree

from . import limits, sessions
from .forms import FORMS, FilingForm
from .place import around, private, tree_at
from .tokens import new_token, submission_of

TOO_LATE = "这张表打开已超过24小时，或者打开后系统更新过。所填内容都在，请核对后再提交一次。"
TOO_OFTEN = "从您所在的网络提交的申请过多，请一小时后再提交。所填内容都在；也可以打印申请表，邮寄或者当面提交。"


@private
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, office: str) -> HttpResponse:
    """Answer the question who applies, then the form for it; file what was filled in."""
    tree, kind = tree_at(office), FORMS.get(request.GET.get("kind", ""))
    if kind is None:
        return _who(request, tree)
    if request.method != "POST":
        return _shown(request, tree, kind(), new_token(office))
    submission = submission_of(request.POST.get("token", ""), office)
    if submission and (earlier := Application.objects.filter(submission=submission).first()):
        return _receipt_of(request, tree, earlier, again="?again=1")
    return _file(request, tree, kind(request.POST, request.FILES), submission)


def _file(request: HttpRequest, tree: Tree, form: FilingForm, submission: str) -> HttpResponse:
    office, now = tree.office, timezone.now()
    token = request.POST.get("token", "") if submission else new_token(office.slug)
    if form.is_valid() and not submission:
        form.add_error(None, TOO_LATE)
    if not form.is_valid():
        return _shown(request, tree, form, token)
    if not limits.FILING.allows(address_of(request), now):
        form.add_error(None, TOO_OFTEN)
        answer = _shown(request, tree, form, token)
        answer.status_code, answer.headers["Retry-After"] = 429, limits.FILING.seconds
        return answer
    application = acts.submit(form.filing(), office=office, submission=submission)
    return _receipt_of(request, tree, application)


def _receipt_of(request: HttpRequest, tree: Tree, application: Application, *, again: str = "") -> HttpResponse:
    sessions.keep_receipt(request, application, timezone.now())
    return HttpResponseRedirect(addresses.filed(tree.office.slug, application.submission or "") + again)


def _who(request: HttpRequest, tree: Tree) -> HttpResponse:
    office = tree.office.slug
    shown = around(tree, title="填写申请表", address=addresses.application_form(office))
    shown["forms"] = [
        {"name": each.NAME, "url": addresses.application_form(office, each.KIND)} for each in FORMS.values()
    ]
    return render(request, "portal/apply_who.html", shown)


def _shown(request: HttpRequest, tree: Tree, form: FilingForm, token: str) -> HttpResponse:
    office, kind = tree.office.slug, form.KIND
    title = f"政府信息公开申请表（{form.NAME}）"
    shown = {
        **around(tree, title=("有错误：" if form.errors else "") + title, address="", here="填写申请表"),
        "form": form,
        "heading": title,
        "token": token,
        "address": addresses.application_form(office, kind),
        "others": [
            {"name": each.NAME, "url": addresses.application_form(office, each.KIND)}
            for each in FORMS.values()
            if each is not type(form)
        ],
        "had_files": bool(request.FILES),
    }
    return render(request, "portal/apply_form.html", shown)


@private
@require_safe
def receipt(request: HttpRequest, office: str, submission: str) -> HttpResponse:
    """Answer the receipt, to the browser that filed the application."""
    tree = tree_at(office)
    application = sessions.filed_here(request, submission, tree.office, timezone.now())
    address = addresses.filed(office, submission)
    shown = around(tree, title="申请回执" if application else "回执不能再显示", address=address)
    if application is None:
        return render(request, "portal/apply_receipt_gone.html", shown, status=404)
    shown |= {
        "application": application,
        "code": spaced(application.query_code),
        "paper_url": addresses.filed_paper(office, submission),
        "is_again": "again" in request.GET,
    }
    return render(request, "portal/apply_receipt.html", shown)


def spaced(code: str) -> str:
    """Return the code in groups of four, as people read and copy it."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))
