"""The PAR index (chỉ số cải cách hành chính): criteria, scores, ranks and what would gain most. Pure."""
