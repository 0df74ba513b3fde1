"""报告的附件: exports go out with the report, of its very figures, or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.office.authority import NoAuthority
from gongkai.papers.tests.fonts import needs_fonts
from gongkai.records.tests.stories import again
from gongkai.records.uploads import attach
from gongkai.report import acts
from gongkai.report.models import AnnualReport
from gongkai.report.reading.documents import read_docx
from gongkai.report.reading.sheets import read_pdf
from gongkai.report.reading.workbooks import read_xlsx
from gongkai.report.tests.test_acts import imported, made_public, revise_to_zero

pytestmark = [pytest.mark.django_db, needs_fonts]
READERS = {"pdf": read_pdf, "docx": read_docx, "xlsx": read_xlsx}


@pytest.fixture
def report(street, published_file, settings, tmp_path) -> AnnualReport:
    settings.PRIVATE_DIR = settings.MEDIA_ROOT = tmp_path
    return imported(street, published_file)


def suffixes(report: AnnualReport) -> list[str]:
    return [each.suffix for each in again(report.record).attachments.standing()]


def test_the_attachments_hold_the_figures_of_the_report(street, report) -> None:
    rows = acts.enclose_exports(report, by=street.liwen)

    assert suffixes(report) == ["pdf", "docx", "xlsx"]
    for row in rows:
        assert READERS[row.suffix](row.file.open().read()).tables == report.given_tables
    assert rows[0].title == f"{report}（PDF）"


def test_enclosing_again_replaces_them(street, report) -> None:
    acts.enclose_exports(report, by=street.liwen)
    acts.enclose_exports(AnnualReport.objects.get(pk=report.pk), by=street.liwen)

    assert suffixes(report) == ["pdf", "docx", "xlsx"]
    assert report.record.attachments.count() == 6


def test_a_change_takes_them_out_and_leaves_other_files(street, report) -> None:
    acts.enclose_exports(report, by=street.liwen)
    attach(report.record, SimpleUploadedFile("图解.pdf", b"%PDF-1.7 x"), title="图解", by=street.liwen)

    revise_to_zero(AnnualReport.objects.get(pk=report.pk), by=street.liwen)

    assert [each.title for each in again(report.record).attachments.standing()] == ["图解"]


def test_they_are_published_with_the_report_and_stay_while_a_correction_is_written(street, report) -> None:
    acts.enclose_exports(report, by=street.liwen)
    record = made_public(street, report)
    assert [each["name"].rsplit(".", 1)[1] for each in record.publication.content["attachments"]] == [
        "pdf",
        "docx",
        "xlsx",
    ]

    acts.correct(AnnualReport.objects.get(pk=report.pk), explanation="漏计。", by=street.liwen)
    assert suffixes(report) == []
    assert len(again(record).publication.content["attachments"]) == 3


@pytest.mark.parametrize("who", ["jiangli", "xufeng", "guchao"])
def test_a_stranger_encloses_nothing(street, report, who) -> None:
    with pytest.raises(NoAuthority):
        acts.enclose_exports(report, by=getattr(street, who))


def test_the_button_encloses(street, report, desk) -> None:
    desk.force_login(street.liwen)
    assert "还没有生成" in desk.get(report.desk_address()).content.decode()

    told = desk.post(f"{report.desk_address()}enclose/", follow=True).content.decode()

    assert "已生成附件" in told
    assert suffixes(report) == ["pdf", "docx", "xlsx"]
