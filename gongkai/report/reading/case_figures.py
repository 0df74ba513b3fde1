"""正文中的办理情况: the wordings that state results of applications, growth, fees and kept time limits."""

import re

N = r"(?P<n>(?<!\d)\d{1,12}(?:\.\d{1,6})?)"
_COUNT = r"\s*(?:件|条|份|宗|起|次|个|项)(?!工作日|月|百分点)"
_SUM = r"(?:共计|总计|合计|共|的|为|有)?"


def _result(words: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    # 可部分公开, 主动公开 and the like are other words; the result stands by itself before its number.
    return "件", (rf"(?<![\u4e00-\u9fff])(?:其中)?[：:]?“?{words}”?\s*{_SUM}\s*{N}{_COUNT}",), ()


# kind → unit, expressions with the figure, expressions that say "none"
KINDS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "applications_handled": (
        "件",
        (
            rf"(?:已|均已|全部|按时|按期|依法|共|共计)?(?:办结|答复|办理完毕)(?:了)?(?:政府信息公开申请|申请)?\s*{_SUM}\s*{N}{_COUNT}",
            rf"(?:办理|答复)结果总计\s*{N}{_COUNT}",
        ),
        (),
    ),
    "applications_carried_over": (
        "件",
        (
            rf"结转(?:至|到)?(?:下一?|次)年度?(?:继续)?(?:办理)?(?:的)?(?:申请)?\s*{_SUM}\s*{N}{_COUNT}",
            rf"{N}{_COUNT}(?:申请)?结转(?:至|到)?(?:下一?|次)年度?",
        ),
        (r"(?:无|没有)结转(?:至|到)?(?:下一?|次)年度?(?:继续)?(?:办理)?(?:的)?(?:政府信息公开)?申请",),
    ),
    "results_granted": _result("予以公开"),
    "results_partial": _result("(?:予以)?部分公开"),
    "results_refused": _result("(?:决定)?不予公开"),
    "results_unavailable": _result("无法提供"),
    "results_rejected": _result("不予处理"),
    "results_other": _result("其他处理"),
    "replies_in_time_percent": (
        "%",
        (rf"(?:按时|按期|限时|及时)(?:办结|答复|回复|办理)率[^，；。,;\d]{{0,6}}{N}\s*[%％]",),
        (),
    ),
}
OF_APPLICATIONS = re.compile(r"申请|予以公开|部分公开|不予公开|无法提供")
"""Hotlines, letters and licences are handled too; only beside these words is it applications."""
GROWTH = (
    rf"(?:同比|(?:较|比|与)(?:上一?年度?|去年|20\d{{2}}年)(?:同期)?(?:相比)?[，,]?)[^，；。,;\d]{{0,8}}"
    rf"(?P<way>增长|上升|增加|增幅|提高|下降|减少|降低|降幅)(?:了|约|达|为|近)?\s*{N}\s*[%％]"
)
DOWN = ("下降", "减少", "降低", "降幅")
FEES_10K = rf"(?:收取|收费)[^，；。,;\d]{{0,12}}(?:信息处理费|处理费)[^，；。,;\d]{{0,8}}{N}\s*万元"
