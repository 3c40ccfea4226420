"""Checks of a report, each room one thing that a reviewer would send back."""
