//! A tool that scatters copies of an object.

mod pattern;
mod random;

use std::f64::consts::{PI, TAU};

use bindings::blender::ops::objects;
use bindings::blender::ops::scene::{self, ObjectInfo};
use bindings::blender::tool::progress;
use bindings::{Copies, Facing, Guest, Location, ObjectName, OpError, Pattern};
use pattern::Spot;
use random::SplitMix64;

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Tools;

    wit_bindgen::generate!({
        world: "blender:scatter-tools/tools",
        path: ["../../wit/ops", "../../wit/tool", "wit"],
        generate_all,
    });
    export!(Tools);
}

struct Tools;

impl Guest for Tools {
    fn scatter_objects(
        name: ObjectName,
        pattern: Pattern,
        count: u32,
        center: Option<Location>,
        radius: Option<f64>,
        spacing: Option<f64>,
        facing: Option<Facing>,
        scale_variation: Option<f64>,
        seed: Option<u32>,
        linked: Option<bool>,
    ) -> Result<Copies, OpError> {
        let original = scene::get_object_info(&name)?;
        let center = center.unwrap_or(original.location);
        let spacing = spacing.unwrap_or_else(|| default_spacing(&original));
        let taken = spot_of(&original, center, spacing);
        let mut random = SplitMix64::new(u64::from(seed.unwrap_or(0)));

        let spots = match pattern {
            Pattern::Ring => {
                let radius = radius.unwrap_or_else(|| pattern::ring_radius(count, spacing));
                pattern::ring(count, radius)
            }
            Pattern::Grid => pattern::grid(count, spacing, taken),
            Pattern::Random => {
                let radius = radius.unwrap_or_else(|| pattern::disc_radius(count, spacing));
                pattern::disc(count, radius, taken, &mut random)
            }
        };
        let facing = facing.unwrap_or(Facing::Same);
        let variation = scale_variation.unwrap_or(0.0);
        let linked = linked.unwrap_or(true);

        let mut names = Vec::with_capacity(spots.len());
        for spot in spots {
            let location = (center.0 + spot.x, center.1 + spot.y, center.2);
            let rotation = turned(&original, spot, facing, &mut random);
            let factor = random.between(1.0 - variation, 1.0 + variation);
            let (x, y, z) = original.scale;
            let copy = objects::duplicate_object(
                &name,
                None,
                Some(location),
                Some(rotation),
                Some((x * factor, y * factor, z * factor)),
                linked,
            )
            .map_err(|error| explain(error, count, &names))?;
            names.push(copy.name);
            progress::report(names.len() as f64, Some(f64::from(count)), &format!("Copying {name}"));
        }
        Ok(Copies { names, center })
    }
}

/// One and a half times the larger side of the object's footprint; 1 m for an
/// object without extent, such as an empty.
fn default_spacing(original: &ObjectInfo) -> f64 {
    let (x, y, _) = original.dimensions;
    let side = x.max(y);
    if side > 0.0 { 1.5 * side } else { 1.0 }
}

/// Where in the pattern the original is, if it is about as high.
fn spot_of(original: &ObjectInfo, center: Location, spacing: f64) -> Option<Spot> {
    let (x, y, z) = original.location;
    ((z - center.2).abs() < spacing).then_some(Spot { x: x - center.0, y: y - center.1 })
}

/// The rotation of the copy at this spot. The angle about Z is the last that an
/// XYZ Euler rotation applies, so adding to it turns the copy upright.
fn turned(original: &ObjectInfo, spot: Spot, facing: Facing, random: &mut SplitMix64) -> (f64, f64, f64) {
    let (x, y, z) = original.rotation;
    let turn = match facing {
        Facing::Same => 0.0,
        Facing::Outward => spot.outward(),
        Facing::Inward => spot.outward() + PI,
        Facing::Random => random.between(0.0, TAU),
    };
    (x, y, z + turn)
}

/// Adds which copies were made before the error, so that they can be used or
/// deleted.
fn explain(error: OpError, count: u32, names: &[ObjectName]) -> OpError {
    if names.is_empty() {
        return error;
    }
    OpError {
        message: format!(
            "Only {} of {count} copies were made, and they stay: {}. The next one failed: {}",
            names.len(),
            names.join(", "),
            error.message
        ),
        // The whole call again would make these copies once more.
        retryable: false,
        ..error
    }
}
