"""正文数字与来源的绑定: prose in which each figure knows where it comes from, and is told when its source says otherwise."""

from .numbers import Number, clause_of, figures_in, numbers_in, quoted
from .places import Binding, find, from_json, renewed
from .states import Held, State, held
from .writing import Draft, Line, added, exchanged, write

__all__ = [
    "Binding",
    "Draft",
    "Held",
    "Line",
    "Number",
    "State",
    "added",
    "clause_of",
    "exchanged",
    "figures_in",
    "find",
    "from_json",
    "held",
    "numbers_in",
    "quoted",
    "renewed",
    "write",
]
