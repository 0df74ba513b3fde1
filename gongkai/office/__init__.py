"""机构: who works here, with what authority, and what was done (the chained events)."""
