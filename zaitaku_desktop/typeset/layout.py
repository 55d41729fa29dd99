"""Blocks → pages of placed boxes: the one entry to the typesetter's layout."""

from __future__ import annotations

from dataclasses import replace

from zaitaku_desktop.typeset import furniture
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.collector import collector_at_rest
from zaitaku_desktop.typeset.fitting import fit
from zaitaku_desktop.typeset.flow import Flow, Progress
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.sections import place_all, set_blocks


def lay_out(job: PrintJob, faces: Faces, *, progress: Progress | None = None) -> Layout:
    """Lay `job` out. `progress` is told a fraction 0…1 now and then and may raise `Cancelled`.

    Raises ValueError for a grid whose cells do not cover every slot exactly once, KnownError for a header that
    leaves no room for rows.
    """
    return lay_out_fitted(job, faces, progress=progress)[1]


def lay_out_fitted(job: PrintJob, faces: Faces, *, progress: Progress | None = None) -> tuple[PrintJob, Layout]:
    """The job as it was set, closer or smaller where it has to fit on so many pages, and its layout."""

    def lay_part(part: PrintJob, first: float, last: float) -> Layout:
        def report(done: float) -> None:
            if progress is not None:
                progress(first + (last - first) * done)

        return _lay_out(part, faces, report)

    if job.fit is None:
        return _on_one_page(job, _lay_out(job, faces, progress), faces)
    made, layout = fit(job, lay_part)
    if progress is not None:
        progress(1.0)
    return made, layout


def _on_one_page(job: PrintJob, layout: Layout, faces: Faces) -> tuple[PrintJob, Layout]:
    """The job as it was set, or closer where that saves it from a second page."""
    if len(layout.pages) > 1:
        for blocks in job.closer:
            made = replace(job, blocks=blocks)
            closer = _lay_out(made, faces, None)
            if len(closer.pages) == 1:
                return made, closer
    return job, layout


def _lay_out(job: PrintJob, faces: Faces, progress: Progress | None) -> Layout:
    with collector_at_rest():
        flow = Flow(job.sheet, faces, progress)
        furniture.first_page(flow)
        place_all(flow, set_blocks(job.blocks, flow, (0.0, 1.0)))
        furniture.running_heads(flow)
        furniture.page_numbers(flow)
        flow.report(1.0)
        return Layout(flow.pages, job.bookmark or job.sheet.title, tuple(flow.parts), tuple(flow.missing))
