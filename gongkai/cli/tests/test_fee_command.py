"""`gongkai fee --items N | --pages N`: 国办函〔2020〕109号."""

import json

import pytest

from gongkai.cli import main


@pytest.mark.parametrize(
    ("option", "number", "amount"),
    [
        pytest.param("--items", "10", 0, id="十件不收"),
        pytest.param("--items", "41", 4300, id="四十一件"),
        pytest.param("--pages", "0", 0, id="没有页"),
        pytest.param("--pages", "300", 6700, id="三百页"),
    ],
)
def test_json_answers_the_yuan(option, number, amount, capsys):
    assert main(["fee", option, number, "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {"amount": amount}


def test_the_plain_answer_tells_each_tier(capsys):
    main(["fee", "--items", "31"])

    assert capsys.readouterr().out.splitlines() == [
        "2200元",
        "第1件至第10件：不收费",
        "第11件至第30件：每件100元，计2000元",
        "第31件：每件200元，计200元",
        "依据：《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
    ]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param(["--items", "-1"], "“-1”不是0到9999之间的整数", id="负数"),
        pytest.param(["--pages", "两"], "“两”不是0到9999之间的整数", id="不是数"),
        pytest.param(["--pages", "1", "--items", "1"], "不能与", id="两种方式"),
        pytest.param(["--items", "1", "--items", "12"], "参数“--items”：只能写一次", id="件数两次"),
        pytest.param([], "下列参数要选填一个：--items --pages", id="没有选"),
    ],
)
def test_a_wrong_value_is_explained(options, sentence, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(["fee", *options])

    assert leaving.value.code == 2
    assert sentence in capsys.readouterr().err
