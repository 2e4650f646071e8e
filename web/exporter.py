"""A process that writes one export and ends: `python -m web.exporter ORDER`, the order as JSON.

What strangers ask for may take minutes and much memory, so it is made where it can be ended. It says on its output how the
export fared: nothing where it is there, else the error as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph.errors import GraphError
from graph.export import Origin, Wanted, export
from graph.store import Store, open_disk
from graph.terms import BASE
from web.isolation import leave_network, stand_back


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: the kind, what is wanted, of which snapshot, packed how; from which store into which file."""

    kind: str
    wanted: dict[str, Any]
    origin: tuple[str, str, str]
    packing: str | None
    target: str
    place: str = ""
    megabytes: int = 2048
    file_megabytes: int = 4096

    def to_json(self) -> str:
        """The order as it goes over."""
        return json.dumps(asdict(self))


def make(store: Store, order: Order) -> None:
    """Write the export into its file; an error of `graph.errors` where that cannot be."""
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in order.wanted.items()
    }
    wanted, (name, made, folder) = Wanted(**said), order.origin
    origin = Origin(name, made, Path(folder) if folder else None)
    export(store, order.kind, Path(order.target), wanted=wanted, origin=origin, overwrite=True, packing=order.packing)


def main(said: str) -> int:
    """Leave the network, take no more than is allowed, and write the export."""
    order = Order(**json.loads(said))
    leave_network()
    stand_back(order.megabytes)
    most = order.file_megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        with open_disk(Path(order.place), read_only=True, base=BASE) as store:
            make(store, order)
    except GraphError as error:
        sys.stdout.write(json.dumps({"error": type(error).__name__, "message": str(error)}))
    except MemoryError:
        sys.stdout.write(json.dumps({"error": "MemoryError", "message": ""}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
