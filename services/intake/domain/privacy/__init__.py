"""Rules of personal data: erasure, exports, the log of views."""
