from __future__ import annotations

from pathlib import Path

import pytest

from graph.foreign.tell import find_danger, tell_format

LINE = "<http://a.example/1> <http://a.example/p> _:b .\n"
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.ttl", "@prefix a: <http://a.example/> .\na:1 a:p 2 .", "trig"),
        ("a.txt", "# told by what is in it\n\nPREFIX a: <http://a.example/>\na:1 a:p 2 .", "trig"),
        ("a.pdf", "@base <http://a.example/> . <1> <p> 2 .", "trig"),
        ("a", "<http://a.example/g> { <http://a.example/1> a <http://a.example/C> }", "trig"),
        ("a.txt", "<http://a.example/1> a <http://a.example/C> ; <http://a.example/p> 1 .", "trig"),
        ("a.nt", LINE, "nquads"),
        ("a.txt", "# lines\n" + LINE, "nquads"),
        ("a.nq", '<http://a.example/1> <http://a.example/p> "é \\" ."@en-GB <http://a.example/g> .\n', "nquads"),
        ("a.ttl", LINE + "<http://a.example/1> a <http://a.example/C> ; a <http://a.example/D> .", "trig"),
        ("a.rdf", XML, "rdfxml"),
        (
            "a.xml",
            f'<?xml version="1.0"?>\n<!-- RDF -->\n<!DOCTYPE rdf:RDF [<!ENTITY x "http://x/">]>\n{XML}',
            "rdfxml",
        ),
        ("a.json", '{"@context": {}, "@graph": []}', "jsonld"),
        ("a.jsonld", "[]", "jsonld"),
        ("a.ttl", "", "trig"),
        ("a.ttl", "\ufeff@prefix a: <http://a.example/> .", "trig"),
        ("a.ttl", "<!DOCTYPE html><html><body>Not found</body></html>", None),
        ("a.ttl", "%PDF-1.7", None),
        ("a.json", '{"name": "no RDF"}', None),
        ("a.svg", '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', None),
        ("a.txt", "Ofsted inspected Lancashire in 2015 <as it was> and said so.", None),
        ("a.csv", "council,grade\nLancashire,Good\n", None),
    ],
)
def test_format_is_told_by_content_before_name(tmp_path: Path, name: str, content: str, form: str | None) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert tell_format(path) == form


@pytest.mark.parametrize(
    ("entities", "reason"),
    [
        ('<!ENTITY owl "http://www.w3.org/2002/07/owl#"><!ENTITY quote "&#34;">', None),
        (
            '<!ENTITY x SYSTEM "file:///etc/hostname">',
            "its entity x is taken from elsewhere, and nothing is fetched: write it out",
        ),
        ('<!ENTITY a "aa"><!ENTITY b "&a;&a;">', "its entity b is made of other entities: write them out"),
        ('<!ENTITY % a "aa">', "its entity % a is made of other entities: write them out"),
        (f'<!ENTITY a "{"a" * 2000}">', "its entity a stands for more than 1,000 letters: write it out"),
    ],
)
def test_entities_are_looked_at_before_an_engine_puts_them_in(
    tmp_path: Path, entities: str, reason: str | None
) -> None:
    path = tmp_path / "a.rdf"
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE rdf:RDF [{entities}]>{XML}', encoding="utf-8")
    assert find_danger(path) == reason


def test_xml_that_hides_its_entities_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.rdf"
    path.write_text(f'<?xml version="1.0"?>{XML}', encoding="utf-16")
    assert find_danger(path) == "is no UTF-8: save it as UTF-8"
