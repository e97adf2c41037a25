"""The offices of the suite: intake, processing, stats, and the command line that talks to them."""
