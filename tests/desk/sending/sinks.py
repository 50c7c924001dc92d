"""What messages arrive at: a real mail server and a real robot, each as unwilling as asked."""

import asyncio
import json
import time
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from aiosmtpd.controller import Controller

from tests.desk.web.test_serving import free_port


class Letterbox:
    """Takes mail, and answers as `answers` says, one after the other, the last of them for ever.

    `lost` takes the mail and hangs up before it says so; `slow` says so too late.
    """

    def __init__(self):
        self.came, self.answers = [], ["250 OK"]

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("nobody"):
            return "550 没有这个邮箱".encode().decode("latin-1")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer == "slow":
            await asyncio.sleep(2)
            return "250 OK"
        if answer == "lost":
            self.came.append(message_from_bytes(envelope.content, policy=policy.default))
            server.transport.close()
            return "250 OK"
        if answer.startswith("250"):
            self.came.append(message_from_bytes(envelope.content, policy=policy.default))
        return answer

    @property
    def codes(self):
        return [one["Message-ID"] for one in self.came]


@contextmanager
def mail_server():
    """A server that takes mail: its letterbox, and its port."""
    box = Letterbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), decode_data=False)
    controller.start()
    try:
        yield box, controller.port
    finally:
        controller.stop(no_assert=True)


class Robot:
    """Takes posts, and answers each as `answer` says: (status, body), or seconds of silence."""

    def __init__(self):
        self.came, self.answer, self.url = [], (200, {"errcode": 0, "code": 0}), ""


@contextmanager
def robot():
    """A server that takes posts."""
    told = Robot()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.came.append((self.path, dict(self.headers), body))
            if isinstance(told.answer, float):
                time.sleep(told.answer)
                return
            status, said = told.answer
            content = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.url = f"http://127.0.0.1:{server.server_address[1]}/robot?key=geheim"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
