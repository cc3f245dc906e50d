"""The fonts of an official document (GB/T 9704-2012), and what stands in for those that are licensed."""

from collections.abc import Collection

from server.kit.problems import Problem

_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "SimSun")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN")
FACES: dict[str, tuple[str, tuple[str, ...]]] = {
    "song": ("小标宋", ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STSong", *_SERIF)),
    "fang": ("仿宋", ("FangSong_GB2312", "FangSong", "STFangsong", *_SERIF)),
    "hei": ("黑体", ("SimHei", "STHeiti", *_SANS)),
    "kai": ("楷体", ("KaiTi_GB2312", "KaiTi", "STKaiti", *_SERIF)),
}
"""For each role on paper its name, and the families that can play it, the best one first."""


def chosen_faces(there: Collection[str]) -> dict[str, list[str]]:
    """The families that are there for each role. Raises Problem papers.font for a role without any: paper with boxes helps nobody."""
    found = {role: [family for family in families if family in there] for role, (_, families) in FACES.items()}
    if not all(found.values()):
        raise no_font()
    return found


def no_font() -> Problem:
    """No Chinese font to set pages with."""
    remedy = "请管理员在服务器上安装 fonts-noto-cjk，或把字体文件放进数据文件夹的 fonts；在此之前可以导出 Word。"
    return Problem("papers.font", "服务器缺少中文字体", "服务器上没有公文要用的中文字体，PDF 会变成方框。", remedy, 503)
