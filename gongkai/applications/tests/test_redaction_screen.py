"""区分处理: masks by text, by place and as drawn; the file is kept only when it is proven that nothing masked can be found."""

import io

import pytest
from pypdf import PdfReader

from gongkai.applications import acts
from gongkai.applications.acts.redacting import masks_of, working_on
from gongkai.applications.models import CaseFile, FileKind, Redaction
from gongkai.applications.tests import screens
from gongkai.applications.tests.screens import go, page
from gongkai.applications.transitions import ActRefused
from gongkai.office.models import AccessLog, Event
from gongkai.papers.redaction import Mask, find_text
from gongkai.papers.redaction.tests import documents
from gongkai.papers.tests.fonts import needs_fonts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tenth_of_march"), needs_fonts]
SECRET = "欧阳锋"


@pytest.fixture(scope="module")
def reply() -> bytes:
    return documents.reply()


@pytest.fixture
def source(street, reply) -> CaseFile:
    return screens.source(street, screens.received(street), reply)


def address(source) -> str:
    return f"/desk/applications/{source.application_id}/files/{source.pk}/redact/"


def released() -> CaseFile:
    return CaseFile.objects.get(kind=FileKind.RELEASE)


def text_of(file: CaseFile) -> str:
    return "".join(each.extract_text() for each in PdfReader(io.BytesIO(file.data())).pages)


def test_the_pages_are_shown_on_record(street, client, source):
    text = page(go(client, street, "liwen", address(source)))
    picture = client.get(f"{address(source)}2.png")

    assert text.count("<figure") == 3
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(f"{address(source)}4.png").status_code == 404
    assert AccessLog.objects.filter(what="查看拟提供的信息原件").exists()


def test_every_occurrence_of_a_text_is_masked_and_the_text_not_kept(street, client, source):
    go(client, street, "liwen", address(source), do="text", text=SECRET)

    redaction = working_on(source)
    assert [mask.page for mask in masks_of(redaction)] == [1]
    assert SECRET not in str(redaction.masks)


def test_a_text_that_is_not_there_is_refused_and_stays_typed(street, client, source):
    answer = go(client, street, "liwen", address(source), do="text", text="黄药师")

    assert answer.status_code == 422
    assert "没有找到这段文字" in page(answer)
    assert 'value="黄药师"' in page(answer)


def test_a_place_is_masked_by_numbers(street, client, source):
    go(client, street, "liwen", address(source), do="place", page=2, left=10, top=10, right=50, bottom=20)

    assert masks_of(working_on(source)) == [Mask(1, 0.1, 0.1, 0.5, 0.2)]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"page": 9, "left": 10, "top": 10, "right": 50, "bottom": 20}, "没有第9页"),
        ({"page": 1, "left": 50, "top": 10, "right": 10, "bottom": 20}, "没有面积"),
        ({"page": 1, "left": 10, "top": 10, "right": 150, "bottom": 20}, "右边"),
        ({"page": "", "left": 10, "top": 10, "right": 50, "bottom": 20}, "必填"),
    ],
    ids=["没有的页", "没有面积", "页面之外", "没有页码"],
)
def test_a_place_that_is_none_is_refused(street, client, source, given, reason):
    answer = go(client, street, "liwen", address(source), do="place", **given)

    assert answer.status_code == 422
    assert reason in page(answer)
    assert working_on(source) is None


def test_drawn_places_are_taken_and_one_is_removed(street, client, source):
    boxes = ["0,0.1,0.1,0.2,0.2", "1,0.3,0.3,0.5,0.4"]
    go(client, street, "liwen", address(source), do="drawn", box=boxes)

    go(client, street, "liwen", address(source), do="remove", number="0")

    assert masks_of(working_on(source)) == [Mask(1, 0.3, 0.3, 0.5, 0.4)]


@pytest.mark.parametrize("box", ["nonsense", "0,0.1,0.1,0.2", "0,0.5,0.1,0.2,0.2", "0,nan,0.1,0.2,0.2"])
def test_a_box_that_no_script_wrote_is_refused(street, client, source, box):
    assert go(client, street, "liwen", address(source), do="drawn", box=[box]).status_code == 422
    assert working_on(source) is None


def test_a_number_that_is_not_there_is_refused(street, client, source):
    assert go(client, street, "liwen", address(source), do="remove", number="7").status_code == 422


def test_the_masked_file_is_proven_and_kept(street, client, source):
    go(client, street, "liwen", address(source), do="text", text=SECRET)

    given = {"do": "release", "title": "名册（遮盖）", "reasons": "个人隐私，第十五条。"}
    answer = go(client, street, "liwen", address(source), **given)

    assert answer["Location"] == source.application.desk_address()
    redaction = Redaction.objects.get()
    assert (redaction.release, redaction.reasons) == (released(), "个人隐私，第十五条。")
    assert redaction.proven_at is not None
    assert SECRET not in text_of(released())
    assert "河道整治" in text_of(released())
    assert Event.objects.get(verb="applications.released").data["masks"] == 1


def test_what_stands_elsewhere_is_asked_about_and_nothing_kept(street, client):
    data = documents.typeset("投诉人欧阳锋。\n#pagebreak()\n经办人欧阳锋。")
    source = screens.source(street, screens.received(street), data)
    acts.add_masks(source, find_text(data, SECRET)[:1], by=street.liwen)
    given = {"do": "release", "title": "名册（遮盖）", "reasons": "个人隐私。"}

    refused = go(client, street, "liwen", address(source), **given)
    assert "请核对是否一并遮盖" in page(refused)
    assert not CaseFile.objects.filter(kind=FileKind.RELEASE).exists()
    go(client, street, "liwen", address(source), allowed=SECRET, **given)

    assert text_of(released()).count(SECRET) == 1


def test_without_masks_there_is_nothing_to_generate(street, client, source):
    answer = go(client, street, "liwen", address(source), do="release", title="名册")

    assert "还没有遮盖任何内容" in page(answer)


def test_a_source_is_given_as_it_is_without_what_is_hidden_in_it(street, client, reply):
    laden = documents.laden(reply, "内部意见")
    source = screens.source(street, screens.received(street), laden)

    go(client, street, "liwen", address(source), do="whole")

    assert SECRET in text_of(released())
    assert "内部意见" not in text_of(released())
    assert not PdfReader(io.BytesIO(released().data())).metadata


def test_a_picture_is_given_as_a_pdf(street, client):
    upload = documents.picture("PNG")
    source = screens.source(street, screens.received(street), upload, name="照片.png")

    go(client, street, "liwen", address(source), do="whole")

    assert released().media_type == "application/pdf"


def test_other_files_are_to_be_exported_first(street, client):
    source = screens.source(street, screens.received(street), b"PK\x03\x04 docx", name="协议.docx")

    text = page(go(client, street, "liwen", address(source)))
    answer = go(client, street, "liwen", address(source), do="whole")

    assert "请先导出为PDF" in text
    assert answer.status_code == 422
    assert not CaseFile.objects.filter(kind=FileKind.RELEASE).exists()


def test_a_broken_file_says_so(street, client):
    source = screens.source(street, screens.received(street), b"%PDF-1.7 broken")

    answer = go(client, street, "liwen", address(source))

    assert answer.status_code == 200
    assert "损坏" in page(answer)
    assert go(client, street, "liwen", address(source), do="whole").status_code == 422


def test_after_the_reply_is_signed_nothing_is_made_of_a_source(street, reply):
    application = screens.served(street)
    source = screens.source(street, application, reply)

    with pytest.raises(ActRefused, match="不能再处理原件"):
        acts.release_whole(source, title="补偿协议", by=street.liwen)


def test_only_sources_are_worked_on(street, client):
    application = screens.received(street)
    evidence = acts.add_file(application, screens.scan(), kind="EVIDENCE", title="材料", by=street.liwen)

    assert go(client, street, "liwen", address(evidence)).status_code == 404
    with pytest.raises(ActRefused, match="只有“拟提供的信息原件”"):
        acts.release_whole(evidence, title="材料", by=street.liwen)


def test_only_who_handles_the_case_masks(street, source):
    with pytest.raises(ActRefused, match="岗位"):
        acts.mask_text(source, SECRET, by=street.lvying)


# Files


def test_a_file_is_added_and_taken_on_record(street, client):
    application = screens.received(street)
    given = {"kind": "EVIDENCE", "title": "情况说明", "file": screens.scan("张三的说明.pdf")}
    go(client, street, "liwen", f"/desk/applications/{application.pk}/files/add/", **given)
    file = application.files.get()

    answer = go(client, street, "lvying", f"/desk/applications/{application.pk}/files/{file.pk}/")

    assert answer.content == b"%PDF-1.7 scan"
    assert answer["Content-Disposition"] == f'attachment; filename="file-{file.pk}.pdf"'
    assert AccessLog.objects.get().what == "下载其他材料"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"kind": "RELEASE", "title": "名册"}, "RELEASE"),
        ({"kind": "EVIDENCE", "title": ""}, "必填"),
        ({"kind": "EVIDENCE", "title": "说明", "file": screens.scan("a.exe", b"MZ")}, "不能上传"),
    ],
    ids=["直接上传提供件", "没有名称", "不收的文件"],
)
def test_a_file_that_cannot_be_taken_is_refused(street, client, given, reason):
    application = screens.received(street)

    answer = go(
        client, street, "liwen", f"/desk/applications/{application.pk}/files/add/", **{"file": screens.scan()} | given
    )

    assert answer.status_code == 422
    assert reason in page(answer)
    assert not application.files.exists()


def test_a_file_is_withdrawn_unless_something_rests_on_it(street, client):
    application = screens.proven(street)
    proof, paper = application.files.get(kind="SERVICE"), application.files.get(kind="LETTER")
    loose = acts.add_file(application, screens.scan(), kind="EVIDENCE", title="材料", by=street.liwen)
    client.force_login(street.liwen)

    for file in (proof, paper, loose):
        client.post(f"/desk/applications/{application.pk}/files/{file.pk}/withdraw/")

    standing = set(application.files.filter(withdrawn_at__isnull=True))
    assert standing == {proof, paper}
