"""An office with templates of its own, for tests."""

from letters.own_check import check_templates
from letters.render import TEMPLATES

#: Our skeleton of all letters.
LETTER = (TEMPLATES / "letter.j2").read_text(encoding="utf-8")
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


class Folder:
    """An office's folder of templates."""

    def __init__(self, path):
        self.path = path
        path.mkdir()

    def write(self, name, text):
        (self.path / name).parent.mkdir(exist_ok=True)
        (self.path / name).write_text(text, encoding="utf-8")

    def letter(self, old, new):
        """Our skeleton of all letters with one thing changed."""
        assert old in LETTER
        self.write("letter.j2", LETTER.replace(old, new))

    def said(self):
        return [str(fault) for fault in check_templates(self.path, seconds=2)]
