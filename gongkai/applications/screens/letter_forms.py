"""文书的表单: editing, giving up, enclosing and sending a letter."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.applications.acts.sending import Dispatch
from gongkai.applications.models import CaseFile, DeliveryWay, FileKind, Letter, ObtainWay
from gongkai.law.letters import Addressee

from .fields import day_field, text_field

WAY_OF = {
    ObtainWay.POST: DeliveryWay.POST,
    ObtainWay.EMAIL: DeliveryWay.EMAIL,
    ObtainWay.ONLINE: DeliveryWay.DOWNLOAD,
    ObtainWay.PICK_UP: DeliveryWay.PICK_UP,
    ObtainWay.ON_SITE: DeliveryWay.ON_SITE,
    ObtainWay.FAX: DeliveryWay.FAX,
}
"""How a letter goes unless the clerk says otherwise: the way that the applicant asked for."""


class TextForm(forms.Form):
    """The text of a draft. The remedy paragraph and the list of enclosures follow from the case."""

    title = forms.CharField(label="标题", max_length=200)
    addressee = forms.CharField(label="收件人", max_length=200)
    body = forms.CharField(
        label="正文",
        max_length=50000,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text="每行一段。小标题写作“一、……”或“（一）……”，不加句号。",
    )
    note = text_field("附注", rows=2, required=False)


class VoidForm(forms.Form):
    reason = forms.CharField(label="作废理由", max_length=100)


class EnclosuresForm(forms.Form):
    """What goes with the letter: only released files of the case."""

    files: Any = forms.ModelMultipleChoiceField(
        label="随附材料", queryset=CaseFile.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        released = CaseFile.objects.standing().filter(application=letter.application, kind=FileKind.RELEASE)
        self.fields["files"].queryset = released  # type: ignore[attr-defined]
        self.fields["files"].label_from_instance = lambda row: row.title  # type: ignore[attr-defined]
        self._any = released.exists()
        self.initial.setdefault("files", list(letter.enclosures.values_list("pk", flat=True)))

    def has_any(self) -> bool:
        return self._any


class SendForm(forms.Form):
    """How a signed letter goes out."""

    way = forms.ChoiceField(label="送达方式", choices=DeliveryWay.choices)
    on = day_field("发出日期", help_text="交邮、发送、当面交付或者张贴公告的日期，期限按这一天计算。")
    tracking_number = forms.CharField(label="邮件号", max_length=40, required=False, help_text="邮寄的必填。")
    recipient = forms.CharField(label="收件人", max_length=100, required=False)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = {"way": _usual_way(letter), "recipient": letter.version().content["addressee"]}
        self.initial = {**self.initial, **usual}

    def dispatch(self) -> Dispatch:
        return Dispatch(**self.cleaned_data)


def _usual_way(letter: Letter) -> DeliveryWay:
    if letter.application is None or letter.law.addressee != Addressee.APPLICANT:
        return DeliveryWay.POST
    return WAY_OF[ObtainWay(letter.application.obtain_way)]
