"""The comment log: everything that came back on a draft, and what was answered to it."""
