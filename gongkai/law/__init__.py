"""规则：公开工作所依据的法律，写成纯函数和数据。No Django, no clock, no database, no files but its own data."""
