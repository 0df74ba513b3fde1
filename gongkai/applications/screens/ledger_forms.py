"""台账的筛选: which rows, and the same in words, so that a print or an export says what it holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.applications.ledger import due_until, late_done, late_open, with_days
from gongkai.applications.models import ApplicantKind, Application
from gongkai.applications.piles import SOON_WORKDAYS, within_reach
from gongkai.applications.states import State
from gongkai.law.outcomes import OUTCOMES, Group
from gongkai.office.calendar import work_calendar
from gongkai.office.models import User

from .fields import Clean
from .queue_views import offices_seen
from .sections import as_choices, staff

GROUP = "GROUP:"
EARLIEST, LATEST = 2008, 2100
"""The regulation is in force since 2008."""
OVERDUE = (("", "全部"), ("SOON", "将逾期"), ("LATE", "逾期未办"), ("DONE", "逾期已办"))


def outcome_choices() -> list[tuple[str, Any]]:
    """Return the outcomes under their headings of table three, each heading to be chosen as a whole too."""
    grouped = [
        (group.label, [(f"{GROUP}{group}", f"{group.label}（全部）"), *_of_group(group)])
        for group in Group
        if _of_group(group)
    ]
    return [("", "全部"), *grouped]


def _of_group(group: Group) -> list[tuple[str, str]]:
    return [(each.code, each.label) for each in OUTCOMES if each.group == group]


class LedgerFilters(forms.Form):
    """What the ledger shows. The screen, the print and the export ask the same form."""

    year = forms.IntegerField(label="收到年份", required=False, min_value=EARLIEST, max_value=LATEST)
    number = forms.CharField(label="编号", required=False, max_length=20)
    office = forms.ChoiceField(label="机构", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *State.choices])
    outcome = forms.ChoiceField(label="办理结果", required=False, choices=outcome_choices)
    kind = forms.ChoiceField(label="申请人类型", required=False, choices=[("", "全部"), *ApplicantKind.choices])
    department = forms.ChoiceField(label="承办科室", required=False)
    handler = forms.ChoiceField(label="经办人", required=False)
    overdue = forms.ChoiceField(label="期限", required=False, choices=OVERDUE)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        self.user, found, offices = user, staff(user), offices_seen(user)
        self.fields["department"].choices = as_choices(found.departments)  # type: ignore[attr-defined]
        self.fields["handler"].choices = as_choices(found.people)  # type: ignore[attr-defined]
        self.fields["office"].choices = as_choices(offices)  # type: ignore[attr-defined]
        if len(offices) < 2:
            del self.fields["office"]

    def rows(self) -> QuerySet[Application]:
        """Return what is filtered, of what the person may see; a form with a mistake shows nothing."""
        if not self.is_valid():
            return with_days(Application.objects.none())
        given = self.cleaned_data
        wanted = Q(**{name: given[name] for name in ("department", "handler", "state") if given[name]})
        if given.get("office"):
            wanted &= Q(office=given["office"])
        if given["number"]:
            wanted &= Q(number__contains=given["number"].strip())
        if given["kind"]:
            wanted &= Q(applicant__kind=given["kind"])
        return with_days(within_reach(self.user)).filter(wanted, _in_year(given), _of_outcome(given), _overdue(given))

    def said(self) -> str:
        """Return the filter in words, as it stands above a print or an export."""
        parts = [f"{field.label}：{self._said(name)}" for name, field in self.fields.items() if self._said(name)]
        return "；".join(parts) or "全部"

    def _said(self, name: str) -> str:
        value = self.cleaned_data.get(name) if self.is_valid() else ""
        if not value:
            return ""
        flat: dict[str, str] = {}
        for key, label in getattr(self.fields[name], "choices", ()):
            flat |= {str(each): text for each, text in label} if isinstance(label, list) else {str(key): label}
        return flat.get(str(value), str(value))


def _in_year(given: Clean) -> Q:
    """A year's rows are those received in it; what is not confirmed yet counts by the day of submission."""
    year = given["year"]
    unconfirmed = Q(received_on__isnull=True, submitted_at__year=year)
    return Q(received_on__year=year) | unconfirmed if year else Q()


def _of_outcome(given: Clean) -> Q:
    wanted = given["outcome"]
    if wanted.startswith(GROUP):
        return Q(outcome__in=[each.code for each in OUTCOMES if f"{GROUP}{each.group}" == wanted])
    return Q(outcome=wanted) if wanted else Q()


def _overdue(given: Clean) -> Q:
    today = timezone.localdate()
    if given["overdue"] == "SOON":
        return due_until(today, work_calendar().after(today, SOON_WORKDAYS).date)
    return {"LATE": late_open(today), "DONE": late_done()}.get(given["overdue"], Q())


class NamesForm(forms.Form):
    """Why the applicants' full names are taken out of the system."""

    reason = forms.CharField(label="导出理由", max_length=200)
    format = forms.ChoiceField(label="格式", choices=[("xlsx", "XLSX"), ("csv", "CSV")])
