"""What can go wrong, as few classes.

    PipelineError        any error a user can mend; its text is one line: file, place, cause, remedy
    |- SourceError       a source document or raw/sources.csv is unusable
    |- SchemaError       datapackage.json or a table does not fit it
    |- ValidationFailed  the staged tables break a rule; nothing is published
    |- BuildError        the output cannot be written, read or restored
    `- QueryError        SQL or an id that a command was given is wrong
"""

from __future__ import annotations


class PipelineError(Exception):
    """An error whose text names file, place, cause and remedy."""


class SourceError(PipelineError):
    """A source document or its registration is unusable."""


class SchemaError(PipelineError):
    """The schema, or a table held against it, is wrong."""


class ValidationFailed(PipelineError):
    """The staged tables break a rule."""


class BuildError(PipelineError):
    """A build cannot be written, read or restored."""


class QueryError(PipelineError):
    """A query or an id cannot be answered."""
