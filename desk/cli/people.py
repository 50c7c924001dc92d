"""People: who works here, in which roles, and their passwords."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.cli import absences, tokens
from desk.cli.desk import Desk
from desk.cli.options import word_option
from desk.passwords import hashed, new_password
from desk.words import table
from store.accounts import Password
from workflow.absences import deputies
from workflow.again import until_kept
from workflow.duties import DUTIES, Duty
from workflow.errors import NotFound
from workflow.people import Person, add_person, change_person, check_duty, find_person
from workflow.units import find_unit
from workflow.vocabulary import Role

Login = Annotated[str, Argument(metavar="LOGIN", help="What they sign in with.")]
Roles = Annotated[
    list[Role] | None,
    Option("--role", parser=word_option(Role), metavar="ROLE", help="A role they hold; repeat."),
]
PasswordFile = Annotated[
    Path | None, Option(metavar="FILE", help="Holds the password on its first line; else one is made up.")
]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    people = typer.Typer(no_args_is_help=True, help="Who works here.")
    people.command("add")(add)
    people.command("change")(change)
    people.command("password")(set_password)
    people.command("list")(list_people)
    absences.register(people)
    tokens.register(people)
    app.add_typer(people, name="user")


def add(
    context: typer.Context,
    login: Login,
    role: Roles = None,
    name: Annotated[str, Option(help="Their name; else the login.")] = "",
    unit: Annotated[str, Option(help="Their unit's name or code; else the office.")] = "",
    mail: Annotated[str, Option(metavar="ADDRESS", help="Where reminders are sent to them.")] = "",
    password_file: PasswordFile = None,
) -> None:
    """Let somebody work here: the first must be an administrator, and from then on roles are minded."""
    desk: Desk = context.obj
    unit_id = find_unit(desk.house.ledger, unit).id
    person = Person(login, name or login, frozenset(role or ()), unit_id, mail=mail)
    _show(desk, person, _add(desk, person, password_file))


@until_kept
def _add(desk: Desk, person: Person, password_file: Path | None) -> str:
    """Let somebody in; the password they were given."""
    with desk.house.ledger.transaction():
        add_person(desk.house.ledger.accounts, person, desk.actor)
        return _give_password(desk, person.login, password_file)


def change(
    context: typer.Context,
    login: Login,
    role: Roles = None,
    name: Annotated[str, Option(help="Their new name.")] = "",
    unit: Annotated[str, Option(help="Their new unit.")] = "",
    mail: Annotated[
        str | None, Option(metavar="ADDRESS", help="Where reminders are sent from now on; '' for nowhere.")
    ] = None,
    active: Annotated[bool | None, Option("--back/--left", help="They have left, or come back.")] = None,
) -> None:
    """Change somebody's roles, name, unit or mail, or take their leave; whoever has left is out at once."""
    desk: Desk = context.obj
    accounts = desk.house.ledger.accounts
    person = find_person(accounts, login)
    changed = replace(
        person,
        name=name or person.name,
        roles=frozenset(role) if role else person.roles,
        unit=find_unit(desk.house.ledger, unit).id if unit else person.unit,
        active=person.active if active is None else active,
        mail=person.mail if mail is None else mail,
    )
    change_person(accounts, changed, desk.actor)
    _show(desk, changed, "")


def set_password(context: typer.Context, login: Login, password_file: PasswordFile = None) -> None:
    """Give somebody a new password, good for one sign-in; whoever is signed in with the old one is out."""
    desk: Desk = context.obj
    check_duty(desk.actor, Duty.PEOPLE)
    person = find_person(desk.house.ledger.accounts, login)
    _show(desk, person, _give_password(desk, login, password_file))


def list_people(context: typer.Context) -> None:
    """List who works here, or did."""
    desk: Desk = context.obj
    people, units = desk.house.ledger.accounts.people(), desk.house.ledger.units()
    keeps = _keeps_people(desk)
    away = deputies(desk.house.ledger.accounts.absences.ending_from(desk.today), desk.today)
    rows = (
        (
            person.login,
            person.name,
            "、".join(desk.word(role) for role in sorted(person.roles)),
            units[person.unit].name,
            _standing(desk, person, away),
            person.mail if keeps else "",
        )
        for person in people
    )
    items = [_plain(desk, person) | {"deputy": away.get(person.login)} for person in people]
    desk.show({"items": items}, lambda: table((), rows))


def _standing(desk: Desk, person: Person, away: Mapping[str, str]) -> str:
    if not person.active:
        return desk.words("has left")
    deputy = away.get(person.login)
    return desk.words("away, {deputy} stands in", deputy=deputy) if deputy else ""


def _give_password(desk: Desk, login: str, file: Path | None) -> str:
    """The password given, where it was made up and its owner has yet to be told."""
    if file is not None and not file.is_file():
        raise NotFound("no_file", "There is no file {path}.", path=file)
    told = file.read_text(encoding="utf-8").partition("\n")[0] if file else new_password()
    desk.house.ledger.accounts.keep_password(login, Password(hashed(told, login), given=True))
    return "" if file else told


def _show(desk: Desk, person: Person, password: str) -> None:
    plain = _plain(desk, person) | ({"password": password} if password else {})
    line = f"{person.login} {person.name} " + "、".join(desk.word(role) for role in sorted(person.roles))
    first = desk.words("First password, good once: {password}", password=password) if password else ""
    desk.show(plain, lambda: "\n".join(filter(None, (line, first))))


def _keeps_people(desk: Desk) -> bool:
    """Whether whoever acts may see where people are reached."""
    return bool(desk.actor.roles & set(DUTIES[Duty.PEOPLE]))


def _plain(desk: Desk, person: Person) -> dict[str, Any]:
    mail = {"mail": person.mail} if _keeps_people(desk) else {}
    return {
        "login": person.login,
        "name": person.name,
        "roles": sorted(role.value for role in person.roles),
        "unit": desk.house.ledger.units()[person.unit].name,
        "active": person.active,
        **mail,
    }
