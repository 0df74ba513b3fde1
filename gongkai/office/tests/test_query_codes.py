"""Query codes: at least ten random digits, kept as a digest, compared in constant time."""

import pytest

from gongkai.office.query_codes import code_digest, matches, new_code


def test_a_code_is_twelve_digits_and_no_two_are_alike():
    codes = {new_code() for _ in range(2000)}

    assert len(codes) == 2000
    assert all(len(code) == 12 and code.isascii() and code.isdigit() for code in codes)


@pytest.mark.parametrize(
    "typed",
    ["012345678901", " 0123 4567 8901 ", "0123-4567-8901", "０１２３４５６７８９０１", "0123—4567—8901"],
    ids=["原样", "空格", "连字符", "全角", "破折号"],
)
def test_a_code_is_known_however_it_is_typed(typed):
    assert matches(typed, code_digest("012345678901"))


@pytest.mark.parametrize("typed", ["", "012345678900", "12345678901", "0123456789012", "甲"])
def test_another_code_is_refused(typed):
    assert not matches(typed, code_digest("012345678901"))


@pytest.mark.parametrize("typed", ["", "012345678901"])
def test_no_code_opens_what_has_none(typed):
    assert not matches(typed, "")
