"""更正申请的页面 (《条例》第四十一条): the list, taking one in, examining it, the letter, and that it was told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.applications import acts
from gongkai.applications.acts.rectifying import KEEPERS, answers
from gongkai.applications.models import CaseFile, LetterState, Rectification, RectificationResult
from gongkai.applications.queues import light_of
from gongkai.office.access import note
from gongkai.office.authority import person
from gongkai.office.calendar import work_calendars
from gongkai.office.models import Department, Office, Post, User
from gongkai.office.several_files import SeveralFiles

from . import printing
from .act_forms import scan_field
from .case_views import REFUSALS, reasons_of, whole
from .fields import day_field, text_field
from .intake_forms import ApplicantForm
from .sections import HANDLING, chosen_office, enter, query_without, sections

PER_PAGE = 50
TO_DO = "办理更正申请"
INSIDE = "只有本机关的人员可以查看个人信息和案卷材料。"


class IntakeForm(forms.Form):
    received_on = day_field("收到日期")
    subject = text_field("要求更正的信息", help_text="写明哪一份信息、哪里不准确、要求怎样更正。")
    evidence = text_field("证据", help_text="申请人提供了哪些证据证明记录不准确。")
    department: Any = forms.ModelChoiceField(label="承办科室", queryset=Department.objects.none())
    handler: Any = forms.ModelChoiceField(
        label="经办人",
        queryset=User.objects.none(),
        required=False,
        help_text="核查并拟写答复的人。留空由科室负责人办理。",
    )
    identity = scan_field("身份证明的扫描件", help_text="加密保存，到期清除。")
    files: Any = SeveralFiles(label="申请和证据材料", required=False, help_text="可以选择多个文件，每个20MB以内。")

    def __init__(self, *args: Any, office: Office) -> None:
        super().__init__(*args)
        self.fields["department"].queryset = Department.objects.filter(office=office)  # type: ignore[attr-defined]
        people = User.objects.filter(posts__in=Post.objects.active(on=timezone.localdate()).filter(office=office))
        handling = people.filter(posts__role__in=HANDLING).distinct().order_by("pk")
        self.fields["handler"].queryset = handling  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    result = forms.ChoiceField(label="结果", choices=RectificationResult.choices, widget=forms.RadioSelect)
    finding = text_field("核查情况", rows=5)
    other_agency = forms.CharField(
        label="有权更正的机关", max_length=100, required=False, help_text="转送或者告知向其他机关提出的填写。"
    )


class ToldForm(forms.Form):
    on = day_field("告知日期", help_text="更正答复书交付或者交邮的日期。")


def visible(request: HttpRequest, pk: int) -> Rectification:
    rows = Rectification.objects.visible_to(person(request)).select_related(
        "office", "applicant", "registered_by", "department", "handler"
    )
    return get_object_or_404(rows, pk=pk)


def keeps(user: User, row: Rectification) -> bool:
    return any(user.has_role(role, row.office) for role in KEEPERS)


def kept(request: HttpRequest, pk: int) -> Rectification:
    """Return the request for correction if the person deals with it.

    :raises PermissionDenied: for whoever only sees it.
    """
    row = visible(request, pk)
    if not keeps(person(request), row):
        raise PermissionDenied(f"您没有可以{TO_DO}的岗位。此事由{'、'.join(role.label for role in KEEPERS)}办理。")
    return row


def inside(request: HttpRequest, row: Rectification) -> User:
    user = person(request)
    if row.office_id not in user.office_ids():
        raise PermissionDenied(INSIDE)
    return user


@require_GET
@never_cache
def list_view(request: HttpRequest) -> HttpResponse:
    """Show the requests for correction, what is not told yet first."""
    user, today = enter(request, "application_rectifications"), timezone.localdate()
    rows = Rectification.objects.visible_to(user).select_related("office", "applicant")
    ordered = rows.order_by(F("told_on").desc(nulls_first=True), "due_on", "-id")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    found = list(page.object_list)
    calendars = work_calendars({each.office_id for each in found})
    lights = [
        None if each.told_on else light_of(each.due_on, calendar=calendars[each.office_id], today=today)
        for each in found
    ]
    context = {
        "sections": sections(user),
        "section": "application_rectifications",
        "rows": list(zip(found, lights, strict=True)),
        "page": page,
        "query": query_without(request, "page"),
        "keeps": any(post.role in KEEPERS for post in user.active_posts()),
    }
    return render(request, "applications/rectifications.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def add_view(request: HttpRequest) -> HttpResponse:
    """Take in a request for correction."""
    office, offices = chosen_office(request, KEEPERS, to_do=TO_DO)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    who, wanted, reasons = ApplicantForm(data), IntakeForm(data, files, office=office), list[str]()
    if request.method == "POST" and all([who.is_valid(), wanted.is_valid()]):
        try:
            given = wanted.cleaned_data
            row = acts.take_rectification(who.save(commit=False), office=office, by=person(request), **given)
            messages.success(request, f"已登记为{row}。")
            return redirect(row.desk_address())
        except REFUSALS as refusal:
            reasons = reasons_of(refusal)
    context = {"office": office, "offices": offices, "who": who, "wanted": wanted, "reasons": reasons}
    status = 422 if request.method == "POST" else 200
    return render(request, "applications/rectification_add.html", context, status=status)


@require_GET
@never_cache
def row_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one request for correction and what can be done to it now."""
    row, user = visible(request, pk), person(request)
    letters = list(row.letters.order_by("-id"))
    standing = [each for each in letters if each.state != LetterState.VOIDED]
    context = {
        "row": row,
        "letters": letters,
        "files": row.files.filter(withdrawn_at__isnull=True),
        "is_inside": row.office_id in user.office_ids(),
        "may_draft": answers(user, row) and not row.told_on and not standing,
        "signed": next((each for each in standing if each.state == LetterState.SIGNED), None)
        if keeps(user, row)
        else None,
    }
    return render(request, "applications/rectification.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def reply_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what was found, and draft the letter that says so."""
    row = visible(request, pk)
    if not answers(person(request), row):
        raise PermissionDenied("更正申请由信息公开专员，或者承办的人员和科室负责人答复。")
    initial = {"finding": row.finding, "other_agency": row.other_agency}
    form = ReplyForm(request.POST or None, initial=initial)

    def draft() -> str:
        letter = acts.draft_rectification_reply(row, by=person(request), **form.cleaned_data)
        messages.success(request, "已拟写更正答复书，请核对后送审签。")
        return letter.desk_address()

    return _asked(request, row, form, draft, title="核查并拟写答复", button="拟写更正答复书")


@require_http_methods(["GET", "POST"])
@never_cache
def told_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the day on which the signed letter went out."""
    row = kept(request, pk)
    letter = row.letters.filter(state=LetterState.SIGNED).order_by("-id").first()
    if letter is None:
        messages.error(request, "更正答复书签发后才能登记告知。")
        return redirect(row.desk_address())
    form = ToldForm(request.POST or None)

    def tell() -> str:
        acts.answer_rectification(letter, on=form.cleaned_data["on"], by=person(request))
        messages.success(request, "已登记告知，更正申请办结。")
        return row.desk_address()

    return _asked(request, row, form, tell, title="登记告知", button="登记告知")


def _asked(
    request: HttpRequest, row: Rectification, form: forms.Form, do: Callable[[], str], *, title: str, button: str
) -> HttpResponse:
    reasons: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            return redirect(do())
        except REFUSALS as refusal:
            reasons = reasons_of(refusal)
    context: dict[str, Any] = {
        "title": title,
        "subject": row,
        "about": f"{row.applicant.masked_name}，办理期限{row.due_on:%Y-%m-%d}",
        "form": form,
        "reasons": reasons,
        "button": button,
        "back": row.desk_address(),
        "back_label": f"返回{row}",
    }
    return render(request, "applications/desk_form.html", context, status=422 if form.is_bound else 200)


@require_POST
@never_cache
def person_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the applicant's data in full, once, to somebody of the office who says why; the look is on record."""
    row = visible(request, pk)
    user, reason = inside(request, row), request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, "查看完整个人信息须说明理由，查看会留下记录。")
        return redirect(row.desk_address())
    note(user, row, "查看完整个人信息", office=row.office, reason=reason[:200])
    return render(request, "applications/person.html", {"application": row, "facts": whole(row.applicant)})


@require_GET
@never_cache
def file_view(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Hand out a file of the request to people of its office; who took it is on record."""
    row = visible(request, pk)
    user = inside(request, row)
    file = get_object_or_404(CaseFile.objects.visible_to(user).filter(rectification=row), pk=file_pk)
    if file.erased_at:
        raise Http404("这份材料已经按期清除。")
    note(user, file, f"下载{file.get_kind_display()}", office=row.office)
    suffix = file.name.rpartition(".")[2].lower()
    name = f"file-{file.pk}.{suffix}" if suffix.isascii() and suffix.isalnum() else f"file-{file.pk}"
    return printing.answer(file.data(), name=name, media_type=file.media_type)
