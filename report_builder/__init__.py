"""Top floor: what the inspection says, and the Word report it says it in."""
