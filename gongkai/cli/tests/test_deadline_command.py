"""`gongkai deadline`: the contract of the command line, 《条例》第三十条至第三十五条."""

import json
import subprocess
import sys

import pytest

from gongkai.cli import main

RECEIVED = ["deadline", "--received", "2026-03-02"]


def answered(capsys, *options):
    assert main([*RECEIVED, "--today", "2026-03-10", "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("options", "due", "conservative"),
    [
        pytest.param([], "2026-03-30", "2026-03-30", id="没有其他事项"),
        pytest.param(["--consult", "2026-03-06:2026-03-20"], "2026-04-14", "2026-03-30", id="征求意见"),
        pytest.param(["--consult", "2026-03-06:2026-03-20", "--extend", "20"], "2026-05-14", "2026-04-28", id="并延期"),
        pytest.param(["--consult", "2026-03-06:2026-03-09:silent"], "2026-04-22", "2026-03-30", id="第三方沉默"),
        pytest.param(
            ["--consult", "2026-03-06:2026-03-20", "--consult", "2026-03-13：2026年3月25日"],
            "2026-04-17",
            "2026-03-30",
            id="两次交叠，中文写法",
        ),
        pytest.param(["--consult", "2026-03-06:2026-03-09:2026-03-20"], "2026-04-14", "2026-03-30", id="写明送达"),
        pytest.param(["--consult", "2026-03-06:"], "2026-04-01", "2026-03-30", id="尚未送达，算到今天"),
        pytest.param(["--consult", "2026-03-06:2026-03-09:"], "2026-04-01", "2026-03-30", id="尚未答复，算到今天"),
        pytest.param(["--correction", "2026-03-11:2026-03-16"], "2026-04-14", "2026-04-14", id="补正"),
        pytest.param(
            ["--correction", "2026-03-11:2026-03-16", "--extend", "20"], "2026-05-14", "2026-05-14", id="补正后延期"
        ),
        pytest.param(["--fee", "2026-03-30:2026-04-08"], "2026-05-09", "2026-05-09", id="缴费"),
        pytest.param(["--correction", "2026-03-11:"], None, None, id="等待补正"),
        pytest.param(["--fee", "2026-03-11:"], None, None, id="等待缴费"),
    ],
)
def test_json_answers_the_deadline(options, due, conservative, capsys):
    data = answered(capsys, *options)

    assert list(data) == ["due", "provisional", "conservative_due", "days", "basis"]
    assert (data["due"], data["conservative_due"], data["provisional"]) == (due, conservative, False)


def test_the_days_run_from_receipt_to_the_deadline(capsys):
    data = answered(capsys)

    assert data["days"][0] == {"date": "2026-03-02", "counts": False, "why": "收到申请当日，不计入"}
    assert data["days"][-1] == {"date": "2026-03-30", "counts": True, "why": "工作日"}
    assert "《条例》第三十三条第二款" in data["basis"]


def test_silence_does_not_depend_on_the_day_of_asking(capsys):
    answers = []
    for today in ("2026-03-10", "2026-11-20"):
        main([*RECEIVED, "--consult", "2026-03-06:2026-03-09:silent", "--json", "--today", today])
        answers.append(capsys.readouterr().out)

    assert answers[0] == answers[1]


def test_the_plain_answer_tells_both_deadlines_and_each_day(capsys):
    main([*RECEIVED, "--consult", "2026-03-06:2026-03-09:silent"])

    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["答复期限：2026-04-22（星期三）", "不扣除征求意见的时间，答复期限为2026-03-30（星期一）。"]
    assert lines[2].startswith("第三方自2026年3月9日收到征求意见书起15个工作日内没有答复")
    assert lines[3].startswith("依据：《条例》第三十一条，")
    assert lines[4] == "2026-03-02  星期一    不计  收到申请当日，不计入"
    assert lines[-1] == "2026-04-22  星期三  第 20日  工作日"


@pytest.mark.parametrize(
    ("options", "first"),
    [
        pytest.param(["--correction", "2026-03-11:"], "等待补正，答复期限没有在计算。", id="等待补正"),
        pytest.param(
            ["--consult", "2026-03-06:", "--today", "2026-03-10"],
            "答复期限：2026-04-01（星期三），正在征求意见，每过一个工作日推后一日。",
            id="正在征求意见",
        ),
    ],
)
def test_what_is_waited_for_is_said_first(options, first, capsys):
    main([*RECEIVED, *options])

    assert capsys.readouterr().out.splitlines()[0] == first


def test_a_provisional_deadline_says_so(capsys):
    main(["deadline", "--received", "2026-12-18"])

    assert "待校准" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param(["--extend", "21"], "天数应为1至20个工作日", id="延期太长"),
        pytest.param(["--correction", "2026-03-12:2026-03-16"], "第7个工作日（2026年3月11日）", id="补正太晚"),
        pytest.param(["--correction", "2026-03-11:2026-03-10"], "之前没有告知补正", id="补正早于告知"),
        pytest.param(["--consult", "2026-03-01:2026-03-20"], "早于收到申请", id="征求早于收到"),
        pytest.param(["--consult", "2026-03-06:2026-03-05"], "之前没有发出", id="意见早于征求"),
        pytest.param(["--fee", "2026-03-31:2026-04-08"], "晚于答复期限届满之日", id="收费太晚"),
        pytest.param(
            ["--correction", "2026-03-05:", "--fee", "2026-03-06:"], "期限没有在计算（等待补正）", id="补正时收费"
        ),
    ],
)
def test_what_cannot_be_cannot_run(options, sentence, capsys):
    assert main([*RECEIVED, *options]) == 2

    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param(["--consult", "2026-03-06"], "不是前后两个日期，请写成2026-03-06:2026-03-20的样子", id="只有一日"),
        pytest.param(["--consult", "2026-03-06::silent"], "没有写送达之日", id="沉默没有送达"),
        pytest.param(["--consult", "2026-03-06:silent"], "不是前后两个日期", id="沉默只有发出"),
        pytest.param(["--correction", ":2026-03-06"], "“”不是日期", id="没有告知之日"),
        pytest.param(["--fee", "2026-03-06:2026-02-30"], "“2026-02-30”这一天不存在", id="没有这一天"),
        pytest.param(
            ["--correction", "2026-03-04:2026-03-05", "--correction", "2026-03-06:2026-03-09"],
            "参数“--correction”：只能写一次",
            id="补正两次",
        ),
        pytest.param(["--extend", "5", "--extend", "6"], "参数“--extend”：只能写一次", id="延期两次"),
        pytest.param(["--received", "2026-03-03"], "参数“--received”：只能写一次", id="收到两次"),
        pytest.param(["--fee", "2026-03-06:", "--fee", "2026-03-09:"], "参数“--fee”：只能写一次", id="收费两次"),
    ],
)
def test_a_wrong_value_is_explained(options, sentence, capsys):
    with pytest.raises(SystemExit) as leaving:
        main([*RECEIVED, *options])

    assert leaving.value.code == 2
    assert sentence in capsys.readouterr().err


def test_what_no_notice_covers_is_not_reckoned(capsys):
    assert main(["deadline", "--received", "2018-06-01"]) == 2

    assert "放假安排自2019年起，2018-06-01起的期限不能推算" in capsys.readouterr().err


def test_the_day_of_receipt_is_needed(capsys):
    with pytest.raises(SystemExit):
        main(["deadline"])

    assert "缺少参数：--received" in capsys.readouterr().err


def test_no_django_is_needed():
    probe = (
        "import sys; from gongkai.cli import main;"
        "main(['deadline', '--received', '2026-03-02']); sys.exit('django' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", probe], check=False, capture_output=True).returncode == 0
