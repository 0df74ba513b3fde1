"""遮掩: personal data as a screen shows it before somebody asks, with a reason, to see it whole.

The defaults of 去标识化 that cities prescribe: telephone 138****1234, identity card 35*************123, home address down
to the sub-district or township.
"""

from __future__ import annotations

import re

COMPOUND_SURNAMES = (
    "欧阳",
    "上官",
    "司马",
    "司徒",
    "诸葛",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "长孙",
    "宇文",
    "东方",
)
MOBILE = re.compile(r"(?:\+?86[- ]?)?(1[3-9]\d)\d{4}(\d{4})")
LANDLINE = re.compile(r"(0\d{2,3}[- ]?)?(\d{5,6})(\d{2})")
TOWN = re.compile(r"^.*?(?:街道|镇|乡|苏木)(?!办事处)")
DISTRICT = re.compile(r"^.*(?:区|县|旗|市)")
HIDDEN = "****"


def masked_name(name: str) -> str:
    """Return the surname and a star, so that not even the length of the name shows."""
    surname = next((each for each in COMPOUND_SURNAMES if name.startswith(each) and len(name) > 2), name[:1])
    return f"{surname}*" if name else ""


def masked_identity(number: str) -> str:
    """Return the first two and the last three characters; of a short number the first and the last two."""
    if len(number) >= 12:
        return f"{number[:2]}{'*' * (len(number) - 5)}{number[-3:]}"
    return f"{number[:1]}{'*' * (len(number) - 3)}{number[-2:]}" if len(number) >= 6 else "*" * len(number)


def masked_phone(number: str) -> str:
    """Return 138****1234 of a mobile, area and last two digits of a landline, nothing but stars of anything else."""
    tidy = number.strip()
    if mobile := MOBILE.fullmatch(tidy):
        return f"{mobile[1]}{HIDDEN}{mobile[2]}"
    if landline := LANDLINE.fullmatch(tidy):
        return f"{landline[1] or ''}{'*' * len(landline[2])}{landline[3]}"
    return "*" * len(tidy)


def masked_email(address: str) -> str:
    """Return the address without what stands before the @."""
    _, at, host = address.strip().rpartition("@")
    return f"{HIDDEN}@{host}" if at else "*" * len(host)


def masked_address(address: str) -> str:
    """Return the address down to 街道 or 乡镇, else down to the district; an address with neither shows nothing."""
    tidy = address.strip()
    shown = TOWN.match(tidy) or DISTRICT.match(tidy)
    return f"{shown[0] if shown else ''}{HIDDEN}" if tidy else ""
