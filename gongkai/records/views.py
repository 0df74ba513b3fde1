"""信息的屏幕: register, the record's card with the next lawful acts, its files. Each act is one call into the actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from gongkai.office import events
from gongkai.office.authority import NoAuthority, person
from gongkai.office.models import Office, User
from gongkai.review import actions as review
from gongkai.review.refusals import ReviewRefused

from . import card
from .determining import DeterminationRefused, check, object_to, propose, sign
from .drawn import workplace_of
from .forms import AttachmentForm, ProposalForm, ReasonForm, RecordForm, ScheduleForm, ValidityForm, WithdrawForm
from .models import Attachment, BodyDrawnElsewhere, NotProven, Record, Validity
from .publishing_acts import PublicationRefused, change_validity, publish, reopen, schedule, unschedule, withdraw
from .registering import WRITERS, NotReadyForReview, register, submit
from .uploads import UploadRefused, attach

REFUSALS = (
    DeterminationRefused,
    PublicationRefused,
    NotReadyForReview,
    NoAuthority,
    ReviewRefused,
    UploadRefused,
    NotProven,
    BodyDrawnElsewhere,
)
Act = Callable[[Record, HttpRequest], str]
RELATED = ("office", "column", "department", "author", "topic", "genre", "publication", "schedule", "latest_revision")
"""What every screen of a record says of it."""


def visible_record(request: HttpRequest, pk: int) -> Record:
    """Return the record if the person may see it: the only way in for every view here."""
    return get_object_or_404(Record.objects.visible_to(person(request)).select_related(*RELATED), pk=pk)


def register_view(request: HttpRequest) -> HttpResponse:
    """Show and take the registration: facts of the information and the proposal of its attribute."""
    office = writing_office(request)
    form = RecordForm(request.POST or None, office=office, user=person(request))
    proposal = ProposalForm(request.POST or None)
    if request.method == "POST" and all([form.is_valid(), proposal.is_valid()]):
        try:
            record = register(form.save(commit=False), proposal.proposal(), by=person(request))
        except REFUSALS as refusal:
            proposal.add_error(None, str(refusal))
        else:
            messages.success(request, f"已登记《{record.title}》，等待党政办审核公开属性。")
            return redirect(record.desk_address())
    context = {"form": form, "proposal": proposal, "office": office, "offices": writing_offices(person(request))}
    return render(request, "records/register.html", context)


def writing_offices(user: User) -> list[Office]:
    """Return the offices for which the person writes, in the order of their posts."""
    return list(dict.fromkeys(post.office for post in user.active_posts() if post.role in WRITERS))


def writing_office(request: HttpRequest) -> Office:
    offices = writing_offices(person(request))
    if not offices:
        raise PermissionDenied("您没有拟稿岗位，不能登记信息。")
    wanted = request.GET.get("office", "")
    return next((office for office in offices if office.slug == wanted), offices[0])


@require_GET
def card_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything about a record and the acts that this person may take now."""
    record = visible_record(request, pk)
    return render(request, "records/card.html", card.context(record, person(request)))


@require_POST
def act_view(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Take one act on the record and say what became of it; a refusal changes nothing and says why."""
    record = visible_record(request, pk)
    if act not in ACTS:
        raise Http404
    try:
        messages.success(request, ACTS[act](record, request))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect(record.desk_address())


def _cleaned(form: Any) -> dict[str, Any]:
    """Return the form's values, or refuse with everything that is wrong in it."""
    if form.is_valid():
        return form.cleaned_data
    raise PublicationRefused(
        "".join(f"{_named(form, name)}{error}" for name, all_ in form.errors.items() for error in all_)
    )


def _named(form: Any, name: str) -> str:
    return f"“{form.fields[name].label}”：" if name in form.fields else ""


def _propose(record: Record, request: HttpRequest) -> str:
    form = ProposalForm(request.POST)
    _cleaned(form)
    propose(record, form.proposal(), by=person(request))
    return "已提出公开属性，等待党政办审核。"


def _check(record: Record, request: HttpRequest) -> str:
    check(record, by=person(request))
    return "已审核同意公开属性，等待签发人认定。"


def _object(record: Record, request: HttpRequest) -> str:
    object_to(record, by=person(request), reason=_cleaned(ReasonForm(request.POST))["reason"])
    return "已退回拟稿人，并附理由。"


def _sign(record: Record, request: HttpRequest) -> str:
    row = sign(record, by=person(request))
    return f"已认定为{row.get_attribute_display()}。"


def _submit(record: Record, request: HttpRequest) -> str:
    running = submit(record, by=person(request))
    return f"已送审，等待{running.open_stages()[0].name}。"


def _take_back(record: Record, request: HttpRequest) -> str:
    rounds = record.rounds.running()
    if not rounds:
        reopen(record, by=person(request))
        return "已退回编撰，修改后须重新审校。"
    review.withdraw(rounds[0], by=person(request), reason=request.POST.get("reason", ""))
    return "已撤回送审，可以修改。修改后须从初审重新开始。"


def _publish(record: Record, request: HttpRequest) -> str:
    publication = publish(record, by=person(request))
    return f"已发布，索引号 {publication.index_number}。"


def _schedule(record: Record, request: HttpRequest) -> str:
    planned = schedule(record, at=_cleaned(ScheduleForm(request.POST))["at"], by=person(request))
    return f"已定于{card.said(planned.at)}发布。"


def _unschedule(record: Record, request: HttpRequest) -> str:
    unschedule(record, by=person(request))
    return "已取消定时发布。"


def _withdraw(record: Record, request: HttpRequest) -> str:
    given = _cleaned(WithdrawForm(request.POST))
    withdraw(record, by=person(request), reason=given["reason"], public_reason=given["public_reason"])
    return "已撤回，页面、附件、订阅和检索中的条目同时移除。"


def _validity(record: Record, request: HttpRequest) -> str:
    given = _cleaned(ValidityForm(request.POST))
    change = change_validity(
        record, Validity(given["validity"]), since=given["since"], basis=given["basis"], by=person(request)
    )
    return f"有效性已变更为{change.get_validity_display()}。"


def _attach(record: Record, request: HttpRequest) -> str:
    _require_open(record, person(request))
    form = AttachmentForm(request.POST, request.FILES)
    given = _cleaned(form)
    row = attach(record, given["file"], title=given["title"], by=person(request))
    return f"已添加附件“{row.title}”。"


def _detach(record: Record, request: HttpRequest) -> str:
    _require_open(record, person(request))
    row = get_object_or_404(record.attachments.standing(), pk=request.POST.get("attachment") or 0)
    row.remove(at=card.now())
    events.record("records.attachment_removed", record, office=record.office, by=person(request), data={"id": row.pk})
    return f"已移除附件“{row.title}”。"


def _require_open(record: Record, user: User) -> None:
    """Refuse files while the text is locked, and from people who do not write this record."""
    if not record.may_edit(user):
        raise NoAuthority("只有拟稿人、本科室人员或信息公开专员可以修改附件。")
    lock = record.get_lock()
    if lock is not None and lock.for_user(user):
        raise PublicationRefused("正文已锁定，附件不能增减。如需修改，请先撤回送审。")


ACTS: dict[str, Act] = {
    "propose": _propose,
    "check": _check,
    "object": _object,
    "sign": _sign,
    "submit": _submit,
    "take-back": _take_back,
    "publish": _publish,
    "schedule": _schedule,
    "unschedule": _unschedule,
    "withdraw": _withdraw,
    "validity": _validity,
    "attach": _attach,
    "detach": _detach,
}


@require_POST
def upload_image_view(request: HttpRequest, pk: int) -> JsonResponse:
    """Take a picture for the body and answer with its address; the editor asks for its description first."""
    record = visible_record(request, pk)
    alt = request.POST.get("alt", "").strip()
    upload = request.FILES.get("file")
    try:
        _require_open(record, person(request))
        if place := workplace_of(record):
            raise BodyDrawnElsewhere(f"正文由“{place.name}”页面生成，不能插入图片。")
        if upload is None or not alt:
            raise UploadRefused("请选择图片，并填写说明文字，供看不见图片的人了解内容。")
        row = attach(record, upload, title="", alt=alt, by=person(request))
    except REFUSALS as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    return JsonResponse({"url": row.desk_address, "alt": row.alt})


@require_GET
def attachment_view(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """Hand out a private file to those who may see its record; pictures inline, everything else as a download."""
    row = get_object_or_404(Attachment.objects.visible_to(person(request)), pk=pk)
    answer = FileResponse(row.file.open("rb"), as_attachment=row.kind != "IMAGE", filename=row.name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
