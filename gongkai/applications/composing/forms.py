"""表单: the boxed forms of a case (登记表、回执、呈批单、送达回证), filled from what is on record."""

from __future__ import annotations

from django.conf import settings
from django.db.models import TextChoices
from django.utils import timezone

from gongkai.applications.case import Case
from gongkai.applications.models import Applicant, Application, Delivery, Letter, ObtainWay, ProvideForm
from gongkai.law.clock import REPLY_WORKDAYS
from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import outcome
from gongkai.office.calendar import work_calendar
from gongkai.office.models import Office
from gongkai.papers.form import Form, FormCell, FormRow, Signature
from gongkai.publishing.addresses import absolute, apply
from gongkai.review.models import Opinion, Round

from .file_list import file_list
from .saying import contact, return_channel
from .wording import closed, day, one_line

__all__ = [
    "approval_slip",
    "file_list",
    "registration_form",
    "registration_receipt",
    "service_record",
    "status_address",
    "submission_receipt",
]

HANDED_OVER = 20
OPINION = 16
"""Millimetres for what is written by hand: on the proof of service, and on the approval slip."""


def status_address(office: Office) -> str:
    """Return the whole address where an applicant asks after his application; it never carries a number or a code."""
    return absolute(settings.SITE_URL, f"{apply(office.slug)}status/")


def registration_form(application: Application) -> Form:
    """Return the 申请登记表: what the applicant gave, for the office's file, and how it came in."""
    applicant = application.applicant
    return Form(
        office=application.office.name,
        title="政府信息公开申请登记表",
        number=application.number,
        rows=(
            FormRow(section="申请人"),
            *(_organisation(applicant) if applicant.is_organisation else _person(applicant)),
            *_agent(applicant),
            *_reach(applicant),
            FormRow(section="所需政府信息"),
            *_wanted(application),
            *_ways(application),
            FormRow(section="收到与登记"),
            *_receipt(application),
        ),
        signatures=(
            Signature(label="登记人", name=application.registered_by.name if application.registered_by else ""),
        ),
    )


def submission_receipt(application: Application) -> Form:
    """Return the 提交回执: that the form has come in, not that the period runs (《条例》第三十一条第三项)."""
    submitted = timezone.localtime(application.submitted_at)
    return Form(
        office=application.office.name,
        title=_title(LetterKind.SUBMISSION_RECEIPT),
        number=application.number,
        rows=(
            _pair(
                "提交时间", f"{day(submitted.date())} {submitted:%H:%M}", "提交途径", application.get_channel_display()
            ),
            *_wanted(application),
            *_ways(application),
            _pair("编号", application.number, "查询码", application.query_code),
            *_ask(application.office),
        ),
        qr=status_address(application.office),
        note="本回执说明本机关已收到提交的内容。通过互联网、传真提交的申请，以双方确认之日为收到申请之日，"
        "本机关将与您联系确认；确认后发给登记回执，写明收到日期和答复期限。请妥善保管查询码，不要告知他人。",
    )


def registration_receipt(application: Application) -> Form:
    """Return the 登记回执: number, day of receipt and how it was fixed, deadline, contact, query code.

    :raises ActRefused: when the office has no telephone number on record.
    """
    return Form(
        office=application.office.name,
        title=_title(LetterKind.REGISTRATION_RECEIPT),
        number=application.number,
        rows=(
            _wide("申请人", one_line(application.applicant.name)),
            *_wanted(application),
            *_ways(application),
            _pair("编号", application.number, "查询码", application.query_code),
            *_receipt(application),
            _wide("答复期限", _deadline(application)),
            *_ask(application.office),
        ),
        qr=status_address(application.office),
        note="答复期限为收到申请之日起20个工作日，收到当日不计入；告知补正、征求意见、延期答复等依法影响期限的，"
        "另行告知。请妥善保管查询码，不要告知他人。",
    )


def approval_slip(letter: Letter) -> Form:
    """Return the 审查呈批单: the letter, what it rests on, and every opinion of its latest round."""
    round = Round.objects.of(letter).last()
    return Form(
        office=letter.office.name,
        title=_title(LetterKind.APPROVAL_SLIP),
        number=letter.case.number,
        rows=(*_letter_rows(letter), *_decision_rows(letter)),
        signatures=(
            Signature(label="拟稿", name=letter.author.name, on=timezone.localdate(letter.made_at), height=OPINION),
            *(_opinions(round) if round else ()),
        ),
    )


def service_record(delivery: Delivery) -> Form:
    """Return the 送达回证 of a letter, with room for what is signed on paper."""
    letter, application = delivery.letter, delivery.application
    return Form(
        office=letter.office.name,
        title=_title(LetterKind.SERVICE_RECORD),
        number=application.number,
        rows=(
            _pair("送达文书", letter.get_kind_display(), "发文字号", letter.number),
            _wide("随附材料", "；".join(each.title for each in delivery.enclosures.all()) or "无"),
            _pair("受送达人", one_line(delivery.recipient), "送达方式", delivery.get_way_display()),
            _wide("送达地点", _place(delivery)),
            _pair("发出日期", day(delivery.sent_on), "邮件号", delivery.tracking_number or "—"),
            _pair("送达日期", day(delivery.delivered_on), "送达证明", delivery.proof.title if delivery.proof else ""),
            _wide("见证人", one_line(delivery.witness), height=HANDED_OVER),
            _wide("拒收或者未能送达的情况", one_line(delivery.refusal_note), height=HANDED_OVER),
        ),
        signatures=(
            Signature(label="受送达人签收", signer="签名（盖章）"),
            Signature(label="送达人", name=delivery.by.name if delivery.by else ""),
        ),
        note="由他人代收的，代收人应当注明与受送达人的关系；邮寄送达的附邮件签收记录，电子送达的附对方确认收悉的记录。",
    )


def _title(kind: LetterKind) -> str:
    return f"政府信息公开{kind.label}"


def _wide(label: str, value: str, *, height: int = 0) -> FormRow:
    return FormRow(cells=(FormCell(label=label, value=value),), height=height)


def _pair(label: str, value: str, other: str, other_value: str) -> FormRow:
    return FormRow(cells=(FormCell(label=label, value=value), FormCell(label=other, value=other_value)))


def _person(applicant: Applicant) -> tuple[FormRow, ...]:
    return (
        _pair("姓名", one_line(applicant.name), "工作单位", one_line(applicant.affiliation) or "—"),
        _pair("证件名称", applicant.get_identity_type_display(), "证件号码", one_line(applicant.identity_number)),
    )


def _organisation(applicant: Applicant) -> tuple[FormRow, ...]:
    return (
        _pair("名称", one_line(applicant.name), "类型", applicant.get_kind_display()),
        _pair(applicant.get_identity_type_display(), one_line(applicant.identity_number), *_representative(applicant)),
        _wide("联系人", one_line(applicant.contact_name) or "—"),
    )


def _representative(applicant: Applicant) -> tuple[str, str]:
    return "法定代表人", one_line(applicant.legal_representative) or "—"


def _agent(applicant: Applicant) -> tuple[FormRow, ...]:
    if not applicant.agent_name:
        return ()
    return (
        _pair("代理人", one_line(applicant.agent_name), "代理人证件号码", one_line(applicant.agent_identity_number)),
    )


def _reach(applicant: Applicant) -> tuple[FormRow, ...]:
    return (
        _pair("联系电话", one_line(applicant.phone) or "—", "传真", one_line(applicant.fax) or "—"),
        _wide("电子邮箱", one_line(applicant.email) or "—"),
        _pair("通信地址", one_line(applicant.address) or "—", "邮政编码", one_line(applicant.postcode) or "—"),
    )


def _wanted(application: Application) -> tuple[FormRow, ...]:
    wording = application.wording()
    return (
        _wide("所需信息名称", one_line(wording.title) or "—"),
        _wide("所需信息文号", one_line(wording.document_number) or "—"),
        _wide("其他特征性描述", one_line(wording.description) or "—"),
    )


def _ways(application: Application) -> tuple[FormRow, ...]:
    helped = one_line(application.assistance) or ("需要" if application.needs_assistance else "")
    return (
        FormRow(cells=(_ticked("提供方式", ProvideForm, application.provide_form),)),
        FormRow(cells=(_ticked("获取途径", ObtainWay, application.obtain_way),)),
        *((_wide("需要的协助", helped),) if helped else ()),
    )


def _ticked(label: str, choices: type[TextChoices], chosen: str) -> FormCell:
    return FormCell(label=label, ticks=tuple((str(name), value == chosen) for value, name in choices.choices))


def _receipt(application: Application) -> tuple[FormRow, ...]:
    return (
        _pair("提交途径", application.get_channel_display(), "收到日期", day(application.received_on) or "尚未确定"),
        _wide("收到日期的确定", closed(application.receipt_said.replace("。（", "（")) or "尚未确定"),
    )


def _deadline(application: Application) -> str:
    """Return the deadline as it stood at the receipt, whatever has moved it since."""
    if application.received_on is None:
        return "尚未起算"
    due = work_calendar(application.office).after(application.received_on, REPLY_WORKDAYS)
    return day(due.date) + ("（暂定，待该年节假日安排公布后校准）" if due.provisional else "")


def _ask(office: Office) -> tuple[FormRow, ...]:
    where = return_channel(office)
    return (
        _wide("联系方式", "，".join(filter(None, [contact(office, None), where]))),
        _wide("查询网址", status_address(office)),
    )


def _letter_rows(letter: Letter) -> tuple[FormRow, ...]:
    version = letter.version()
    application = letter.application
    enclosed = "；".join(each.title for each in letter.enclosures.all())
    rows = (
        _pair("文书", letter.get_kind_display(), "发文字号", letter.number or "签发后编号"),
        _wide("标题", version.content["title"]),
        _pair("主送", version.content["addressee"], "稿件版次", f"第{version.number}版"),
        _wide("随附材料", enclosed or "无"),
    )
    if application is None:
        return rows
    due = day(Case.now(application).reckoning.due) or "—"
    return (
        *rows,
        _pair("收到申请日期", day(application.received_on) or "尚未确定", "答复期限", due),
        *_wanted(application),
    )


def _decision_rows(letter: Letter) -> tuple[FormRow, ...]:
    decision = letter.decision
    if decision is None:
        return ()
    ending = outcome(decision.outcome)
    return (
        FormRow(section="拟办意见"),
        _pair("办理结果", ending.label, "依据", "；".join(ending.basis)),
        *((_wide("理由", decision.reasons),) if decision.reasons else ()),
        *((_wide("获取方式", decision.how_to_obtain),) if decision.how_to_obtain else ()),
    )


def _opinions(round: Round) -> list[Signature]:
    given = [_opinion(each) for each in round.opinions.select_related("stage")]
    return given + [Signature(label=stage.name, height=OPINION) for stage in round.missing_stages()]


def _opinion(opinion: Opinion) -> Signature:
    secrecy = f"保密审查：{opinion.get_secrecy_display()}。" if opinion.secrecy else ""
    verdict = f"{opinion.get_verdict_display()}。"
    text = f"{verdict}{secrecy}{closed(opinion.text)}" if closed(opinion.text) != verdict else f"{verdict}{secrecy}"
    name = opinion.user_name + ("（代）" if opinion.is_stand_in else "")
    return Signature(label=opinion.stage.name, text=text, name=name, on=timezone.localdate(opinion.at), height=OPINION)


def _place(delivery: Delivery) -> str:
    """Return where the letter went: to the applicant by the way chosen, to others by what is on record of them."""
    letter = delivery.letter
    if letter.consultation and letter.law.addressee != "APPLICANT":
        return one_line(letter.consultation.contact)
    applicant = delivery.application.applicant
    places = {"POST": applicant.address, "EMAIL": applicant.email, "FAX": applicant.fax, "DOWNLOAD": "互联网"}
    return one_line(places.get(delivery.way, ""))
