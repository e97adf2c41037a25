"""What two or more services share: contracts, working time, plumbing. Admission test in README.md."""
