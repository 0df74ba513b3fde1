"""菜单: only the entries of our own apps. Wagtail's are not hidden but forgotten, so that no screen asks about them."""

import re

from wagtail import hooks

REGISTERED_BY_WAGTAIL = re.compile(r"wagtail\..*wagtail_hooks")
MENUS = ("register_admin_menu_item", "register_admin_search_area")


def forget_wagtails_entries() -> None:
    """Drop what Wagtail's own apps add to the main menu and to the search: pages, images, settings, reports, help …"""
    hooks.search_for_hooks()
    for name in MENUS:
        entries = hooks._hooks.get(name, [])
        entries[:] = [entry for entry in entries if not REGISTERED_BY_WAGTAIL.fullmatch(entry[0].__module__)]
