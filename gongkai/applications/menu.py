"""菜单: the entry 依申请公开, with the pages that the person's posts open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from gongkai.office.authority import person

from .screens.sections import SECTIONS, Section, sections


class SectionItem(MenuItem):
    """One page; it is shown to those whose posts open it."""

    def __init__(self, section: Section, order: int) -> None:
        super().__init__(section.label, section.address, name=section.name, icon_name=section.icon, order=order)
        self.section = section

    def is_shown(self, request: HttpRequest) -> bool:
        return self.section in sections(person(request))


class ApplicationsMenuItem(SubmenuMenuItem):
    """依申请公开, between the registers and the report."""

    def __init__(self, **kwargs: Any) -> None:
        items = [SectionItem(section, order) for order, section in enumerate(SECTIONS)]
        super().__init__("依申请公开", Menu(items=items), name="applications", icon_name="mail", order=400, **kwargs)
