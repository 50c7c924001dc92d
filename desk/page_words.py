"""What pages say where a sentence of the engine names a command: the way there is on a page."""

from workflow.errors import mark

#: By the code of the fault; the sentence takes the fault's values.
ON_PAGES = {
    "attached_stays": mark(
        "What was attached stays on record; withdraw it among the attachments of the case."
    ),
    "edited_by_hand": mark(
        "{ref} has changed, and its draft was finished by hand: throw that draft away first, on its page."
    ),
    "issued_stays": mark("What was issued stays; a letter can be made void, on its page."),
    "logged_just_now": mark(
        "You have just logged this very request as {ref}. If this is another one, say so below."
    ),
    "no_entry_sheet": mark("{file} is no sheet for entering figures as this page gives it."),
    "no_such_unit_configured": mark(
        "The settings of the letters name the unit “{name}”, and there is none: an administrator mends it."
    ),
    "not_by_hand": mark(
        "{action} is no act of its own: it goes with its letter or its file, on the page of the case."
    ),
    "not_called_for": mark(
        "{ref} does not call for this letter any more: entry {line} was taken back or says otherwise. "
        "Throw its draft away, on its page."
    ),
    "not_signed": mark("This letter must be signed before it is issued: a head signs it on its page."),
    "proceeding_not_there": mark(
        "{ref} is in the ledger already, without this as it stands here: enter it on the page of the case."
    ),
    "provisional_day": mark(
        "No letter can promise {day}: it is provisional until the notice for {year} is on file. An "
        "administrator adds it under Settings."
    ),
    "replaced_without_reason": mark(
        "“{unit}” has handed in a table of {year} before: say why this one replaces it."
    ),
    "served_already": mark(
        "{number} was served on {day} and cannot be made void: decide anew, on the page of {ref}. A "
        "service entered by mistake is taken back first."
    ),
    "short_digest": mark("Type {n} or more characters of the cover letter's SHA-256. This file's: {digest}."),
    "units_behind": mark(
        "These units have not frozen their tables, or not handed them in: {names}. Say below if you "
        "will not wait for them."
    ),
    "which_proceeding": mark("Which proceeding? Choose it by the entry of its filing. Open on {on}: {open}."),
}
