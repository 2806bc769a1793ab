from tests.matching.conftest import cold

__all__ = ["cold"]
