"""内容类别的名称: the apps to the right say once which classes of content they send into review, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable

_names: dict[str, str] = {}


def name_classes(names: Iterable[tuple[str, str]]) -> None:
    """Make the codes known under their names (called once, when an app registers its screens)."""
    _names.update({code: str(name) for code, name in names})


def class_name(code: str) -> str:
    """Return the name of the class; the code itself where nobody has named it."""
    return _names.get(code, code) if code else "全部类别"


def class_choices(kept: str = "") -> list[tuple[str, str]]:
    """Return the classes to choose from, all classes first; `kept` is offered even when nobody names it."""
    known = {"": class_name("")} | _names
    return list((known if kept in known else known | {kept: kept}).items())
