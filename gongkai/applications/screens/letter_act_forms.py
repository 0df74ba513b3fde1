"""拟写文书的表单: what a letter fixes before it is drafted. The text is composed from the case and can be edited after."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from gongkai.applications.models import Consultation, FeeBasis, FileKind, Letter, Opinion
from gongkai.applications.repeats import fee_hint
from gongkai.applications.telling import UNDER_WAY
from gongkai.law.clock import (
    EXTENSION_WORKDAYS,
    ClockContradiction,
    ClockEvent,
    ClockEventKind,
    Reckoning,
    reckon,
)
from gongkai.law.fees import fee_for_items, fee_for_pages, fee_source
from gongkai.law.letters import LetterKind

from .fields import ActForm, Clean, day_input, later_day_field, said, text_field


class TermsForm(ActForm):
    """A form whose answers become the terms of a letter."""

    def terms(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name in self.fields and value != ""}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}


class WithPeriodForm(TermsForm):
    """A letter that gives the applicant so long."""

    what = text_field("内容", rows=5)
    until = forms.DateField(label="期限至", widget=day_input())

    def period_workdays(self) -> int:
        return 0

    def prepare(self) -> None:
        self.initial["until"] = self.case.calendar.after(self.case.today, self.period_workdays()).date

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise forms.ValidationError("期限应当晚于今天，给申请人合理的时间。")
        return until


class AskCorrectionForm(WithPeriodForm):
    what = text_field("需要补正的内容", rows=5, help_text="一次写清哪里不明确、怎样补充，并给予指导和释明。")

    def period_workdays(self) -> int:
        return self.case.rules.correction_period_workdays

    def hints(self) -> list[str]:
        due = self.case.correction_notice_due
        when = f"补正告知书应于{said(due.date)}前发出" if due else "补正告知书应于收到之日起7个工作日内发出"
        return [f"{when}，只能告知一次；自发出起答复期限不再计算，收到补正的次日起重新计算（《条例》第三十条）。"]


class AskReasonsForm(WithPeriodForm):
    what = text_field(
        "需要说明的理由", rows=5, help_text="写明申请的件数、期间，为什么明显超过合理范围，需要申请人说明什么。"
    )

    def period_workdays(self) -> int:
        return self.case.rules.reasons_period_workdays

    def hints(self) -> list[str]:
        return ["要求说明理由不停止答复期限的计算（《条例》第三十五条）。"]


class DelayForm(TermsForm):
    until = later_day_field("答复日期", help_text="申请人理由合理，但不能在法定期限内答复的，告知延迟答复的合理期限。")
    reasons = text_field("延迟的理由")

    def hints(self) -> list[str]:
        return [f"现答复期限为{said(self.case.reckoning.due)}。"]


class ExtendForm(TermsForm):
    workdays = forms.TypedChoiceField(label="延长", coerce=int)
    reasons = text_field("延期的理由")

    def prepare(self) -> None:
        field: Any = self.fields["workdays"]
        field.choices = [(n, self._said(n)) for n in range(1, EXTENSION_WORKDAYS + 1)]
        field.initial = EXTENSION_WORKDAYS

    def _said(self, workdays: int) -> str:
        extended = self._extended(workdays)
        if extended is None:
            return f"{workdays}个工作日"
        mark = "，待校准" if extended.provisional else ""
        return f"{workdays}个工作日，至{said(extended.due)}{mark}"

    def _extended(self, workdays: int) -> Reckoning | None:
        """Return the reckoning if the notice went out today, None where the clock would refuse it."""
        case = self.case
        extension = ClockEvent(kind=ClockEventKind.EXTENDED, on=case.today, workdays=workdays)
        try:
            dated = [*(entry.as_event() for entry in case.entries), extension]
            return reckon(dated, calendar=case.calendar, today=case.today)
        except ClockContradiction:
            return None

    def hints(self) -> list[str]:
        return [
            f"现答复期限为{said(self.case.reckoning.due)}，延期告知书须在此前发出，只能延期一次，"
            f"最长{EXTENSION_WORKDAYS}个工作日，经政府信息公开工作机构负责人同意（《条例》第三十三条第二款）。"
        ]


class AskFeeForm(TermsForm):
    basis = forms.ChoiceField(label="计收方式", choices=FeeBasis.choices, widget=forms.RadioSelect)
    quantity = forms.IntegerField(label="件数或页数", min_value=1, max_value=100000)

    def clean(self) -> Clean:
        given = super().clean() or {}
        if not self.errors and not self._amount(given):
            self.add_error("quantity", "按这个数量不收费（在免费的范围内），不需要发出收费通知书。")
        return given

    @staticmethod
    def _amount(given: Clean) -> int:
        reckoned = fee_for_items if given["basis"] == FeeBasis.ITEMS else fee_for_pages
        return reckoned(given["quantity"])

    def hints(self) -> list[str]:
        counted = fee_hint(self.case.application)
        examples = f"按件：第11件{fee_for_items(11)}元；按量：31页{fee_for_pages(31)}元。"
        return [*filter(None, [counted]), f"两种方式只选一种（{fee_source()}）。{examples}"]


class ReferUpForm(TermsForm):
    agency = forms.CharField(label="报请的部门", max_length=100, help_text="主管部门或者保密行政管理部门。")
    what = text_field("需要确定的信息", rows=3, help_text="写明信息的名称和内容。")
    reasons = text_field("不能确定的原因", rows=4)

    def hints(self) -> list[str]:
        return ["报请确定期间，答复期限照常计算（《条例》第十七条）。"]


class TellThirdPartyForm(TermsForm):
    consultation = forms.ModelChoiceField(label="告知的第三方", queryset=Consultation.objects.none())
    what = text_field("决定公开的内容", required=False, help_text="留空写征求意见的内容。")
    reasons = text_field("公开的理由", rows=5)

    def prepare(self) -> None:
        rows = Consultation.objects.filter(application=self.case.application, kind="THIRD_PARTY", told_on__isnull=True)
        refused = rows.filter(opinion__in=[Opinion.REFUSES, Opinion.AGREES_IN_PART, Opinion.SILENT])
        self.offer("consultation", refused, lambda row: f"{row.name}：{row.get_opinion_display()}")

    def terms(self) -> dict[str, Any]:
        return {name: value for name, value in super().terms().items() if name != "consultation"}

    def hints(self) -> list[str]:
        released = [each for each in self.case.application.files.all() if each.kind == FileKind.RELEASE]
        given = "、".join(each.title for each in released if not each.withdrawn_at)
        return [f"提供给申请人的信息：{given}。"] if given else []


class NoTermsForm(TermsForm):
    """A letter that follows from the case alone."""


class TellApplicantForm(NoTermsForm):
    """The notice to the applicant that somebody is asked for an opinion."""

    consultation = forms.ModelChoiceField(label="征求意见", queryset=Consultation.objects.none())

    def prepare(self) -> None:
        told = Letter.objects.filter(kind=LetterKind.CONSULTATION_NOTICE, state__in=tuple(UNDER_WAY))
        rows = Consultation.objects.filter(application=self.case.application, opinion="")
        rows = rows.exclude(pk__in=told.filter(application=self.case.application).values("consultation"))
        self.offer("consultation", rows, lambda row: f"{row.get_kind_display()}：{row.name}")

    def terms(self) -> dict[str, Any]:
        return {}
