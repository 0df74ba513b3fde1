"""依申请公开设置的页面: the rules that an office sets for itself, and its own template for letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MinValueValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.applications import acts
from gongkai.applications.models import CaseRules
from gongkai.office.authority import person
from gongkai.office.models import Office, User
from gongkai.papers.filling import DATA
from gongkai.records.uploads import cleaned

from . import printing
from .case_views import REFUSALS, reasons_of
from .sections import RULE_KEEPERS, chosen_office, sections

TO_DO = "修改依申请公开设置"
AT_LEAST = {
    "correction_period_workdays": 1,
    "reasons_period_workdays": 1,
    "rectification_workdays": 1,
    "identity_retention_months": 1,
    "personal_retention_years": 1,
}


class RulesForm(forms.ModelForm):
    """All rules of the office; a template is uploaded or given up."""

    template = forms.FileField(
        label="本机关的文书模板（DOCX）",
        required=False,
        help_text="在系统模板上调整版式后上传；上传时试填一份答复书，缺少内容的不予保存。",
    )
    uses_system_template = forms.BooleanField(label="改用系统模板", required=False)

    class Meta:
        model = CaseRules
        fields = [
            "letter_word",
            "reconsideration_authority",
            "filing_address",
            "court",
            "correction_period_workdays",
            "reasons_period_workdays",
            "rectification_workdays",
            "charges_fees",
            "fee_account",
            "identity_retention_months",
            "personal_retention_years",
        ]
        field_classes = {"filing_address": forms.URLField}
        widgets = {"fee_account": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, least in AT_LEAST.items():
            self.fields[name].min_value = least  # type: ignore[attr-defined]
            self.fields[name].validators.append(MinValueValidator(least))
            self.fields[name].widget.attrs["min"] = least
        if not self.instance.letter_template:
            del self.fields["uses_system_template"]

    def given(self) -> dict[str, Any]:
        """Return what is to be set.

        :raises UploadRefused: when the upload is no Word document.
        """
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        upload: UploadedFile | None = self.cleaned_data["template"]
        if upload:
            given["letter_template"] = cleaned(_as_word(upload.name or ""), upload)
        elif self.cleaned_data.get("uses_system_template"):
            given["letter_template"] = None
        return given


def _as_word(name: str) -> str:
    """Return a name by which only a Word document of the present kind is let in."""
    return name if name.lower().endswith(".docx") else f"{name}（应为docx）"


@require_http_methods(["GET", "POST"])
@never_cache
def rules_view(request: HttpRequest) -> HttpResponse:
    """Show the rules of one office, or take them."""
    office, offices = chosen_office(request, RULE_KEEPERS, to_do=TO_DO)
    form = RulesForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), instance=CaseRules.of(office)
    )
    reasons: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            return _saved(request, office, form, by=person(request))
        except REFUSALS as refusal:
            reasons = reasons_of(refusal)
    context = {
        "sections": sections(person(request)),
        "section": "application_rules",
        "office": office,
        "offices": offices,
        "form": form,
        "reasons": reasons,
        "has_template": bool(CaseRules.of(office).letter_template),
        "defaults": CaseRules(office=office),
    }
    return render(request, "applications/rules.html", context, status=422 if form.is_bound else 200)


def _saved(request: HttpRequest, office: Office, form: RulesForm, *, by: User) -> HttpResponse:
    acts.set_rules(office, by=by, **form.given())
    messages.success(request, "设置已保存。")
    return redirect(f"{reverse('application_rules')}?office={office.slug}")


@require_GET
def template_view(request: HttpRequest, which: str) -> HttpResponse:
    """Answer the system's template, or the one that the office uses now."""
    office, _ = chosen_office(request, RULE_KEEPERS, to_do=TO_DO)
    if which == "system":
        data = (DATA / "letter.docx").read_bytes()
    else:
        data = bytes(CaseRules.of(office).letter_template or b"")
    if not data:
        raise Http404("本机关没有上传自己的模板。")
    return printing.answer(data, name=f"letter-template-{which}.docx", media_type=printing.DOCX)
