"""A file that a form of the year brings along."""

from starlette.datastructures import FormData, UploadFile

from desk.year_hand_in import File
from workflow.errors import BadFacts

#: No sheet and no table is larger, in bytes.
MOST = 20 * 1024 * 1024
#: A name is only ever shown.
LONGEST = 200


def uploaded(form: FormData, name: str) -> File:
    """The file of a field.

    Raises:
        BadFacts: there is none, or it is too large.
    """
    found = form.get(name)
    if not isinstance(found, UploadFile) or not found.filename:
        raise BadFacts("no_file", "Choose a file.")
    with found.file:
        data = found.file.read(MOST + 1)
    if len(data) > MOST:
        raise BadFacts("file_too_large", "A file may have {most} MB.", most=MOST // 1024 // 1024)
    return File(found.filename[:LONGEST], data)
