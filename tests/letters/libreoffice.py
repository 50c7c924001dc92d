"""LibreOffice, as a clerk may have it: with the fonts that are always there and no others."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pypdf
import pytest

from letters import fonts
from letters.paper import DOCUMENT

OFFICE = shutil.which("soffice")
NEEDED = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not on this machine")

#: A Word file names the official faces; here each stands in what a PDF has in its place.
FACES = {
    "仿宋_GB2312": "Noto Serif SC",
    "楷体_GB2312": "Noto Serif SC",
    "方正小标宋简体": "Noto Serif SC",
    "宋体": "Noto Serif SC",
    "黑体": "Noto Sans SC",
}
INSTEAD = (
    '<match target="pattern"><test name="family"><string>{}</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>{}</string></edit></match>'
)


def save_as(kind, folder, files):
    """Files by name, opened and saved as PDF or DOCX: again by name."""
    where = [f"<dir>{found}</dir>" for found in fonts.folders(())]
    instead = [INSTEAD.format(*pair) for pair in FACES.items()]
    cache = f"<cachedir>{folder / 'fonts'}</cachedir>"
    known = folder / "fonts.conf"
    known.write_text(f"<fontconfig>{''.join([*where, cache, *instead])}</fontconfig>", encoding="utf-8")
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", folder / kind]
    subprocess.run(
        [*command, *(folder / f"{name}.docx" for name in files)],
        check=True, capture_output=True, timeout=300,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "FONTCONFIG_FILE": str(known)},
    )  # fmt: skip
    return {name: Path(folder / kind / f"{name}.{kind}").read_bytes() for name in files}


def in_one(files):
    """The text of several files one after the other in the first of them."""
    texts = [zipfile.ZipFile(io.BytesIO(data)).read(DOCUMENT).decode() for data in files]
    before, _, _ = texts[0].partition("<w:p>")
    _, end, after = texts[0].partition("<w:sectPr")
    whole = "".join(text.partition("<w:sectPr")[0].removeprefix(before) for text in texts)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files[0])) as first, zipfile.ZipFile(made, "w") as package:
        for name in first.namelist():
            package.writestr(name, before + whole + end + after if name == DOCUMENT else first.read(name))
    return made.getvalue()


def lines(pdf):
    """What a PDF says line by line, without blanks and page numbers."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        last = [None]

        def note(words, matrix, where, _font, _points, last=last):
            words, y = re.sub(r"\s", "", words), matrix[3] * where[5] + matrix[5]
            if words and last[0] is not None and abs(y - last[0]) < 4:
                found[-1] += words
            elif words:
                found.append(words)
            last[0] = y if words else last[0]

        page.extract_text(visitor_text=note)
    return [line for line in found if not re.fullmatch(r"—\d+—", line)]
