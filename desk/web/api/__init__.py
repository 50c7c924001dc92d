"""The desk for programs: JSON under /api, with a token and nothing else."""
