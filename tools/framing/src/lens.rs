use crate::{Bounds, Vector};

/// Width of the sensor in millimetres, Blender's default. It spans the longer
/// side of the picture.
const SENSOR: f64 = 36.0;

/// How much of the picture's width and height the box may fill.
const FILL: f64 = 0.9;

/// The smallest distance in metres, so that a box without extent is not looked
/// at from within.
const NEAREST: f64 = 0.01;

/// What of the world a camera shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// In millimetres.
    pub focal_length: f64,
    /// Width of the picture divided by its height.
    pub aspect: f64,
}

/// Where a camera is and where it looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shot {
    /// The camera's place.
    pub location: Vector,
    /// The point in the middle of the picture.
    pub target: Vector,
}

impl Lens {
    /// The shot from the direction `towards`, a unit vector that is not
    /// vertical, from as near as all of the box is in the picture.
    pub fn frame(self, bounds: Bounds, towards: Vector) -> Shot {
        let forward = towards * -1.0;
        let right = forward.cross(Vector::UP).normalized();
        let up = right.cross(forward);
        let (wide, high) = self.half_extents();

        // A corner beside the axis by `x` and behind the target by `z` is in
        // the picture if `x <= (distance + z) * extent`.
        let target = bounds.center();
        let distance = bounds
            .corners()
            .into_iter()
            .map(|corner| {
                let corner = corner - target;
                let beside = corner.dot(right).abs() / (wide * FILL);
                let above = corner.dot(up).abs() / (high * FILL);
                beside.max(above) - corner.dot(forward)
            })
            .fold(NEAREST, f64::max);

        Shot { location: target + towards * distance, target }
    }

    /// Half of what is shown at a distance of one metre, in width and height.
    fn half_extents(self) -> (f64, f64) {
        let longer = SENSOR / 2.0 / self.focal_length;
        (longer * self.aspect.min(1.0), longer / self.aspect.max(1.0))
    }
}

impl Shot {
    /// How far the camera is from the target, in metres.
    pub fn distance(self) -> f64 {
        (self.location - self.target).length()
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::FRAC_PI_6;

    use super::*;

    const BOXES: [Bounds; 4] = [
        Bounds { min: Vector::new(-1.0, -1.0, -1.0), max: Vector::new(1.0, 1.0, 1.0) },
        Bounds { min: Vector::new(100.0, 2.0, -3.0), max: Vector::new(500.0, 2.5, 9.0) },
        Bounds { min: Vector::new(-0.001, -0.001, 4.0), max: Vector::new(0.001, 0.002, 4.003) },
        Bounds { min: Vector::new(-10.0, -10.0, 0.0), max: Vector::new(10.0, 10.0, 0.0) },
    ];

    /// Every box from every side through every lens.
    fn cases() -> impl Iterator<Item = (Bounds, Vector, Lens)> {
        BOXES.into_iter().flat_map(|bounds| {
            (0..12).flat_map(move |side| {
                [-1.57, -0.5, 0.0, 0.4, 1.57].into_iter().flat_map(move |elevation| {
                    let towards = Vector::towards(f64::from(side) * FRAC_PI_6, elevation);
                    [(15.0, 0.5), (50.0, 1.0), (50.0, 1.5), (200.0, 3.0)]
                        .map(|(focal_length, aspect)| Lens { focal_length, aspect })
                        .map(|lens| (bounds, towards, lens))
                })
            })
        })
    }

    /// Where a point is in the picture, -1 and 1 being its edges, projected
    /// from the shot alone as a renderer does.
    fn project(shot: Shot, lens: Lens, point: Vector) -> (f64, f64, f64) {
        let forward = (shot.target - shot.location).normalized();
        let right = forward.cross(Vector::UP).normalized();
        let up = right.cross(forward);
        let point = point - shot.location;
        let depth = point.dot(forward);
        let (width, height) =
            if lens.aspect > 1.0 { (SENSOR, SENSOR / lens.aspect) } else { (SENSOR * lens.aspect, SENSOR) };
        let scale = 2.0 * lens.focal_length / depth;
        (point.dot(right) * scale / width, point.dot(up) * scale / height, depth)
    }

    #[test]
    fn all_corners_are_in_the_picture() {
        for (bounds, towards, lens) in cases() {
            let shot = lens.frame(bounds, towards);
            for corner in bounds.corners() {
                let (x, y, depth) = project(shot, lens, corner);
                assert!(depth > 0.0, "{corner:?} is behind the camera of {shot:?}");
                assert!(x.abs() < 0.901 && y.abs() < 0.901, "{corner:?} is at {x}, {y} for {lens:?} at {shot:?}");
            }
        }
    }

    #[test]
    fn the_box_fills_the_picture_on_one_side() {
        for (bounds, towards, lens) in cases() {
            let shot = lens.frame(bounds, towards);
            let farthest = bounds
                .corners()
                .map(|corner| project(shot, lens, corner))
                .into_iter()
                .fold(0.0, |most: f64, (x, y, _)| most.max(x.abs()).max(y.abs()));
            assert!(
                farthest > 0.89 || shot.distance() <= NEAREST * 1.001,
                "the corners reach {farthest} for {lens:?} at {shot:?}"
            );
        }
    }

    #[test]
    fn a_box_without_extent_is_seen_from_a_distance() {
        let point = Vector::new(3.0, 2.0, 1.0);
        let bounds = Bounds { min: point, max: point };
        let lens = Lens { focal_length: 50.0, aspect: 1.0 };
        let shot = lens.frame(bounds, Vector::towards(0.3, 0.3));
        assert!(shot.distance() >= NEAREST * 0.999);
        assert_eq!(shot.target, point);
    }

    #[test]
    fn directions_are_those_of_blender_s_views() {
        let quarter = std::f64::consts::FRAC_PI_2;
        let near = |a: Vector, b: Vector| assert!((a - b).length() < 1e-12, "{a:?} is not {b:?}");
        near(Vector::towards(0.0, 0.0), Vector::new(0.0, -1.0, 0.0));
        near(Vector::towards(quarter, 0.0), Vector::new(1.0, 0.0, 0.0));
        near(Vector::towards(0.0, quarter), Vector::UP);
    }
}
