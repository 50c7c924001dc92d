"""What a case would become if this or that were done: weighed as the jobs weigh it, and nothing written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from workflow.casework import Act, Actor, Done, Office, facts_of, look
from workflow.entries import Entry
from workflow.weighing import weigh


def suppose(office: Office, ref: str, acts: Sequence[Act], actor: Actor, *, now: datetime) -> Done:
    """The case as it would be after these acts, whoever may take them.

    Raises:
        NotFound: no such case.
        BadFacts: a fact is missing or malformed.
        Refused: the table or the law forbids one of them.
    """
    done = look(office, ref)
    for act in acts:
        done = supposed(office, done, act, actor, now=now)
    return done


def supposed(office: Office, done: Done, act: Act, actor: Actor, *, now: datetime) -> Done:
    """A case as it would be after one more act (see `suppose`)."""
    record = done.record
    entry = Entry(record.version + 1, act.action, act.on, facts_of(act), actor.name, now)
    entry, case = weigh(office.law, record, entry)
    return Done(replace(record, entries=(*record.entries, entry)), case)
