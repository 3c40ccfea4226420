"""How far people who judged the same things agree, beyond what chance would give."""
