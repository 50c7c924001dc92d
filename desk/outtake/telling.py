"""A case as one row of the ledger: what its entries tell, said in the columns an import reads.

What was assumed is not told, so that a reader assumes the same. An irregular entry is told as what was done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desk.intake.endings import GROUND_IS
from desk.intake.words import NOT_SERVED
from desk.outtake.paper import Cell
from workflow.corrections import as_corrected
from workflow.entries import Entry, in_legal_order
from workflow.ledger import Record
from workflow.vocabulary import Action, ApplicantKind, Channel, Outcome, Party, ServiceMethod
from workflow.workdays import Workdays

A = Action
#: What no column tells; a case that holds one is more than its row.
NOT_TOLD = frozenset({A.DEFER, A.REOPEN, A.OVERRIDE_THIRD_PARTY, A.ASK_REASONS, A.GIVE_REASONS})

Fields = dict[str, Cell]


@dataclass(slots=True)
class Telling:
    """A row in the making; `more` is set where the case holds what no column tells."""

    record: Record
    workdays: Workdays
    unit: str
    fields: Fields = field(default_factory=dict)
    asked: list[Entry] = field(default_factory=list)
    consulted: list[Entry] = field(default_factory=list)
    ended: set[int] = field(default_factory=set)
    more: bool = False

    def told(self) -> Fields:
        """The fields of the row that hold anything."""
        receipt, *entries = in_legal_order(as_corrected(self.record.entries))
        self._request(receipt)
        for entry in entries:
            self.more = self.more or entry.action in NOT_TOLD
            if entry.action is A.REOPEN:
                break  # one row tells one reply: the first, by which the case is mostly counted
            self._entry(entry)
        return {name: said for name, said in self.fields.items() if said not in ("", None)}

    def _request(self, receipt: Entry) -> None:
        request = self.record.request
        people = request.applicants
        self.fields |= {
            "ref": self.record.ref,
            "unit": self.unit,
            "received": receipt.on,
            "channel": Channel.of(receipt.facts["channel"]).zh,
            "kind": ApplicantKind.of(receipt.facts["kind"]).zh,
            "subject": _tidy(request.subject),
            "topic": _tidy(request.topic),
            "form_of_supply": _tidy(request.form_of_supply),
            "way": _tidy(request.way),
            "note": _tidy(request.note),
        }
        for name, said in (
            ("applicant", (one.name for one in people)),
            ("id_document", (one.id_document for one in people)),
            ("contact", (one.contact for one in people)),
            ("address", (one.address for one in people)),
            ("postcode", (one.postcode for one in people)),
            ("agent", (one.agent for one in people)),
        ):
            self.fields[name] = _tidy("、".join(dict.fromkeys(filter(None, said))))

    def _entry(self, entry: Entry) -> None:
        day = None if entry.facts.get("assumed") else entry.on
        match entry.action:
            case A.ASK_CLARIFICATION:
                self._ask(entry, day)
            case A.CLARIFY:
                self.fields[f"clarified{_ending(len(self.asked))}"] = day
            case A.CONSULT:
                self._consult(entry, day)
            case A.END_CONSULTATION:
                self._end_consultation(entry, day)
            case A.EXTEND:
                if not (entry.irregular and "extension" in self.fields):
                    self.fields |= {"extended": day, "extension": entry.facts["days"]}
            case A.SHORTEN_EXTENSION:
                left = entry.facts.get("days", 0)
                self.fields |= {"extension": left} if left else {"extension": None, "extended": None}
            case A.CHARGE_FEE | A.PAY_FEE:
                self._fee(entry, day)
            case _:
                self._ending(entry, day)

    def _ending(self, entry: Entry, day: date | None) -> None:
        match entry.action:
            case A.ANSWER | A.WITHDRAW | A.LAPSE:
                self._end(entry)
            case A.SERVE:
                self._serve(entry, day)
            case A.SIGN_FOR if self.fields.get("posted") and not self.fields.get("signed"):
                self.fields["signed"] = entry.on

    def _ask(self, entry: Entry, day: date | None) -> None:
        self.asked.append(entry)
        end, within = _ending(len(self.asked)), entry.facts.get("answer_within_days")
        self.fields[f"asked{end}"] = day
        if day and within:
            self.fields[f"asked_by{end}"] = self.workdays.add(day, within)

    def _consult(self, entry: Entry, day: date | None) -> None:
        self.consulted.append(entry)
        end, party = _ending(len(self.consulted)), entry.facts.get("party", Party.THIRD_PARTY)
        self.fields[f"consulted{end}"] = day
        if party != Party.THIRD_PARTY:
            self.fields[f"asked_whom{end}"] = Party.of(party).zh
        self.more = self.more or "delivered" in entry.facts

    def _end_consultation(self, entry: Entry, day: date | None) -> None:
        number = next(self._ends(entry), None)
        if number is None:
            return
        self.ended.add(number)
        late = _in_note(entry).get("意见收到日期")
        self.fields[f"opinion{_ending(number)}"] = day or (date.fromisoformat(late) if late else None)

    def _ends(self, entry: Entry) -> Iterator[int]:
        """The consultations an opinion may end, the one it names before the others."""
        still = [n for n in range(1, len(self.consulted) + 1) if n not in self.ended]
        for name, of in (("consultation", "line"), ("with", "with"), ("party", "party")):
            if name in entry.facts:
                for n in still:
                    asked = self.consulted[n - 1]
                    if entry.facts[name] == (asked.line if of == "line" else asked.facts.get(of)):
                        yield n
        yield from still

    def _fee(self, entry: Entry, day: date | None) -> None:
        if entry.action is A.CHARGE_FEE and "charged" in self.fields:
            # The last fee is the one whose payment the clock may wait for.
            self.more = bool(self.fields.pop("paid", None)) or self.more
        self.fields["charged" if entry.action is A.CHARGE_FEE else "paid"] = day
        if "amount" in entry.facts:
            self.fields["amount"] = Decimal(entry.facts["amount"]) / 100
        late = _in_note(entry).get("缴费日期")
        if late:
            self.fields["paid"] = date.fromisoformat(late)

    def _end(self, entry: Entry) -> None:
        said = _in_note(entry)
        if entry.action is A.ANSWER:
            outcome = Outcome.of(entry.facts["outcome"])
            ground = entry.facts.get(GROUND_IS.get(outcome, "reason"))
            self.fields["method"] = NOT_SERVED
        else:
            outcome, ground = self._without_answer(entry), entry.facts.get("reason") or entry.facts.get("why")
            self.fields |= {"method": said.get("送达方式"), "tracking": said.get("快递单号")}
            for name, heading in (("posted", "交邮日期"), ("signed", "签收日期")):
                self.fields[name] = date.fromisoformat(said[heading]) if heading in said else None
        words = said.get("办理结果", outcome.zh)
        self.fields |= {"answered": entry.on, "outcome": words, "ground": _tidy(ground or "")}

    def _without_answer(self, entry: Entry) -> Outcome:
        if entry.action is A.WITHDRAW:
            return Outcome.WITHDRAWN
        clarifying = self.asked and f"clarified{_ending(len(self.asked))}" not in self.fields
        return Outcome.CLARIFICATION_LAPSED if clarifying else Outcome.FEE_LAPSED

    def _serve(self, entry: Entry, day: date | None) -> None:
        facts = entry.facts
        method = facts.get("method")
        if not method and day and "signed" not in facts:
            method = ServiceMethod.POST  # what the law takes a reply for of which nothing else is known
        by_post = method == ServiceMethod.POST
        self.fields |= {
            "method": ServiceMethod.of(method).zh if method else None,
            "posted": facts.get("posted") or (day if by_post else None),
            "signed": facts.get("signed") or (None if by_post else day),
            "tracking": _tidy(facts.get("tracking", "")),
        }


def _ending(number: int) -> str:
    return str(number) if number > 1 else ""


def _tidy(text: str) -> str:
    return text.strip().replace("\r\n", "\n")


def _in_note(entry: Entry) -> dict[str, str]:
    """What a row told that no fact holds; an import keeps it in the note of the entry."""
    parts: Sequence[str] = str(entry.facts.get("note", "")).split("；")
    return {heading: said for heading, colon, said in (part.partition("：") for part in parts) if colon}
