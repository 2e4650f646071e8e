"""Makes the sample reports of `data/reports`: one text source each in `sources/`, one writer for each file format."""
