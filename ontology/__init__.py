"""The vocabulary as files: what the graph's terms mean, the lists they draw on, the shapes of sound records, an example.

- `inspection.ttl`: classes and properties;
- `judgements.ttl`: frameworks with their versions, areas, scales of grades, and the other lists of concepts;
- `themes.ttl`: what recommendations are about, on two levels;
- `graphs.ttl`: the graphs that are of no document;
- `shapes.ttl`: what a sound record has, in SHACL;
- `example.trig`: two councils told in full.

There is no code here; this file lets `importlib.resources` find the others in a source tree and in an installed package,
where `reference/` holds the tables of `data/reference/` too. `graph.vocabulary` and `graph.registers` read them.
"""
