"""年报的屏幕: what the desk shows of reports, figures and the district's sum, and what it takes from people."""
