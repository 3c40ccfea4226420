"""Double coding: a random sample coded twice, how far the two agree, and what settles it."""
