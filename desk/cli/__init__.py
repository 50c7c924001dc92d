"""The command line: one word a job, data to stdout, talk to stderr."""

import getpass
import json
import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

import typer
from typer import Context, Option

from desk.cli.desk import Desk
from desk.cli.options import day_option
from desk.config_file import configured
from desk.language import phrase, say_fault, say_words
from desk.office import today
from desk.plain import plain_fault
from workflow.errors import BadFacts, CaseworkError, Refused

app = typer.Typer(
    name="foi",
    help="政府信息依申请公开：登记、期限、答复、统计。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def options(
    context: Context,
    config: Annotated[Path | None, Option(help="The office's configuration; else ./config.toml.")] = None,
    db: Annotated[str, Option(help="Another database than the configuration names.")] = "",
    user: Annotated[str, Option("--as", help="Who acts; else the login name.")] = "",
    this_day: Annotated[
        date | None, Option("--today", parser=day_option, metavar="DATE", help="The day it is.")
    ] = None,
    lang: Annotated[str, Option(help="zh or en; else as the office has set it.")] = "",
    as_json: Annotated[bool, Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Read what stands before the command."""
    desk: Desk = context.obj
    desk.config_file, desk.database = config, db
    desk.config = configured(config, db)
    if lang not in {"", "zh", "en"}:
        raise typer.BadParameter("--lang is zh or en.")
    desk.lang = lang or desk.config.office.lang
    desk.as_json = as_json
    desk.login = user or getpass.getuser()
    desk.today = this_day or today(desk.config)


@cache
def _register() -> None:
    from desk.cli import (
        alerts,
        arrivals,
        attach,
        backup,
        bell,
        calendar,
        cases,
        clock,
        database,
        demo,
        doctor,
        fee,
        jobs,
        letters,
        outbox,
        people,
        proceedings,
        reports,
        service,
        spreadsheets,
        statute,
        upkeep,
        web,
    )

    for room in (
        demo, web, jobs, upkeep, doctor, backup, database, people, arrivals, cases, service, proceedings,
        clock, alerts, bell, outbox, letters, attach, fee, reports, spreadsheets, calendar, statute,
    ):  # fmt: skip
        room.register(app)


def run(words: Sequence[str]) -> int:
    """Run one command; the exit code says how it went (see `workflow.errors`)."""
    _register()
    desk = Desk(as_json="--json" in words, lang=_asked_lang(words))
    try:
        try:
            stopped = app(list(words), standalone_mode=False, prog_name="foi", obj=desk)
        finally:
            desk.tell_changed()
    except CaseworkError as fault:
        _tell_fault(desk, fault)
        return fault.exit_code
    except typer.Exit as stop:
        return stop.exit_code
    except typer.TyperException as fault:
        told = fault.format_message() if hasattr(fault, "format_message") else str(fault)
        if told:
            _tell_fault(desk, BadFacts("usage", "{fault}", fault=told))
        return BadFacts.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except (OSError, UnicodeError) as fault:
        _tell_fault(desk, CaseworkError("failed", "{fault}", fault=fault))
        return CaseworkError.exit_code
    return stopped or 0  # typer answers an interrupted command with its code; the commands answer nothing


def _asked_lang(words: Sequence[str]) -> str:
    return words[words.index("--lang") + 1] if "--lang" in words[:-1] else "zh"


def _tell_fault(desk: Desk, fault: CaseworkError) -> None:
    lang = desk.lang if desk.lang in {"zh", "en"} else "zh"
    if desk.as_json:
        told = json.dumps({"error": plain_fault(fault, lang)}, ensure_ascii=False, default=str)
    else:
        told = say_fault(lang, fault)
        if isinstance(fault, Refused) and fault.possible and "possible" not in fault.values:
            told += "\n" + phrase(lang, "Possible now: {list}", list=say_words(lang, fault.possible))
    # What was typed may hold bytes that are no characters; they are shown as such.
    sys.stderr.write(told.encode("utf-8", "backslashreplace").decode() + "\n")
