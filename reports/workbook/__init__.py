"""The year's report as a workbook: its tables, checks, charts and cases, a sheet each."""
