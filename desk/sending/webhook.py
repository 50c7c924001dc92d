"""Robots of group chats: a post of JSON each, whose answer says whether it was taken."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any, Final, NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from desk.config import Config
from desk.sending.carrying import TIMEOUT, Carry, Undelivered
from desk.sending.secrets import read_secret
from desk.sending.words import plain_lines, subject, text
from workflow.errors import BadInput, CaseworkError, Refused, mark
from workflow.outbox import Message
from workflow.people import Person

#: An answer is read no further than this, in bytes.
MOST: Final = 65_536
#: What the other side says of a post that will never do as it is.
NEVER: Final = frozenset({400, 413, 422})


class Robot(NamedTuple):
    """How a kind of robot wants its posts: the body, how long a text may be in bytes, where it says no."""

    body: Callable[[str], dict[str, Any]]
    most: int | None
    says_no: str


# fmt: off
#: The robots we know; `plain` is whoever reads our own JSON, and says no by the status alone.
ROBOTS: Final[Mapping[str, Robot]] = {
    "wecom":    Robot(lambda told: {"msgtype": "text", "text": {"content": told}},       2_048, "errcode"),
    "dingtalk": Robot(lambda told: {"msgtype": "text", "text": {"content": told}},      18_000, "errcode"),
    "feishu":   Robot(lambda told: {"msg_type": "text", "content": {"text": told}},     18_000, "code"),
    "plain":    Robot(lambda told: {"text": told},                                        None, ""),
}
# fmt: on


class _NoRedirects(HTTPRedirectHandler):
    """Nobody but whom the office has named is told anything."""

    def redirect_request(self, *_args: object) -> None:
        """Go nowhere else."""


_POST: Final = build_opener(ProxyHandler({}), _NoRedirects)


@contextmanager
def webhook(config: Config) -> Iterator[Carry]:
    """Posts to the office's robot."""

    def carry(message: Message, _person: Person | None) -> None:
        try:
            _post(config, message)
        except CaseworkError as fault:
            raise Undelivered(fault, down=True) from fault

    yield carry


def _post(config: Config, message: Message) -> None:
    robot = ROBOTS[config.webhook.kind]
    url, body = _signed(config, robot.body(text(config, message, robot.most)))
    if config.webhook.kind == "plain":
        body |= {
            "id": message.told.code,
            "kind": message.told.kind.value,
            "subject": subject(config, message),
            "lines": plain_lines(config, message.told.lines),
        }
    if not url.startswith(("https://", "http://")):
        raise BadInput("bad_webhook", "The address of the robot must begin with https:// or http://.")
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": message.told.code}
    asked = Request(url, json.dumps(body, ensure_ascii=False).encode(), headers, method="POST")  # noqa: S310
    try:
        with _POST.open(asked, timeout=TIMEOUT) as answer:
            told = answer.read(MOST)
    except HTTPError as fault:
        with fault:
            raise Undelivered(_refuses(fault.code, ""), final=fault.code in NEVER, down=True) from None
    except (OSError, HTTPException, ValueError) as fault:
        # The address holds the robot's key: whatever is said of it is not repeated.
        kind = type(fault).__name__
        raise CaseworkError(
            "robot_out_of_reach", mark("The robot does not answer: {fault}"), fault=kind
        ) from None
    if robot.says_no:
        _check_taken(told, robot.says_no)


def _check_taken(told: bytes, says_no: str) -> None:
    """A robot answers 200 to what it refuses, too."""
    try:
        answer = json.loads(told)
        code = answer[says_no]
    except (ValueError, TypeError, KeyError):
        raise _refuses(200, told[:200].decode("utf-8", "replace")) from None
    if code != 0:
        raise _refuses(code, str(answer.get("errmsg", answer.get("msg", "")))[:200])


def _refuses(code: object, answer: str) -> Refused:
    return Refused("robot_refuses", "The robot refuses: {code} {answer}", code=code, answer=answer)


def _signed(config: Config, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The address and the body, signed as the kind of robot wants it, if it has a secret."""
    url = read_secret(config, config.webhook.url_file)
    if not config.webhook.secret_file:
        return url, body
    secret = read_secret(config, config.webhook.secret_file)
    if config.webhook.kind == "dingtalk":
        at = str(round(time.time() * 1000))
        sign = quote(_hmac(secret, f"{at}\n{secret}"), safe="")
        return f"{url}{'&' if '?' in url else '?'}timestamp={at}&sign={sign}", body
    if config.webhook.kind == "feishu":
        at = str(round(time.time()))
        return url, {"timestamp": at, "sign": _hmac(f"{at}\n{secret}", ""), **body}
    return url, body


def _hmac(key: str, told: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), told.encode(), hashlib.sha256).digest()).decode()
