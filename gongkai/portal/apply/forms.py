"""申请表: what 《条例》第二十九条第二款 lets the office ask, and nothing else: no purpose, no interest in the information."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator

from gongkai.applications.acts.receiving import Filing
from gongkai.applications.models import (
    Applicant,
    ApplicantKind,
    FileKind,
    IdentityType,
    ObtainWay,
    ProvideForm,
    Wording,
)
from gongkai.law.identity_numbers import objection_to_citizen_number, objection_to_credit_code, plain
from gongkai.records.uploads import MAX_BYTES

from .fields import Files, Line, Words

PHONE = RegexValidator(r"^\+?[\d\- ()（）转]{7,30}$", "请填写能联系到您的电话号码，如 13800000000 或 023-60000000。")
POSTCODE = RegexValidator(r"^\d{6}$", "邮政编码是6位数字。")
ONLINE_WAYS = frozenset({ObtainWay.EMAIL, ObtainWay.ONLINE, ObtainWay.FAX})
THINGS = frozenset({ProvideForm.PAPER, ProvideForm.DISC})
"""Forms that have to be carried or posted."""
OBJECTIONS: dict[str, Callable[[str], str]] = {
    IdentityType.ID_CARD: objection_to_citizen_number,
    IdentityType.CREDIT_CODE: objection_to_credit_code,
}
"""How the number of a document is checked, for the documents whose numbers check themselves."""


class WordingForm(forms.Form):
    """所需政府信息: its name or number, or another description by which it can be found."""

    title = Line("所需政府信息的名称", most=200, required=False, help_text="如：某某路房屋征收补偿方案。")
    document_number = Line("文号", most=60, required=False, help_text="知道发文字号的填写，如 〔2025〕12号。")
    description = Words(
        "便于查询的其他特征性描述",
        most=2000,
        required=False,
        help_text="不知道名称、文号的，请写明大致内容、形成时间、涉及的地点或者项目。",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(name) for name in WORDING) and not any(name in self.errors for name in WORDING):
            self.add_error("title", "请写明您需要什么信息：名称、文号、其他特征性描述，至少填写一项。")
        return given

    def wording(self) -> Wording:
        return Wording(**{name: self.cleaned_data[name] for name in WORDING})


WORDING = ("title", "document_number", "description")


class FilingForm(WordingForm):
    """What citizens and organisations fill in alike."""

    KIND: ClassVar[str]
    NAME: ClassVar[str]
    WHO: ClassVar[tuple[str, ...]]
    KNOWN: ClassVar[dict[str, str]] = {}
    """What the choice of this form already says of the applicant."""
    phone = Line("联系电话", most=30, autocomplete="tel", validators=[PHONE], help_text="机关要用它与您确认收到申请。")
    address = Line("通信地址", most=200, autocomplete="address-line1", required=False)
    postcode = Line("邮政编码", most=6, autocomplete="postal-code", required=False, validators=[POSTCODE])
    email = forms.EmailField(
        label="电子邮箱", required=False, max_length=100, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    fax = Line("传真", most=30, required=False, validators=[PHONE])
    agent_name = Line("代理人姓名", most=60, required=False, help_text="由他人代为申请的填写。")
    agent_identity_number = Line("代理人居民身份证号码", most=30, required=False)
    agent_files = Files("代理人身份证明和授权委托书", required=False)
    provide_form = forms.ChoiceField(label="提供方式", choices=ProvideForm.choices, widget=forms.RadioSelect)
    obtain_way = forms.ChoiceField(label="获取途径", choices=ObtainWay.choices, widget=forms.RadioSelect)
    agrees_to_electronic_service = forms.BooleanField(
        label="同意电子送达",
        required=False,
        help_text="勾选后，答复书等文书可以在本网站领取，或者发到您的电子邮箱；不勾选的，邮寄或者当面送达。",
    )
    needs_assistance = forms.BooleanField(
        label="需要协助",
        required=False,
        help_text="存在阅读困难或者视听障碍的，机关提供必要的帮助（《条例》第四十三条）。",
    )
    assistance = Line("需要怎样的协助", most=200, required=False)
    attachments = Files("其他附件", required=False, help_text="有助于说明所需信息的材料。")
    confirmed = forms.BooleanField(
        label="以上内容由本人（本单位）填写，真实准确，确认提交",
        error_messages={"required": "请在核对无误后勾选，再提交。"},
    )
    website = forms.CharField(label="此项请留空", required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*self.WHO, *chain.from_iterable(SECTIONS.values())])  # errors are listed from top to bottom
        for name in ("provide_form", "obtain_way"):
            self.fields[name].error_messages["required"] = f"请选择{self.fields[name].label}。"
        self.fields["email"].error_messages["invalid"] = "电子邮箱的写法不对，请核对，如 name@example.com。"

    @property
    def sections(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Yield the headings of the form with the fields below them."""
        for heading, names in {"申请人": self.WHO, **SECTIONS}.items():
            yield heading, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("website"):
            raise forms.ValidationError("有一项应当留空的填写了内容。如果您是用程序填写的，请改为自己填写。")
        self._check_agent(given)
        self._check_delivery(given)
        self._check_number(given)
        files = [each for name in ("identity_files", "agent_files", "attachments") for each in given.get(name, [])]
        if sum(each.size or 0 for each in files) > MAX_BYTES:
            self.add_error("attachments", "全部文件合计超过20MB，请压缩后再选择，或者改用邮寄、当面提交。")
        return given

    def _check_agent(self, given: dict[str, Any]) -> None:
        if not given.get("agent_name"):
            return
        number = given.get("agent_identity_number", "")
        if objection := objection_to_citizen_number(number) if number else "请填写代理人的居民身份证号码。":
            self.add_error("agent_identity_number", objection)
        if not given.get("agent_files") and "agent_files" not in self.errors:
            self.add_error("agent_files", "由他人代为申请的，请附代理人身份证明和授权委托书。")

    def _check_delivery(self, given: dict[str, Any]) -> None:
        """See that the office can hand over what is asked for in the way it is asked for."""
        way, form = given.get("obtain_way", ""), given.get("provide_form", "")
        if way in ONLINE_WAYS and form in THINGS:
            self.add_error(
                "obtain_way",
                f"提供方式选了“{ProvideForm(form).label}”，不能以“{ObtainWay(way).label}”的途径取得，请改选其中一项。",
            )
        needed = {ObtainWay.EMAIL: "email", ObtainWay.FAX: "fax"}.get(way, "")  # type: ignore[call-overload]
        if needed and not given.get(needed) and needed not in self.errors:
            self.add_error(needed, f"您选择以{ObtainWay(way).label}获取，请填写{self.fields[needed].label}。")
        by_post = way == ObtainWay.POST or not given.get("agrees_to_electronic_service")
        if by_post and not given.get("address") and "address" not in self.errors:
            instead = "；愿意网上领取的，请勾选“同意电子送达”" if way in ONLINE_WAYS else ""
            self.add_error("address", f"请填写通信地址：没有同意电子送达的，文书要邮寄给您{instead}。")

    def filing(self) -> Filing:
        given = self.cleaned_data
        return Filing(
            applicant=self.applicant(),
            wording=self.wording(),
            provide_form=given["provide_form"],
            obtain_way=given["obtain_way"],
            agrees_to_electronic_service=given["agrees_to_electronic_service"],
            needs_assistance=given["needs_assistance"] or bool(given["assistance"]),
            assistance=given["assistance"],
            files=[
                *((FileKind.IDENTITY, each) for each in [*given["identity_files"], *given["agent_files"]]),
                *((FileKind.ATTACHMENT, each) for each in given["attachments"]),
            ],
        )

    def applicant(self) -> Applicant:
        said = {name: self.cleaned_data[name] for name in (*self.WHO, *CONTACTS) if name != "identity_files"}
        return Applicant(**self.KNOWN | said | {name: plain(said[name]) for name in NUMBERS})

    def _check_number(self, given: dict[str, Any]) -> None:
        number, check = given.get("identity_number"), OBJECTIONS.get(given.get("identity_type", ""))
        if number and check and (objection := check(number)):
            self.add_error("identity_number", objection)


SECTIONS = {
    "联系方式": ("phone", "address", "postcode", "email", "fax"),
    "代理人": ("agent_name", "agent_identity_number", "agent_files"),
    "所需政府信息": (*WORDING, "attachments"),
    "提供方式和获取途径": ("provide_form", "obtain_way", "agrees_to_electronic_service"),
    "协助": ("needs_assistance", "assistance"),
}
CONTACTS = ("phone", "address", "postcode", "email", "fax", "agent_name", "agent_identity_number")
NUMBERS = ("identity_number", "agent_identity_number")


class CitizenForm(FilingForm):
    """公民."""

    KIND = "person"
    NAME = "公民"
    WHO = ("name", "affiliation", "identity_type", "identity_number", "identity_files")
    KNOWN = {"kind": ApplicantKind.NATURAL_PERSON}
    DOCUMENTS = [each for each in IdentityType if each not in {IdentityType.CREDIT_CODE, IdentityType.REGISTRATION}]
    name = Line("姓名", most=60, autocomplete="name")
    affiliation = Line("工作单位", most=100, required=False, autocomplete="organization")
    identity_type = forms.ChoiceField(
        label="证件类型", choices=[(each.value, each.label) for each in DOCUMENTS], initial=IdentityType.ID_CARD
    )
    identity_number = Line("证件号码", most=40)
    identity_files = Files("身份证明", help_text="证件的照片或者扫描件，加密保存，到期删除。")


class OrganisationForm(FilingForm):
    """法人或者其他组织, by the kinds that table three counts."""

    KIND = "organisation"
    NAME = "法人或者其他组织"
    WHO = (
        "kind",
        "name",
        "identity_type",
        "identity_number",
        "legal_representative",
        "contact_name",
        "identity_files",
    )
    KINDS = [each for each in ApplicantKind if each != ApplicantKind.NATURAL_PERSON]
    DOCUMENTS = (IdentityType.CREDIT_CODE, IdentityType.REGISTRATION)
    kind = forms.ChoiceField(
        label="单位类别",
        choices=[(each.value, each.label) for each in KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择单位类别。"},
    )
    name = Line("单位名称", most=100, autocomplete="organization")
    identity_type = forms.ChoiceField(
        label="证照类型", choices=[(each.value, each.label) for each in DOCUMENTS], initial=IdentityType.CREDIT_CODE
    )
    identity_number = Line("证照号码", most=40)
    legal_representative = Line("法定代表人（负责人）", most=60)
    contact_name = Line("联系人姓名", most=60, autocomplete="name")
    identity_files = Files("营业执照或者登记证书", help_text="照片或者扫描件。")


FORMS: dict[str, type[CitizenForm | OrganisationForm]] = {each.KIND: each for each in (CitizenForm, OrganisationForm)}
