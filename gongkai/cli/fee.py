"""gongkai fee：信息处理费多少元。"""

import argparse

from gongkai.cli.answers import FINE, add_json_option, answer
from gongkai.cli.chinese import Commands
from gongkai.cli.values import Once, count_value
from gongkai.law.fees import FeeLine, fee_source, item_lines, page_lines


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "fee",
        help="信息处理费多少元",
        description="信息处理费多少元。按件或者按量（页）计收，一件申请只能选择一种。是否收费由本机关决定。",
    )
    number = parser.add_mutually_exclusive_group(required=True)
    number.add_argument(
        "--items", action=Once, metavar="件数", type=count_value, help="同一申请人一个自然月内的申请件数"
    )
    number.add_argument("--pages", action=Once, metavar="页数", type=count_value, help="一件申请提供的页数")
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer the amount in yuan."""
    by_items = arguments.items is not None
    lines = item_lines(arguments.items) if by_items else page_lines(arguments.pages)
    amount = sum(line.amount for line in lines)
    text = [f"{amount}元", *(_told(line, "件" if by_items else "页") for line in lines), f"依据：{fee_source()}"]
    answer(arguments, data={"amount": amount}, text="\n".join(text))
    return FINE


def _told(line: FeeLine, unit: str) -> str:
    price = f"每{unit}{line.price}元，计{line.amount}元" if line.price else "不收费"
    return (
        f"第{line.first}{unit}至第{line.last}{unit}：{price}"
        if line.first < line.last
        else f"第{line.last}{unit}：{price}"
    )
