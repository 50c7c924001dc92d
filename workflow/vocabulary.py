"""The closed lists every room speaks with: one English word a thing, with its Chinese official wording."""

from enum import StrEnum
from typing import Self, cast


class Word(StrEnum):
    """A word of a closed list: `value` is what is stored and typed, `zh` what an office calls it."""

    zh: str

    def __new__(cls, value: str, zh: str) -> Self:
        """Make a word that carries its Chinese wording."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.zh = zh
        return word

    @classmethod
    def of(cls, value: str) -> Self:
        """The word stored as `value`.

        Raises:
            ValueError: the list has no such word.
        """
        if value not in cls._value2member_map_:
            raise ValueError(value)
        return cast("Self", cls._value2member_map_[value])

    def label(self, lang: str) -> str:
        """The word as a reader of `lang` (`zh` or `en`) expects it."""
        return self.zh if lang == "zh" else self.value.replace("_", " ")


class State(Word):
    """Where a request stands. Service (送达) is a fact on the case, not a state."""

    RECEIVED = "received", "已登记"
    CLARIFYING = "clarifying", "补正中"
    ACCEPTED = "accepted", "办理中"
    CONSULTING = "consulting", "征求意见中"
    EXTENDED = "extended", "已延期"
    DISCLOSED = "disclosed", "予以公开"
    PARTIALLY_DISCLOSED = "partially_disclosed", "部分公开"
    WITHHELD = "withheld", "不予公开"
    NOT_HELD = "not_held", "无法提供"
    REFERRED = "referred", "非本机关公开"
    NOT_PROCESSED = "not_processed", "不予处理"
    ENDED = "ended", "其他处理"


#: The states in which nobody has answered yet.
OPEN_STATES = (State.RECEIVED, State.CLARIFYING, State.ACCEPTED, State.CONSULTING, State.EXTENDED)
#: The states an answer leads to, one family of outcomes each.
ANSWERED_STATES = (
    State.DISCLOSED,
    State.PARTIALLY_DISCLOSED,
    State.WITHHELD,
    State.NOT_HELD,
    State.REFERRED,
    State.NOT_PROCESSED,
    State.ENDED,
)


class Action(Word):
    """What somebody did: the word of the statute file, the button, the URL, the command and the row."""

    RECEIVE = "receive", "收到申请"
    ACCEPT = "accept", "受理"
    ASK_CLARIFICATION = "ask_clarification", "告知补正"
    CLARIFY = "clarify", "收到补正"
    CONSULT = "consult", "征求意见"
    END_CONSULTATION = "end_consultation", "意见收到"
    EXTEND = "extend", "延期"
    SHORTEN_EXTENSION = "shorten_extension", "缩短延期"
    DEFER = "defer", "延迟答复"
    ASK_REASONS = "ask_reasons", "要求说明理由"
    GIVE_REASONS = "give_reasons", "收到理由"
    OVERRIDE_THIRD_PARTY = "override_third_party", "因公共利益决定公开"
    ANSWER = "answer", "答复"
    SERVE = "serve", "送达"
    SIGN_FOR = "sign_for", "签收"
    RETURN_MAIL = "return_mail", "退回"
    SERVE_AGAIN = "serve_again", "再次送达"
    WITHDRAW = "withdraw", "申请人撤回"
    LAPSE = "lapse", "视为放弃"
    CHARGE_FEE = "charge_fee", "收费通知"
    PAY_FEE = "pay_fee", "缴费"
    REOPEN = "reopen", "重新办理"
    CORRECT_ENTRY = "correct_entry", "更正记录"
    ANNOTATE = "annotate", "备注"
    ASSIGN = "assign", "交办"
    ISSUE = "issue", "制发文书"
    VOID = "void", "作废文书"
    FILE_PROCEEDING = "file_proceeding", "提起复议诉讼"
    RESPOND = "respond", "复议答复或举证"
    DECIDE_PROCEEDING = "decide_proceeding", "审结"
    ATTACH = "attach", "归入附件"
    WITHDRAW_ATTACHMENT = "withdraw_attachment", "撤下附件"


class Channel(Word):
    """How the request came in. E-mail counts as 网络 in the official tables."""

    IN_PERSON = "in_person", "当面"
    FAX = "fax", "传真"
    ONLINE = "online", "网络"
    LETTER = "letter", "信函"
    EMAIL = "email", "电子邮件"


class ApplicantKind(Word):
    """The six classes of applicant of the tables of 2019 and 2021."""

    NATURAL = "natural", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    WELFARE = "welfare", "社会公益组织"
    LEGAL = "legal", "法律服务机构"
    OTHER = "other", "其他"


class Effect(Word):
    """What an action does to the clock; the statute says which."""

    START = "start", "起算"
    RESTART = "restart", "重新起算"
    PAUSE = "pause", "中止计算"
    RESUME = "resume", "恢复计算"
    EXTEND = "extend", "延长"
    STOP = "stop", "停止"
    NONE = "none", "不影响期限"


class Party(Word):
    """Whom a consultation asks."""

    THIRD_PARTY = "third_party", "第三方"
    CO_AUTHOR = "co_author", "共同制作机关"
    OTHER_BODY = "other_body", "其他机关"


class Opinion(Word):
    """What a consulted party said."""

    AGREES = "agrees", "同意公开"
    REFUSES = "refuses", "不同意公开"
    NONE = "none", "未提出意见"


class ServiceMethod(Word):
    """How a reply reached the applicant (国办公开办函〔2016〕235号)."""

    IN_PERSON = "in_person", "当面"
    POST = "post", "邮寄"
    ONLINE = "online", "网络"
    ENTRUSTED = "entrusted", "委托"


class Delivery(Word):
    """What became of a reply that was served."""

    SENT = "sent", "已寄出，等签收"
    SIGNED = "signed", "已签收"
    RETURNED = "returned", "被退回"


class RecourseKind(Word):
    """What an applicant who is not satisfied may turn to."""

    REVIEW = "review", "行政复议"
    SUIT = "suit", "行政诉讼"


class ProceedingKind(Word):
    """What an applicant did turn to, as the tables of 2019 and 2021 tell suits apart."""

    REVIEW = "review", "行政复议"
    SUIT = "suit", "未经复议直接起诉"
    SUIT_AFTER_REVIEW = "suit_after_review", "复议后起诉"
    COMPLAINT = "complaint", "举报投诉"


class ProceedingResult(Word):
    """How a proceeding ended, or that it has not."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"


class FeeBasis(Word):
    """What a fee is counted by (国办函〔2020〕109号第三条: 不得同时按照两种标准重复计算)."""

    ITEM = "item", "按件"
    PAGE = "page", "按量"


class DocumentStatus(Word):
    """How far a letter of a case has come; only what was issued is a fact."""

    DRAFT = "draft", "草稿"
    SIGNED = "signed", "已签发"
    ISSUED = "issued", "已制发"
    VOID = "void", "已作废"


class DeadlineKind(Word):
    """Which period a deadline ends."""

    REPLY = "reply", "答复期限"
    CLARIFICATION_NOTICE = "clarification_notice", "告知补正期限"
    CLARIFICATION = "clarification", "申请人补正期限"
    THIRD_PARTY = "third_party", "第三方意见期限"
    CO_AUTHOR = "co_author", "共同制作机关意见期限"
    FEE = "fee", "缴费期限"
    REVIEW_REPLY = "review_reply", "复议答复期限"
    EVIDENCE = "evidence", "举证期限"
    HAND_OUT = "hand_out", "交办期限"
    SERVICE = "service", "送达提醒"
    ANNUAL_REPORT = "annual_report", "年度报告提交期限"
    LEVEL_REPORT = "level_report", "本级年度报告公布期限"


class Timeliness(Word):
    """How a closed case stood to its limits."""

    IN_TIME = "in_time", "按时"
    EXTENDED = "extended", "延期内"
    LATE = "late", "逾期"


class Role(Word):
    """Who may do a thing."""

    CLERK = "clerk", "经办人"
    REVIEWER = "reviewer", "审核人"
    HEAD = "head", "负责人"
    AUDITOR = "auditor", "审计员"
    ADMINISTRATOR = "administrator", "管理员"


class Outcome(Word):
    """How a request was answered, at the finest grain; every official form is counted from these.

    `family` is the state the outcome leads to. `number` is written in databases: only ever add.
    """

    family: State
    number: int

    def __new__(cls, value: str, number: int, family: State, zh: str) -> Self:
        """Make an outcome that knows its family and its number in the store."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.number, word.family, word.zh = number, family, zh
        return word

    PROVIDED = "provided", 1, State.DISCLOSED, "予以公开"
    ALREADY_PUBLIC = "already_public", 2, State.DISCLOSED, "属于已主动公开范围"
    PARTIAL = "partial", 3, State.PARTIALLY_DISCLOSED, "部分公开"
    STATE_SECRET = "state_secret", 4, State.WITHHELD, "属于国家秘密"
    FORBIDDEN_BY_LAW = "forbidden_by_law", 5, State.WITHHELD, "法律、行政法规禁止公开"
    SECURITY_STABILITY = "security_stability", 6, State.WITHHELD, "危及“三安全一稳定”"
    TRADE_SECRET = "trade_secret", 7, State.WITHHELD, "涉及商业秘密"
    PRIVACY = "privacy", 8, State.WITHHELD, "涉及个人隐私"
    THIRD_PARTY = "third_party", 9, State.WITHHELD, "保护第三方合法权益"
    INTERNAL_AFFAIRS = "internal_affairs", 10, State.WITHHELD, "属于三类内部事务信息"
    PROCESS_INFORMATION = "process_information", 11, State.WITHHELD, "属于四类过程性信息"
    ENFORCEMENT_FILE = "enforcement_file", 12, State.WITHHELD, "属于行政执法案卷"
    REGISTRY_INQUIRY = "registry_inquiry", 13, State.WITHHELD, "属于行政查询事项"
    NOT_GOVERNMENT_INFORMATION = "not_government_information", 14, State.WITHHELD, "不是《条例》所指政府信息"
    OTHER_LEGAL_GROUND = "other_legal_ground", 15, State.WITHHELD, "法律法规规定的其他情形"
    NOT_EXIST = "not_exist", 16, State.NOT_HELD, "信息不存在"
    NEEDS_MAKING = "needs_making", 17, State.NOT_HELD, "没有现成信息需要另行制作"
    STILL_UNCLEAR = "still_unclear", 18, State.NOT_HELD, "补正后申请内容仍不明确"
    NOT_OURS = "not_ours", 19, State.REFERRED, "不属于本行政机关公开"
    PETITION = "petition", 20, State.NOT_PROCESSED, "信访举报投诉类申请"
    REPEAT = "repeat", 21, State.NOT_PROCESSED, "重复申请"
    PUBLICATION = "publication", 22, State.NOT_PROCESSED, "要求提供公开出版物"
    EXCESSIVE = "excessive", 23, State.NOT_PROCESSED, "无正当理由大量反复申请"
    RECONFIRM = "reconfirm", 24, State.NOT_PROCESSED, "要求行政机关确认或重新出具已获取信息"
    OTHER_CHANNEL = "other_channel", 25, State.NOT_PROCESSED, "告知通过其他途径办理"
    CLARIFICATION_LAPSED = "clarification_lapsed", 26, State.ENDED, "申请人逾期不补正"
    FEE_LAPSED = "fee_lapsed", 27, State.ENDED, "申请人逾期不缴费"
    WITHDRAWN = "withdrawn", 28, State.ENDED, "申请人撤回"
    OTHER = "other", 29, State.ENDED, "其他"


class TokenPurpose(Word):
    """What a token lets a program do in somebody's name."""

    CALENDAR = "calendar", "日历订阅"
    API = "api", "程序接口"
