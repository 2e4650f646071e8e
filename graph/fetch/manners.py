"""How addresses are visited: what each host is spared, what is refused, and when a visit has gone on for long enough."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manners:
    """The limits of a visit; times are in seconds.

    Between two requests to a host there is a `pause`, or more where its robots.txt says so. A server may be silent for
    `silence` and take `file_seconds` for one file of up to `most_bytes`. One that asks to come back later is tried again up to
    `attempts` times in all, unless that would take longer than `longest_wait`: then its host is left alone. Addresses of the
    machine and of its own network are refused unless `allow_private`: whoever wrote a list shall not look around there.
    """

    pause: float = 1.0
    silence: float = 30.0
    file_seconds: float = 600.0
    most_bytes: int = 200 << 20
    attempts: int = 4
    longest_wait: float = 120.0
    allow_private: bool = False
