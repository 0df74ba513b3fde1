"""职权: the only door from posts to Django's and Wagtail's permission questions. Groups decide nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from wagtail.permission_policies.base import BasePermissionPolicy

from .models import Office, Post, Role, User

DESK = "wagtailadmin.access_admin"


class NoAuthority(Exception):
    """The person holds no post that allows the act."""


class PostBackend(ModelBackend):
    """Log people in by password; let whoever holds an active post use the desk, and nothing else by itself."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person with the profile that every screen of the desk asks for."""
        user = User.objects.select_related("wagtail_userprofile").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return {DESK} if user_obj.is_active and not user_obj.is_anonymous and user_obj.active_posts() else set()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm in self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(perm.startswith(f"{app_label}.") for perm in self.get_all_permissions(user_obj))


def person(request: HttpRequest) -> User:
    """Return the person at the desk who asks.

    :raises PermissionDenied: for a visitor who has not logged in.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied("请先登录。")
    return request.user


def post_for(user: User, roles: tuple[str, ...], office: Office, *, to_do: str) -> Post:
    """Return the post that entitles the user to act in the office, in the order of the roles given.

    :raises NoAuthority: when no active post does; the sentence names the act and who may do it.
    """
    for role in roles:
        if post := user.post_as(role, office):
            return post
    names = "、".join(Role(role).label for role in roles)
    raise NoAuthority(f"您在{office}没有可以{to_do}的岗位。此事由{names}办理。")


class PostPolicy(BasePermissionPolicy):
    """Wagtail's permission questions answered from posts. `rights` maps an action (add, change, view …) to roles.

    `office_of` tells which office an instance belongs to. A superuser without a post is answered like anybody else.
    """

    def __init__(self, model: Any, rights: Mapping[str, Sequence[str]]) -> None:
        super().__init__(model)
        self.rights = rights

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(self._offices(user, action))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.office_of(instance) in self._offices(user, action)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        return self.model._default_manager.visible_to(user)

    def instances_user_has_permission_for(self, user: Any, action: str) -> Any:
        return self.instances_user_has_any_permission_for(user, [action])

    def users_with_any_permission(self, actions: Any, include_superusers: bool = True) -> Any:
        roles = {role for action in actions for role in self.rights.get(action, ())}
        return User.objects.filter(is_active=True, posts__role__in=roles).distinct()

    def office_of(self, instance: Model) -> int | None:
        return instance.pk if isinstance(instance, Office) else getattr(instance, "office_id", None)

    def _offices(self, user: Any, action: str) -> set[int]:
        """The offices in which the person may do this; for a district supervisor's rights, the offices below too."""
        if not user.is_active or user.is_anonymous:
            return set()
        roles = self.rights.get(action, ())
        own = {post.office_id for post in user.active_posts() if post.role in roles}
        if Role.DISTRICT_SUPERVISOR in roles:
            own |= user.below_ids()
        return own
