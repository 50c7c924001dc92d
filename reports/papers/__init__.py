"""A year's report on paper and on a page: Word, PDF and HTML."""
