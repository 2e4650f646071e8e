"""Scrutiny Graph: inspection reports and committee papers about England's councils, read into one RDF graph.

The writing wing turns files into facts (`read`, `recognise`, `resolve`, `mapping`), the asking wing answers from them
(`store`, `query`, `derive`, `validate`, `export`); they meet in `build` and in the command `scrutiny`.
"""
