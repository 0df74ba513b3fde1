"""What is sealed opens with its key, in its place, unaltered, or not at all (个人信息保护法第五十一条第（三）项)."""

import base64
import os
import stat
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.office import keys
from gongkai.office.encryption import (
    SealBroken,
    SealKeyMissing,
    fingerprint,
    seal,
    seal_bytes,
    unseal,
    unseal_bytes,
)
from gongkai.office.keys import KeyRingUnreadable

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
NAME = "张三丰"


@pytest.fixture(autouse=True)
def _own_ring(settings, tmp_path):
    settings.PRIVATE_DIR, settings.DATA_KEYS = tmp_path / "private", ""


@given(text=st.text(), purpose=st.text())
def test_text_comes_back_as_it_was(text, purpose):
    assert unseal(seal(text, purpose=purpose), purpose=purpose) == text


@given(data=st.binary(max_size=2000))
def test_bytes_come_back_as_they_were(data):
    assert unseal_bytes(seal_bytes(data, purpose="p"), purpose="p") == data


def test_two_seals_of_one_text_differ_and_show_nothing_of_it():
    first, second = seal(NAME, purpose="p"), seal(NAME, purpose="p")

    assert first != second
    assert first.startswith("gk1.")
    assert NAME.encode() not in seal_bytes(NAME.encode(), purpose="p")


def test_any_flipped_bit_is_refused():
    token = seal_bytes(b"sealed", purpose="p")

    for place in range(len(token) * 8):
        altered = bytearray(token)
        altered[place // 8] ^= 1 << place % 8
        with pytest.raises(SealBroken):
            unseal_bytes(bytes(altered), purpose="p")


@pytest.mark.parametrize(
    "token",
    ["", "张三", "gk1", "gk1.", "gk1..", "gk0.x.AAAA", "gk1.old.不是", "gk1.old.AAAA", "gk1.old.****", "gk1.old.AAA"],
)
def test_what_is_no_token_is_refused_and_never_read_as_empty(settings, token):
    settings.DATA_KEYS = OLD

    with pytest.raises(SealBroken, match="打不开"):
        unseal(token, purpose="p")
    with pytest.raises(SealBroken, match="打不开"):
        unseal_bytes(token.encode(), purpose="p")


def test_a_token_put_in_another_place_is_refused():
    token = seal(NAME, purpose="office.applicant.name")

    with pytest.raises(SealBroken, match="不属于此处"):
        unseal(token, purpose="office.applicant.phone")


def test_a_token_given_the_id_of_another_key_is_refused(settings):
    settings.DATA_KEYS = f"{OLD},twin:{OLD.partition(':')[2]}"
    token = seal(NAME, purpose="p").replace("gk1.old.", "gk1.twin.")

    with pytest.raises(SealBroken):
        unseal(token, purpose="p")


def test_the_newest_key_seals_and_older_ones_open(settings):
    settings.DATA_KEYS = OLD
    before = seal(NAME, purpose="p")

    settings.DATA_KEYS = f"{NEW},{OLD}"

    assert unseal(before, purpose="p") == NAME
    assert seal(NAME, purpose="p").startswith("gk1.new.")


def test_a_missing_key_is_named(settings):
    settings.DATA_KEYS = OLD
    token = seal(NAME, purpose="p")

    settings.DATA_KEYS = NEW

    with pytest.raises(SealKeyMissing, match="“old”的密钥不在密钥环中"):
        unseal(token, purpose="p")


def test_a_new_key_in_front_changes_no_fingerprint(settings):
    settings.DATA_KEYS = OLD
    before = fingerprint("50010119900101123X", purpose="p")

    settings.DATA_KEYS = f"{NEW}\n{OLD}\n"

    assert fingerprint("50010119900101123X", purpose="p") == before


@pytest.mark.parametrize(
    "written",
    ["50010119900101123x", " 50010119900101123X\n", "５００１０１１９９００１０１１２３Ｘ"],
    ids=["小写", "空白", "全角"],
)
def test_the_same_number_written_otherwise_has_the_same_fingerprint(written):
    assert fingerprint(written, purpose="p") == fingerprint("50010119900101123X", purpose="p")


def test_fingerprints_of_different_purposes_and_keys_differ(settings):
    settings.DATA_KEYS = OLD
    here = fingerprint("1", purpose="p")
    there = fingerprint("1", purpose="q")
    settings.DATA_KEYS = NEW
    elsewhere = fingerprint("1", purpose="p")

    assert len({here, there, elsewhere}) == 3
    assert len(here) == 64


@pytest.mark.parametrize(
    "given",
    ["x", "old", ":AAAA", "old:AAAA", "old:***", f"{OLD},", f"{OLD},{OLD}", "甲:" + OLD[4:]],
    ids=["无编号", "无密钥", "空编号", "太短", "不是编码", "多余逗号", "编号重复", "编号不合规"],
)
def test_a_ring_that_cannot_be_read_is_refused(settings, given):
    settings.DATA_KEYS = given

    with pytest.raises(KeyRingUnreadable, match="GONGKAI_DATA_KEYS"):
        seal(NAME, purpose="p")


def test_the_file_is_made_once_for_its_owner_alone(settings):
    seal(NAME, purpose="p")
    place = settings.PRIVATE_DIR / "data_keys"
    made = place.read_text()

    seal(NAME, purpose="p")

    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert place.read_text() == made
    assert os.listdir(settings.PRIVATE_DIR) == ["data_keys"]


def test_a_key_added_to_the_file_is_taken_up_at_once(settings):
    before = seal(NAME, purpose="p")
    place = settings.PRIVATE_DIR / "data_keys"

    place.write_text(f"{NEW}\n{place.read_text()}")

    assert seal(NAME, purpose="p").startswith("gk1.new.")
    assert unseal(before, purpose="p") == NAME


def test_an_empty_file_is_refused_rather_than_made_anew(settings):
    seal(NAME, purpose="p")
    (settings.PRIVATE_DIR / "data_keys").write_text("")

    with pytest.raises(KeyRingUnreadable):
        seal(NAME, purpose="p")


def test_many_that_start_together_get_one_key(settings):
    start, found = threading.Barrier(8), []

    def begin():
        start.wait()
        found.append(keys.newest().id)

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert len(set(found)) == 1


def test_no_key_shows_in_a_traceback(settings):
    settings.DATA_KEYS = OLD

    assert "oooo" not in repr(keys.newest())
    assert OLD[4:] not in repr(keys.ring())
