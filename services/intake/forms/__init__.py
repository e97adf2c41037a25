"""The official papers of the counter: which set is in force, what each says, and their printing as PDF."""
