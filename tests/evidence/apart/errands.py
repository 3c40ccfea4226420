"""Things that a child is sent to do in tests; it finds them by their names."""

from __future__ import annotations

import json
import os
import time

from evidence.apart.messages import Message


def echo(question: Message) -> Message:
    return question


def who(_question: Message) -> Message:
    return Message(json.dumps(os.getpid()).encode())


def wait(question: Message) -> Message:
    time.sleep(json.loads(question.head))
    return question


def swell(question: Message) -> Message:
    held = [bytes(1024 * 1024) for _ in range(json.loads(question.head))]
    held = [b"x" * len(block) for block in held]
    time.sleep(30)
    return Message(b"null", held[0])


def die(_question: Message) -> Message:
    os._exit(7)


def blunder(_question: Message) -> Message:
    raise ValueError("secret words")


def chatter(question: Message) -> Message:
    os.write(1, b"what a library prints " * 100)
    return question
