"""What a question should find, told without the engine's own functions: does the string stand in the text?"""

import re
import unicodedata

_SHAPES = str.maketrans("（［【〖{[(）］】〗}])", "〔" * 7 + "〕" * 7)
_LETTERS = "0-9a-z"
_HAN = "一-龥"


def plain(text: str) -> str:
    """Return the text without differences of width, case, brackets and spaces between Han and digits."""
    text = unicodedata.normalize("NFKC", text).lower().translate(_SHAPES)
    text = re.sub(rf"(?<=[{_HAN}〕]) {{1,2}}(?=[{_LETTERS}〔])", "", text)
    return re.sub(rf"(?<=[{_LETTERS}]) {{1,2}}(?=[{_HAN}〔])", "", text)


def stands_in(part: str, text: str) -> bool:
    """Test if the piece stands in the text; letters and digits only from the beginning of their run."""
    start = f"(?<![{_LETTERS}])" if re.match(f"[{_LETTERS}]", part) else ""
    return re.search(start + re.escape(part), plain(text)) is not None
