"""The doctor: what is wrong with the machine and the office, and what to do about each of it."""
