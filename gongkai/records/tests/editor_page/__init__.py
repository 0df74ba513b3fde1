"""A page with nothing but the body editor on it, for the browser tests: its addresses are the whole site."""
