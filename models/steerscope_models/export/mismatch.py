"""The failure of an export that can be told without PyTorch."""


class ExportMismatch(RuntimeError):
    """An exported file computes something else than the module that it was made from."""
