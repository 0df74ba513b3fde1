"""案卷材料的页面: adding, taking and withdrawing the files of a case."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.applications import acts
from gongkai.applications.acts.keeping import BY_HAND
from gongkai.applications.models import FileKind
from gongkai.office.access import note
from gongkai.office.authority import person

from .case_views import REFUSALS, reasons_of
from .doors import file_of, require_handler, require_office, visible_application


class FileForm(forms.Form):
    kind = forms.ChoiceField(
        label="类别",
        choices=[(kind.value, kind.label) for kind in BY_HAND],
        initial=FileKind.EVIDENCE,
        help_text="准备提供给申请人的，选“拟提供的信息原件”，再作遮盖或者原样生成。",
    )
    title = forms.CharField(label="材料名称", max_length=100, help_text="不写个人姓名。提供给申请人的，写信息的名称。")
    file = forms.FileField(label="文件", help_text="20MB以内，不得上传涉密文件。")


@require_http_methods(["GET", "POST"])
def add_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an upload into the case."""
    application = visible_application(request, pk)
    user = require_handler(request, application)
    form = FileForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    reasons: list[str] = []
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            file = acts.add_file(application, given["file"], kind=given["kind"], title=given["title"], by=user)
            messages.success(request, f"已添加“{file.title}”。")
            return redirect(application.desk_address())
        except REFUSALS as refusal:
            reasons = reasons_of(refusal)
    shown = {"application": application, "form": form, "reasons": reasons}
    return render(request, "applications/file.html", shown, status=422 if form.is_bound else 200)


@require_GET
@never_cache
def file_view(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Hand out a file of the case to people of its office; who took it is on record."""
    application = visible_application(request, pk)
    user = require_office(request, application)
    file = file_of(request, application, file_pk)
    if file.erased_at:
        raise Http404("这份材料已经按期清除。")
    note(user, file, f"下载{file.get_kind_display()}", office=application.office)
    answer = HttpResponse(file.data(), content_type=file.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{_plain(file.name, file.pk)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _plain(name: str, pk: int) -> str:
    """Return a name for the download that names nobody: people name files after themselves."""
    suffix = name.rpartition(".")[2].lower()
    return f"file-{pk}.{suffix}" if suffix.isascii() and suffix.isalnum() else f"file-{pk}"


@require_POST
def withdraw_view(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Take a file out of use."""
    application = visible_application(request, pk)
    require_handler(request, application)
    file = file_of(request, application, file_pk)
    try:
        acts.withdraw_file(file, by=person(request))
        messages.success(request, f"已作废“{file.title}”，记录仍保留。")
    except REFUSALS as refusal:
        for reason in reasons_of(refusal):
            messages.error(request, reason)
    return redirect(application.desk_address())
