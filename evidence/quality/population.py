"""What a sample without replacement says about the files that were not looked at again.

The interval is exact: it holds every number of faulty files in the whole that would give so
few, or so many, in the sample with a chance of at least a fortieth (the hypergeometric
counterpart of C. J. Clopper and E. S. Pearson, Biometrika 26, 1934, 404-413).
"""

from __future__ import annotations

from math import comb


def faulty_in_all(
    found: int, sampled: int, files: int, *, confidence: float = 0.95
) -> tuple[int, int]:
    """Return the least and most faulty files there can be in all, at a confidence.

    `found` of `sampled` files are faulty, drawn at random from `files`.

    Raises:
        ValueError: the numbers do not fit each other.
    """
    if not 0 <= found <= sampled <= files or not files:
        raise ValueError(f"{found} of {sampled} of {files} is no sample")
    tail = (1 - confidence) / 2
    possible = range(found, files - (sampled - found) + 1)
    low = next(k for k in possible if _at_least(found, k, sampled, files) > tail or k == found == 0)
    high = next(k for k in reversed(possible) if _at_most(found, k, sampled, files) > tail)
    return low, high


def _at_least(found: int, faulty: int, sampled: int, files: int) -> float:
    return sum(_chance(n, faulty, sampled, files) for n in range(found, min(sampled, faulty) + 1))


def _at_most(found: int, faulty: int, sampled: int, files: int) -> float:
    return sum(_chance(n, faulty, sampled, files) for n in range(found + 1))


def _chance(n: int, faulty: int, sampled: int, files: int) -> float:
    good = files - faulty
    if n > faulty or sampled - n > good:
        return 0.0
    return comb(faulty, n) * comb(good, sampled - n) / comb(files, sampled)
