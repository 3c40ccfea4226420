"""Ground floor: everything gathered for an inspection, and where it came from."""
