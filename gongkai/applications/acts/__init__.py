"""办理动作: what people do to an application. Each act asks the table under a lock, changes the case, and records an event.

Callers pass the days that they enter (`on`), and `at` only to tell an invented past; a screen leaves `at` out.
"""

from .amending import cancel_entry, correct_entry
from .charging import record_fee_delivery, take_fee
from .consulting import lapse_consultation, open_consultation, record_consultation_delivery, take_opinion
from .correcting import take_correction, take_reasons, take_ruling
from .deciding import decide, log_contact, record_search
from .ending import archive, close, make_proactive, record_service, reopen, withdraw
from .keeping import add_file, withdraw_file
from .receiving import assign, confirm, mark_unreachable, submit, take_in
from .rectifying import answer_rectification, draft_rectification_reply, take_rectification
from .redacting import add_masks, mask_text, release_masked, release_whole, remove_mask
from .remedying import record_remedy, update_remedy
from .sending import send
from .setting import set_rules
from .writing import draft, enclose, release_to_review, revise, void

__all__ = [
    "add_file",
    "add_masks",
    "answer_rectification",
    "archive",
    "assign",
    "cancel_entry",
    "close",
    "confirm",
    "correct_entry",
    "decide",
    "draft",
    "draft_rectification_reply",
    "enclose",
    "lapse_consultation",
    "log_contact",
    "make_proactive",
    "mark_unreachable",
    "mask_text",
    "open_consultation",
    "record_consultation_delivery",
    "record_fee_delivery",
    "record_remedy",
    "record_search",
    "record_service",
    "release_masked",
    "release_to_review",
    "release_whole",
    "remove_mask",
    "reopen",
    "revise",
    "send",
    "set_rules",
    "submit",
    "take_correction",
    "take_fee",
    "take_in",
    "take_opinion",
    "take_reasons",
    "take_rectification",
    "take_ruling",
    "update_remedy",
    "void",
    "withdraw",
    "withdraw_file",
]
