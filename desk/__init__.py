"""The desk: where people sit, and where the house is put together."""
