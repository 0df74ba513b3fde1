"""What people do in more than one story: the citizen before the public pages, the office at its desks."""
