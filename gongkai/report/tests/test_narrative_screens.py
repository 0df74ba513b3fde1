"""正文的屏幕: figures that drifted are marked and renewed, problems of last year answered, the rows behind a figure shown."""

from datetime import date

import pytest
from django.utils import timezone

from gongkai.catalogue.models import Column
from gongkai.records.tests.stories import in_review, published
from gongkai.report import acts
from gongkai.report.collect import collect
from gongkai.report.models import AnnualReport
from gongkai.report.screens.forms import ReportForm
from gongkai.report.screens.narrative_forms import FollowUpForm
from gongkai.report.sources import address_of, known_figures, rows_of
from gongkai.report.sources.known import Scope
from gongkai.report.tests import narratives
from gongkai.report.tests.casebook import one
from gongkai.report.tests.narratives import PROBLEMS, YEAR, drift
from gongkai.review import actions as review
from gongkai.review.answers import Answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(street) -> AnnualReport:
    return narratives.of_one_case(street)


@pytest.fixture
def followed(street) -> AnnualReport:
    return narratives.after_problems(street)


def filled(report: AnnualReport, **changes: str) -> dict[str, str]:
    """Return the page as a browser would send it back."""
    report.refresh_from_db()
    judged = acts.judge(report)
    forms = [ReportForm(report=report), FollowUpForm(report=report, previous=judged.previous)]
    given = {name: form[name].value() for form in forms for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in given.items()} | changes


def text_of(response) -> str:
    return response.content.decode()


def test_the_page_marks_what_drifted_and_offers_the_present_figure(street, report, desk) -> None:
    one(street.chaotianmen, date(YEAR, 4, 7))
    desk.force_login(street.liwen)

    page = text_of(desk.get(report.desk_address()))

    assert "<mark>" in page
    assert "（登记：2）</mark>" in page
    assert "由1变为2。" in page
    assert 'value="renew:all">保存，并按现数更新3个数字' in page
    assert "/desk/reports/live/chaotianmen/2025/cells/table3.new.total/" in page


def test_the_button_saves_the_page_first_and_then_renews(street, report, desk) -> None:
    one(street.chaotianmen, date(YEAR, 4, 7))
    desk.force_login(street.liwen)
    given = filled(report, **{"narrative.platform": "专栏按目录编排。", "narrate": "renew:all"})

    page = text_of(desk.post(report.desk_address(), given, follow=True))

    report.refresh_from_db()
    assert "已按登记的现数更新正文中的3个数字。" in page
    assert report.narrative["platform"] == "专栏按目录编排。"
    assert "公开申请2件" in report.narrative["on_request"]
    assert "<mark>" not in page


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("renew:all", "没有可以更新的数字"),
        ("renew:x", "没有可以更新的数字"),
        ("release:x", "没有绑定来源"),
        ("bind:platform", "请先选择正文中的数字和它的来源"),
        ("accept:nonsense", "按现有登记已没有这个问题"),
        ("answers:all", "没有可以写入的办理结果"),
    ],
    ids=["都一致", "不是编号", "没有这个数字", "没有选择", "没有这个问题", "没有答复"],
)
def test_a_button_that_cannot_be_followed_saves_and_says_why(street, report, desk, button: str, said: str) -> None:
    desk.force_login(street.liwen)
    given = filled(report, **{"narrative.platform": "专栏按目录编排。", "narrate": button})

    page = text_of(desk.post(report.desk_address(), given, follow=True))

    report.refresh_from_db()
    assert said in page
    assert report.narrative["platform"] == "专栏按目录编排。"


def test_a_number_is_bound_on_the_page(street, report, desk) -> None:
    desk.force_login(street.liwen)
    choice = {"number.platform": "0:5", "source.platform": "table3.new.total", "narrate": "bind:platform"}
    given = filled(report, **{"narrative.platform": "网上收到申请5件。", **choice})

    page = text_of(desk.post(report.desk_address(), given, follow=True))

    assert "已把“5”与“本年新收政府信息公开申请数量”绑定。" in page
    assert "正文写5，" in page
    assert "登记为1。" in page


def test_last_years_text_and_problems_stand_beside_this_years(street, followed, desk) -> None:
    desk.force_login(street.liwen)
    page = text_of(desk.get(followed.desk_address()))

    assert "上年问题的办理（2项）" in page
    assert "上年这一部分的文字" in page
    assert PROBLEMS in page


def test_answers_are_kept_and_written_by_the_button(street, followed, desk) -> None:
    desk.force_login(street.liwen)
    form = FollowUpForm(report=followed, previous=acts.judge(followed).previous)
    (_, standing, done), _ = form.asked()
    given = filled(
        followed, **{standing.html_name: "ONGOING", done.html_name: "加了到期提醒。", "narrate": "answers:all"}
    )

    page = text_of(desk.post(followed.desk_address(), given, follow=True))

    followed.refresh_from_db()
    assert "已把1项上年问题的办理结果写入" in page
    assert followed.narrative["improvements"] == "上年报告的“信息更新滞后”问题，正在持续推进：加了到期提醒。"
    assert "加了到期提醒。" in page


@pytest.mark.parametrize("which", [0, 1], ids=["只选结果", "只写做法"])
def test_half_an_answer_is_refused(street, followed, desk, which: int) -> None:
    desk.force_login(street.liwen)
    form = FollowUpForm(report=followed, previous=acts.judge(followed).previous)
    (_, *fields), _ = form.asked()
    given = filled(followed, **{fields[which].html_name: ("DONE", "加了提醒。")[which]})

    page = text_of(desk.post(followed.desk_address(), given))

    assert "两项都填才算答复" in page
    assert AnnualReport.objects.get(pk=followed.pk).follow_ups == []


def test_an_imported_report_has_no_sources_to_be_held_against(street, followed, desk) -> None:
    desk.force_login(street.liwen)
    imported = AnnualReport.objects.of(street.chaotianmen, YEAR - 1)

    page = text_of(desk.get(imported.desk_address()))

    assert "未绑定来源" not in page
    assert "上年问题" not in page


def test_every_figure_opens_as_many_rows_as_it_counts(street, report, desk) -> None:
    """Sums of errors count errors, not rows; every other figure is the number of rows behind it."""
    year = timezone.localdate().year
    published(street)
    round = in_review(street, title="第二件").rounds.get()
    found = Answers(text="改日期。", error_count=3, error_kinds=("DATE",))
    review.return_to_author(round, by=street.wangfang, stage=round.open_stages()[0], answers=found)
    one(street.chaotianmen, date(year, 1, 4), date(year, 2, 9), "GRANTED")
    collected = collect(street.chaotianmen, year, as_of=timezone.now())
    scope, day = Scope(street.chaotianmen, year), timezone.localdate()

    rows = {key: rows_of(key, scope, collected, day=day) for key in known_figures(collected)}
    counts = {key: found.count() for key, found in rows.items() if found is not None}

    uncounted = ("review.errors", "casework.average_workdays", "fees.yuan")
    known = {key: known for key, known in known_figures(collected).items() if not key.startswith(uncounted)}
    assert {key: counts[key] for key in known if key in counts} == {k: known[k].value for k in known if k in counts}
    assert {key.partition(".")[0] for key in set(rows) - set(counts)} == {"timeliness", "table2", "table3", "table4"}


@pytest.mark.parametrize("key", ["items.total", "columns.kept", "attributes.total", "review.closed", "results.granted"])
def test_the_rows_behind_a_figure_are_shown(street, desk, key: str) -> None:
    published(street)
    desk.force_login(street.zhaomin)

    answer = desk.get(f"/desk/reports/live/chaotianmen/{timezone.localdate().year}/figures/{key}/")

    assert answer.status_code == 200
    assert "这个数字涉及的登记共" in text_of(answer)


def test_a_column_may_bear_any_name(street, desk) -> None:
    """The key of a column's figure is its name, also with a stroke, a question mark or digits in it."""
    name, year = "公示/公告?12345热线", timezone.localdate().year
    Column.objects.filter(office=street.chaotianmen, path="tzgg").update(name=name)
    published(street)
    published(street, path="zfxxgk/fdzdgknr/zcwj/xzgfxwj")
    report = acts.build_report(year, office=street.chaotianmen, by=street.liwen)
    desk.force_login(street.liwen)

    address = address_of(f"items.column.{name}", Scope(street.chaotianmen, year))

    assert f"“{name}”1条" in report.narrative["proactive"]
    assert drift(report) == []
    assert address in text_of(desk.get(report.desk_address()))
    assert "登记共1件" in text_of(desk.get(address))


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("jiangli", "chaotianmen/2025/figures/items.total/"),
        ("guchao", "chaotianmen/2025/figures/items.total/"),
        ("zhaomin", "chaotianmen/2999/figures/items.total/"),
        ("zhaomin", "chaotianmen/2025/figures/items.nonsense/"),
        ("zhaomin", "chaotianmen/2025/figures/table3.new.total/"),
    ],
    ids=["其他机构", "无岗位", "未来年度", "没有这个数字", "单元格另有页面"],
)
def test_rows_of_others_and_of_nothing_are_not_there(street, desk, who: str, address: str) -> None:
    desk.force_login(getattr(street, who))

    assert desk.get(f"/desk/reports/live/{address}").status_code in {302, 403, 404}
