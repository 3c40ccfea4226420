"""Readers turn the bytes of one office file into text, parts and notices."""
