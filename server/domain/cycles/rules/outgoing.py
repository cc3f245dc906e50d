"""A quarter's procedure as sheets: how far the branches are, one branch's results, the list that is posted, appeals and vetoes."""

from collections.abc import Mapping, Sequence

from server.domain.cycles.schemas import AppealOut, AwardOut, CycleOut, DetailOut, ListedOut, OverviewOut, PublicationOut, VetoesOut, VetoOut
from server.kit.sheets import Book, Column, Page, batch

STATE_WORDS: Mapping[str, str] = {
    "collecting": "收集数据",
    "computed": "初稿待支部审核",
    "branch_reviewed": "支部已审核",
    "published": "公示中",
    "appeal": "受理申诉",
    "approved": "党委已审定",
    "frozen": "已定稿",
}
CODE_WORDS: Mapping[str, str] = {"QUOTA": "名额已满，保留得分", "VETO": "一票否决，得分仍显示", "PROBATIONARY": "预备党员", "EXCUSED": "本季度免评"}
_OVERVIEW = (
    Column("党支部", width=24),
    Column("阶段", width=18),
    Column("第几版", "number", 8),
    Column("期限", "moment", 18),
    Column("已逾期", width=8),
    Column("参评人数", "number", 10),
    Column("五星名额", "number", 10),
    Column("待录入人数", "number", 12),
    Column("未决并列", "number", 10),
    Column("未决申诉", "number", 10),
    Column("未决否决", "number", 10),
    Column("公示至", "moment", 18),
    Column("依据数据截至", "moment", 18),
)


def star_words(star: int | None, code: str = "") -> str:
    """四星, 不定星; 免评 of whom the branch excused, 待定 where people have yet to decide."""
    if star is None:
        return "免评" if code == "EXCUSED" else "待定"
    return f"{'一二三四五'[star - 1]}星" if star else "不定星"


def overview_book(told: OverviewOut) -> Book:
    """How far each branch's quarter is."""
    return Book(f"评星进度 {told.quarter}", {"季度": told.quarter}, [Page("评星进度", _OVERVIEW, batch(map(_cycle, told.cycles)))])


def _cycle(one: CycleOut) -> list[object]:
    counts = (one.members, one.places, one.missing, one.ties_open, one.appeals_open, one.vetoes_open)
    where = (one.branch_name, STATE_WORDS[one.state], one.version, one.due_at, "是" if one.is_late else "")
    return [*where, *counts, one.publicity_until, one.data_up_to, one.cycle]


def results_book(told: DetailOut) -> Book:
    """One branch's results in the order of employee numbers, never of scores."""
    dimensions = {point.dimension: point.title for award in told.awards for point in award.points}
    columns = (
        Column("工号", width=12),
        Column("姓名", width=12),
        Column("星级", width=10),
        Column("总分", "tenths", 8),
        *(Column(title, "tenths", 10) for title in dimensions.values()),
        Column("说明", width=22),
        Column("依据数据截至", "moment", 18),
    )
    cycle = told.cycle
    chosen = {"党支部": cycle.branch_name, "季度": cycle.quarter, "版本": f"第 {cycle.version} 版", "阶段": STATE_WORDS[cycle.state]}
    rows = (_award(award, dimensions) for award in told.awards)
    return Book(f"评星结果 {cycle.branch_name} {cycle.quarter}", chosen, [Page("评星结果", columns, batch(rows))])


def _award(award: AwardOut, dimensions: Mapping[str, str]) -> list[object]:
    points = {point.dimension: point.points_tenths for point in award.points}
    head = (award.employee_no, award.name, star_words(award.star, award.code), award.total_tenths)
    return [*head, *(points.get(key) for key in dimensions), CODE_WORDS.get(award.code, ""), award.data_up_to, award.award]


_LISTED = (Column("姓名", width=12), Column("星级", width=12), Column("说明", width=22))


def publication_book(told: PublicationOut) -> Book:
    """The sheet that is posted: names and stars, without scores and without ids."""
    chosen = {"党支部": told.branch_name, "季度": told.quarter, "版本": f"第 {told.version} 版"}
    return Book(f"评星公示 {told.branch_name} {told.quarter}", chosen, [Page("公示名单", _LISTED, batch(map(_listed, told.people)))])


def _listed(one: ListedOut) -> list[object]:
    return [one.name, star_words(one.star, one.code), CODE_WORDS.get(one.code, ""), ""]


APPEAL_WORDS: Mapping[str, str] = {
    "at_branch": "等支部答复",
    "answered": "支部已答复",
    "at_office": "党群工作部复核中",
    "upheld": "申诉成立",
    "dismissed": "维持原结果",
    "withdrawn": "已撤回",
    "late": "定稿后收到，党群工作部处理中",
}
_APPEALS = (
    Column("党支部", width=24),
    Column("姓名", width=12),
    Column("星级", width=10),
    Column("总分", "tenths", 8),
    Column("针对", width=34),
    Column("理由", width=44),
    Column("状态", width=18),
    Column("提出", "moment", 18),
    Column("期限", "moment", 18),
    Column("已逾期", width=8),
    Column("支部意见", width=10),
    Column("支部答复", width=44),
    Column("支部答复人", width=12),
    Column("支部答复时间", "moment", 18),
    Column("党群工作部答复", width=44),
    Column("答复人", width=12),
    Column("答复时间", "moment", 18),
    Column("依据数据截至", "moment", 18),
)


def appeals_book(quarter: str, told: Sequence[AppealOut]) -> Book:
    """A quarter's appeals, in the order of the page."""
    return Book(f"申诉 {quarter}", {"季度": quarter}, [Page("申诉", _APPEALS, batch(map(_appeal, told)))])


def _appeal(one: AppealOut) -> list[object]:
    opinion = "" if one.branch_upholds is None else "支持" if one.branch_upholds else "不支持"
    about = (one.branch_name, one.name, star_words(one.star, one.code), one.total_tenths)
    said = (one.line_text or "整个结果", one.text, APPEAL_WORDS[one.state])
    branch = (opinion, one.branch_reason, one.branch_by_name, one.branch_at)
    office = (one.office_reason, one.office_by_name, one.office_at)
    return [*about, *said, one.filed_at, one.due_at, "是" if one.is_overdue else "", *branch, *office, one.data_up_to, one.appeal]


VETO_WORDS: Mapping[str, str] = {"proposed": "等待确认", "confirmed": "已确认", "dismissed": "未确认", "lifted": "已撤销"}
_VETOES = (
    Column("党支部", width=24),
    Column("工号", width=12),
    Column("姓名", width=12),
    Column("情形", width=30),
    Column("经过", width=44),
    Column("依据", width=44),
    Column("状态", width=14),
    Column("提出人", width=12),
    Column("提出", "moment", 18),
    Column("决定人", width=12),
    Column("决定", "moment", 18),
    Column("撤销人", width=12),
    Column("撤销", "moment", 18),
    Column("理由", width=44),
)


def vetoes_book(quarter: str, told: VetoesOut) -> Book:
    """A quarter's vetoes, in the order of the page."""
    return Book(f"一票否决 {quarter}", {"季度": quarter}, [Page("一票否决", _VETOES, batch(map(_veto, told.vetoes)))])


def _veto(one: VetoOut) -> list[object]:
    about = (one.branch_name, one.employee_no, one.name, one.title, one.text, one.evidence, VETO_WORDS[one.state])
    steps = (one.proposed_by_name, one.proposed_at, one.decided_by_name, one.decided_at, one.lifted_by_name, one.lifted_at)
    return [*about, *steps, one.reason, one.veto]
