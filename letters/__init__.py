"""Letters: what the office tells people, written from the case."""
