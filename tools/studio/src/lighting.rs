use std::f64::consts::PI;

use framing::{Bounds, Vector};

/// Irradiance in W/m² of the key light on what it points at: a white surface
/// facing it then comes out a little below white.
const KEY_IRRADIANCE: f64 = 2.4;

/// The bound of a light's `energy` in the WIT, in watts.
const MOST_WATTS: f64 = 1_000_000.0;

/// The bound of a light's `size` in the WIT, in metres.
const MOST_EDGE: f64 = 10_000.0;

/// The least radius in metres that a scene is lit as, so that a single point
/// gets lights beside it.
const LEAST_RADIUS: f64 = 0.01;

/// A light that points at the middle of the scene.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Light {
    pub(crate) name: &'static str,
    /// The unit vector from the middle to it.
    pub(crate) towards: Vector,
    /// From the middle, in metres.
    pub(crate) distance: f64,
    /// Edge length in metres.
    pub(crate) edge: f64,
    /// At the middle, in W/m².
    pub(crate) irradiance: f64,
    /// Linear RGB.
    pub(crate) color: (f64, f64, f64),
}

/// What emits a light in Blender.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Emitter {
    /// A square with edges in metres.
    Area { watts: f64, edge: f64 },
    /// Parallel rays, blurred by an angle in radians.
    Sun { irradiance: f64, angle: f64 },
}

/// A light's place and share, relative to the camera and the key light.
struct Role {
    name: &'static str,
    /// In degrees, from the camera's azimuth to the right.
    azimuth: f64,
    /// In degrees above the horizon.
    elevation: f64,
    /// In radii of the scene.
    distance: f64,
    /// In radii of the scene.
    edge: f64,
    /// The key light's is 1.
    strength: f64,
    /// How much of the warmth asked for its colour gets.
    warmth: f64,
}

/// The classic setup: a strong key from the side of the camera, a soft and weak
/// fill from the other side against hard shadows, and a rim from behind that
/// sets the outline off from the background.
const ROLES: [Role; 3] = [
    Role { name: "Key", azimuth: -50.0, elevation: 40.0, distance: 4.0, edge: 1.2, strength: 1.0, warmth: 1.0 },
    Role { name: "Fill", azimuth: 50.0, elevation: 15.0, distance: 4.0, edge: 3.0, strength: 0.2, warmth: -0.5 },
    Role { name: "Rim", azimuth: 150.0, elevation: 40.0, distance: 4.0, edge: 1.0, strength: 1.0, warmth: -0.5 },
];

/// Key, fill and rim around the box for a camera at this azimuth in radians.
pub(crate) fn three_points(
    bounds: Bounds,
    camera_azimuth: f64,
    brightness: f64,
    warmth: f64,
) -> impl Iterator<Item = Light> {
    let radius = bounds.radius().max(LEAST_RADIUS);
    ROLES.into_iter().map(move |role| Light {
        name: role.name,
        towards: Vector::towards(camera_azimuth + role.azimuth.to_radians(), role.elevation.to_radians()),
        distance: role.distance * radius,
        edge: role.edge * radius,
        irradiance: KEY_IRRADIANCE * role.strength * brightness,
        color: tint(warmth * role.warmth),
    })
}

impl Light {
    /// An area light, or where the scene is so large that it would be out of
    /// bounds, a sun of the same irradiance and softness, which needs no more
    /// power the farther it is.
    pub(crate) fn emitter(&self) -> Emitter {
        let watts = self.watts();
        if watts <= MOST_WATTS && self.edge <= MOST_EDGE {
            Emitter::Area { watts, edge: self.edge }
        } else {
            Emitter::Sun { irradiance: self.irradiance, angle: 2.0 * (self.edge / 2.0 / self.distance).atan() }
        }
    }

    /// The power of a square of that size which gives the irradiance at that
    /// distance: the light it sends straight ahead is 1/pi of its power, and
    /// thins out with the square of the distance.
    fn watts(&self) -> f64 {
        self.irradiance * PI * self.distance.powi(2)
    }
}

/// White at 0, a warm orange at 1, a cool blue at -1; linear RGB.
fn tint(warmth: f64) -> (f64, f64, f64) {
    let fade = |most: f64| 1.0 - most * warmth.abs();
    if warmth > 0.0 { (1.0, fade(0.4), fade(0.7)) } else { (fade(0.6), fade(0.3), 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cube(size: f64) -> Bounds {
        Bounds { min: Vector::new(0.0, 0.0, 0.0), max: Vector::new(size, size, size) }
    }

    fn lights(size: f64) -> Vec<Light> {
        three_points(cube(size), 0.5, 1.0, 0.0).collect()
    }

    fn watts(light: &Light) -> f64 {
        match light.emitter() {
            Emitter::Area { watts, .. } => watts,
            Emitter::Sun { .. } => panic!("{} is a sun", light.name),
        }
    }

    #[test]
    fn power_grows_with_the_square_of_the_scene_s_size() {
        for (small, large) in lights(1.0).iter().zip(&lights(10.0)) {
            assert!((watts(large) / watts(small) - 100.0).abs() < 1e-9);
            assert_eq!(large.irradiance, small.irradiance);
        }
    }

    #[test]
    fn a_cube_of_two_metres_gets_a_key_light_of_some_hundred_watts() {
        assert!((300.0..500.0).contains(&watts(&lights(2.0)[0])));
    }

    #[test]
    fn a_scene_too_large_for_area_lights_gets_suns_as_bright_and_soft() {
        for light in lights(5000.0) {
            let Emitter::Sun { irradiance, angle } = light.emitter() else {
                panic!("{} is an area light", light.name);
            };
            assert_eq!(irradiance, light.irradiance);
            assert!(((angle / 2.0).tan() * light.distance * 2.0 / light.edge - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn what_blender_is_asked_for_is_within_its_bounds() {
        for size in [0.0, 0.001, 1.0, 300.0, 20_000.0, 400_000.0] {
            for brightness in [0.0, 0.001, 1.0, 100.0] {
                for light in three_points(cube(size), 0.5, brightness, 1.0) {
                    let (energy, size) = match light.emitter() {
                        Emitter::Area { watts, edge } => (watts, edge),
                        Emitter::Sun { irradiance, angle } => (irradiance, angle),
                    };
                    assert!((0.0..=MOST_WATTS).contains(&energy), "{light:?}");
                    assert!((0.0..=MOST_EDGE).contains(&size), "{light:?}");
                }
            }
        }
    }

    #[test]
    fn lights_are_outside_and_above_the_scene_s_middle() {
        for light in lights(2.0) {
            assert!(light.distance > cube(2.0).radius() + light.edge / 2.0);
            assert!(light.towards.z > 0.0);
        }
    }

    #[test]
    fn the_rim_is_behind_and_key_and_fill_are_on_two_sides_of_the_camera() {
        let camera = Vector::towards(0.5, 0.0);
        let right = Vector::UP.cross(camera);
        let [key, fill, rim] = [0, 1, 2].map(|light| lights(2.0)[light].towards);
        assert!(rim.dot(camera) < 0.0);
        assert!(key.dot(camera) > 0.0 && fill.dot(camera) > 0.0);
        assert!(key.dot(right) < 0.0 && fill.dot(right) > 0.0);
    }

    #[test]
    fn warmth_makes_the_key_orange_and_the_others_blue() {
        let warm: Vec<_> = three_points(cube(2.0), 0.5, 1.0, 1.0).collect();
        let (red, _, blue) = warm[0].color;
        assert!(red > blue);
        for light in &warm[1..] {
            assert!(light.color.2 > light.color.0, "{light:?}");
        }
        assert!(lights(2.0).iter().all(|light| light.color == (1.0, 1.0, 1.0)));
    }
}
