"""办件各堆的页面: what lies in each pile, the one due first in front, with counts and filters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gongkai.applications.models import Application
from gongkai.applications.piles import LETTERS, STATES, Pile, counts, of_pile, shown, together, within_reach
from gongkai.applications.states import State
from gongkai.office.models import Office, User

from .sections import CountedPaginator, as_choices, enter, query_without, sections, staff

PER_PAGE = 50
LIVE = [state for state in State if any(state in states for states in STATES.values())] + [
    State.APPROVING,
    State.DECIDED,
]


class PileFilters(forms.Form):
    """Which of the applications; an unknown choice filters nothing and says so."""

    office = forms.ChoiceField(label="机构", required=False)
    department = forms.ChoiceField(label="承办科室", required=False)
    handler = forms.ChoiceField(label="经办人", required=False)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), *((each.value, each.label) for each in LIVE)]
    )

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        found = staff(user)
        self.offer("department", found.departments)
        self.offer("handler", found.people)
        self.offer("office", offices_seen(user))
        if len(self.choices("office")) <= 2:
            del self.fields["office"]

    def offer(self, name: str, rows: list[Any]) -> None:
        self.fields[name].choices = as_choices(rows)  # type: ignore[attr-defined]

    def choices(self, name: str) -> list[Any]:
        return list(self.fields[name].choices)  # type: ignore[attr-defined]

    def of(self, rows: QuerySet[Application]) -> QuerySet[Application]:
        given = self.cleaned_data if self.is_valid() else {}
        return rows.filter(**{name: value for name, value in given.items() if value})


def offices_seen(user: User) -> list[Office]:
    """Return the offices whose applications the person may see; a district's supervisor asks for them once."""
    own = list(dict.fromkeys(post.office for post in user.active_posts()))
    below = list(Office.objects.filter(pk__in=user.below_ids()).order_by("name")) if user.below_ids() else []
    return list(dict.fromkeys([*own, *below]))


@require_GET
@never_cache
def queues_view(request: HttpRequest) -> HttpResponse:
    """Show the pile that the address names, or the first that holds something."""
    user = enter(request, "application_queues")
    filters, today = PileFilters(request.GET, user=user), timezone.localdate()
    rows = filters.of(within_reach(user))
    counted = counts(rows)
    pile = _pile(request, counted)
    pages = CountedPaginator(together(of_pile(rows, pile)), PER_PAGE, total=counted[pile])
    page = pages.get_page(request.GET.get("page"))
    context = {
        "sections": sections(user),
        "section": "application_queues",
        "filters": filters,
        "piles": [(each, each.label, count) for each, count in counted.items()],
        "pile": pile,
        "rows": shown(page.object_list, today=today, letters_in=LETTERS.get(pile)),
        "page": page,
        "query": query_without(request, "page"),
        "pile_query": query_without(request, "page", "pile"),
        "has_offices": "office" in filters.fields,
    }
    return render(request, "applications/queues.html", context)


def _pile(request: HttpRequest, counted: dict[Pile, int]) -> Pile:
    wanted = request.GET.get("pile", "")
    if wanted in {each.value for each in Pile}:
        return Pile(wanted)
    return next((pile for pile, count in counted.items() if count), Pile.RUNNING)
