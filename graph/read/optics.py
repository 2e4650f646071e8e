"""What recognises words in pictures of pages: whether OCRmyPDF and tesseract are installed here, and how to start them."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec

from graph.extras import list_packages


def missing() -> str:
    """What to do before scans can be read, as the end of a sentence; empty where all is there."""
    steps = {
        f"pip install {list_packages('ocr')}": find_command(),
        "install tesseract (Debian: apt-get install tesseract-ocr)": shutil.which("tesseract"),
    }
    return " and ".join(step for step, found in steps.items() if not found)


def find_command() -> list[str]:
    """What starts OCRmyPDF: this Python's own where it is installed there, else the system's, else nothing."""
    if find_spec("ocrmypdf"):
        return [sys.executable, "-P", "-m", "ocrmypdf"]
    found = shutil.which("ocrmypdf")
    return [found] if found else []
