"""The copy that leaves the building: everything stripped that only the team needs, and proof."""
