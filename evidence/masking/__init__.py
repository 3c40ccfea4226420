"""Masking: names and numbers found in evidence, and hidden from whoever is outside the team."""

from evidence.masking.finding import Masking, masking_of, masks_of, names_in
from evidence.masking.known import Known
from evidence.masking.masks import Kind, Mask, MaskedText, masked

__all__ = [
    "Kind",
    "Known",
    "Mask",
    "MaskedText",
    "Masking",
    "masked",
    "masking_of",
    "masks_of",
    "names_in",
]
