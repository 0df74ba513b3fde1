"""排版: plain data and a typst template in, an archival PDF out. Text goes in as data, never as markup."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

DATA = Path(__file__).parent / "data"
FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC")
"""What every paper is set in; both come with the Debian package fonts-noto-cjk."""


class FontsMissing(Exception):
    """The fonts are not installed, and a paper without them would be a page of boxes."""


def typeset(template: str, data: dict[str, Any], *, at: datetime | None = None) -> bytes:
    """Return the paper as PDF/A-2b. With `at` as its date of making, the same data give the same bytes.

    :raises FontsMissing: when the Chinese fonts are not installed.
    """
    _check_fonts()
    given = {"data": json.dumps(data, ensure_ascii=False)}
    made = _compiler().compile(input=str(DATA / template), sys_inputs=given, pdf_standards="a-2b", timestamp=at)
    return cast("bytes", made)


@cache
def _compiler() -> typst.Compiler:
    """Reading the system's fonts takes half a second, setting a page a few hundredths: one compiler serves all papers."""
    return typst.Compiler(root=str(DATA))


def _check_fonts() -> None:
    if missing := [family for family in FAMILIES if family not in installed_families()]:
        raise FontsMissing(
            f"服务器缺少中文字体（{'、'.join(missing)}），无法生成PDF。请系统管理员安装软件包 fonts-noto-cjk 后重启服务。"
        )


@cache
def installed_families() -> frozenset[str]:
    return frozenset(typst.Fonts().families())
