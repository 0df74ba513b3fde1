"""The command line speaks Chinese and answers with the exit codes of design.md §4."""

import argparse
import ast
import inspect
import subprocess
import sys
from types import SimpleNamespace

import pytest

from gongkai.cli import CannotRun, add_json_option, answer, entry, main, with_django
from gongkai.cli.chinese import MESSAGES, ChineseParser, add_commands, in_chinese, wrapped

NOT_FOR_USERS = {
    "'required' is an invalid argument for positionals",
    "%r is not callable",
    ".__call__() not defined",
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "conflicting option string: %s",
    "conflicting option strings: %s",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
}
OVERRIDDEN = {
    "%(prog)s: error: %(message)s\n",
    "options",
    "positional arguments",
    "show this help message and exit",
    "usage: ",
}


def greet(arguments):
    if arguments.name == "无名":
        raise CannotRun("查无此人。请核对姓名。")
    if arguments.name == "崩溃":
        raise ZeroDivisionError
    answer(arguments, data={"name": arguments.name}, text=f"{arguments.name}，您好。")
    return int(arguments.name == "有问题")


def register(commands):
    parser = commands.add_parser("greet", help="问候")
    parser.add_argument("name", metavar="姓名")
    parser.add_argument("--times", metavar="次数", type=int, choices=[1, 2])
    add_json_option(parser)
    parser.set_defaults(run=greet)


@pytest.fixture(autouse=True)
def _one_command(monkeypatch):
    monkeypatch.setattr(entry, "COMMANDS", (SimpleNamespace(register=register),))


def argparse_messages():
    """Yield every message that argparse passes to gettext."""
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
            yield from (each.value for each in node.args if isinstance(each, ast.Constant))


def test_every_message_of_argparse_to_a_user_has_chinese_words():
    assert set(argparse_messages()) <= set(MESSAGES) | NOT_FOR_USERS | OVERRIDDEN


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        pytest.param([], "缺少参数：命令", id="没有命令"),
        pytest.param(["publish"], "参数“命令”：没有“publish”这一项，可用的有：“greet”", id="没有这条命令"),
        pytest.param(["greet"], "缺少参数：姓名", id="缺参数"),
        pytest.param(["greet", "李敏", "--loud"], "不认识的参数：--loud", id="不认识的选项"),
        pytest.param(["greet", "李敏", "--times"], "参数“--times”：后面要跟一个值", id="选项缺值"),
        pytest.param(["greet", "李敏", "--times", "x"], "参数“--times”：“x”不是这里要填的值", id="值不对"),
        pytest.param(
            ["greet", "李敏", "--times", "3"], "参数“--times”：没有3这一项，可用的有：1、2", id="不在可选之内"
        ),
        pytest.param(["greet", "李敏", "--json=1"], "参数“--json”：后面不能带值“1”", id="开关带值"),
    ],
)
def test_a_wrong_call_is_answered_in_chinese_with_code_2(argv, sentence, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(argv)

    error = capsys.readouterr().err
    assert leaving.value.code == 2
    assert error.startswith("用法：gongkai")
    assert f"错误：{sentence}。" in error


def test_help_has_no_english_heading(capsys):
    with pytest.raises(SystemExit) as leaving:
        main(["greet", "--help"])

    page = capsys.readouterr().out
    assert leaving.value.code == 0
    assert ["用法：" in page, "参数：\n" in page, "选项：\n" in page, "显示本说明后退出" in page] == [True] * 4
    assert not any(word in page for word in ("usage", "option", "argument", "show"))


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        pytest.param("李敏", 0, "李敏，您好。", id="正常"),
        pytest.param("有问题", 1, "有问题，您好。", id="有问题"),
        pytest.param("无名", 2, "查无此人。请核对姓名。", id="无法办理"),
        pytest.param("崩溃", 2, "程序出错，未能办理。", id="程序出错不冒充有问题"),
    ],
)
def test_the_exit_code_says_what_happened(name, code, words, capsys):
    assert main(["greet", name]) == code

    printed = capsys.readouterr()
    assert words in printed.out + printed.err


def test_json_keeps_chinese_readable(capsys):
    main(["greet", "李敏", "--json"])

    assert capsys.readouterr().out == '{\n  "name": "李敏"\n}\n'


def test_a_command_can_have_parts(capsys):
    parser = ChineseParser(prog="gongkai")
    parts = add_commands(add_commands(parser).add_parser("report", help="年报"), dest="part")
    parts.add_parser("read", help="读取年报")

    with pytest.raises(SystemExit):
        parser.parse_args(["report", "write"])

    assert "用法：gongkai report" in capsys.readouterr().err


def test_a_sentence_of_our_own_is_left_alone():
    assert in_chinese("“昨天”不是日期") == "“昨天”不是日期"


def test_help_lines_are_wrapped_by_the_columns_chinese_takes():
    assert wrapped("政府信息公开，工作日", 12) == ["政府信息公开，", "工作日"]


def test_a_django_command_is_imported_only_when_it_runs():
    act = with_django("json", "dumps")

    assert act({"公开": 1}) == '{"\\u516c\\u5f00": 1}'


def test_the_command_line_itself_does_not_import_django():
    probe = "import sys, gongkai.cli; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


def test_a_reader_who_has_seen_enough_is_no_error():
    code = "import sys; from gongkai.cli import main; sys.exit(main(['workdays', '2025-01-20', '2000', '--days']))"

    command = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    command.stdout.readline()
    command.stdout.close()

    assert command.stderr.read() == b""
    assert command.wait() == 0
