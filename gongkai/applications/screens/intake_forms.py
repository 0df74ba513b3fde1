"""登记收到的申请的表单: what came on paper, by mail, by word of mouth or by fax, entered by staff."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms

from gongkai.applications.acts.receiving import Filing
from gongkai.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    FileKind,
    IdentityType,
    ObtainWay,
    ProvideForm,
    Wording,
)
from gongkai.applications.models.applicants import IDENTITY
from gongkai.applications.models.cases import CHANNEL_CHOICES
from gongkai.law import receipt as law
from gongkai.office.encryption import fingerprint
from gongkai.office.models import Office, User
from gongkai.office.several_files import SeveralFiles

from .act_forms import scan_field
from .fields import Clean, later_day_field, text_field

OF_PEOPLE = (
    IdentityType.ID_CARD,
    IdentityType.PASSPORT,
    IdentityType.HK_MACAO_PERMIT,
    IdentityType.TAIWAN_PERMIT,
    IdentityType.OTHER_DOCUMENT,
)
COMES_BY = [each for each in CHANNEL_CHOICES if each[0] != law.Channel.WEB]
"""The web has a form of its own."""


class ArrivalForm(forms.Form):
    """How and when the application came: the days from which 第三十一条 fixes the day of receipt."""

    submission = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput, initial=secrets.token_hex)
    channel = forms.ChoiceField(label="提交途径", choices=COMES_BY, widget=forms.RadioSelect)
    came_on = later_day_field(
        "提交或者到达日期", required=False, help_text="当面、口头提出的为提交日期；平常信函、传真为到达日期。"
    )
    posted_on = later_day_field("邮戳日期", required=False, help_text="邮寄的填写，不影响期限。")
    signed_on = later_day_field("签收日期", required=False, help_text="需要签收的邮件，签收之日为收到之日。")
    confirmed_on = later_day_field(
        "与申请人确认的日期", required=False, help_text="平常信函、传真填写；尚未确认的留空，先登记为“待确认”。"
    )
    is_misdirected = forms.BooleanField(label="信件寄到了本机关其他机构", required=False)

    def clean(self) -> Clean:
        given = super().clean() or {}
        if not self.errors:
            self._try_out(given)
        return given

    def _try_out(self, given: Clean) -> None:
        """Say at once what the law of receipt says against the days."""
        arrival = self._arrival(given)
        try:
            law.receipt(arrival)
        except law.ReceiptDatesContradict as contradiction:
            self.add_error("confirmed_on", str(contradiction))
        except law.ReceiptDayNotKnown as unknown:
            if not arrival.channel.is_confirmed and not arrival.is_misdirected:
                self.add_error("signed_on" if arrival.channel is law.Channel.MAIL_SIGNED else "came_on", str(unknown))

    def arrival(self) -> law.Arrival:
        return self._arrival(self.cleaned_data)

    @staticmethod
    def _arrival(given: Clean) -> law.Arrival:
        days: Clean = {name: given.get(name) for name in ("came_on", "signed_on", "confirmed_on")}
        return law.Arrival(
            channel=law.Channel(given["channel"]), is_misdirected=bool(given.get("is_misdirected")), **days
        )


class ApplicantForm(forms.ModelForm):
    """Who asks (《条例》第二十九条第二款第（一）项). Purpose of use is not asked: nobody has to give one."""

    class Meta:
        model = Applicant
        fields = ["kind", "name", "identity_type", *Applicant.PERSONAL[1:]]
        widgets = {
            name: forms.TextInput(attrs={"autocomplete": "off"})
            for name in fields
            if name not in {"kind", "identity_type"}
        } | {"kind": forms.RadioSelect()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices, kind.initial = ApplicantKind.choices, ApplicantKind.NATURAL_PERSON
        self.fields["identity_type"].initial = IdentityType.ID_CARD
        self.fields["email"] = forms.EmailField(label="电子邮箱", required=False)
        helped = {"affiliation": "公民填写工作单位或者住址。", "legal_representative": "法人、其他组织填写。"}
        for name, text in helped.items():
            self.fields[name].help_text = text

    def clean(self) -> Clean:
        given = super().clean() or {}
        is_person = given.get("kind") == ApplicantKind.NATURAL_PERSON
        if given.get("kind") and given.get("identity_type") and is_person != (given["identity_type"] in OF_PEOPLE):
            self.add_error("identity_type", "证件类型与申请人类型不符。")
        if not is_person and given.get("kind") and not given.get("contact_name"):
            self.add_error("contact_name", "法人、其他组织须填写联系人。")
        if not any(given.get(name) for name in ("phone", "address", "email", "fax")):
            self.add_error("phone", "电话、地址、邮箱、传真至少填写一项，否则无法送达。")
        return given

    def identity_key(self) -> str:
        number = self.cleaned_data.get("identity_number", "")
        return fingerprint(number, purpose=IDENTITY) if number else ""


class RequestForm(forms.Form):
    """What is wanted, in which form, by which way, and the papers that came with it."""

    title = forms.CharField(label="所需政府信息的名称", max_length=300, required=False)
    document_number = forms.CharField(label="文号", max_length=100, required=False)
    description = text_field("其他特征性描述", required=False)
    provide_form = forms.ChoiceField(label="提供方式", choices=ProvideForm.choices, initial=ProvideForm.PAPER)
    obtain_way = forms.ChoiceField(label="获取途径", choices=ObtainWay.choices, initial=ObtainWay.POST)
    agrees_to_electronic_service = forms.BooleanField(label="同意电子送达", required=False)
    assistance = text_field(
        "需要的协助",
        rows=2,
        required=False,
        help_text="存在阅读困难或者视听障碍的，写明需要的帮助（《条例》第四十条）。",
    )
    original = scan_field("申请原件的扫描件", help_text="口头提出的，为申请人签字的代填申请表。20MB以内。")
    identity = scan_field("身份证明的扫描件", help_text="加密保存，到期清除。")
    attachments = SeveralFiles(label="申请附件", required=False, help_text="可以选择多个文件。")

    def clean(self) -> Clean:
        given = super().clean() or {}
        if not any(given.get(name) for name in ("title", "document_number", "description")):
            self.add_error("title", "名称、文号、特征性描述至少填写一项（《条例》第二十九条）。")
        return given

    def wording(self) -> Wording:
        return Wording(**{name: self.cleaned_data[name] for name in ("title", "document_number", "description")})

    def filing(self, applicant: Applicant) -> Filing:
        given = self.cleaned_data
        scans = [(FileKind.ORIGINAL, given["original"]), (FileKind.IDENTITY, given["identity"])]
        return Filing(
            applicant=applicant,
            wording=self.wording(),
            provide_form=given["provide_form"],
            obtain_way=given["obtain_way"],
            agrees_to_electronic_service=given["agrees_to_electronic_service"],
            needs_assistance=bool(given["assistance"]),
            assistance=given["assistance"],
            files=[
                *[(kind, upload) for kind, upload in scans if upload],
                *[(FileKind.ATTACHMENT, upload) for upload in given["attachments"]],
            ],
        )


def earlier_of(key: str, office: Office, *, seen_by: User) -> list[Application]:
    """Return what the same person asked this office before, the latest first, as far as this clerk may see it."""
    if not key:
        return []
    rows = Application.objects.visible_to(seen_by).filter(office=office, applicant__identity_key=key)
    return list(rows.prefetch_related("wordings")[:50])
