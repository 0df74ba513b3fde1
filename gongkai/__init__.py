"""公开：基层政府机关政府信息公开工作系统。The disclosure system of a grassroots government office."""
