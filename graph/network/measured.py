"""What was measured of the networks of a snapshot, kept for the build after it, which measures what changed alone.

    snapshots/…/networks.npz    each network's pairs, and where each of its things stands

Things are told by their places among a network's names, in arrays that are read at once: 50 bytes a pair.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from graph.network.measures import Standing
from graph.network.ties import Ties

NAME = "networks.npz"
_COLUMNS = ("names", "ones", "others", "weights", "things", "degrees", "strengths", "betweenness", "communities")


class Measured(NamedTuple):
    """A network's pairs as they are read, and the standing of each of its things, in order."""

    ties: Ties
    standings: Mapping[str, Standing]


def write_measured(networks: Mapping[str, Measured], folder: Path) -> None:
    """Write down what was measured of each network, by its name."""
    told = {f"{name}.{key}": column for name, one in networks.items() for key, column in _to_columns(one)}
    np.savez(folder / NAME, **told)


def read_measured(folder: Path) -> dict[str, Measured] | None:
    """What was measured of each network, by its name; none where there is no file that can be read."""
    try:
        with (folder / NAME).open("rb") as stream, np.load(stream, allow_pickle=False) as told:
            names = sorted({key.partition(".")[0] for key in told})
            return {name: _from_columns(*(told[f"{name}.{key}"] for key in _COLUMNS)) for name in names}
    except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile):
        return None


def _to_columns(one: Measured) -> Iterable[tuple[str, Any]]:
    standings = list(one.standings.values())
    places = {standing.thing: place for place, standing in enumerate(standings)}
    columns = (
        _to_bytes(one.ties.names),
        *(one.ties.ones.astype(np.int32), one.ties.others.astype(np.int32), one.ties.weights),
        _to_bytes(standing.thing for standing in standings),
        np.array([standing.degree for standing in standings], np.int32),
        np.array([standing.strength for standing in standings], float),
        np.array([standing.betweenness for standing in standings], float),
        np.array([places[standing.community] for standing in standings], np.int32),
    )
    return zip(_COLUMNS, columns, strict=True)


def _from_columns(
    names: Any,
    ones: Any,
    others: Any,
    weights: Any,
    things: Any,
    degrees: Any,
    strengths: Any,
    between: Any,
    groups: Any,
) -> Measured:
    found = _to_names(things)
    communities = [found[place] for place in groups.tolist()]
    rows = zip(found, degrees.tolist(), strengths.tolist(), between.tolist(), communities, strict=True)
    ties = Ties(_to_names(names), ones.astype(np.int64), others.astype(np.int64), weights)
    return Measured(ties, {row[0]: Standing(*row) for row in rows})


def _to_bytes(names: Iterable[str]) -> Any:
    # No address has a line's end in it.
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _to_names(told: Any) -> list[str]:
    return str(told.tobytes(), "utf-8").split("\n") if len(told) else []
