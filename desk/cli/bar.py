"""A bar that grows while long work is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import Progress

from desk.cli.desk import Desk


@contextmanager
def bar(desk: Desk, sentence: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar that grows, where somebody watches."""
    with Progress(console=desk.console, transient=True) as drawn:
        task = drawn.add_task(desk.words(sentence), total=total)
        yield lambda done: drawn.update(task, completed=done)
