"""The command `foi`, run in a folder of its own."""

import io
import json
from dataclasses import dataclass

import pytest

from desk.cli import run

CONFIG = """
[office]
name = "甲区人民政府办公室"

[letters]
review_body = "甲市人民政府"
court = "甲市人民法院"
"""


@dataclass
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def error(self):
        return json.loads(self.err.strip().splitlines()[-1])["error"]


@pytest.fixture
def foi(tmp_path, monkeypatch, capsys):
    """`foi("log", "--channel", …)` in an empty folder; the office is made by `foi("init")`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")

    def call(*words, stdin=""):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(word) for word in words])
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return call


#: A request; tests may log it more than once, and mean it.
LOG = (
    "--channel", "letter", "--kind", "natural", "--applicant", "张三", "--subject", "某地块征收公告",
    "--again",
)  # fmt: skip


@pytest.fixture
def office(foi):
    """The command in an office that has its database."""
    assert foi("init").code == 0
    return foi


@pytest.fixture
def logged(office):
    """The command in an office with one case, 2026-0001, received on 2026-03-02."""
    assert office("log", *LOG, "--received", "2026-03-02").code == 0
    return office


@pytest.fixture
def notice_2027(tmp_path):
    """A made-up notice for 2027."""
    days = (
        ("2027-01-01", "元旦"),
        ("2027-02-08", "春节"),
        ("2027-04-05", "清明节"),
        ("2027-05-03", "劳动节"),
    )
    days += (("2027-06-09", "端午节"), ("2027-09-15", "中秋节"), ("2027-10-01", "国庆节"))
    lines = ['jurisdiction = "cn"', "year = 2027", 'title = "2027年节假日安排（示例）"']
    for day, name in days:
        lines += ["[[day]]", f"date = {day}", "working = false", f'name = "{name}"']
    path = tmp_path / "2027.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


ANSWER = ("answer", "2026-0001", "provided", "--on", "2026-03-10", "--fact", "way=邮寄纸质复制件")
ON = ("--on", "2026-03-11")


def configure(tmp_path, letters="", signoff=""):
    text = CONFIG + f'prefix = "甲公开告"\n{letters}\n[signoff]\n{signoff}\n'
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def answered(logged, tmp_path):
    """The command in an office with one case that has been answered, and no letter yet."""
    configure(tmp_path)
    assert 0 == logged(*ANSWER).code
    return logged


def issued(foi, ref="2026-0001", **more):
    foi("letter", "draft", ref)
    said = foi("--json", "letter", "issue", ref, *ON, **more)
    assert said.code == 0, said.err
    return said.json["items"][0]
