"""Writing the office's ledger as a spreadsheet, with the columns that an import reads."""
