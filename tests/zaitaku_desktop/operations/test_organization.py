"""Organizations."""

from __future__ import annotations

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.operations import membership, organization


def test_that_an_organization_is_entered_once(desk: Desk) -> None:
    clinic = desk.do(organization.ensure_organization, "みなと野 医院")
    assert desk.do(organization.ensure_organization, "みなと野医院") == clinic
    assert desk.do(organization.ensure_organization, "みなと野醫院") != clinic
    assert desk.do(organization.ensure_organization, " ") is None


def test_that_an_organization_somebody_comes_from_is_not_deleted(desk: Desk) -> None:
    clinic = desk.now().roster.memberships[desk.circle.members[0]].organization_id
    with pytest.raises(KnownError, match="委員が2人"):
        desk.do(organization.delete_organization, clinic)
    other = desk.do(organization.add_organization, "港野医院")
    desk.do(organization.edit_organization, other, short_name="港野")
    desk.do(organization.merge_organizations, other, clinic)
    roster = desk.now().roster
    assert [row.short_name for row in roster.organizations.values()] == ["港野"]
    assert roster.memberships[desk.circle.members[2]].organization_id == other
    desk.do(membership.edit_membership, desk.circle.members[0], organization_id=None)
    desk.do(membership.edit_membership, desk.circle.members[2], organization_id=None)
    desk.do(organization.delete_organization, other)
    assert not desk.now().roster.organizations
