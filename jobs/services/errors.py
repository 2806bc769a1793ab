"""A step that the state of things does not allow."""


class NotPossible(Exception):
    """Nothing was changed; the text says to the person why, in their language."""
