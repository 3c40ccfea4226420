"""Taggers suggest codes for segments, each suggestion with its reason."""
