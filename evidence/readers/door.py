"""Where a file is handed to the readers that work apart; as light as what it is called by.

    submit(read_apart, Message(head, body))

The program names these functions and never loads what they load: the readers, and the
libraries behind them, belong to the child.
"""

from __future__ import annotations

from evidence.apart.messages import Message


def read_apart(question: Message) -> Message:
    """Read one file: the question and the answer are those of `evidence.readers.wire`."""
    from evidence.readers.worker import reply  # noqa: PLC0415 - see above

    return reply(question)


def warm_up(nothing: Message) -> Message:
    """Load the readers, so that no file's time goes on that."""
    import evidence.readers.worker  # noqa: F401, PLC0415 - see above

    return nothing
