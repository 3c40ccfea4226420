"""Coding in Word: a source as a document, and what people's comments in it say."""
