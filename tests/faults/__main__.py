"""`./run faults`: break the office in every way there is, and write down what held."""

import random
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path

from tests.faults.faults import FAULTS
from tests.faults.found import FULL, LONG, SHORT, Found
from tests.faults.page import PAGE, page


def main() -> int:
    """Run what is asked for; a whole run writes its page."""
    parser = ArgumentParser(prog="./run faults", description="Faults, measured: see docs/reliability.md.")
    parser.add_argument("--only", choices=FAULTS, help="this fault alone; no page is written")
    parser.add_argument("--seed", type=int, help="the run with this seed again")
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument("--full", action="store_const", const=FULL, dest="size", help="the largest sizes")
    sizes.add_argument("--short", action="store_const", const=SHORT, dest="size", help="as in CI")
    asked = parser.parse_args()
    size = asked.size or LONG
    seed = random.SystemRandom().randrange(10**6) if asked.seed is None else asked.seed
    results = {}
    for name in [asked.only] if asked.only else FAULTS:
        again = f"./run faults --only {name} --seed {seed}{'' if size == LONG else f' --{size}'}"
        print(f"{name}: {FAULTS[name].title}. Again: {again}", flush=True)
        results[name] = _run(name, seed, size)
    if not asked.only:
        PAGE.write_text(page(results, size), encoding="utf-8")
    return any(found.wrong for found in results.values())


def _run(name: str, seed: int, size: str) -> Found:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="foi-faults-") as folder:
        try:
            found = FAULTS[name].run(Path(folder), seed, size)
        except Exception as fault:  # noqa: BLE001 (the others are still to be run)
            fault.add_note(f"{name}, seed {seed}")
            sys.excepthook(type(fault), fault, fault.__traceback__)
            found = Found(seed, wrong=[f"it could not be run to its end: {type(fault).__name__}: {fault}"])
    found.seconds = time.monotonic() - begun
    told = ", ".join(f"{what} {many}" for what, many in found.figures.items())
    print(
        f"  {found.seconds:.0f} s: {told}", *(f"  WRONG {one}" for one in found.wrong), sep="\n", flush=True
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
