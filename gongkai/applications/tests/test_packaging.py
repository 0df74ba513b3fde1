"""The archive package: the whole case, with a list of hashes that holds, and only when the case is closed (第四十五条)."""

import hashlib
import json
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.applications import acts
from gongkai.applications.models import FileKind
from gongkai.applications.packaging import package
from gongkai.applications.tests import cases
from gongkai.applications.transitions import ActRefused
from gongkai.office.models import AccessLog

pytestmark = pytest.mark.django_db

SCAN = b"%PDF-1.7 the signed form"


@pytest.fixture
def closed(town):
    street = cases.open_office(town)
    application = cases.received(
        street, date(2026, 3, 2), files=[(FileKind.ORIGINAL, SimpleUploadedFile("申请表.pdf", SCAN))]
    )
    acts.record_search(
        application,
        places="档案室",
        keywords="补偿协议",
        searched_on=date(2026, 3, 9),
        result="检索到12份。",
        by=street.liwen,
        at=cases.noon(date(2026, 3, 9)),
    )
    application = cases.replied(street, application, "GRANTED", on=date(2026, 3, 20))
    proof = cases.proof(application, by=street.zhaomin)
    acts.record_service(
        application.deliveries.get(),
        on=date(2026, 3, 24),
        proof=proof,
        by=street.zhaomin,
        at=cases.noon(date(2026, 3, 24)),
    )
    acts.close(application, by=street.zhaomin, at=cases.noon(date(2026, 3, 25)))
    return cases.fresh(application)


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(data))


def test_every_hash_in_the_list_holds(closed, town):
    archive = opened(package(closed, by=town.zhaomin))

    listed = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS.txt").decode().splitlines())
    assert listed == {
        name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name != "SHA256SUMS.txt"
    }


def test_what_a_paper_file_holds_is_in_it(closed, town):
    archive = opened(package(closed, by=town.zhaomin))

    names = " ".join(archive.namelist())
    for part in (
        "卷内目录",
        "申请登记表",
        "审查呈批单",
        "送达回证",
        "申请原件",
        "发出的文书",
        "送达证明",
        "期限推算",
        "办理记录",
    ):
        assert part in names, part
    original = next(name for name in archive.namelist() if "申请原件" in name)
    assert archive.read(original) == SCAN
    told = json.loads(archive.read(next(name for name in archive.namelist() if "办理记录" in name)))
    assert told["检索记录"][0]["检索范围"] == "档案室"
    assert told["申请内容"][0]["所需政府信息的名称"] == "某某路房屋征收补偿协议"


def test_two_packages_of_one_case_are_alike(closed, town):
    assert package(closed, by=town.zhaomin) == package(closed, by=town.zhaomin)


def test_taking_a_package_out_is_noted(closed, town):
    package(closed, by=town.zhaomin)

    entry = AccessLog.objects.get()
    assert (entry.person, entry.what) == (town.zhaomin, "导出归档包")


def test_an_open_case_has_no_package(town):
    application = cases.received(cases.open_office(town), date(2026, 3, 2))

    with pytest.raises(ActRefused, match="办结后"):
        package(application, by=town.zhaomin)
