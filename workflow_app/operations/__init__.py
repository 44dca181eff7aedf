"""What service tasks do: one file, one function each, in one visible table."""
