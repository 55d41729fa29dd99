"""資料一式: what is chosen for it, and a fixed one that stays as it was."""

from __future__ import annotations

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.packet import Paging
from zaitaku_desktop.operations import packet
from zaitaku_desktop.storage.reading_meetings import load_content, load_packet


def test_that_choices_are_kept_and_a_fixed_packet_is_not_changed_until_that_is_taken_back(desk: Desk) -> None:
    meeting = desk.circle.meeting
    desk.do(packet.edit_packet, meeting, paging=Paging.THROUGH, two_sided=True)
    desk.do(packet.fix_packet, meeting, b"%PDF-1.7 as it was", 3)
    with desk.workspace.read() as connection:
        row = load_packet(connection, meeting)
        assert load_content(connection, row.fixed_digest) == b"%PDF-1.7 as it was"
    assert (row.paging, row.two_sided, row.fixed_pages, row.fixed_size) == (Paging.THROUGH, True, 3, 18)
    with pytest.raises(KnownError, match="確定しています"):
        desk.do(packet.edit_packet, meeting, two_sided=False)
    desk.do(packet.edit_packet, meeting, copies=16)
    desk.do(packet.unfix_packet, meeting)
    desk.do(packet.edit_packet, meeting, two_sided=False)
    with desk.workspace.read() as connection:
        row = load_packet(connection, meeting)
    assert (row.fixed_at, row.fixed_digest, row.copies, row.two_sided) == ("", "", 16, False)
