"""打印件: the blank form, for whoever writes by hand or with a word processor, and the receipt."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.applications.composing import submission_receipt
from gongkai.applications.models import ApplicantKind, IdentityType, ObtainWay, ProvideForm
from gongkai.office.models import Office
from gongkai.papers.form import Form, FormCell, FormRow, Signature, form_docx, form_pdf

from . import sessions
from .handing import saved
from .place import private, tree_at

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKERS: dict[str, tuple[Callable[[Form], bytes], str]] = {"pdf": (form_pdf, PDF), "docx": (form_docx, DOCX)}
WRITTEN = 12
"""Millimetres for a line written by hand."""


@require_safe
def blank(request: HttpRequest, office: str, suffix: str) -> HttpResponse:
    """Answer the blank form of the office."""
    tree = tree_at(office)
    make, media_type = MAKERS[suffix]
    data = b"" if request.method == "HEAD" else make(blank_form(tree.office))
    response = saved(data, name=f"政府信息公开申请表.{suffix}", media_type=media_type)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@private
@require_safe
def receipt_paper(request: HttpRequest, office: str, submission: str) -> HttpResponse:
    """Answer the receipt to print, to the browser that filed the application."""
    tree = tree_at(office)
    application = sessions.filed_here(request, submission, tree.office, timezone.now())
    if application is None:
        raise Http404("没有这份回执。")
    data = b"" if request.method == "HEAD" else form_pdf(submission_receipt(application))
    return saved(data, name=f"提交回执{application.number}.pdf", media_type=PDF)


def blank_form(office: Office) -> Form:
    """Return the form with what the law lets the office ask (《条例》第二十九条第二款); it asks for no purpose."""
    kinds = [each.label for each in ApplicantKind if each != ApplicantKind.NATURAL_PERSON]
    citizens = [each for each in IdentityType if each not in {IdentityType.CREDIT_CODE, IdentityType.REGISTRATION}]
    return Form(
        office=office.name,
        title="政府信息公开申请表",
        rows=(
            FormRow(section="申请人（公民）"),
            _two("姓名", "工作单位"),
            _ticks("证件类型", [each.label for each in citizens]),
            _two("证件号码", "联系电话"),
            FormRow(section="申请人（法人或者其他组织）"),
            _ticks("单位类别", kinds),
            _two("单位名称", "统一社会信用代码"),
            _two("法定代表人", "联系人、联系电话"),
            FormRow(section="联系方式和代理人"),
            _one("通信地址、邮政编码"),
            _two("电子邮箱", "传真"),
            _two("代理人姓名", "代理人证件号码"),
            FormRow(section="所需政府信息（名称、文号、其他特征性描述，至少填写一项）"),
            _two("名称", "文号"),
            _one("其他特征性描述", height=45),
            FormRow(section="提供方式和获取途径"),
            _ticks("提供方式", list(ProvideForm.labels)),
            _ticks("获取途径", list(ObtainWay.labels)),
            _ticks("电子送达", ["同意通过网上领取、电子邮件、传真送达文书", "不同意"]),
            _ticks("协助", ["存在阅读困难或者视听障碍，需要协助（请在描述中写明）"]),
        ),
        signatures=(Signature(label="申请人", signer="签名（盖章）"),),
        note=_how_to_hand_in(office),
    )


def _how_to_hand_in(office: Office) -> str:
    place = f"{office.name}（{office.address}{'，邮编' + office.postcode if office.postcode else ''}）"
    phone = f"咨询电话：{office.phone}。" if office.phone else ""
    return (
        f"请附身份证明（身份证件、营业执照或者登记证书的复印件）；由他人代为申请的，附代理人身份证明和授权委托书。"
        f"当面提交或者邮寄至{place}，信封注明“政府信息公开申请”。{phone}"
    )


def _one(label: str, *, height: int = WRITTEN) -> FormRow:
    return FormRow(cells=(FormCell(label=label),), height=height)


def _two(left: str, right: str) -> FormRow:
    return FormRow(cells=(FormCell(label=left), FormCell(label=right)), height=WRITTEN)


def _ticks(label: str, choices: list[str]) -> FormRow:
    return FormRow(cells=(FormCell(label=label, ticks=tuple((each, False) for each in choices)),))
