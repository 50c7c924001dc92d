"""Mail: text only, always the same message for the same alert, through the office's own server."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as LINES
from email.utils import format_datetime
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from desk.config import Config
from desk.sending.carrying import TIMEOUT, Carry, Undelivered
from desk.sending.secrets import read_secret
from desk.sending.words import subject, text
from workflow.errors import CaseworkError, Refused, mark
from workflow.outbox import Message
from workflow.people import Person


@contextmanager
def mail(config: Config) -> Iterator[Carry]:
    """One connection for as many messages as there are, made for the first of them."""
    server: SMTP | None = None

    def carry(message: Message, person: Person | None) -> None:
        nonlocal server
        if person is None or not person.mail:
            raise Undelivered(
                Refused("no_mail", "{login} has no mail address.", login=message.told.recipient), final=True
            )
        try:
            server = server or _connected(config)
            server.send_message(written(config, message, person.mail))
        except (CaseworkError, SMTPException, OSError) as fault:
            _hang_up(server)
            server = None
            raise _undelivered(fault) from fault

    try:
        yield carry
    finally:
        _hang_up(server)


def written(config: Config, message: Message, to: str) -> EmailMessage:
    """The mail itself; written twice it is the same, so that whoever gets it twice can tell."""
    domain = config.mail.sender.rpartition("@")[2]
    made = EmailMessage(LINES)
    made["From"] = Address(config.office.name, addr_spec=config.mail.sender)
    made["To"] = to
    made["Subject"] = subject(config, message)
    made["Date"] = format_datetime(message.at)
    made["Message-ID"] = f"<{message.told.code}@{domain}>"
    made["List-Id"] = f"<foi-alerts.{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text(config, message), cte="base64")
    return made


def _connected(config: Config) -> SMTP:
    told = config.mail
    private = ssl.create_default_context()
    if told.tls == "tls":
        server: SMTP = SMTP_SSL(told.server, told.port, timeout=TIMEOUT, context=private)
    else:
        server = SMTP(told.server, told.port, timeout=TIMEOUT)
    try:
        if told.tls == "starttls":
            server.starttls(context=private)
        if told.login:
            server.login(told.login, read_secret(config, told.password_file))
    except BaseException:
        _hang_up(server)
        raise
    return server


def _hang_up(server: SMTP | None) -> None:
    """Whatever the server says to a good-bye: what it has taken, it has taken."""
    if server is not None:
        with suppress(SMTPException, OSError):
            server.quit()
        server.close()


def _undelivered(fault: Exception) -> Undelivered:
    """What a failure means: what a server refuses for good (5xx, RFC 5321 §4.2.1) is not tried again.

    But a sign-in, or a sender that it refuses, is no fault of the message.
    """
    if isinstance(fault, SMTPRecipientsRefused):
        code, answer = next(iter(fault.recipients.values()))
        return Undelivered(_refused(code, answer), final=code >= 500)
    if isinstance(fault, SMTPDataError):
        return Undelivered(_refused(fault.smtp_code, fault.smtp_error), final=fault.smtp_code >= 500)
    if isinstance(fault, SMTPResponseException):
        return Undelivered(_refused(fault.smtp_code, fault.smtp_error), down=True)
    if isinstance(fault, CaseworkError):
        return Undelivered(fault, down=True)
    why = CaseworkError("mail_out_of_reach", mark("The mail server does not answer: {fault}"), fault=fault)
    return Undelivered(why, down=True)


def _refused(code: int, answer: bytes | str) -> Refused:
    told = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return Refused("mail_refused", "The mail server refuses: {code} {answer}", code=code, answer=told)
