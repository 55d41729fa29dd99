"""The bytes of an office file: no dates, no names of people or programs, the same input always the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

_STAMP = (1980, 1, 1, 0, 0, 0)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_DATES = re.compile(r"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def neutral(saved: io.BytesIO) -> bytes:
    """The file anew, its parts in the order they were made."""
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():
            data = made.read(name)
            if name == "docProps/app.xml":
                data = _APP.encode()
            elif name == "docProps/core.xml":
                data = _DATES.sub("", data.decode()).encode()
            part = zipfile.ZipInfo(name, _STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, data)
    return out.getvalue()
