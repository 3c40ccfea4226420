"""Work on what cannot be trusted, done in child processes that can be ended."""
