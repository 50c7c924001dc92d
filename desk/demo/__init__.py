"""The demonstration office: one real year walked through, and a dozen live cases around today."""
