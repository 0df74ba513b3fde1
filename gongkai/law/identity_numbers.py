"""证件号码：居民身份证号码和统一社会信用代码的写法与校验码（GB 11643—1999，GB 32100—2015）。

What lives here: whether a number can be one, and if not the sentence that tells its owner what to look at. Whether it is
his, a person checks against the document.
"""

import datetime as dt
import unicodedata
from contextlib import suppress

LENGTH = 18
CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CITIZEN_MARKS = "10X98765432"
CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_WEIGHTS = tuple(3**place % 31 for place in range(LENGTH - 1))
EARLIEST_BIRTH = 1900


def plain(number: str) -> str:
    """Return the number as it is stored: half-width, upper case, without the spaces and hyphens of copies."""
    kept = unicodedata.normalize("NFKC", number).upper()
    return "".join(each for each in kept if each not in "-—–" and not each.isspace())


def objection_to_citizen_number(number: str) -> str:
    """Return what is wrong with the number of an identity card (GB 11643); "" when it can be one."""
    number = plain(number)
    if len(number) != LENGTH:
        return f"居民身份证号码是18位，您填写了{len(number)}位。"
    if not (_is_digits(number[:-1]) and (_is_digits(number[-1]) or number[-1] == "X")):
        return "居民身份证号码的前17位是数字，最后一位是数字或字母X。"
    if not _is_birthday(number[6:14]):
        return "号码的第7至14位不是有效的出生日期，请对照证件核对。"
    total = sum(weight * int(digit) for weight, digit in zip(CITIZEN_WEIGHTS, number, strict=False))
    if number[-1] != CITIZEN_MARKS[total % 11]:
        return "这个号码的最后一位对不上，多半是其中一位写错了，请对照证件核对。"
    return ""


def objection_to_credit_code(code: str) -> str:
    """Return what is wrong with a unified social credit code (GB 32100); "" when it can be one."""
    code = plain(code)
    if len(code) != LENGTH:
        return f"统一社会信用代码是18位，您填写了{len(code)}位。"
    foreign = [each for each in code if each not in CODE_CHARACTERS]
    if foreign:
        return f"统一社会信用代码由数字和大写字母组成，不含字母I、O、S、V、Z，请核对“{foreign[0]}”。"
    total = sum(weight * CODE_CHARACTERS.index(each) for weight, each in zip(CODE_WEIGHTS, code, strict=False))
    if code[-1] != CODE_CHARACTERS[-total % 31]:
        return "这个代码的最后一位对不上，多半是其中一位写错了，请对照证照核对。"
    return ""


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_birthday(text: str) -> bool:
    with suppress(ValueError):
        return dt.date(int(text[:4]), int(text[4:6]), int(text[6:])).year >= EARLIEST_BIRTH
    return False
