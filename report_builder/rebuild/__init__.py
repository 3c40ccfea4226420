"""The three-way merge: what a draft said, what an editor made of it, what is said now."""
