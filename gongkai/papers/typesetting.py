"""排版: plain data and a typst template in, an archival PDF out. Text goes in as data, never as markup."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import typst

from .storable import storable

DATA = Path(__file__).parent / "data"
FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC")
"""What every paper is set in; both come with the Debian package fonts-noto-cjk."""


CHAINS = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "Noto Serif CJK SC"),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "Noto Serif CJK SC"),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "Noto Serif CJK SC"),
    "hei": ("SimHei", "黑体", "Noto Sans CJK SC"),
    "song": ("SimSun", "宋体", "Noto Serif CJK SC"),
}
"""The fonts of 《党政机关公文格式》 first, where an office has them; the last of a chain also shows what GB 2312 lacks (镕、堃)."""
ROUNDS = 30
"""The compiler names one unshowable character at a time. After so many of them all that is not plainly Chinese or Latin goes."""
_DOUBTFUL = re.compile(
    "[^\x00-\u024f\u2010-\u2027\u2030-\u205e\u2460-\u25ff\u3000-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee]"
)
_UNSHOWABLE = re.compile(r"the (?:text|codepoint) `\"(.+?)\"`")
"""What no font has, and what stands in a private area, of which an accessible paper could not say what it is."""
Standard = Literal["a-2a", "a-2b", "ua-1"]
ARCHIVAL: tuple[Standard, ...] = ("a-2b",)
ARCHIVAL_AND_ACCESSIBLE: tuple[Standard, ...] = ("a-2a", "ua-1")
"""PDF/A-2b keeps the look; 2a with PDF/UA-1 keeps the structure too, for a paper whose headings and tables are marked as such."""
JOINING = frozenset({"Cf", "Mn", "Me"})
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class FontsMissing(Exception):
    """The fonts are not installed, and a paper without them would be a page of boxes."""


def typeset(
    template: str, data: dict[str, Any], *, at: datetime | None = None, standards: Sequence[Standard] = ARCHIVAL
) -> bytes:
    """Return the paper as PDF of the standards. A character that no font has is printed as ［U+31350］. With `at` as its date of making, the same data give the same bytes.

    :raises FontsMissing: when the Chinese fonts are not installed.
    """
    _check_fonts()
    text = json.dumps(storable(data), ensure_ascii=False)
    for _ in range(ROUNDS):
        try:
            return _compiled(template, text, at=at, standards=standards)
        except typst.TypstError as error:
            named = _unshowable(error)
            if not named:
                break
            text = _without(text, named)
    return _compiled(template, _without(text, set(_DOUBTFUL.findall(text))), at=at, standards=standards)


def _compiled(template: str, text: str, *, at: datetime | None, standards: Sequence[Standard]) -> bytes:
    given = {"data": text, "fonts": json.dumps(_fonts())}
    moment = at.astimezone(UTC).replace(microsecond=0) if at else None
    made = _compiler().compile(
        input=str(DATA / template), sys_inputs=given, pdf_standards=list(standards), timestamp=moment
    )
    return cast("bytes", made)


def _unshowable(error: typst.TypstError) -> set[str]:
    """Return the characters that cannot be printed; any other error goes on its way.

    None where a plain character is named alone: one joined to it by a later Unicode is meant, which the compiler does not say.
    """
    quoted = "".join(_UNSHOWABLE.findall(str(error)))
    if not quoted:
        raise error
    return {each for each in _ESCAPED.sub(lambda code: chr(int(code[1], 16)), quoted) if not each.isascii()}


def _without(text: str, unshowable: set[str]) -> str:
    """Write what no font has as its code point, without the marks that joined it to others: the reader sees which is missing."""
    shown: list[str] = []
    for each in text:
        if each in unshowable:
            shown.append(f"［U+{ord(each):04X}］")
        elif not (shown and shown[-1].startswith("［U+") and unicodedata.category(each) in JOINING):
            shown.append(each)
    return "".join(shown)


@cache
def _fonts() -> dict[str, list[str]]:
    return {use: [each for each in chain if each in installed_families()] for use, chain in CHAINS.items()}


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
