"""What the fictional decisions are about: type, facts and legal basis, by a short name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """The texts of one kind of violation."""

    type: str
    facts: str
    basis: str


VIOLATIONS = {
    "uncovered": Violation(
        "运输建筑垃圾未密闭",
        "运输建筑垃圾的车辆未采取密闭措施，沿途遗撒渣土",
        "《城市建筑垃圾管理规定》第二十三条",
    ),
    "dumping": Violation("随意倾倒建筑垃圾", "在非指定场所倾倒建筑垃圾", "《城市建筑垃圾管理规定》第二十六条"),
    "no_permit": Violation(
        "未经核准处置建筑垃圾", "未取得城市建筑垃圾处置核准即外运渣土", "《城市建筑垃圾管理规定》第二十五条"
    ),
    "dust": Violation(
        "施工扬尘污染防治措施不到位",
        "施工现场裸露土方未覆盖，出入口未设置车辆冲洗设施",
        "《中华人民共和国大气污染防治法》第一百一十五条",
    ),
    "greenery": Violation("擅自占用城市绿地", "未经批准占用城市绿化用地堆放材料", "《城市绿化条例》第二十七条"),
    "billboard": Violation(
        "未经批准设置大型户外广告",
        "未经批准在道路两侧设置大型户外广告设施",
        "《城市市容和环境卫生管理条例》第三十六条",
    ),
    "fumes": Violation(
        "餐饮油烟直排",
        "未安装油烟净化设施，油烟直接排放",
        "《中华人民共和国大气污染防治法》第一百一十八条",
    ),
    "street": Violation("占用道路经营", "擅自占用人行道摆设摊点经营", "《城市市容和环境卫生管理条例》第三十六条"),
    "road": Violation("擅自挖掘城市道路", "未取得许可挖掘城市道路敷设管线", "《城市道路管理条例》第四十二条"),
    "gas": Violation(
        "未按规定履行燃气安全检查义务",
        "未按照国家有关工程建设标准和安全生产管理的规定维护燃气设施",
        "《城镇燃气管理条例》第四十八条",
    ),
    "safety": Violation(
        "未如实记录安全生产教育和培训情况",
        "未如实记录从业人员安全生产教育和培训情况",
        "《中华人民共和国安全生产法》第九十七条",
    ),
    "waste": Violation(
        "未按规定贮存危险废物",
        "危险废物贮存场所未设置识别标志，台账记录不完整",
        "《中华人民共和国固体废物污染环境防治法》第一百一十二条",
    ),
    "excess": Violation(
        "超标排放大气污染物",
        "排气筒颗粒物排放浓度超过许可排放浓度",
        "《中华人民共和国大气污染防治法》第九十九条",
    ),
    "water": Violation(
        "超标排放水污染物",
        "废水总排口化学需氧量排放浓度超过排放标准",
        "《中华人民共和国水污染防治法》第八十三条",
    ),
    "monitoring": Violation(
        "未按规定开展自行监测", "未按照排污许可证规定开展自行监测", "《排污许可管理条例》第三十六条"
    ),
}
