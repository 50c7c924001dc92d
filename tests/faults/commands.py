"""A command of `foi` in a process of its own, begun from a parent that has read all the code."""

import os
import sys

import desk.bell
import desk.cli
import desk.jobs.worker
import desk.web.app
import desk.web.serving

#: What is read here, so that no process begun from here reads it again.
READ = (desk.bell, desk.jobs.worker, desk.web.app, desk.web.serving)


def foi(words: list[str], folder: str) -> None:
    """Run it in a folder; it says nothing, and ends as the command does."""
    os.chdir(folder)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(null, stream)
    sys.exit(desk.cli.run(words))
