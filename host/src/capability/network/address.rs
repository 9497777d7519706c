//! Which addresses are public: whoever grants a name grants what it stands for on
//! the internet, and not what somebody lets it stand for on this machine or in the
//! networks around it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Networks of IPv4 that are not public.
const NOT_PUBLIC_V4: [(Ipv4Addr, u32, &str); 17] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8, "of this machine"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "of a private network"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "of a provider's own network"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "of this machine"),
    (Ipv4Addr::new(168, 63, 129, 16), 32, "of a cloud's own services"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "of the local link, where clouds keep their own services"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "of a private network"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "reserved for protocols"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "for documentation"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "of relays"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "of a private network"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "for benchmarks"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "for documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "for documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "of many machines at once"),
    (Ipv4Addr::BROADCAST, 32, "of all machines at once"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "reserved"),
];

/// Networks of IPv6 that are not public. The last holds what is not assigned to
/// anybody: all but `2000::/3` and what carries IPv4, which is looked at before.
const NOT_PUBLIC_V6: [(Ipv6Addr, u32, &str); 12] = [
    (Ipv6Addr::UNSPECIFIED, 128, "of this machine"),
    (Ipv6Addr::LOCALHOST, 128, "of this machine"),
    (Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48, "of a private network"),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "reserved for protocols"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "for documentation"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "for documentation"),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, "of a private network"),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, "of the local link"),
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10, "of a private network"),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, "of many machines at once"),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0, 0, 0), 3, "reserved"),
    (Ipv6Addr::new(0x4000, 0, 0, 0, 0, 0, 0, 0), 2, "reserved"),
];

/// What an address is if it is not public: `of a private network`.
pub fn not_public(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => not_public_v4(address),
        IpAddr::V6(address) => match carried(address) {
            Some(address) => not_public_v4(address),
            None => not_public_v6(address),
        },
    }
}

fn not_public_v4(address: Ipv4Addr) -> Option<&'static str> {
    let of = |network: Ipv4Addr, bits: u32| (address.to_bits() ^ network.to_bits()).leading_zeros() >= bits;
    NOT_PUBLIC_V4.iter().find(|(network, bits, _)| of(*network, *bits)).map(|(.., what)| *what)
}

fn not_public_v6(address: Ipv6Addr) -> Option<&'static str> {
    let of = |network: Ipv6Addr, bits: u32| (address.to_bits() ^ network.to_bits()).leading_zeros() >= bits;
    let upper_half = address.segments()[0] >= 0x8000;
    let known = NOT_PUBLIC_V6.iter().find(|(network, bits, _)| of(*network, *bits)).map(|(.., what)| *what);
    known.or(upper_half.then_some("reserved"))
}

/// The address of IPv4 that an address of IPv6 leads to: mapped, compatible, or
/// through NAT64 or 6to4. Those through Teredo are refused as a whole.
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let v4 = |high: u16, low: u16| Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    match (a, b, c, d, e, f) {
        (0, 0, 0, 0, 0, 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => v4(g, h),
        // `::` and `::1` are addresses of IPv6 itself.
        (0, 0, 0, 0, 0, 0) if g != 0 => v4(g, h),
        (0x2002, ..) => v4(b, c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_not_public_are_known() {
        let table = [
            ("0.0.0.0", "this machine"),
            ("0.1.2.3", "this machine"),
            ("10.255.255.255", "private network"),
            ("100.64.0.1", "provider"),
            ("100.100.100.200", "provider"),
            ("100.127.255.255", "provider"),
            ("127.0.0.1", "this machine"),
            ("127.255.255.254", "this machine"),
            ("168.63.129.16", "cloud"),
            ("169.254.0.1", "local link"),
            ("169.254.169.254", "clouds keep"),
            ("172.16.0.1", "private network"),
            ("172.31.255.255", "private network"),
            ("192.0.0.192", "protocols"),
            ("192.0.2.1", "documentation"),
            ("192.88.99.1", "relays"),
            ("192.168.0.1", "private network"),
            ("198.18.0.1", "benchmarks"),
            ("198.19.255.255", "benchmarks"),
            ("198.51.100.1", "documentation"),
            ("203.0.113.255", "documentation"),
            ("224.0.0.1", "many machines"),
            ("239.255.255.250", "many machines"),
            ("240.0.0.1", "reserved"),
            ("255.255.255.255", "all machines"),
            ("::", "this machine"),
            ("::1", "this machine"),
            ("::7f00:1", "this machine"),
            ("::ffff:127.0.0.1", "this machine"),
            ("::ffff:10.0.0.1", "private network"),
            ("::ffff:169.254.169.254", "clouds keep"),
            ("::192.168.1.1", "private network"),
            ("64:ff9b::7f00:1", "this machine"),
            ("64:ff9b::10.0.0.1", "private network"),
            ("64:ff9b:1::808:808", "private network"),
            ("100::1", "reserved"),
            ("2001::1", "protocols"),
            ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "protocols"),
            ("2001:2::1", "protocols"),
            ("2001:db8::1", "documentation"),
            ("2002:7f00:1::", "this machine"),
            ("2002:c0a8:101::1", "private network"),
            ("3fff::1", "documentation"),
            ("4000::1", "reserved"),
            ("5f00::1", "reserved"),
            ("8000::1", "reserved"),
            ("fc00::1", "private network"),
            ("fd00:ec2::254", "private network"),
            ("fe80::1", "local link"),
            ("fec0::1", "private network"),
            ("ff02::1", "many machines"),
        ];
        for (address, what) in table {
            let said = not_public(address.parse().expect("an address"));
            assert!(said.is_some_and(|said| said.contains(what)), "{address} is {said:?}, expected {what}");
        }
    }

    #[test]
    fn public_addresses_are_public_also_where_ipv6_carries_them() {
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "168.63.129.17",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.1",
            "192.167.255.255",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2001:4860:4860::8888",
            "2002:808:808::1",
            "2606:4700:4700::1111",
            "2a00:1450:4001:80b::200e",
        ] {
            assert_eq!(not_public(address.parse().expect("an address")), None, "{address}");
        }
    }
}
