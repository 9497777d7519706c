/// SplitMix64 by Sebastiano Vigna, after Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators" (OOPSLA 2014): a few lines, good
/// from any seed, and the same numbers everywhere and for ever.
pub(crate) struct SplitMix64(u64);

impl SplitMix64 {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number in 0 to 1, 1 excluded.
    pub(crate) fn unit(&mut self) -> f64 {
        // The 53 upper bits, as many as a double's mantissa holds.
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The next number between two bounds.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_reference_implementation() {
        let mut random = SplitMix64::new(1_234_567);
        let numbers: Vec<_> = (0..5).map(|_| random.next()).collect();
        assert_eq!(
            numbers,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
    }

    #[test]
    fn numbers_stay_between_their_bounds_and_spread_over_them() {
        let mut random = SplitMix64::new(7);
        let numbers: Vec<_> = (0..10_000).map(|_| random.between(-2.0, 3.0)).collect();
        assert!(numbers.iter().all(|number| (-2.0..3.0).contains(number)));
        let mean = numbers.iter().sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.1, "the mean is {mean}");
    }
}
