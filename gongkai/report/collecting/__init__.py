"""归集: what each kind of row in the system says about an office's year. `collect` puts it together."""
