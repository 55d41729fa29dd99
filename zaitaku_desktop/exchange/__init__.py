"""Files of other programs: Excel, Word, PDF and text in, Excel and Word out."""

import os

# openpyxl takes lxml where it finds it (python-docx brings it along): sheets would be written and hostile ones read
# in another way than on a PC without it, past defusedxml.
os.environ.setdefault("OPENPYXL_LXML", "False")
