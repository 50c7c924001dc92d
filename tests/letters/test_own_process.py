"""The process an office's own templates run in: one for all letters, bounded, and never left behind."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from letters.catalogue import LETTERS, letter_of_kind
from letters.compose import compose
from letters.own import own_process, own_renderer, render_own
from letters.own_check import _samples
from tests.letters.own_folders import ENDLESS, LETTER, Folder

GRANTED = letter_of_kind("cn-2019", "granted")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds the time only")


@pytest.fixture
def own(tmp_path):
    return Folder(tmp_path / "own")


@pytest.fixture
def fill(own):
    with own_renderer(own.path, seconds=2) as render:
        yield render


def pid(fill):
    return fill.args[0].pid


def test_a_hundred_letters_are_written_by_one_process(own, fill, context_of):
    own.write("letter.j2", LETTER)
    pids = set()
    for n in range(100):
        letter = LETTERS[n % len(LETTERS)]
        assert compose(letter, context_of(letter), fill) == compose(letter, context_of(letter))
        pids.add(pid(fill))

    assert len(pids) == 1


@POSIX
def test_the_process_is_gone_when_the_letters_are_written(own, context_of):
    own.write("letter.j2", LETTER)
    with own_renderer(own.path) as fill:
        compose(GRANTED, context_of(GRANTED), fill)
        process = pid(fill)
        os.kill(process, 0)

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@POSIX
def test_a_process_killed_at_work_is_a_fault_and_the_next_letter_is_written(own):
    own.write("letter.j2", ENDLESS + LETTER)
    (_, values), *_ = _samples(GRANTED)
    with own_process(own.path, seconds=30) as process, ThreadPoolExecutor(1) as asker:
        asked = asker.submit(render_own, process, own.path, "letter.j2", values)
        while process.pid is None:
            threading.Event().wait(0.01)
        os.kill(process.pid, 9)
        fault = asked.exception()

        assert str(fault) == "letter.j2: its process ended before its time"
        own.write("letter.j2", LETTER)
        assert render_own(process, own.path, "letter.j2", values)[0]["signoff"] == ("〔office〕",)


@POSIX
def test_a_process_killed_at_rest_is_replaced_without_a_word(own, fill, context_of):
    own.write("letter.j2", LETTER)
    first = compose(GRANTED, context_of(GRANTED), fill)
    before = pid(fill)
    os.kill(before, 9)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)

    assert first == compose(GRANTED, context_of(GRANTED), fill)
    assert before != pid(fill)


def test_two_threads_are_each_given_their_own_letter(own, fill, context_of):
    own.write("letter.j2", LETTER)

    def addressee(n):
        return compose(GRANTED, context_of(GRANTED, applicant=f"申请人{n}"), fill).addressee

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(addressee, range(40))) == [f"申请人{n}：" for n in range(40)]


@POSIX
def test_a_forked_copy_has_a_process_of_its_own(own, fill, context_of):
    own.write("letter.j2", LETTER)
    letter = compose(GRANTED, context_of(GRANTED), fill)
    before = pid(fill)

    if (copy := os.fork()) == 0:
        with suppress(BaseException):
            same = compose(GRANTED, context_of(GRANTED), fill) == letter
            own_pid = pid(fill)
            fill.args[0].close()
            os._exit(0 if same and own_pid != before else 1)
        os._exit(2)
    assert os.waitpid(copy, 0)[1] == 0
    assert letter == compose(GRANTED, context_of(GRANTED), fill)
    assert before == pid(fill)


@LINUX
def test_the_process_inherits_nothing_it_does_not_need(own, fill, context_of, monkeypatch):
    monkeypatch.setenv("FOI_SECRET", "geheim")
    own.write("letter.j2", LETTER)
    compose(GRANTED, context_of(GRANTED), fill)

    told = Path(f"/proc/{pid(fill)}/environ").read_bytes().split(b"\0")
    limits = Path(f"/proc/{pid(fill)}/limits").read_text()

    assert {name.split(b"=")[0] for name in told if name} <= {b"PYTHONPATH", b"PYTHONUTF8", b"LC_CTYPE"}
    assert "536870912" in limits.split("Max address space")[1].splitlines()[0]
