"""Sealed files: opened by name and purpose, refused when touched, gone when shredded."""

import os
import stat

import pytest

from gongkai.office.encryption import SealBroken
from gongkai.office.sealed_files import SealedFileMissing, keep, open_sealed, shred

SCAN = "身份证复印件".encode() * 5000


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PRIVATE_DIR, settings.DATA_KEYS = tmp_path / "private", ""
    return settings.PRIVATE_DIR / "sealed"


def lying(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("data", [b"", b"x", SCAN], ids=["空文件", "一个字节", "扫描件"])
def test_bytes_come_back_as_they_were(data):
    assert open_sealed(keep(data, purpose="p"), purpose="p") == data


def test_the_disk_shows_neither_content_nor_name(folder):
    name = keep(SCAN, purpose="p")

    (place,) = lying(folder)
    assert place == folder / name[:2] / name
    assert "身份证".encode() not in place.read_bytes()


def test_files_and_folders_are_their_owners_alone(folder):
    keep(SCAN, purpose="p")

    (place,) = lying(folder)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (place, place.parent, folder)]
    assert modes == [0o600, 0o700, 0o700]


def test_a_flipped_bit_is_refused(folder):
    name = keep(SCAN, purpose="p")
    (place,) = lying(folder)
    altered = bytearray(place.read_bytes())
    altered[-1] ^= 1
    place.write_bytes(altered)

    with pytest.raises(SealBroken, match="被改动"):
        open_sealed(name, purpose="p")


def test_a_shortened_file_is_refused(folder):
    name = keep(SCAN, purpose="p")
    (place,) = lying(folder)

    for size in (0, 3, 20, 100):
        os.truncate(place, size)
        with pytest.raises(SealBroken):
            open_sealed(name, purpose="p")
        place.write_bytes(SCAN)


def test_a_file_exchanged_for_another_is_refused(folder):
    mine, theirs = keep(b"mine", purpose="p"), keep(b"theirs", purpose="p")
    os.replace(folder / theirs[:2] / theirs, folder / mine[:2] / mine)

    with pytest.raises(SealBroken, match="不属于此处"):
        open_sealed(mine, purpose="p")


def test_another_purpose_is_refused():
    name = keep(SCAN, purpose="applications.file")

    with pytest.raises(SealBroken):
        open_sealed(name, purpose="feedback.file")


def test_what_was_shredded_is_gone_and_may_be_shredded_again(folder):
    name = keep(SCAN, purpose="p")

    shred(name)
    shred(name)

    assert lying(folder) == []
    with pytest.raises(SealedFileMissing, match="不在了"):
        open_sealed(name, purpose="p")


@pytest.mark.parametrize("name", ["", "..", "../data_keys", "a" * 31, "A" * 32, "a" * 32 + "\n", "/etc/passwd"])
def test_a_name_never_given_out_leads_nowhere(name):
    keep(SCAN, purpose="p")

    with pytest.raises(SealedFileMissing):
        open_sealed(name, purpose="p")
    with pytest.raises(SealedFileMissing):
        shred(name)


def test_a_write_that_fails_leaves_no_half_file(folder, monkeypatch):
    shred(keep(SCAN, purpose="p"))

    def full_disk(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)

    with pytest.raises(OSError, match="No space"):
        keep(SCAN, purpose="p")

    assert lying(folder) == []
