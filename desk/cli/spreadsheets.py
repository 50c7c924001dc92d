"""Spreadsheets: the office's ledger comes in."""

import typer


def register(app: typer.Typer) -> None:
    """Add these commands."""
