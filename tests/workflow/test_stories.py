"""The worked examples of `tests/law`, which a lawyer can sign, hold."""

import tomllib
from pathlib import Path

import pytest

from tests.builders import LAW, entries
from workflow.errors import CaseworkError
from workflow.replay import replay

FILES = sorted((Path(__file__).parents[1] / "law").glob("*.toml"))
STORIES = [story for file in FILES for story in tomllib.loads(file.read_text(encoding="utf-8"))["story"]]


def told(story, statute=""):
    """The case of a story, under the law it names or the one of its day of receipt."""
    receipt, *happened = story["happened"]
    written = entries(*happened, received=receipt.removeprefix("receive "))
    return replay(LAW, written, implied=True, statute=statute)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story['statute']}: {story['name']}")
def test_the_story_ends_as_it_is_told(story):
    if "refused" in story:
        with pytest.raises(CaseworkError) as refused:
            told(story, story["statute"])
        assert story["refused"] == refused.value.code
        return

    reply = told(story, story["statute"]).clock.reply

    assert story["due"] == (reply.due_on or "unknown")


@pytest.mark.parametrize("story", [s for s in STORIES if s["statute"] != "uk-2000" and "due" in s])
def test_the_law_of_a_chinese_story_follows_from_its_day_of_receipt(story):
    assert story["statute"] == told(story).statute.id


def test_there_is_a_story_for_every_law_and_none_is_told_twice():
    names = [(story["statute"], story["name"]) for story in STORIES]

    assert {"cn-2008", "cn-2019", "uk-2000"} == {statute for statute, _ in names}
    assert len(names) == len(set(names))
    assert all(story["article"] and ("due" in story) != ("refused" in story) for story in STORIES)
