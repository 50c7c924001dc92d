"""Lets the letters' tests share their made-up cases."""

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def samples():
    """The made-up cases (one file, also read by `regolden.py`)."""
    spec = importlib.util.spec_from_file_location("letter_samples", Path(__file__).with_name("samples.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def context_of(samples):
    """What a letter says in the made-up case."""
    return samples.context_of


@pytest.fixture(scope="session")
def itemised(samples):
    """What a letter written from items says in the made-up case."""
    return samples.itemised
