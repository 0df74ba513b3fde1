"""目录: what must be public, in which column, how soon, and by whom."""
