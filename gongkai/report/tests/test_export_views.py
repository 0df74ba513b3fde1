"""年报的下载: 看得到报告的人可以下载五种格式，别的机构的人看不到，没有的格式没有."""

from pathlib import Path
from urllib.parse import quote

import pytest

from gongkai.report import acts
from gongkai.report.exporting import EXPORTS
from gongkai.report.models import AnnualReport
from gongkai.report.reading import read_file
from gongkai.report.tests import reports

pytestmark = pytest.mark.django_db
NAME = "重庆市渝中区人民政府朝天门街道办事处2024年政府信息公开工作年度报告"


@pytest.fixture
def report(street, published_file: Path) -> AnnualReport:
    return acts.import_report(published_file, office=street.chaotianmen, by=street.liwen)


def address(report: AnnualReport, kind: str) -> str:
    return f"{report.desk_address()}export/{kind}/"


def test_every_format_is_saved_under_the_title_and_reads_back(street, report, desk, tmp_path: Path) -> None:
    desk.force_login(street.liwen)

    for kind, export in EXPORTS.items():
        answer = desk.get(address(report, kind))
        file = tmp_path / kind
        file.write_bytes(answer.content)

        assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(f'{NAME}.{kind}')}"
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (export.media_type, "nosniff")
        assert read_file(file).tables == reports.example_tables()


def test_the_report_offers_every_format(street, report, desk) -> None:
    desk.force_login(street.liwen)
    page = desk.get(report.desk_address()).content.decode()

    assert [kind for kind in EXPORTS if f'href="{address(report, kind)}"' in page] == list(EXPORTS)


def test_supervisor_of_the_district_may_save_it(street, report, desk) -> None:
    desk.force_login(street.xufeng)

    assert desk.get(address(report, "json")).status_code == 200


@pytest.mark.parametrize("kind", ["txt", "exe", "HTML"])
def test_format_that_is_none_is_not_there(street, report, desk, kind: str) -> None:
    desk.force_login(street.liwen)

    assert desk.get(address(report, kind)).status_code == 404


def test_other_offices_report_is_not_there(street, report, desk) -> None:
    desk.force_login(street.jiangli)

    assert {desk.get(address(report, kind)).status_code for kind in EXPORTS} == {404}


def test_stranger_is_sent_to_the_login(street, report, desk) -> None:
    assert desk.get(address(report, "json")).status_code == 302


def test_export_changes_nothing_and_takes_no_post(street, report, desk) -> None:
    desk.force_login(street.liwen)

    assert desk.post(address(report, "json")).status_code == 405
    assert AnnualReport.objects.get().updated_at == report.updated_at
