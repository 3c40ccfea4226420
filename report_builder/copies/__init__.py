"""Copies of a draft for other readers: to be read on screen, with its evidence, as a PDF."""
