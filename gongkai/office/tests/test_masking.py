"""Masking as cities prescribe it: 138****1234, 35*************123, the address down to the sub-district."""

import pytest

from gongkai.office.masking import masked_address, masked_email, masked_identity, masked_name, masked_phone


@pytest.mark.parametrize(
    ("mask", "given", "shown"),
    [
        (masked_name, "张三", "张*"),
        (masked_name, "张三丰", "张*"),
        (masked_name, "欧阳小明", "欧阳*"),
        (masked_name, "欧阳", "欧*"),
        (masked_name, "张", "张*"),
        (masked_name, "", ""),
        (masked_identity, "350101199001010123", "35*************123"),
        (masked_identity, "35010119900101012X", "35*************12X"),
        (masked_identity, "E12345678", "E******78"),
        (masked_identity, "12345", "*****"),
        (masked_identity, "", ""),
        (masked_phone, "13800001234", "138****1234"),
        (masked_phone, "+86 13800001234", "138****1234"),
        (masked_phone, "023-63841234", "023-******34"),
        (masked_phone, "63841234", "******34"),
        (masked_phone, "12345", "*****"),
        (masked_phone, "", ""),
        (masked_email, "zhang.san@example.com", "****@example.com"),
        (masked_email, "不是邮箱", "****"),
        (masked_email, "", ""),
        (masked_address, "重庆市渝中区朝天门街道示例路1号2栋3-4", "重庆市渝中区朝天门街道****"),
        (masked_address, "福建省永安市小陶镇示例村5号", "福建省永安市小陶镇****"),
        (masked_address, "重庆市渝中区示例路1号", "重庆市渝中区****"),
        (masked_address, "示例路1号", "****"),
        (masked_address, "", ""),
    ],
    ids=lambda each: each.__name__ if callable(each) else each,
)
def test_what_a_screen_shows(mask, given, shown):
    assert mask(given) == shown
