"""Places that an article names: the infobox chain, names in prose, and how events lie to them."""

from pipeline.extract.places.model import Place, PlaceMention
from pipeline.extract.places.registry import PlaceRegistry

__all__ = ["Place", "PlaceMention", "PlaceRegistry"]
