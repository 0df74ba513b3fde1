"""审校的拒绝: the one ancestor of every refusal in review, so that a screen can show the sentence."""


class ReviewRefused(Exception):
    """The act was refused; the message is a Chinese sentence that says why, and who can act."""
