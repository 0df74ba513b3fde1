"""How dates and times read on every screen."""
