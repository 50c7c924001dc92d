"""The store: what happened, remembered in a database."""
