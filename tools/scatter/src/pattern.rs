use std::f64::consts::{PI, TAU};

use crate::random::SplitMix64;

/// How many places are tried for each random one.
const CANDIDATES: usize = 10;

/// A point in the XY plane, seen from the pattern's middle, in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Spot {
    /// The turn about Z in radians after which -Y points away from the middle.
    pub(crate) fn outward(self) -> f64 {
        self.x.atan2(-self.y)
    }

    fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// Evenly on a circle, counterclockwise from +X.
pub(crate) fn ring(count: u32, radius: f64) -> Vec<Spot> {
    (0..count)
        .map(|index| {
            let angle = TAU * f64::from(index) / f64::from(count);
            Spot { x: radius * angle.cos(), y: radius * angle.sin() }
        })
        .collect()
}

/// The radius of a ring on which neighbours are `spacing` apart.
pub(crate) fn ring_radius(count: u32, spacing: f64) -> f64 {
    match count {
        // A single copy has no neighbour but the middle.
        1 => spacing,
        _ => spacing / 2.0 / (PI / f64::from(count)).sin(),
    }
}

/// Rows and columns around the middle, as square as the count allows; a cell on
/// which `taken` is stays free.
pub(crate) fn grid(count: u32, spacing: f64, taken: Option<Spot>) -> Vec<Spot> {
    let free = |spot: &Spot| taken.is_none_or(|taken| taken.distance(*spot) > spacing / 2.0);
    let mut cells = count;
    loop {
        let mut spots: Vec<_> = rectangle(cells, spacing).filter(free).collect();
        if spots.len() >= count as usize {
            spots.truncate(count as usize);
            return spots;
        }
        // At most two cells are within half a spacing, so this ends soon.
        cells += 1;
    }
}

/// The cells of the smallest square-like rectangle that has that many, row by
/// row from -Y, centred.
fn rectangle(cells: u32, spacing: f64) -> impl Iterator<Item = Spot> {
    let columns = f64::from(cells).sqrt().ceil() as u32;
    let rows = cells.div_ceil(columns);
    let from_middle = move |index: u32, of: u32| (f64::from(index) - f64::from(of - 1) / 2.0) * spacing;
    (0..rows).flat_map(move |row| {
        (0..columns).map(move |column| Spot { x: from_middle(column, columns), y: from_middle(row, rows) })
    })
}

/// All over a disc. Of some random places, each copy takes the one farthest
/// from all before it (Mitchell's best candidate), and from `taken`.
pub(crate) fn disc(count: u32, radius: f64, taken: Option<Spot>, random: &mut SplitMix64) -> Vec<Spot> {
    let mut spots: Vec<Spot> = taken.into_iter().collect();
    let first = spots.len();
    for _ in 0..count {
        let candidates = std::array::from_fn::<_, CANDIDATES, _>(|_| in_disc(radius, random));
        let clearance = |spot: Spot| spots.iter().map(|other| other.distance(spot)).fold(f64::INFINITY, f64::min);
        let best = candidates
            .into_iter()
            .map(|spot| (clearance(spot), spot))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        spots.extend(best.map(|(_, spot)| spot));
    }
    spots.split_off(first)
}

/// The radius of a disc in which that many have some `spacing` between them.
pub(crate) fn disc_radius(count: u32, spacing: f64) -> f64 {
    spacing * f64::from(count).sqrt()
}

/// A random point, as likely in any part of the disc as in another.
fn in_disc(radius: f64, random: &mut SplitMix64) -> Spot {
    // The area within a distance grows with its square.
    let distance = radius * random.unit().sqrt();
    let angle = random.between(0.0, TAU);
    Spot { x: distance * angle.cos(), y: distance * angle.sin() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIDDLE: Spot = Spot { x: 0.0, y: 0.0 };
    const COUNTS: [u32; 8] = [1, 2, 3, 8, 9, 24, 99, 1000];

    /// The smallest distance between two of the spots.
    fn closest(spots: &[Spot]) -> f64 {
        let mut closest = f64::INFINITY;
        for (index, spot) in spots.iter().enumerate() {
            for other in &spots[..index] {
                closest = closest.min(spot.distance(*other));
            }
        }
        closest
    }

    #[test]
    fn a_ring_is_even_and_round() {
        for count in COUNTS {
            let radius = ring_radius(count, 2.0);
            let spots = ring(count, radius);
            assert_eq!(spots.len(), count as usize);
            for spot in &spots {
                assert!((spot.distance(MIDDLE) - radius).abs() < 1e-9);
            }
            if count > 1 {
                assert!((closest(&spots) - 2.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_grid_has_its_spacing_and_is_square_like() {
        for count in COUNTS {
            let spots = grid(count, 2.0, None);
            assert_eq!(spots.len(), count as usize);
            if count > 1 {
                assert!((closest(&spots) - 2.0).abs() < 1e-9);
            }
            let half_side = f64::from(count).sqrt() + 1.0;
            assert!(spots.iter().all(|spot| spot.x.abs() < half_side && spot.y.abs() < half_side));
        }
    }

    #[test]
    fn a_grid_leaves_the_taken_cell_free() {
        for count in COUNTS {
            let spots = grid(count, 2.0, Some(MIDDLE));
            assert_eq!(spots.len(), count as usize, "of {count}");
            assert!(spots.iter().all(|spot| spot.distance(MIDDLE) > 1.0));
        }
    }

    #[test]
    fn random_spots_are_in_the_disc_and_do_not_crowd() {
        for count in COUNTS {
            let radius = disc_radius(count, 2.0);
            let spots = disc(count, radius, Some(MIDDLE), &mut SplitMix64::new(5));
            assert_eq!(spots.len(), count as usize);
            assert!(spots.iter().all(|spot| spot.distance(MIDDLE) <= radius));
            assert!(closest(&spots) > 0.5, "{count} are {} apart", closest(&spots));
        }
    }

    #[test]
    fn a_seed_decides_the_arrangement() {
        let spots = |seed| disc(50, 10.0, None, &mut SplitMix64::new(seed));
        assert_eq!(spots(1), spots(1));
        assert_ne!(spots(1), spots(2));
    }

    #[test]
    fn outward_turns_the_front_away_from_the_middle() {
        for spot in ring(12, 3.0) {
            // -Y turned about Z by an angle is (sin, -cos).
            let (sin, cos) = spot.outward().sin_cos();
            assert!((sin * 3.0 - spot.x).abs() < 1e-9);
            assert!((-cos * 3.0 - spot.y).abs() < 1e-9);
        }
    }
}
