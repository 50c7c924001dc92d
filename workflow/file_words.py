"""The closed lists of files from outside: what they are for, and what they are."""

from workflow.vocabulary import Word


class AttachmentKind(Word):
    """What a paper that came from outside proves in the file of a case."""

    REQUEST = "request", "申请材料"
    SEARCH = "search", "检索证明材料"
    SERVICE_PROOF = "service_proof", "送达凭证"
    IDENTITY = "identity", "身份证明"
    OTHER = "other", "其他材料"


class FileType(Word):
    """What an attached file is, by its content."""

    PDF = "pdf", "PDF文件"
    JPEG = "jpeg", "JPEG图片"
    PNG = "png", "PNG图片"
    DOCX = "docx", "Word文档"
    XLSX = "xlsx", "Excel工作簿"
    OFD = "ofd", "OFD版式文件"
    ZIP = "zip", "ZIP压缩包"
