"""办件的屏幕: the case, its acts, letters, masking and intake at the desk. Each act is one call into `acts`."""
