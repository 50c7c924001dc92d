"""What the sections and keys of the configuration are called, and what they mean."""

from workflow.errors import mark

SECTION_WORDS = {
    "office": mark("Office"),
    "store": mark("Database and files"),
    "alerts": mark("Reminders"),
    "letters": mark("Letters and their numbers"),
    "signoff": mark("Signing off"),
    "attachments": mark("Attachments"),
    "backup": mark("Backups"),
    "ledger": mark("Own words of the spreadsheet"),
    "web": mark("Pages"),
    "mail": mark("Mail"),
    "webhook": mark("Robot of a group chat"),
    "drop": mark("Folder for messages"),
}
#: (section, key): its name, and what it does.
KEY_WORDS = {
    ("office", "name"): (mark("The office's name"), mark("Printed on every letter.")),
    ("office", "jurisdiction"): (mark("Jurisdiction"), mark("Whose law holds.")),
    ("office", "region"): (mark("Region"), mark("A region's own days off.")),
    ("office", "timezone"): (mark("Time zone"), mark("Which day it is, and when the bell rings.")),
    ("office", "lang"): (mark("Language"), mark("zh or en: the language of whoever has not chosen one.")),
    ("store", "url"): (mark("Database"), mark("Where the office is kept.")),
    ("store", "files"): (mark("Files"), mark("The folder of issued letters.")),
    ("alerts", "at"): (mark("Hour of the bell"), mark("Like 08:30.")),
    ("alerts", "days_before"): (
        mark("Days of reminding"),
        mark("Working days before the last day; 0 is the day itself."),
    ),
    ("alerts", "kinds"): (
        mark("Days of other deadlines"),
        mark("For a kind of deadline: working days before its last day, negative after it."),
    ),
    ("alerts", "escalation"): (
        mark("Who is told as well"),
        mark("From how many working days before the last day on, negative after it."),
    ),
    ("alerts", "until"): (
        mark("Last hour"),
        mark("From then to the hour of the bell, and on days off, nothing is sent; it waits for the digest."),
    ),
    ("alerts", "urgent"): (
        mark("Urgent at once"),
        mark("A last day that has come or passed is told of at any hour."),
    ),
    ("mail", "server"): (
        mark("Server"),
        mark("Takes the mail that is sent; where there is none, none is sent."),
    ),
    ("mail", "port"): (mark("Port"), mark("Usually 587, 465 or 25.")),
    ("mail", "tls"): (mark("Encryption"), mark("starttls, tls or none.")),
    ("mail", "login"): (mark("Login"), mark("How we sign in there, if we must.")),
    ("mail", "password_file"): (mark("Password file"), mark("A file with the password on its first line.")),
    ("mail", "sender"): (mark("Sender"), mark("The address mail comes from.")),
    ("webhook", "kind"): (mark("Which robot"), mark("plain, wecom, dingtalk or feishu.")),
    ("webhook", "url_file"): (
        mark("Address file"),
        mark("A file with the robot's address on its first line."),
    ),
    ("webhook", "secret_file"): (mark("Secret file"), mark("A file with what its posts are signed with.")),
    ("drop", "folder"): (mark("Folder"), mark("Where each message is laid down for another program.")),
    ("letters", "review_body"): (mark("Review body"), mark("Where a review is applied for (行政复议机关).")),
    ("letters", "court"): (mark("Court"), mark("Where a suit is filed.")),
    ("letters", "online_review"): (
        mark("Address for reviews"),
        mark("Where a review can be applied for by net; a reply served by net must tell it."),
    ),
    ("letters", "contact"): (mark("Who to ask"), mark("Printed below the date.")),
    ("letters", "number"): (
        mark("Pattern of numbers"),
        mark("It holds {{year}} and {{n}}, and may hold {{prefix}} and {{word}}."),
    ),
    ("letters", "prefix"): (mark("Prefix"), mark("What stands for {{prefix}}.")),
    ("letters", "words"): (
        mark("Words of letters"),
        mark("What stands for {{word}}, by the kind of letter."),
    ),
    ("letters", "units"): (mark("Units' own"), mark("What a unit has of its own.")),
    ("letters", "red_head"): (
        mark("Red head"),
        mark("What stands in red above a letter; most offices print none."),
    ),
    ("letters", "seal"): (mark("Sealed"), mark("Room for the seal is left above the date.")),
    ("letters", "fonts"): (mark("Fonts"), mark("A folder with the office's own fonts.")),
    ("letters", "templates"): (mark("Templates"), mark("A folder with the office's own templates.")),
    ("signoff", "needed"): (mark("Signature needed"), mark("A letter is signed before it is issued.")),
    ("signoff", "two_people"): (mark("Two people"), mark("Whoever drafted a letter does not sign it.")),
    ("ledger", "headings"): (mark("Headings"), mark("What the office's own spreadsheet calls a column.")),
    ("ledger", "values"): (mark("Values"), mark("A word of its own in a column of set words.")),
    ("web", "host"): (mark("Address"), mark("Where the pages are served.")),
    ("web", "port"): (mark("Port"), mark("Where the pages are served.")),
    ("web", "idle_minutes"): (mark("Idle minutes"), mark("After so long somebody must sign in again.")),
    ("attachments", "megabytes"): (mark("Megabytes"), mark("How large one attachment may be.")),
    ("backup", "folder"): (mark("Folder"), mark("Where backups are written.")),
    ("backup", "at"): (mark("Hour of the backup"), mark("Like 02:00; the bell makes it. Empty: none.")),
    ("backup", "keep"): (mark("How many"), mark("So many of the newest backups are kept.")),
    ("web", "upload_mb"): (mark("Megabytes"), mark("How large a ledger may be that is brought in.")),
    ("web", "job_days"): (
        mark("Days of results"),
        mark("So long the files of long work are kept once seen."),
    ),
    ("web", "address"): (
        mark("Address for people"),
        mark("Where people find the pages: the links in messages begin with it."),
    ),
    ("web", "plain_http"): (
        mark("Without TLS"),
        mark("Served to other machines unencrypted, and every page says so."),
    ),
}
