"""The inspection's own quality assurance: a random sample of its files, looked at again."""
