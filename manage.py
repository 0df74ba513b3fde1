"""Django's own commands, for developers; the office uses the console script `gongkai`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
    execute_from_command_line(sys.argv)
