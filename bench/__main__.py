"""`python -m bench [JOB …] [--full]`: each job beside its limit, as ratios of one run."""

import os
import platform
from argparse import ArgumentParser
from importlib import import_module

from bench.rounds import HEAD, as_row, run

JOBS = ("walk", "deadline", "workdays", "sweep", "renew", "count", "letters", "ledger", "desk")
CHOICES = ("all", *JOBS)


def main() -> None:
    """Run the jobs asked for, and print what they showed."""
    parser = ArgumentParser(prog="bench", description="Jobs beside their limits: see bench/README.md.")
    parser.add_argument(
        "jobs", nargs="*", choices=CHOICES, default="all", metavar="JOB", help=", ".join(CHOICES)
    )
    parser.add_argument("--full", action="store_true", help="the large sizes: the better part of an hour")
    asked = parser.parse_args()
    print(_machine(), "", HEAD, sep="\n", flush=True)
    for name in JOBS if "all" in asked.jobs else asked.jobs:
        for race in import_module(f"bench.{name}").races(full=asked.full):
            print(as_row(run(race)), flush=True)
    print("", _machine(), sep="\n")


def _machine() -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load}"


if __name__ == "__main__":
    main()
