"""工作台的表单: logging in, and changing one's own password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone

from gongkai.office.visitors import address_of

from .models import LoginAttempt, LoginPaused

NO_POST = "您目前没有在任的岗位，不能使用工作台。请与本单位系统管理员联系。"


class SignInForm(AuthenticationForm):
    """User name and password; every attempt is counted."""

    error_messages = {
        "invalid_login": "用户名或密码不正确，请重新输入。字母区分大小写；15分钟内输错5次将暂停登录。",
        "inactive": "该账户已停用，请与本单位系统管理员联系。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "用户名"
        self.fields["password"].label = "密码"
        for name, message in {"username": "请输入用户名。", "password": "请输入密码。"}.items():
            self.fields[name].error_messages["required"] = message

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        assert self.request is not None  # noqa: S101  a log-in always comes with a request
        try:
            attempt = LoginAttempt.book(
                username=self.cleaned_data["username"], address=address_of(self.request), at=timezone.now()
            )
        except LoginPaused as paused:
            raise ValidationError(str(paused)) from paused
        cleaned = super().clean()
        attempt.take_back()
        return cleaned

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if not user.active_posts():
            raise ValidationError(NO_POST)


class OwnPasswordForm(PasswordChangeForm):
    """The present password and the new one twice; the labels are in the catalogue."""
