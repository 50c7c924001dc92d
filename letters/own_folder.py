"""The folder of an office's own templates: ours copied out to be edited, edited ones taken in."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from letters.own import stands
from letters.own_check import check_templates, strange_files
from letters.render import TEMPLATES, ours
from letters.template_faults import TemplateFault
from workflow.errors import BadInput, NotFound, Refused, mark

FAULTY = mark("The templates have {n} faults.")


@dataclass(frozen=True, slots=True)
class Exported:
    """The names of the templates copied out, and of those that were there and different, and were kept."""

    copied: tuple[str, ...]
    kept: tuple[str, ...]


class TemplatesRefused(Refused):
    """Templates that cannot be taken in; `each` is what is wrong with them."""

    def __init__(self, each: Sequence[TemplateFault]) -> None:
        self.each = tuple(each)
        super().__init__("templates_faulty", FAULTY, n=len(self.each))


def export(to: Path, statute: str = "") -> Exported:
    """Copy our templates out, those of one statute with their skeletons, or all; no file is overwritten.

    Raises:
        NotFound: there are none of that statute.
        OSError: the folder cannot be written.
    """
    wanted = sorted(name for name in ours() if not statute or Path(name).parent.name in {"", statute})
    if statute not in {"", *(Path(name).parent.name for name in wanted)}:
        raise NotFound("no_templates", "There are no templates of {statute}.", statute=statute)
    copied, kept = [], []
    for name in wanted:
        data = (TEMPLATES / name).read_bytes()
        if not stands(to / name):
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            (to / name).write_bytes(data)
            copied.append(name)
        elif (to / name).read_bytes() != data:
            kept.append(name)
    return Exported(tuple(copied), tuple(kept))


def held(folder: Path) -> Path:
    """The folder itself, which must hold templates: to find no fault with none would reassure for nothing.

    Raises:
        BadInput: it is not there, or holds none.
    """
    if not folder.is_dir():
        raise BadInput("no_templates", "There is no folder of templates {path}.", path=folder)
    if not any(".j2" in path.name.lower() for path in folder.rglob("*")):
        raise BadInput("no_templates", "The folder {path} holds no templates.", path=folder)
    return folder


def take_in(source: Path, folder: Path) -> tuple[str, ...]:
    """Copy the templates of `source` into the folder over those it has: all of them, or none; their names.

    They are checked as they will stand: among those that stay.

    Raises:
        BadInput: `source` is not there, or holds no templates.
        TemplatesRefused: there are faults; nothing has been changed.
        OSError: the folder cannot be written; nothing has been changed.
    """
    folder = folder.resolve()
    _refuse([*strange_files(held(source)), *(strange_files(folder) if folder.exists() else ())])
    names = tuple(sorted(name for name in ours() if stands(source / name)))
    near = next(parent for parent in folder.parents if parent.is_dir())
    with TemporaryDirectory(prefix=".templates-", dir=near) as aside:
        new, old = Path(aside) / "new", Path(aside) / "old"
        _lay_out(folder, source, names, new)
        _refuse(check_templates(new))
        _exchange(folder, new, old)
    return names


def _refuse(faults: Sequence[TemplateFault]) -> None:
    if faults:
        raise TemplatesRefused(faults)


def _lay_out(folder: Path, source: Path, names: Sequence[str], new: Path) -> None:
    """The folder as it will be; links become what they lead to, which is of the folder."""
    if folder.exists():
        shutil.copytree(folder, new)
    new.mkdir(exist_ok=True)
    for name in names:
        (new / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(source / name, new / name)


def _exchange(folder: Path, new: Path, old: Path) -> None:
    """Put the new folder where the old one is, which is put back should that fail."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        new.replace(folder)
        return
    folder.replace(old)
    try:
        new.replace(folder)
    except OSError:
        old.replace(folder)
        raise
