"""What the yearbook counts and how: pure rules, no I/O."""
