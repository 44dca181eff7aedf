"""Questions to the database; the unit of work commits, repositories never do."""
