"""Reading what an office kept in a spreadsheet before it had a desk."""
