"""The files of a job in one."""

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from desk.jobs.errand import Errand
from workflow.jobs import Stored


def zip_up(errand: Errand, files: Iterable[Path], name: str) -> Stored:
    """Files, each by its own name, in a ZIP called `name`."""
    place = errand.folder.new_place(".zip")
    with ZipFile(place, "x", ZIP_DEFLATED) as packed:
        for file in files:
            packed.write(file, file.name)
    return errand.folder.made(place, name)
