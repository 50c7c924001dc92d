"""The receipt an applicant is given, in the words of the letter: as it stands now, drafted or not."""

from desk.letterbox import called_for, pick
from desk.office import House
from desk.wording import word
from letters.parts import Parts
from letters.render import Render
from workflow.casework import Done
from workflow.errors import Refused


def receipt(house: House, done: Done, fill: Render) -> Parts:
    """The receipt of a request.

    Raises:
        Refused: the law under which it was received knows none.
    """
    called = pick(called_for(house.office.law, done), kind="receipt")
    if not called:
        raise Refused("no_letter_called_for", "{ref} calls for no such letter yet.", ref=done.record.ref)
    return word(house, done.record, called[0], fill).parts
