"""Registers with Wagtail: the office's own registers and who keeps them."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .authority import PostPolicy
from .models import LOG_READERS, AccessLog, Department, HolidayNotice, Office, Post, Role, User
from .viewsets import ACCOUNT_KEEPERS, OfficeGroup

KEEPERS = (Role.DISCLOSURE_OFFICER, Role.SYSADMIN, Role.DISTRICT_SUPERVISOR)


class NoticePolicy(PostPolicy):
    """A notice for all offices is the district's to change; an office's own is its own."""

    def office_of(self, instance: Any) -> int | None:
        return instance.office_id

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if instance.office_id is None:
            return bool(user.supervised_ids())
        return super().user_has_permission_for_instance(user, action, instance)


class PersonPolicy(PostPolicy):
    """A person's account is kept where the person holds or held a post; a new account by any keeper."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        places = set(instance.posts.values_list("office_id", flat=True))
        kept = self._offices(user, action)
        return bool(kept) and (not places or bool(places & kept))


register_permission_policy(Office, PostPolicy(Office, {"view": KEEPERS, "change": KEEPERS}))
register_permission_policy(Department, PostPolicy(Department, dict.fromkeys(("view", "add", "change"), KEEPERS)))
register_permission_policy(User, PersonPolicy(User, dict.fromkeys(("view", "add", "change"), ACCOUNT_KEEPERS)))
register_permission_policy(Post, PostPolicy(Post, dict.fromkeys(("view", "add", "change"), ACCOUNT_KEEPERS)))
register_permission_policy(
    HolidayNotice, NoticePolicy(HolidayNotice, dict.fromkeys(("view", "add", "change"), KEEPERS))
)
register_permission_policy(AccessLog, PostPolicy(AccessLog, {"view": LOG_READERS}))


@hooks.register("register_admin_viewset")
def registers() -> OfficeGroup:
    return OfficeGroup()
