"""部首字形: characters that print programs write as radicals, turned back into the characters they stand for."""

import unicodedata

# The simplified radicals of the supplement have no equivalent of their own in the standard.
_SIMPLIFIED = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺟⻑⻒⻕⻗⻞⻟⻠⻡⻣",
        "民虎西见角贝车长门青韦页风飞食马鬼鱼鸟卤麦黄齐齿龙龟母長镸阜雨食飠饣首骨",
        strict=True,
    )
)


def plain_characters(text: str) -> str:
    """Return the text with radicals as characters; everything else stays as it was printed."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    if "\u2e80" <= character <= "\u2fdf":
        return _SIMPLIFIED.get(character) or unicodedata.normalize("NFKC", character)
    return character
