"""Which files an inspection examines: a case list, the rules of eligibility, and the draw."""
