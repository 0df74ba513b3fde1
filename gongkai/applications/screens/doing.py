"""办理动作的页面: one entry per act: its form, and the call that does it. What may be done is asked of the table, never here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongkai.applications import acts
from gongkai.applications.models import Application, CaseFile, Consultation, FileKind, Letter
from gongkai.applications.states import Act
from gongkai.applications.transitions import ActRefused
from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import outcome
from gongkai.office.models import User

from . import act_forms as ask
from . import letter_act_forms as ask_letter
from .fields import ActForm, NothingToFill


@dataclass(frozen=True)
class Done:
    """What was done, as a sentence, and where to go on; "" for the case."""

    said: str
    address: str = ""


Doing = Callable[[Application, Any, User], Done]


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """The page of one act. `label` differs from the act's where an act has several letters."""

    act: Act
    do: Doing
    form: type[ActForm] = NothingToFill
    label: str = ""
    is_final: bool = False

    @property
    def title(self) -> str:
        return self.label or self.act.label


def slug_of(act: Act) -> str:
    """Return the act as it stands in an address."""
    return act.value.lower().replace("_", "-")


def _confirm(application: Application, form: ask.ConfirmForm, by: User) -> Done:
    row = acts.confirm(application, on=form.cleaned_data["on"], by=by)
    return Done(f"已确认收到，{row.receipt_said}")


def _unreachable(application: Application, form: ask.UnreachableForm, by: User) -> Done:
    acts.mark_unreachable(application, on=form.cleaned_data["on"], text=form.cleaned_data["text"], by=by)
    return Done("已记录联系不上。")


def _assign(application: Application, form: ask.AssignForm, by: User) -> Done:
    given = form.cleaned_data
    acts.assign(application, department=given["department"], handler=given["handler"], by=by)
    return Done(f"已交{given['department'].name}{given['handler'] or ''}办理。")


def _correction(application: Application, form: ask.CorrectionForm, by: User) -> Done:
    given = form.cleaned_data
    acts.take_correction(application, form.wording(), on=given["on"], by=by, files=given["files"])
    return Done("已登记补正，答复期限重新计算。")


def _reasons(application: Application, form: ask.ReasonsForm, by: User) -> Done:
    acts.take_reasons(application, on=form.cleaned_data["on"], text=form.cleaned_data["text"], by=by)
    return Done("已登记申请人说明的理由。")


def _ruling(application: Application, form: ask.RulingForm, by: User) -> Done:
    acts.take_ruling(application, on=form.cleaned_data["on"], text=form.cleaned_data["text"], by=by)
    return Done("已登记确定意见。")


CONSULTATION_LETTERS = {
    "THIRD_PARTY": LetterKind.THIRD_PARTY_CONSULTATION,
    "CO_MAKER": LetterKind.CO_MAKER_CONSULTATION,
    "AGENCY": LetterKind.AGENCY_CONSULTATION,
}


@transaction.atomic
def _consult(application: Application, form: ask.ConsultationForm, by: User) -> Done:
    given = dict(form.cleaned_data)
    tells_applicant = given.pop("tells_applicant", False)
    consultation = acts.open_consultation(application, by=by, **given)
    letter = acts.draft(application, CONSULTATION_LETTERS[consultation.kind], by=by, consultation=consultation)
    if tells_applicant:
        acts.draft(application, LetterKind.CONSULTATION_NOTICE, by=by, consultation=consultation)
    return Done(f"已拟写{letter.get_kind_display()}，请核对后送审签。", letter.desk_address())


@transaction.atomic
def _consultation_delivered(application: Application, form: ask.ConsultationDeliveryForm, by: User) -> Done:
    given = form.cleaned_data
    _keep(application, given["proof"], FileKind.SERVICE, "征求意见书送达证明", by)
    acts.record_consultation_delivery(given["consultation"], on=given["on"], by=by)
    return Done("已登记征求意见书送达。")


@transaction.atomic
def _opinion(application: Application, form: ask.OpinionForm, by: User) -> Done:
    given = form.cleaned_data
    consultation: Consultation = given["consultation"]
    _keep(application, given["scan"], FileKind.OPINION, "征求意见答复", by)
    acts.take_opinion(consultation, on=given["on"], opinion=given["opinion"], reasons=given["reasons"], by=by)
    return Done("已登记意见。")


def _lapse(application: Application, form: ask.LapseForm, by: User) -> Done:
    acts.lapse_consultation(form.cleaned_data["consultation"], by=by)
    return Done("已登记逾期未提出意见。")


def _search(application: Application, form: ask.SearchForm, by: User) -> Done:
    acts.record_search(application, by=by, **form.cleaned_data)
    return Done("已登记检索。")


@transaction.atomic
def _fee_delivered(application: Application, form: ask.FeeDeliveryForm, by: User) -> Done:
    _keep(application, form.cleaned_data["proof"], FileKind.SERVICE, "收费通知书送达证明", by)
    acts.record_fee_delivery(application, on=form.cleaned_data["on"], by=by)
    return Done("已登记收费通知书送达。")


def _fee_paid(application: Application, form: ask.FeePaidForm, by: User) -> Done:
    acts.take_fee(application, by=by, **form.cleaned_data)
    return Done("已登记缴费，答复期限重新计算。")


@transaction.atomic
def _withdraw(application: Application, form: ask.WithdrawalForm, by: User) -> Done:
    _keep(application, form.cleaned_data["scan"], FileKind.EVIDENCE, "撤回申请书", by)
    acts.withdraw(application, on=form.cleaned_data["on"], by=by)
    return Done("已登记申请人撤回，本件办结。")


@transaction.atomic
def _service(application: Application, form: ask.ServiceForm, by: User) -> Done:
    given = dict(form.cleaned_data)
    delivery = given.pop("delivery")
    given["proof"] = _keep(application, given["proof"], FileKind.SERVICE, "送达证明", by)
    acts.record_service(delivery, by=by, **given)
    return Done("已登记送达结果。")


def _close(application: Application, form: NothingToFill, by: User) -> Done:
    acts.close(application, by=by)
    return Done("已办结。")


def _archive(application: Application, form: NothingToFill, by: User) -> Done:
    acts.archive(application, by=by)
    return Done("已归档。")


def _reopen(application: Application, form: NothingToFill, by: User) -> Done:
    acts.reopen(application, by=by)
    return Done("已重新办理，期限按复议决定或者判决写明的计算。")


def _log_contact(application: Application, form: ask.ContactForm, by: User) -> Done:
    acts.log_contact(application, by=by, **form.cleaned_data)
    return Done("已登记联系记录。")


def _drafts(kind: LetterKind) -> Doing:
    """Return the doing that drafts a letter from the form's terms."""

    def do(application: Application, form: ask_letter.TermsForm, by: User) -> Done:
        consultation = form.cleaned_data.get("consultation")
        letter = acts.draft(application, kind, by=by, terms=form.terms(), consultation=consultation)
        return drafted(letter)

    return do


def _draft_reply(application: Application, form: NothingToFill, by: User) -> Done:
    return drafted(draft_reply(application, by))


def draft_reply(application: Application, by: User) -> Letter:
    """Draft the letter that the outcome of the present round asks for."""
    decision = application.decisions.order_by("round").last()
    if decision is None:
        raise ActRefused("请先拟定答复的结果、依据和理由。")
    return acts.draft(application, outcome(decision.outcome).letter, by=by)


def drafted(letter: Letter) -> Done:
    return Done(f"已拟写{letter.get_kind_display()}，请核对后送审签。", letter.desk_address())


def _keep(
    application: Application, upload: UploadedFile | None, kind: FileKind, title: str, by: User
) -> CaseFile | None:
    return acts.add_file(application, upload, kind=kind, title=title, by=by) if upload else None


_OF_ACTS = (
    ActPage(act=Act.CONFIRM, form=ask.ConfirmForm, do=_confirm),
    ActPage(act=Act.MARK_UNREACHABLE, form=ask.UnreachableForm, do=_unreachable),
    ActPage(act=Act.ASSIGN, form=ask.AssignForm, do=_assign),
    ActPage(act=Act.ASK_CORRECTION, form=ask_letter.AskCorrectionForm, do=_drafts(LetterKind.CORRECTION_NOTICE)),
    ActPage(act=Act.TAKE_CORRECTION, form=ask.CorrectionForm, do=_correction),
    ActPage(act=Act.ASK_REASONS, form=ask_letter.AskReasonsForm, do=_drafts(LetterKind.REASONS_NOTICE)),
    ActPage(act=Act.TAKE_REASONS, form=ask.ReasonsForm, do=_reasons),
    ActPage(act=Act.DELAY, form=ask_letter.DelayForm, do=_drafts(LetterKind.DELAY_NOTICE)),
    ActPage(act=Act.CONSULT, form=ask.ConsultationForm, do=_consult),
    ActPage(act=Act.RECORD_CONSULTATION_DELIVERY, form=ask.ConsultationDeliveryForm, do=_consultation_delivered),
    ActPage(act=Act.TAKE_OPINION, form=ask.OpinionForm, do=_opinion),
    ActPage(act=Act.LAPSE_CONSULTATION, form=ask.LapseForm, do=_lapse),
    ActPage(act=Act.REFER_UP, form=ask_letter.ReferUpForm, do=_drafts(LetterKind.REFERRAL)),
    ActPage(act=Act.TAKE_RULING, form=ask.RulingForm, do=_ruling),
    ActPage(act=Act.ASK_FEE, form=ask_letter.AskFeeForm, do=_drafts(LetterKind.FEE_NOTICE)),
    ActPage(act=Act.RECORD_FEE_DELIVERY, form=ask.FeeDeliveryForm, do=_fee_delivered),
    ActPage(act=Act.TAKE_FEE, form=ask.FeePaidForm, do=_fee_paid),
    ActPage(act=Act.EXTEND, form=ask_letter.ExtendForm, do=_drafts(LetterKind.EXTENSION_NOTICE)),
    ActPage(act=Act.SEARCH, form=ask.SearchForm, do=_search),
    ActPage(act=Act.RECORD_SERVICE, form=ask.ServiceForm, do=_service),
    ActPage(act=Act.TELL_THIRD_PARTY, form=ask_letter.TellThirdPartyForm, do=_drafts(LetterKind.DISCLOSURE_NOTICE)),
    ActPage(act=Act.CLOSE, do=_close),
    ActPage(act=Act.ARCHIVE, do=_archive),
    ActPage(act=Act.WITHDRAW, form=ask.WithdrawalForm, do=_withdraw, is_final=True),
    ActPage(act=Act.CONFIRM_WITHDRAWAL, form=ask_letter.NoTermsForm, do=_drafts(LetterKind.WITHDRAWAL_CONFIRMATION)),
    ActPage(act=Act.REOPEN, do=_reopen),
)
PAGES: dict[str, ActPage] = {slug_of(page.act): page for page in _OF_ACTS} | {
    "draft-reply": ActPage(act=Act.DECIDE, label="拟写答复文书", do=_draft_reply),
    "tell-applicant": ActPage(
        act=Act.CONSULT,
        label="告知申请人正在征求意见",
        form=ask_letter.TellApplicantForm,
        do=_drafts(LetterKind.CONSULTATION_NOTICE),
    ),
}
"""By their place in the address. Deciding, sending and publishing have screens of their own."""
CONTACT = ActPage(act=Act.SEARCH, label="登记联系记录", form=ask.ContactForm, do=_log_contact)
"""A note of contact moves nothing and is no act of the table: whoever of the office sees the case may add one."""
