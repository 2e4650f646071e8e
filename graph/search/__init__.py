"""Search over a snapshot: names with typing errors forgiven, and what recommendations, findings and requests say, word for word.

    with closing(open_index(snapshot.search_path)) as index:
        search(index, 'return "home interviews" lancashire')

The index is a file of SQLite's, made when a snapshot is (`write_index`); that of the documents' whole text is another
(`write_pages`). Where a snapshot goes on from the one before, so do they (`renew_index`, `renew_pages`): what they cost is what
changed. What is wanted is a list of words and of phrases in quotation marks; nothing else in it has a meaning, so nothing that is
typed can be a wrong query.
"""

from __future__ import annotations

from graph.search.finding import KINDS, search, suggest
from graph.search.found import Found, Hit
from graph.search.guessing import count_words, guess
from graph.search.index import Index, keep_index, open_index, renew_index, write_index
from graph.search.pages import NAME as PAGES_NAME
from graph.search.pages import Pages, renew_pages, write_pages
from graph.search.words import Part

__all__ = [
    "KINDS", "PAGES_NAME", "Found", "Hit", "Index", "Pages", "Part", "count_words", "guess", "keep_index", "open_index",
    "renew_index", "renew_pages", "search", "suggest", "write_index", "write_pages",
]  # fmt: skip
