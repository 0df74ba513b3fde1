"""办理动作的表单: what each act asks for. The acts decide; forms repeat bounds only to be kind."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.applications.guards import ATTEMPTS_BEFORE_CLOSING
from gongkai.applications.models import Consultation, Delivery, LetterState, Opinion, Wording
from gongkai.applications.models.consultations import CONSULTED_CHOICES
from gongkai.law.clock import CONSULTATION_WORKDAYS, ClockEventKind
from gongkai.office.models import Department, Role, User
from gongkai.office.several_files import SeveralFiles

from .fields import ActForm, Clean, day_field, said, text_field

HANDLING = (Role.CONTRIBUTOR, Role.DEPARTMENT_HEAD, Role.DISCLOSURE_OFFICER)


def scan_field(label: str, **more: Any) -> forms.FileField:
    given: dict[str, Any] = {"required": False, "help_text": "扫描件或照片，20MB以内。"} | more
    return forms.FileField(label=label, **given)


class ConfirmForm(ActForm):
    on = day_field("双方确认的日期", help_text="与申请人确认收到的日期，答复期限自次日起算（《条例》第三十一条）。")


class UnreachableForm(ActForm):
    on = day_field("联系日期")
    text = text_field("联系经过", help_text="用什么方式联系、几时联系、结果如何。")

    def hints(self) -> list[str]:
        days = sorted({note.on for note in self.case.application.notes.all() if note.is_failed_attempt})
        tried = f"已有{len(days)}个不同日期的记录：{'、'.join(map(said, days))}。" if days else "还没有联系记录。"
        return [f"{tried}确认无法联系须有{ATTEMPTS_BEFORE_CLOSING}个不同日期的联系记录。恢复联系后办理“确认收到”。"]


class AssignForm(ActForm):
    department = forms.ModelChoiceField(label="承办科室", queryset=Department.objects.none())
    handler = forms.ModelChoiceField(
        label="经办人", queryset=User.objects.none(), required=False, help_text="留空由科室负责人再分派。"
    )

    def prepare(self) -> None:
        application = self.case.application
        self.offer("department", Department.objects.filter(office=application.office))
        people = User.objects.filter(
            is_active=True, posts__office=application.office, posts__role__in=HANDLING, posts__ends_on__isnull=True
        )
        self.offer("handler", people.distinct().order_by("pk"))
        now = {"department": application.department_id, "handler": application.handler_id}
        self.initial = {**self.initial, **now}


class WantedForm(ActForm):
    """What is asked for: a name, a number or a description, one of them at least."""

    title = forms.CharField(label="所需政府信息的名称", max_length=300, required=False)
    document_number = forms.CharField(label="文号", max_length=100, required=False)
    description = text_field("其他特征性描述", required=False)

    def clean(self) -> Clean:
        given = super().clean() or {}
        if not any(given.get(name) for name in ("title", "document_number", "description")):
            self.add_error("title", "名称、文号、特征性描述至少填写一项（《条例》第二十九条）。")
        return given

    def wording(self) -> Wording:
        return Wording(**{name: self.cleaned_data[name] for name in ("title", "document_number", "description")})


class CorrectionForm(WantedForm):
    on = day_field("收到补正的日期", help_text="答复期限自收到补正的次日起重新计算（《条例》第三十条）。")
    files: Any = SeveralFiles(label="补正材料", required=False, help_text="可以选择多个文件。")
    field_order = ["on", "title", "document_number", "description", "files"]

    def prepare(self) -> None:
        before = self.case.application.wording()
        words = {name: getattr(before, name) for name in ("title", "document_number", "description")}
        self.initial = {**self.initial, **words}


class ReasonsForm(ActForm):
    on = day_field("收到日期")
    text = text_field("申请人说明的理由", rows=5)

    def hints(self) -> list[str]:
        return ["要求说明理由期间，答复期限照常计算。"]


class RulingForm(ActForm):
    on = day_field("收到日期")
    text = text_field("确定意见", help_text="由哪个部门确定、文号和结论。")


class ConsultationForm(ActForm):
    kind = forms.ChoiceField(label="征求对象", choices=CONSULTED_CHOICES, widget=forms.RadioSelect)
    name = forms.CharField(label="名称或姓名", max_length=100)
    contact = forms.CharField(label="地址、电话", max_length=300, help_text="文书按此送达。")
    content = text_field("征求意见的内容", help_text="写明涉及的具体内容，除确有必要外不写申请人是谁。")
    concern = forms.CharField(label="涉及的权益或事由", max_length=200, help_text="如：个人隐私、商业秘密、共同制作。")
    tells_applicant = forms.BooleanField(
        label="同时拟写给申请人的征求意见告知书",
        required=False,
        initial=True,
        help_text="告知征求意见的时间不计入答复期限。",
    )

    def prepare(self) -> None:
        if self.case.has(ClockEventKind.ORDERED):
            del self.fields["tells_applicant"]

    def hints(self) -> list[str]:
        suspends = "tells_applicant" in self.fields
        effect = "审签发出之日起答复期限中止计算" if suspends else "重新答复的期限由决定书写明，征求意见所需时间不扣除"
        return [
            f"保存后拟写征求意见书，{effect}。",
            f"对方自收到之日起{CONSULTATION_WORKDAYS}个工作日内提出意见：第三方逾期未提出的，由本机关依法决定；"
            "共同制作机关逾期未提出的，视为同意公开（《条例》第三十二条、第三十四条）。",
        ]


class OfConsultation(ActForm):
    """An act on one of the consultations that have gone out and are open."""

    consultation = forms.ModelChoiceField(label="征求意见", queryset=Consultation.objects.none())

    def prepare(self) -> None:
        rows = Consultation.objects.filter(application=self.case.application, sent_on__isnull=False, opinion="")
        self.offer("consultation", rows, self._label)

    def _label(self, row: Consultation) -> str:
        due = self.case.consultation_due(row)
        until = f"，答复期限至{said(due.date)}" if due else "，尚未登记送达"
        return f"{row.get_kind_display()}：{row.name}，{said(row.sent_on)}发出{until}"


class ConsultationDeliveryForm(OfConsultation):
    on = day_field("送达日期", help_text="15个工作日自次日起算。")
    proof = scan_field("送达证明")

    def prepare(self) -> None:
        rows = Consultation.objects.filter(
            application=self.case.application, sent_on__isnull=False, opinion="", delivered_on__isnull=True
        )
        self.offer("consultation", rows, self._label)


class OpinionForm(OfConsultation):
    on = day_field("收到日期", help_text="中止到这一天为止。")
    opinion = forms.ChoiceField(
        label="意见", choices=[each for each in Opinion.choices if each[0] != Opinion.SILENT], widget=forms.RadioSelect
    )
    reasons = text_field("理由", required=False, help_text="不同意公开的，写明对方的理由是否合理的判断依据。")
    scan = scan_field("意见原件")


class LapseForm(OfConsultation):
    def hints(self) -> list[str]:
        return ["逾期未提出意见的，由本机关依照《条例》决定是否公开；共同制作机关逾期的，视为同意公开。"]


class SearchForm(ActForm):
    places = forms.CharField(label="检索范围", max_length=200, help_text="如：办公自动化系统、档案室、民政科台账。")
    keywords = forms.CharField(label="检索词", max_length=200)
    searched_on = day_field("检索日期")
    result = text_field("检索结果", help_text="查到的写明名称、文号和数量，没有查到的写明未查到。")


class FeeDeliveryForm(ActForm):
    on = day_field("收费通知送达日期", help_text="申请人自次日起20个工作日内缴费。")
    proof = scan_field("送达证明")


class FeePaidForm(ActForm):
    on = day_field("缴费日期", help_text="答复期限自次日起重新计算。")
    voucher = forms.CharField(label="缴费凭证号", max_length=60)

    def hints(self) -> list[str]:
        return [f"应缴{self.case.fee.amount}元。"] if self.case.fee else []


class WithdrawalForm(ActForm):
    on = day_field("申请人撤回的日期")
    scan = scan_field("书面撤回材料")

    def hints(self) -> list[str]:
        return ["撤回后本件办结，计入年报“其他处理—其他”；正在拟写的文书同时作废。"]


class ServiceForm(ActForm):
    delivery = forms.ModelChoiceField(label="送达的文书", queryset=Delivery.objects.none())
    on = day_field("送达日期", help_text="签收、投递成功或者留置的日期。")
    proof = scan_field("送达证明", help_text="送达回证、邮件签收记录、照片等，20MB以内。")
    witness = forms.CharField(label="见证人", max_length=60, required=False, help_text="留置送达时填写。")
    refusal_note = text_field("拒收或未达情况", rows=2, required=False)

    def prepare(self) -> None:
        rows = Delivery.objects.filter(application=self.case.application, letter__state=LetterState.SENT)
        self.offer("delivery", rows.select_related("letter").order_by("-id"), self._label)

    def _label(self, row: Delivery) -> str:
        arrived = f"，{said(row.delivered_on)}已送达" if row.delivered_on else ""
        return f"{row.letter.get_kind_display()}，{said(row.sent_on)}{row.get_way_display()}{arrived}"


class ContactForm(ActForm):
    on = day_field("日期")
    text = text_field("内容", help_text="电话、来访、短信等，写明与谁联系、说了什么。")
