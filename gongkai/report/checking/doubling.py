"""重字 (doubled): words written twice in a row."""

import re
from collections.abc import Iterator

from gongkai.report.checking.finding import Finding
from gongkai.report.checking.prose import of, sections, sentences
from gongkai.report.reading import Reading

_DOUBLED = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,6})(?P=word)|(?<!目)的的(?!确|士)")
# 逐条逐条, 一项一项 are emphasis; a term that ends in 公开 may meet one that begins with it.
_EMPHASIS = re.compile(r"[逐一每]|十百千万")
_MEETING = re.compile(r"(?:申请|主动|信息|政务|事务|不予|予以)公开\Z")
_CLAUSE_TWICE = re.compile(
    r"(?:^|(?<=[,;。、:]))(?:[一二三四五六七八九]是)?(?P<clause>[^,;。、:\d]{4,40})[,、;](?P=clause)(?=[,;。、]|\Z)"
)
_SYLLABLE = re.compile(r"(.)\1\Z")


def check_doubling(reading: Reading) -> Iterator[Finding]:
    found = sections(reading)
    for sentence in sentences(of(found, *found)):
        for match in _DOUBLED.finditer(sentence):
            if not _is_meant(match, sentence):
                message = f"“{match[0]}”疑为重复：“{sentence}”。请核对。"
                yield Finding("doubled", "warn", f"正文“{sentence}”", message, match["word"] or "的", match[0])
        for match in _CLAUSE_TWICE.finditer(sentence):
            message = f"“{match['clause']}”连写了两次：“{sentence}”。请核对。"
            yield Finding("doubled", "warn", f"正文“{sentence}”", message, match["clause"], match[0])


def _is_meant(match: re.Match[str], sentence: str) -> bool:
    word = match["word"] or ""
    before = sentence[: match.start() + len(word)]
    return bool(_EMPHASIS.match(word) or _SYLLABLE.match(word) or (word == "公开" and _MEETING.search(before)))
