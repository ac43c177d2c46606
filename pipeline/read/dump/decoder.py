"""Decompress whole bz2 streams: by ``lbzip2`` where that program is installed, else by Python's bz2.

The program takes two thirds to three quarters of the time, and what is done with its output is done beside it. Whatever
happens to it, nothing of what it gave counts unless it ends well: it may be killed, or be another program.
"""

from __future__ import annotations

import bz2
import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import closing
from functools import cache
from typing import IO

from pipeline.read.dump.streams import Streams

PROGRAM = "lbzip2"
_PIECE = 1 << 20


class DecoderError(ValueError):
    """Streams that were not decompressed to their end."""


def decode(streams: Streams | None) -> Generator[bytes, None, None]:
    """What the streams decompress to, piece by piece, without the bytes to be dropped.

    Raises DecoderError where it breaks off, or where there are no whole streams (None); what came before is then not to
    be trusted either.
    """
    if streams is None:
        raise DecoderError("the last stream does not end")
    if not streams.pieces:
        return
    dropped = streams.dropped
    with closing(_by_program(program, streams) if (program := find_program()) else _by_python(streams)) as pieces:
        for piece in pieces:
            wanted, dropped = piece[dropped:], max(0, dropped - len(piece))
            if wanted:
                yield wanted


@cache
def find_program() -> str | None:
    """The path of the program, None where it is not installed."""
    return shutil.which(PROGRAM)


def _by_program(program: str, streams: Streams) -> Generator[bytes, None, None]:
    try:
        with _in_file(streams) as given:
            command = [program, "-dc", "-n", "1"]
            child = subprocess.Popen(  # noqa: S603 - no words of others
                command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
    except OSError as error:
        raise DecoderError(f"{program}: {error}") from error
    empty = True
    try:
        assert child.stdout is not None  # noqa: S101 - it is a pipe
        while piece := child.stdout.read(_PIECE):
            empty = False
            yield piece
        if status := child.wait():
            raise DecoderError(f"{program} ended with status {status}")
        if empty:
            raise DecoderError(f"{program} gave nothing")
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def _in_file(streams: Streams) -> IO[bytes]:
    """The streams as a file without a name, in memory where the system has such files."""
    # Not a pipe: the program would wait for this process while this process waits for it.
    file: IO[bytes] = (
        os.fdopen(os.memfd_create(PROGRAM), "r+b", buffering=0)
        if hasattr(os, "memfd_create")
        else tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - the caller closes it
    )
    for piece in streams.pieces:
        rest = memoryview(piece)
        while rest:
            rest = rest[file.write(rest) :]
    file.seek(0)
    return file


def _by_python(streams: Streams) -> Generator[bytes, None, None]:
    decompressor = bz2.BZ2Decompressor()
    for piece in streams.pieces:
        rest = memoryview(piece)
        while rest:
            if decompressor.eof:
                decompressor = bz2.BZ2Decompressor()
            data = rest[:_PIECE]
            try:
                yield decompressor.decompress(data, _PIECE)
                while not decompressor.eof and not decompressor.needs_input:
                    yield decompressor.decompress(b"", _PIECE)
            except (OSError, EOFError, ValueError) as error:
                raise DecoderError(str(error)) from error
            rest = rest[len(data) - len(decompressor.unused_data) :]
    if not decompressor.eof:
        raise DecoderError("a stream does not end")
