"""`gongkai workdays FROM N`: the contract of design.md §4."""

import json
import subprocess
import sys

import pytest

from gongkai.cli import main


@pytest.mark.parametrize(
    ("start", "n", "due", "provisional"),
    [
        pytest.param("2025-09-25", "7", "2025-10-11", False, id="落在上班的周六"),
        pytest.param("2025年12月19日", "40", "2026-02-14", False, id="中文日期"),
        pytest.param("2026-12-31", "1", "2027-01-04", True, id="待校准"),
    ],
)
def test_json_answers_the_day_and_whether_it_is_provisional(start, n, due, provisional, capsys):
    assert main(["workdays", start, n, "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {"due": due, "provisional": provisional}


def test_a_day_before_the_first_notice_is_refused(capsys):
    assert main(["workdays", "2018-12-28", "5"]) == 2

    assert "放假安排自2019年起" in capsys.readouterr().err


def test_the_first_notice_reaches_into_the_december_before(capsys):
    main(["workdays", "2018-12-29", "1"])

    assert capsys.readouterr().out == "2019-01-02（星期三）\n"


def test_the_plain_answer_names_the_weekday(capsys):
    main(["workdays", "2025-01-20", "20"])

    assert capsys.readouterr().out == "2025-02-21（星期五）\n"


def test_a_provisional_answer_says_so_in_words(capsys):
    main(["workdays", "2026-12-31", "1"])

    assert "待校准" in capsys.readouterr().out


def test_the_reckoning_is_printed_day_by_day(capsys):
    main(["workdays", "2025-09-26", "2", "--days"])

    assert capsys.readouterr().out.splitlines()[1:] == [
        "2025-09-26  星期五    不计  起算当日，不计入",
        "2025-09-27  星期六    不计  周末",
        "2025-09-28  星期日  第  1日  调休上班（国办发明电〔2024〕12号）",
        "2025-09-29  星期一  第  2日  工作日",
    ]


def test_the_reckoning_is_in_the_json_when_asked_for(capsys):
    main(["workdays", "2025-09-28", "1", "--days", "--json"])

    assert json.loads(capsys.readouterr().out)["days"][1] == {"date": "2025-09-29", "counts": True, "why": "工作日"}


@pytest.mark.parametrize(
    ("start", "n", "sentence"),
    [
        pytest.param("昨天", "3", "“昨天”不是日期，请写成2025-01-20的样子。", id="不是日期"),
        pytest.param("2025-02-30", "3", "“2025-02-30”这一天不存在，请核对年月日。", id="没有这一天"),
        pytest.param("2025-01-20", "-3", "“-3”不是0到9999之间的整数。", id="负数"),
        pytest.param("2025-01-20", "三", "“三”不是0到9999之间的整数。", id="不是数"),
    ],
)
def test_a_wrong_value_is_explained(start, n, sentence, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(["workdays", start, n])

    assert leaving.value.code == 2
    assert sentence in capsys.readouterr().err


def test_a_span_beyond_the_calendar_cannot_run(capsys):
    assert main(["workdays", "9999-12-30", "9"]) == 2

    assert capsys.readouterr().err == "期限超出了日历的范围。请核对起算日和工作日数。\n"


def test_no_django_is_needed():
    probe = "import sys; from gongkai.cli import main; main(['workdays', '2025-01-20', '7']); sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", probe], check=False, capture_output=True).returncode == 0
