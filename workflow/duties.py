"""Who may do what is no act on a case: the second table of permissions, beside that of the machine."""

from collections.abc import Mapping

from workflow.machine import SIGNERS, WRITERS
from workflow.vocabulary import Role, Word


class Duty(Word):
    """What somebody may be there for."""

    IMPORT = "import", "导入台账"
    EXPORT = "export", "导出台账"
    COUNT = "count", "查看年度统计"
    FIGURES = "figures", "填报年度数据"
    FREEZE = "freeze", "封存年度统计表"
    AUDIT = "audit", "查看审计记录"
    SETTINGS = "settings", "系统设置"
    PEOPLE = "people", "人员管理"
    CALENDAR = "calendar", "提出日历变更"
    APPROVE_CALENDAR = "approve_calendar", "批准日历变更"


# fmt: off
#: Who may do it.
DUTIES: Mapping[Duty, tuple[Role, ...]] = {
    Duty.IMPORT:   WRITERS,
    Duty.EXPORT:   (*WRITERS, Role.AUDITOR),
    Duty.COUNT:    (*WRITERS, Role.AUDITOR),
    Duty.FIGURES:  WRITERS,
    Duty.FREEZE:   SIGNERS,
    Duty.AUDIT:    (Role.AUDITOR,),
    Duty.SETTINGS: (Role.ADMINISTRATOR,),
    Duty.PEOPLE:   (Role.ADMINISTRATOR,),
    Duty.CALENDAR: (Role.HEAD, Role.ADMINISTRATOR),
    Duty.APPROVE_CALENDAR: SIGNERS,
}
# fmt: on
