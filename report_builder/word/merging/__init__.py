"""An editor's Word file read in units and words, and patched where the evidence changed."""
