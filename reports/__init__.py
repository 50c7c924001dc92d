"""Reports: the official tables, counted from the cases."""
