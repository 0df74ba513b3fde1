"""切分: how Chinese text becomes tokens. Documents and questions share these functions; VERSION rises with any change.

Overlapping pairs of characters (bigrams), no dictionary. Four more rules make a phrase of tokens mean exactly "this
string stands in the text", and make everything a question asks for a whole token, a lone Han character excepted:

* a run of Han ends with its last character alone, so that a question of one character is a prefix of some token;
* a run of Han that follows letters, digits or a closing bracket begins with its first character alone;
* a run of letters and digits begins with `^` and its first character and ends with its last one and `$`: it is found
  from its beginning (5年 is not in 2025年), whole or unfinished (202 is in 2025);
* brackets are tokens, all shapes alike, and every other punctuation is one token `GAP`, which no question contains.
"""

import re
import unicodedata
from collections.abc import Sequence
from operator import add
from typing import NamedTuple

VERSION = 1

HAN = "々〇〻\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff㐀-䶿一-鿿\uac00-\ud7af\U00020000-\U000323af"
WORD = rf"[^\W_{HAN}]"
GAP = "|"

_ALIKE = (
    dict.fromkeys(map(ord, "([{【〖〘﹝❲〚"), "〔")
    | dict.fromkeys(map(ord, ")]}】〗〙﹞❳〛"), "〕")
    | dict.fromkeys(map(ord, "○◯⚪"), "〇")
)
_PIECES = re.compile(rf"(?P<han>[{HAN}]+)|(?P<word>{WORD}+)|(?P<bracket>[〔〕])|(?P<gap>(?:(?![{HAN}〔〕])[\W_])+)")
_SPACE_WITHIN = re.compile(rf"(?<=[{HAN}〕]) {{1,2}}(?={WORD}|〔)|(?<={WORD}) {{1,2}}(?=[{HAN}〔])")


class _Folding(dict[int, str]):
    """The folded form of every character met so far; `removed` are those that vanish."""

    def __init__(self) -> None:
        super().__init__()
        self.removed: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if not folded:
            self.removed.add(chr(code))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    return unicodedata.normalize("NFKC", character).casefold().translate(_ALIKE)


_FOLDING = _Folding()


class Folded(NamedTuple):
    """A folded text, and for each of its characters the place in the source it stands for."""

    text: str
    origins: Sequence[int]


def storable(text: str) -> str:
    """Return the text as the index and any page can hold it: composed, no NUL, no lone surrogates."""
    text = text.replace("\x00", " ")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode()
    return text


def fold(text: str) -> str:
    """Return the text with width, case, bracket shapes and compatibility forms made alike (NFKC), invisibles gone."""
    return text.translate(_FOLDING)


def close_up(folded: str) -> str:
    """Return the folded text without the spaces typists put between Han and digits or letters (2025 年 = 2025年)."""
    return _SPACE_WITHIN.sub("", folded) if " " in folded else folded


def fold_with_origins(text: str) -> Folded:
    """Return the folded, closed-up text together with where each character came from."""
    folded = fold(text)
    if len(folded) == len(text) and not any(character in text for character in _FOLDING.removed):
        origins: Sequence[int] = range(len(text))
    else:
        origins = [place for place, character in enumerate(text) for _ in _FOLDING[ord(character)]]
    return _without_spaces(folded, origins) if " " in folded else Folded(folded, origins)


def _without_spaces(folded: str, origins: Sequence[int]) -> Folded:
    kept = list(origins)
    for space in reversed(list(_SPACE_WITHIN.finditer(folded))):
        del kept[space.start() : space.end()]
    return Folded(close_up(folded), kept)


def document_tokens(text: str) -> list[str]:
    """Return the tokens of a document's text, in order; each stands one position after the one before."""
    return _tokens(close_up(fold(text)), is_complete=True)


def phrase_tokens(folded: str) -> list[str]:
    """Return the tokens of a piece of a question; its end may lie in the middle of a run of the document."""
    return _tokens(folded, is_complete=False)


def _tokens(folded: str, *, is_complete: bool) -> list[str]:
    tokens: list[str] = []
    glued = False
    for piece in _PIECES.finditer(folded):
        kind, run = piece.lastgroup, piece.group()
        ends = is_complete or piece.end() < len(folded)
        if kind == "han":
            tokens += _han_tokens(run, glued=glued, ends=ends)
        elif kind == "word":
            tokens += _word_tokens(run, ends=ends)
        else:
            tokens.append(run if kind == "bracket" else GAP)
        glued = kind == "word" or run == "〕"
    return tokens


def _han_tokens(run: str, *, glued: bool, ends: bool) -> list[str]:
    if len(run) == 1:
        return [run]
    tokens = list(map(add, run, run[1:]))
    if glued:
        tokens.insert(0, run[0])
    if ends:
        tokens.append(run[-1])
    return tokens


def _word_tokens(run: str, *, ends: bool) -> list[str]:
    tokens = [f"^{run[0]}", *map(add, run, run[1:])]
    if ends:
        tokens.append(f"{run[-1]}$")
    return tokens
