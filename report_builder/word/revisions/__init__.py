"""Out to Word and back: tracked changes resolved, returned files read, redlines made."""
