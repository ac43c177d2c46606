"""Dates in prose and infobox fields: found, written as EDTF level 1, and carried from sentence to sentence."""

from pipeline.extract.dates.field import parse_date_field
from pipeline.extract.dates.find import find_dates
from pipeline.extract.dates.model import DateMention, Relative, When
from pipeline.extract.dates.times import find_times
from pipeline.extract.dates.tracker import DateTracker

__all__ = ["DateMention", "DateTracker", "Relative", "When", "find_dates", "find_times", "parse_date_field"]
