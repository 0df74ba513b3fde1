"""Invented Chinese administrative text for measurements: the same seed gives the same documents on every machine.

Nothing is taken from any real document: words of the trade are drawn by frequency and mixed with made-up words, so that
a few words stand in most documents and most words in few, as in real sites.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

TRADE = [
    "工作",
    "服务",
    "政府",
    "信息",
    "公开",
    "社区",
    "街道",
    "管理",
    "建设",
    "居民",
    "单位",
    "部门",
    "安全",
    "群众",
    "通知",
    "情况",
    "要求",
    "组织",
    "项目",
    "保障",
    "人员",
    "活动",
    "开展",
    "落实",
    "责任",
    "检查",
    "发展",
    "实施",
    "方案",
    "办理",
    "申请",
    "材料",
    "登记",
    "审核",
    "救助",
    "就业",
    "养老",
    "医疗",
    "教育",
    "住房",
    "物业",
    "消防",
    "环境",
    "卫生",
    "城市",
    "治理",
    "财政",
    "预算",
    "决算",
    "资金",
    "补贴",
    "培训",
    "志愿",
    "党建",
    "纪律",
    "监督",
    "整改",
    "问题",
    "台账",
    "措施",
    "制度",
    "规定",
    "办法",
    "意见",
    "报告",
    "年度",
    "计划",
    "总结",
    "目标",
    "任务",
    "重点",
    "领域",
    "事项",
    "清单",
    "目录",
    "标准",
    "流程",
    "期限",
    "电话",
    "地址",
    "时间",
    "窗口",
    "平台",
    "系统",
    "数据",
    "统计",
    "报表",
    "会议",
    "研究",
    "决定",
    "批准",
    "备案",
    "公示",
    "公告",
    "征收",
    "补偿",
    "拆迁",
    "施工",
    "道路",
    "排水",
    "燃气",
    "供电",
    "电梯",
    "加装",
    "改造",
    "老旧",
    "小区",
    "院落",
    "绿化",
    "垃圾",
    "分类",
    "食品",
    "药品",
    "办事处",
    "委员会",
    "居委会",
    "服务站",
    "责任制",
    "责任人",
    "工作组",
    "领导小组",
    "主管部门",
    "行政机关",
    "法定代表",
    "社会组织",
    "最低生活",
    "生活保障",
    "临时救助",
    "残疾人",
    "退役军人",
    "未成年",
    "朝天门",
    "解放碑",
    "两路口",
    "上清寺",
    "七星岗",
    "大溪沟",
    "菜园坝",
    "南纪门",
]
CHARACTERS = (
    "天地山水江河湖海风云雨雪春夏秋冬东西南北中上下左右前后内外大小高低长短新旧红黄蓝白黑金银铜铁木石土火日月星光明亮清和平安宁康乐福寿喜庆祥瑞"
    "文化艺术体育音乐美书画诗词歌舞戏曲人民国家社会经济市场企业公司工厂商店银行学校医院车站码头机场桥梁隧道楼房院门窗户墙柱梁板瓦砖沙泥草花树林森"
    "竹梅兰菊松柏杨柳桃李杏枣米麦豆菜瓜果茶酒油盐糖肉鱼虾鸡鸭牛羊马狗猫鸟虫龙凤虎豹狮象心手足头目耳口鼻身体力量气血骨肉皮毛衣帽鞋袜布丝棉麻线针"
    "刀剑弓箭车船飞行走跑跳站坐卧立看听说读写算想念记忘知识智慧勇敢勤劳诚实守信友爱团结互助进步创造发明科学技术工程设计制造生产加工运输存储销售"
)
AGENCIES = ("渝中朝街办", "渝中府办", "渝中民政", "渝中城管", "渝中财", "解放碑街办", "上清寺街发")
LATIN = ("5G", "WiFi", "App", "GDP", "CPI", "A4", "PPP", "VR", "LED", "HPV", "ETC", "B2B")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
FIRST_DAY = datetime(2019, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Invented:
    """One invented document."""

    id: str
    office: str
    column: str
    number: str
    title: str
    body: str
    published_at: datetime


class Inventor:
    """A source of invented documents; equal seeds invent equal documents."""

    def __init__(self, seed: int = 20250101) -> None:
        self._random = random.Random(seed)
        made_up = {
            "".join(self._random.choices(CHARACTERS, k=length)) for length in (2, 2, 2, 3, 4) for _ in range(1200)
        }
        self.words = TRADE + sorted(made_up - set(TRADE))
        self._weights = list(accumulate(1 / (rank + 6) for rank in range(len(self.words))))

    def documents(self, count: int) -> Iterator[Invented]:
        """Yield so many documents, oldest first, of 200 to 1,500 characters each."""
        for place in range(count):
            yield self._document(place)

    def _document(self, place: int) -> Invented:
        dice = self._random
        published_at = FIRST_DAY + timedelta(minutes=153 * place)
        number = f"{dice.choice(AGENCIES)}〔{published_at.year}〕{dice.randint(1, 400)}号"
        office = f"office{place % 6}"
        return Invented(
            id=f"d{place}",
            office=office,
            column=f"{office}/c{dice.randint(1, 12)}",
            number=number,
            title=self._title(),
            body=self._body(dice.randint(200, 1500)),
            published_at=published_at,
        )

    def _title(self) -> str:
        return f"关于{''.join(self._draw(self._random.randint(3, 6)))}的{self._random.choice(('通知', '公告', '报告', '意见', '批复'))}"

    def _body(self, length: int) -> str:
        sentences: list[str] = []
        while length > 0:
            sentences.append(self._sentence())
            length -= len(sentences[-1])
        return "".join(sentences)

    def _sentence(self) -> str:
        words = self._draw(self._random.randint(4, 12))
        if self._random.random() < 0.35:
            words.insert(self._random.randrange(len(words)), self._detail())
        cut = self._random.randrange(1, len(words))
        end = "。\n" if self._random.random() < 0.15 else "。"
        return f"{''.join(words[:cut])}，{''.join(words[cut:])}{end}"

    def _detail(self) -> str:
        dice = self._random
        kinds = (
            lambda: f"{dice.randint(2015, 2026)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日",
            lambda: f"{dice.randint(1, 9999)}.{dice.randint(0, 99)}万元",
            lambda: f"第{dice.randint(1, 80)}条",
            lambda: f"{dice.randint(1, 300)}户",
            lambda: f"0236{dice.randint(1000000, 9999999)}",
            lambda: f"{dice.choice(SURNAMES)}{dice.choice(CHARACTERS)}{dice.choice(CHARACTERS)}",
            lambda: dice.choice(LATIN),
            lambda: f"（{self._draw(1)[0]}）",
            lambda: f"《{''.join(self._draw(3))}》",
            lambda: f"{dice.choice(AGENCIES)}〔{dice.randint(2015, 2026)}〕{dice.randint(1, 400)}号",
        )
        return dice.choice(kinds)()

    def _draw(self, count: int) -> list[str]:
        return self._random.choices(self.words, cum_weights=self._weights, k=count)
