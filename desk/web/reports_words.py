"""The words of a year's report, edited around their numbers; the text stays in the form and is not kept."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from desk.web.download import file_answer
from desk.web.posted import Posted, text
from desk.web.reports_files import file_of
from desk.web.reports_place import Asked, Here, page_of
from desk.web.taking import fault_status
from desk.web.visit import Visit, Visiting
from desk.year_worded import figures_told
from desk.yearend import frozen_table, table_of
from reports.words import draft
from reports.words_check import Unsupported, unsupported
from reports.words_frame import Paragraph, fill, unfinished
from workflow.errors import CaseworkError

router = APIRouter()
#: The files that carry words.
WORDED = ("docx", "pdf", "html", "xlsx")


@router.get("/reports/{year}/words")
def words_page(request: Request, visit: Visiting, here: Here) -> Response:
    """The words as they are drafted from the figures, a placeholder for each number."""
    return _page(request, visit, here, draft(figures_told(here.year), here.year.root.name))


@router.post("/reports/{year}/words")
def fill_words(request: Request, visit: Visiting, form: Posted, here: Here) -> Response:
    """Put the numbers into an edited draft, and show it or write the report with it."""
    words, wanted = text(form, "text"), text(form, "as")
    if wanted == "txt":
        return file_answer(words.encode(), "text/plain; charset=utf-8", f"words-{here.year.year}.txt")
    try:
        told = fill(words, figures_told(here.year))
        if wanted in WORDED:
            frozen = frozen_table(here.year)
            return file_of(here.year, frozen or table_of(here.year), wanted, visit.today, told)
    except CaseworkError as fault:
        return _page(request, visit, here, words, fault=fault, status=fault_status(fault))
    return _page(request, visit, here, words, told=told)


@router.post("/reports/{year}/words/check")
def check_words(request: Request, visit: Visiting, form: Posted, here: Here) -> Response:
    """Name every number of a text that no figure of the year supports."""
    figures, pasted = figures_told(here.year), text(form, "pasted")
    drafted = draft(figures, here.year.root.name)
    return _page(request, visit, here, drafted, pasted=pasted, misses=unsupported(pasted, figures))


def _page(
    request: Request,
    visit: Visit,
    here: Asked,
    words: str,
    *,
    told: tuple[Paragraph, ...] = (),
    pasted: str = "",
    misses: list[Unsupported] | None = None,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    return page_of(
        request,
        visit,
        here,
        "year_words.html",
        status=status,
        words=words,
        told=told,
        left=unfinished(paragraph.text for paragraph in told),
        pasted=pasted,
        misses=misses,
        layouts=WORDED,
        fault=fault,
    )
