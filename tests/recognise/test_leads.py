"""Who led an inspection, in a paper's own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.leads import find_lead
from graph.recognise.papers import recognise_paper
from graph.statements import Document


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Ofsted carried out a focused visit, led by Rosalind Pettifer, His Majesty's Inspector.", "Rosalind Pettifer"),
        ("The team of six was led by Philippa Glazebrook (Ofsted), with Simon Threlkeld of the CQC.", "Philippa Glazebrook"),
        ("It was led by Her Majesty’s Inspector Ann Ash.", "Ann Ash"),
        ("Kate Ellingworth HMI led a team of two.", "Kate Ellingworth"),
        ("The lead inspector had been Nigel Thackery HMI.", "Nigel Thackery"),
        ("The lead inspector, HMI Ann Ash, thanked staff.", "Ann Ash"),
        ("Members met Sarah Canto, lead inspector.", "Sarah Canto"),
        ("A review led by Ann Ash, the Director at Leeds, has ended.", None),
        ("It was led on this occasion by HMICFRS.", None),
        ("Two inspectors, Owen Strudwick HMI and Lara Finch HMI, looked at records.", None),
        ("The lead inspector was Ann Ash in May, and the lead inspector was Tom Lee in June.", None),
    ],
)  # fmt: skip
def test_lead_is_who_the_words_say_led(text: str, lead: str | None) -> None:
    place = find_lead(text)

    assert (text[slice(*place)] if place else None) == lead


def test_lead_goes_to_the_inspection_told_of(document: Callable[[str], Document]) -> None:
    paper = document("""
        On 4 and 5 June 2019 Ofsted carried out a focused visit. The lead inspector was Ann O'Dell HMI.
    """)
    (visit,) = recognise_paper(paper).inspections

    assert visit.lead_inspector is not None
    assert visit.lead_inspector.value == "Ann O’Dell"
    assert visit.inspectors == (visit.lead_inspector,)
