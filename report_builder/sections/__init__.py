"""Sections write the chapters of a report from findings, codings and rates."""
