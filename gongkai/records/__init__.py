"""登记、认定、编撰: the register of an office's information, and the one gate to publication."""
