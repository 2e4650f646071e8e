"""The commands that read documents: build, extract, evaluate."""
COMMANDS = ()
