"""First floor: the meaning given to evidence, suggested by rules and decided by people."""
