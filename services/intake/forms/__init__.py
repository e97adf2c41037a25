"""The papers that the counter alone makes out: the receipt and the register book."""
