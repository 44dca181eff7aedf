"""Fictional subjects with valid check digits; the letters are the names the demo story calls them by."""

from dataclasses import dataclass

from workflow_app.domain.penalty_columns import SubjectKind

_FIRM = SubjectKind.ENTERPRISE
_SHOP = SubjectKind.INDIVIDUAL_BUSINESS


@dataclass(frozen=True, slots=True)
class DemoSubject:
    """Whom the demo is about: legal representative or owner, and a former name where there is one."""

    key: str
    name: str
    uscc: str
    representative: str
    kind: SubjectKind = _FIRM
    former_name: str | None = None


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A natural person with a synthetic identity number."""

    key: str
    name: str
    identity_number: str


SUBJECTS = (
    DemoSubject("A", "郑州绿源固废处置有限公司", "91410100MA3X00002E", "赵启明"),
    DemoSubject("B", "中牟宏运渣土清运有限公司", "91410122MA3X0A0186", "王建军"),
    DemoSubject("C", "连云港海蓝化工有限公司", "91320700MA1T0B0215", "徐海波"),
    DemoSubject("D", "中牟县张记广告部(个体)", "92410122MA4T0C0382", "张树林", _SHOP),
    DemoSubject("E", "中牟澄焰燃气有限公司", "91410122MA9F77X8XL", "程国栋"),
    DemoSubject("F", "中牟青禾市政园林工程有限公司", "91410122MA3X0C0135", "苏青禾"),
    DemoSubject("G", "郑州云阶户外传媒有限公司", "91410100MA3X0D024L", "梁云飞"),
    DemoSubject("H", "中牟砺石建筑劳务有限公司", "91410122MA3X0E035U", "石立强"),
    DemoSubject("J", "郑州澄泓水处理科技有限公司", "91410100MA3X0F046B", "洪澄"),
    DemoSubject("K", "中牟县老周烧烤店（个体）", "92410122MA4T0D0578", "周长顺", _SHOP),
    DemoSubject("L", "郑州启程汽车维修有限公司", "91410100MA3X0G065H", "齐程远", former_name="郑州启诚汽修厂"),
    DemoSubject("M", "中牟晟塬混凝土有限公司", "91410122MA3X0H076Q", "袁晟"),
    DemoSubject("N", "连云港北固包装材料有限公司", "91320700MA1T0C083Q", "顾北辰"),
    DemoSubject("P", "中牟县沃野农机专业合作社", "93410122MA3X0J0982", "田沃野"),
    DemoSubject("Q", "郑州翎羽会展服务有限公司", "91410100MA3X0K103G", "凌羽"),
    DemoSubject("R", "郑州沐岚环保科技有限公司", "91410100MA3X0L114U", "穆岚"),
    DemoSubject("S", "中牟畅泽渣土清运有限公司", "91410122MA3X0M1253", "常泽"),
    DemoSubject("T", "中牟锦屿会展搭建有限公司", "91410122MA3X0N136E", "金屿"),
    DemoSubject("U", "中牟融霁供热有限公司", "91410122MA3X0P14XX", "荣霁"),
    DemoSubject("AA", "中牟泰衡建筑工程有限公司", "91410122MA3X1Q164H", "衡泰来"),
    DemoSubject("AB", "中牟顺捷混凝土运输有限公司", "91410122MA3X1R175W", "孙捷"),
    DemoSubject("AC", "中牟县李记早餐店（个体）", "92410122MA4T1R1732", "李春来", _SHOP),
    DemoSubject("AD", "中牟雁鸣物业服务有限公司", "91410122MA3X1T189H", "彦明"),
    DemoSubject("AE", "中牟绿博花卉有限公司", "91410122MA3X1U19XP", "卢博"),
    DemoSubject("AF", "郑州金瓯广告有限公司", "91410100MA3X1W208E", "欧金"),
    DemoSubject("AG", "郑州瑞涂表面处理有限公司", "91410100MA3X1X219R", "涂瑞"),
    DemoSubject("AH", "郑州恒炬铸造有限公司", "91410100MA3X1Y22X0", "居恒"),
    DemoSubject("AJ", "中牟县小岗水果店（个体）", "92410122MA4T1X217T", "岗建国", _SHOP),
    DemoSubject("AK", "连云港赣榆海产加工有限公司", "91320700MA1T0D0944", "于海"),
)

PEOPLE = (DemoPerson("H1", "段志勇", "410101198001010011"),)

SUBJECT_BY_KEY = {subject.key: subject for subject in SUBJECTS}
PERSON_BY_KEY = {person.key: person for person in PEOPLE}
