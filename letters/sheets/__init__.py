"""Papers beside the letters: sheets the office prints for itself, and the file of a case."""
