"""工作台页面: the home page with what waits, logging in, and one's own password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from gongkai.office import events
from gongkai.office.authority import person
from gongkai.office.calendar import Calendars

from . import demonstration, sources, standings, todo
from .forms import OwnPasswordForm, SignInForm


@never_cache
@require_admin_access
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, earliest due first."""
    user, now, calendars = person(request), timezone.now(), Calendars()
    context = {
        "header_title": "首页",
        "today": timezone.localdate(now),
        "posts": user.active_posts(),
        "heaps": todo.gather(sources.sources(calendars), user, at=now),
        "comparison": standings.standings(user, now, calendars),
    }
    return render(request, "desk/home.html", context)


class SignIn(LoginView):
    """Let people in who hold a post; in demonstration mode, say who they are."""

    template_name = "desk/login.html"
    authentication_form = SignInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.has_perm("wagtailadmin.access_admin"):
            return redirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "username": self.request.GET.get("username", "")[:150]}

    def get_success_url(self) -> str:
        return self.get_redirect_url() or reverse("wagtailadmin_home")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        self.request.session.set_expiry(0)  # office computers are shared: closing the browser ends it
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"password": demonstration.PASSWORD, "offices": demonstration.logins(timezone.localdate())}
        return {
            **super().get_context_data(**kwargs),
            "site_name": settings.WAGTAIL_SITE_NAME,
            "demonstration": shown if settings.DEMONSTRATION else None,
        }


@never_cache
@sensitive_post_parameters()
@require_admin_access
def password(request: HttpRequest) -> HttpResponse:
    """Let the person change the own password, and nothing else."""
    user = person(request)
    form = OwnPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            events.record("desk.password_changed", user, office=None, by=user)
        update_session_auth_hash(request, user)
        messages.success(request, "密码已修改。")
        return redirect("wagtailadmin_account")
    return render(request, "desk/password.html", {"header_title": "修改密码", "form": form})
