"""How many IQAs and dip samples Areas did, against what the guidance requires."""
