from __future__ import annotations

import pytest

from tracker.base.values.network import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
    ],
)
def test_a_network_is_an_ipv4_address_or_a_64_of_ipv6(address: str, network: str) -> None:
    assert network_of(address) == network


def test_what_is_no_address_has_no_network() -> None:
    with pytest.raises(ValueError, match="does not appear"):
        network_of("nowhere")
