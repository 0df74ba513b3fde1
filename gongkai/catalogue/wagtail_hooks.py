"""Registers with Wagtail: the column tree and who keeps it."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from gongkai.office.authority import PostPolicy
from gongkai.office.models import Role

from .models import Column
from .viewsets import KEEPERS, ColumnViewSet

register_permission_policy(
    Column, PostPolicy(Column, {"view": (*KEEPERS, Role.DISTRICT_SUPERVISOR), "add": KEEPERS, "change": KEEPERS})
)


@hooks.register("register_admin_viewset")
def columns() -> ColumnViewSet:
    return ColumnViewSet()
