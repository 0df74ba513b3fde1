"""验证：by extraction, search and sight, that nothing masked can be found in the new PDF.

Nothing here relies on how the PDF was made; a PDF that somebody else masked is judged by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from PIL import Image
from pypdf import PdfReader

from .geometry import Box, Mask, masks_by_page
from .opening import opened
from .redacting import DPI
from .sources import Char, Source
from .structure import NotReadable, foreign_content, is_picture_only, read, streams
from .words import Reading, is_covered, pieces_of, plain, text_under

BLACK = 64
"""The lightest that JPEG leaves in a black pixel at the edge of a box, of 255."""
DEEP_BLACK = 4
"""The same where the edge is further away than a block of JPEG."""
BLOCK = 8
ACCIDENTAL = 6
"""So many bytes may stand in the pixels of a picture by accident."""


def prove(
    redacted: bytes,
    *,
    masks: Sequence[Mask],
    source: bytes,
    hidden: Sequence[str] | None = None,
    allowed: Sequence[str] = (),
) -> list[str]:
    """Return what stands against releasing the PDF; nothing when it is proven that no masked text can be found.

    `hidden` are the words to be searched for, by default those beneath the masks in the source. Words that stand in an
    unmasked place too are asked about, unless somebody has looked and they are in `allowed`.
    """
    words = _words(source, masks, hidden)
    try:
        return _against(redacted, source, masks=masks, words=words, allowed=allowed)
    except NotReadable as unread:
        return [str(unread)]


def _against(
    redacted: bytes, source: bytes, *, masks: Sequence[Mask], words: Sequence[str], allowed: Sequence[str]
) -> list[str]:
    reader = read(redacted)
    with opened(redacted) as result, opened(source) as original:
        if len(result) != len(original):
            return [f"原件共{len(original)}页，遮盖后为{len(result)}页，页数不符，请重新生成。"]
        boxes = masks_by_page(masks, pages=len(original))
        elsewhere = _uncovered(original, boxes, words)
        return [
            *foreign_content(reader, redacted),
            *_masked_pages_that_are_text(reader, result, boxes),
            *_pages_of_other_size(result, original),
            *_places_not_black(result, boxes),
            *_extracted(reader, result, elsewhere),
            *_in_raw(reader, redacted, words),
            *_questions(elsewhere, allowed),
        ]


def _words(source: bytes, masks: Sequence[Mask], hidden: Sequence[str] | None) -> list[str]:
    if hidden is not None:
        return [word for word in dict.fromkeys(plain(text) for text in hidden) if word]
    beneath = text_under(source, masks)
    return list(dict.fromkeys(piece for text in beneath for piece in pieces_of(text)))


def _uncovered(original: Source, boxes: Mapping[int, Sequence[Box]], words: Sequence[str]) -> dict[str, list[int]]:
    """Return the pages on which each word stands in an unmasked place of the source."""
    found: dict[str, list[int]] = {word: [] for word in words}
    for page in range(len(original)):
        reading = Reading(original.chars(page))
        for word in words:
            if any(_shows_through(place, boxes.get(page, ())) for place in reading.places_of(word)):
                found[word].append(page)
    return found


def _shows_through(place: Sequence[Char], boxes: Sequence[Box]) -> bool:
    return not all(is_covered(char, boxes) for char in place)


def _masked_pages_that_are_text(reader: PdfReader, result: Source, boxes: Mapping[int, Sequence[Box]]) -> Iterator[str]:
    for page in sorted(boxes):
        if not is_picture_only(reader.pages[page]) or result.chars(page) or reader.pages[page].extract_text().strip():
            yield f"第{page + 1}页有遮盖框，但不是纯图像，遮盖框下的内容可能仍可提取，须重新生成。"


def _pages_of_other_size(result: Source, original: Source) -> Iterator[str]:
    for page in range(len(original)):
        pairs = zip(result.size(page), original.size(page), strict=True)
        if any(abs(new - old) > 1 for new, old in pairs):
            yield f"第{page + 1}页与原件幅面不同，遮盖框可能错位，须重新生成。"


def _places_not_black(result: Source, boxes: Mapping[int, Sequence[Box]]) -> Iterator[str]:
    for page, places in sorted(boxes.items()):
        picture = result.picture(page, dpi=DPI).convert("L")
        for box in places:
            if _lightest(picture, box, margin=1) > BLACK or _lightest(picture, box, margin=BLOCK) > DEEP_BLACK:
                yield f"第{page + 1}页的遮盖框没有完全涂黑，须重新生成。"


def _lightest(picture: Image.Image, box: Box, *, margin: int) -> int:
    """Return the lightest pixel of the box without so many pixels at its edge; 0 when nothing is left of it."""
    left, top, right, bottom = box.pixels(picture.size)
    inner = (left + margin, top + margin, right - margin, bottom - margin)
    if inner[0] >= inner[2] or inner[1] >= inner[3]:
        return 0
    shades = picture.crop(inner).histogram()
    return max(shade for shade, count in enumerate(shades) if count)


def _extracted(reader: PdfReader, result: Source, elsewhere: Mapping[str, Sequence[int]]) -> Iterator[str]:
    for page in range(len(result)):
        texts = (plain(reader.pages[page].extract_text()), plain("".join(char.text for char in result.chars(page))))
        for word, pages in elsewhere.items():
            if page not in pages and any(word in text for text in texts):
                yield f"遮盖的文字“{word}”仍可从第{page + 1}页提取，须重新生成。"


def _in_raw(reader: PdfReader, redacted: bytes, words: Sequence[str]) -> list[str]:
    found: set[str] = set()
    for is_picture, data in chain([(True, redacted)], streams(reader)):
        lowered = data.lower()
        found.update(word for word in words if _stands_in(lowered, word, is_picture=is_picture))
    return [f"遮盖的文字“{word}”仍在文件的数据中，须重新生成。" for word in words if word in found]


def _stands_in(data: bytes, word: str, *, is_picture: bool) -> bool:
    """Whether lower-cased data hold the word in an encoding that PDF or its tools use, as bytes or in hexadecimal."""
    encodings = ("utf-16-be", "utf-16-le") if _could_be_syntax(word) else ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
    written = {word.encode(encoding) for encoding in encodings}
    wanted = written | {text.hex().encode() for text in written}
    return any(text.lower() in data for text in wanted if not is_picture or len(text) > ACCIDENTAL)


def _could_be_syntax(word: str) -> bool:
    """Whether a PDF may have the word as a number or a name of its own, as it has 1000 and page."""
    return word.isascii() and (len(word) < 8 or word.isalpha())


def _questions(elsewhere: Mapping[str, Sequence[int]], allowed: Sequence[str]) -> Iterator[str]:
    passed = {plain(text) for text in allowed}
    for word, pages in elsewhere.items():
        if pages and word not in passed:
            where = "、".join(f"第{page + 1}页" for page in pages)
            yield f"遮盖的文字“{word}”在{where}未遮盖处也出现，请核对是否一并遮盖。"
