"""Backups: the database and its files as one file, made while the office works, proved and restored."""
