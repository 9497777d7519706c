use std::ops::{Add, Mul, Sub};

/// A point or a way in world space.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vector {
    /// To the right in a front view.
    pub x: f64,
    /// Away from the viewer in a front view.
    pub y: f64,
    /// Up.
    pub z: f64,
}

impl Vector {
    /// Straight up.
    pub const UP: Self = Self::new(0.0, 0.0, 1.0);

    /// The vector with these coordinates.
    pub const fn new(x: f64, y: f64, z: f64) -> Self {
        Self { x, y, z }
    }

    /// The unit vector that points to a viewer: at azimuth 0 in front of the
    /// scene (-Y), at a quarter turn on its right (+X); at elevation 0 level
    /// with the scene, at a quarter turn above it.
    pub fn towards(azimuth: f64, elevation: f64) -> Self {
        Self::new(azimuth.sin() * elevation.cos(), -azimuth.cos() * elevation.cos(), elevation.sin())
    }

    /// The scalar product.
    pub fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    /// The vector product.
    pub fn cross(self, other: Self) -> Self {
        Self::new(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )
    }

    /// How long it is.
    pub fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The unit vector of the same direction.
    pub fn normalized(self) -> Self {
        self * self.length().recip()
    }
}

impl Add for Vector {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y, self.z + other.z)
    }
}

impl Sub for Vector {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y, self.z - other.z)
    }
}

impl Mul<f64> for Vector {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor, self.z * factor)
    }
}

impl From<(f64, f64, f64)> for Vector {
    fn from((x, y, z): (f64, f64, f64)) -> Self {
        Self::new(x, y, z)
    }
}

impl From<Vector> for (f64, f64, f64) {
    fn from(vector: Vector) -> Self {
        (vector.x, vector.y, vector.z)
    }
}

/// An axis-aligned box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The corner with the smallest coordinates.
    pub min: Vector,
    /// The corner with the largest coordinates.
    pub max: Vector,
}

impl Bounds {
    /// The point in the middle.
    pub fn center(self) -> Vector {
        (self.min + self.max) * 0.5
    }

    /// The radius of the sphere around it.
    pub fn radius(self) -> f64 {
        (self.max - self.min).length() * 0.5
    }

    /// Its eight corners.
    pub fn corners(self) -> [Vector; 8] {
        let Self { min, max } = self;
        std::array::from_fn(|corner| {
            let pick = |bit: usize, low, high| if corner & bit == 0 { low } else { high };
            Vector::new(pick(1, min.x, max.x), pick(2, min.y, max.y), pick(4, min.z, max.z))
        })
    }
}
