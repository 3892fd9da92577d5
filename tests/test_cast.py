"""The cast is what its names promise."""

from curriculum import access


def test_it_gives_each_their_role(amina, bruno, claire, denis, erwan, session):
    assert access.may_manage_sessions(denis)
    assert access.is_animator(bruno.user)
    assert claire.user.managed_institutions.exists()
    assert not any(access.may_manage_sessions(u) for u in (amina.user, bruno.user, erwan))
    assert not access.is_animator(amina.user)
