"""Search over a snapshot: names with typing errors forgiven, and what recommendations, findings and requests say, word for word.

    with closing(open_index(snapshot.search_path)) as index:
        search(index, 'return "home interviews" lancashire')

The index is a file of SQLite's, made when a snapshot is (`write_index`). What is wanted is a list of words and of phrases in
quotation marks; nothing else in it has a meaning, so nothing that is typed can be a wrong query.
"""

from __future__ import annotations

from graph.search.finding import Found, Hit, search, suggest
from graph.search.index import KINDS, Index, keep_index, open_index, write_index
from graph.search.words import Part

__all__ = ["KINDS", "Found", "Hit", "Index", "Part", "keep_index", "open_index", "search", "suggest", "write_index"]
