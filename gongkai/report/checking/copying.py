"""雷同 (E13): how much of the prose stood in last year's report already, figures and years apart."""

import re
from collections.abc import Iterator, Sequence

from gongkai.report.checking.finding import Finding
from gongkai.report.checking.prose import OVERVIEW, REFLECTION, of, sections, sentences
from gongkai.report.reading import Reading

_MOST_SHARED = 0.4
_FEWEST = 6
_MOST_OF_PART = 0.8
_FEWEST_OF_PART = 3
_SHORTEST = 6
_SHOWN = 3
_YEAR = re.compile(r"20\d{2}年")
_COUNTED = re.compile(r"\d[件条份篇次轮处个%笔元]")
_ALL = (*OVERVIEW, *REFLECTION, "other")
# What every report must say every year is no copy.
_FIXED = re.compile(r"统计期限|条例|国办|年度报告|报告如下|处理费|电话|邮编|地址|其他需要报告")


def check_copying(reading: Reading, previous: Reading | None) -> Iterator[Finding]:
    """Yield where the whole repeats two fifths or more, or else where part five is last year's."""
    if previous is None:
        return
    whole = _finding(reading, previous, keys=_ALL, most=_MOST_SHARED, fewest=_FEWEST)
    part = _finding(reading, previous, keys=REFLECTION, most=_MOST_OF_PART, fewest=_FEWEST_OF_PART)
    found = whole or part
    if found is not None:
        yield found


def _finding(reading: Reading, previous: Reading, *, keys: Sequence[str], most: float, fewest: int) -> Finding | None:
    now, before = clauses(reading, keys), clauses(previous, keys)
    repeated = {masked: clause for masked, clause in now.items() if _is_copied(clause, before.get(masked))}
    share = sum(map(len, repeated)) / max(sum(map(len, now)), 1)
    if len(now) < fewest or share < most:
        return None
    where = "正文" if keys == _ALL else "五、存在的主要问题及改进情况"
    quoted = "".join(f"“{clause}”" for clause in sorted(repeated.values(), key=len, reverse=True)[:_SHOWN])
    message = f"{where}约{share:.0%}的文字与上年报告相同，如{quoted}。请按本年实际情况改写。"
    return Finding("E13", "warn", where, message, f"不到{most:.0%}", f"{share:.0%}")


def _is_copied(clause: str, before: str | None) -> bool:
    """Test if the clause stood there last year; one that states a figure of its own in the same words is no copy."""
    return before is not None and (_YEAR.sub("#", clause) == _YEAR.sub("#", before) or not _COUNTED.search(clause))


def clauses(reading: Reading, keys: Sequence[str] = _ALL) -> dict[str, str]:
    """Return the clauses with figures masked → as they stand; what every report must say is left out."""
    text = of(sections(reading), *keys)
    found = [clause for sentence in sentences(text) for clause in re.split(r"[,;:。]", sentence)]
    told = [clause for clause in found if len(clause) >= _SHORTEST and not _FIXED.search(clause)]
    return {re.sub(r"\d+(?:\.\d+)?", "#", clause): clause for clause in told}
