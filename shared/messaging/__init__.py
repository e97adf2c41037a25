"""How facts travel: ledger (and outbox) in the caller's transaction, relay, JetStream, consumer with inbox, parking."""
