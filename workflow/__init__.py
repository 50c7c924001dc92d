"""The law, the table, the clock and the jobs: the lowest floor, which imports nothing of ours."""
