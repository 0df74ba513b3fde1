"""发文字号、索引号: one spelling for numbers that people write with any brackets, width or spacing."""

import re

from gongkai.search.tokens import HAN, WORD, fold

SHORTEST_NUMBER = 5

_DROPPED = re.compile(rf"(?![{HAN}〔〕])(?!{WORD}).", re.DOTALL)
_NUMBER = re.compile(
    r"(?P<agency>[^0-9〔〕]*)(?P<open>〔?)(?P<year>(?:19|20)[0-9]{2})(?P<close>[〕年]?)第?0*(?P<serial>[0-9]{1,5})(?P<hao>号?)"
)


def number_terms(text: str) -> tuple[str, ...]:
    """Return the spellings under which a number is looked up; none when the text as a whole cannot be a number."""
    squeezed = _squeeze(text)
    match = _NUMBER.fullmatch(squeezed)
    if match and _is_number(match):
        return (_standard(match),)
    if len(squeezed) >= SHORTEST_NUMBER and re.search("[0-9]", squeezed):
        return (_bare(squeezed),)
    return ()


def document_terms(document_number: str, index_number: str) -> tuple[str, ...]:
    """Return all spellings under which a document's numbers are kept: the whole, and the part after the agency."""
    terms = [*number_terms(document_number), _bare(_squeeze(document_number)), _bare(_squeeze(index_number))]
    terms += [term[term.index("〔") :] for term in terms if "〔" in term]
    return tuple(dict.fromkeys(filter(None, terms)))


def _squeeze(text: str) -> str:
    return _DROPPED.sub("", fold(text))


def _bare(squeezed: str) -> str:
    return squeezed.replace("〔", "").replace("〕", "")


def _is_number(match: re.Match[str]) -> bool:
    """Test if it is a document number and not a date or a sum: a year in brackets, or an agency and 号."""
    in_brackets = match["open"] == "〔" and match["close"] == "〕"
    return in_brackets or bool(match["agency"] and match["hao"])


def _standard(match: re.Match[str]) -> str:
    return f"{match['agency']}〔{match['year']}〕{match['serial']}号"
