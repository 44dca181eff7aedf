"""One function per use case, one unit of work each."""
