"""Coding in Excel: a sheet of passages goes out, and what a person filled in comes back."""
