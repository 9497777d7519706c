//! A tool that lights the scene and frames it with a camera.

mod lighting;

use bindings::blender::ops::cameras;
use bindings::blender::ops::lights::{self, LightSettings, LightType};
use bindings::blender::ops::scene;
use bindings::blender::ops::types::ErrorCategory;
use bindings::blender::tool::progress;
use bindings::{Guest, ObjectName, OpError, Studio};
use framing::{Bounds, Lens, Vector};
use lighting::{Emitter, Light};

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Tools;

    wit_bindgen::generate!({
        world: "blender:studio-tools/tools",
        path: ["../../wit/ops", "../../wit/tool", "wit"],
        generate_all,
    });
    export!(Tools);
}

struct Tools;

/// Measuring, three lights and the camera.
const STEPS: f64 = 5.0;

impl Guest for Tools {
    fn set_up_studio(
        objects: Option<Vec<ObjectName>>,
        focal_length: Option<f64>,
        azimuth: Option<f64>,
        elevation: Option<f64>,
        aspect: Option<f64>,
        brightness: Option<f64>,
        warmth: Option<f64>,
    ) -> Result<Studio, OpError> {
        let azimuth = azimuth.unwrap_or(30.0).to_radians();
        let elevation = elevation.unwrap_or(20.0).to_radians();
        let lens = Lens { focal_length: focal_length.unwrap_or(50.0), aspect: aspect.map_or_else(render_aspect, Ok)? };

        report(0.0, "Measuring the scene");
        let bounds = measure(&objects.unwrap_or_default())?;
        let shot = lens.frame(bounds, Vector::towards(azimuth, elevation));
        let target = shot.target;

        let mut made = Vec::new();
        for light in lighting::three_points(bounds, azimuth, brightness.unwrap_or(1.0), warmth.unwrap_or(0.0)) {
            report(1.0 + made.len() as f64, &format!("Adding the {} light", light.name));
            made.push(add_light(&light, target).map_err(|error| explain(error, &made))?);
        }

        report(STEPS - 1.0, "Adding the camera");
        let camera = cameras::add_camera(
            Some("Studio Camera"),
            shot.location.into(),
            target.into(),
            Some(lens.focal_length),
            true,
        )
        .map_err(|error| explain(error, &made))?;
        report(STEPS, "The studio is set up");

        Ok(Studio {
            camera: camera.name,
            camera_location: camera.location,
            lights: made,
            target: target.into(),
            distance: shot.distance(),
        })
    }
}

fn report(done: f64, message: &str) {
    progress::report(done, Some(STEPS), message);
}

/// Width divided by height of the scene's renders.
fn render_aspect() -> Result<f64, OpError> {
    let (width, height) = scene::get_scene_info(0, 1)?.resolution;
    Ok(f64::from(width) / f64::from(height))
}

/// The box around the objects, or around all that are visible if none is named.
fn measure(objects: &[ObjectName]) -> Result<Bounds, OpError> {
    let bounds = scene::get_bounding_box(objects)?.ok_or_else(|| OpError {
        category: ErrorCategory::Validation,
        message: "There is nothing to light: none of the objects has geometry. Create an object \
                  first."
            .into(),
        retryable: false,
    })?;
    Ok(Bounds { min: bounds.min.into(), max: bounds.max.into() })
}

fn add_light(light: &Light, target: Vector) -> Result<ObjectName, OpError> {
    let (kind, energy, size) = match light.emitter() {
        Emitter::Area { watts, edge } => (LightType::Area, watts, edge),
        Emitter::Sun { irradiance, angle } => (LightType::Sun, irradiance, angle),
    };
    let settings = LightSettings { energy: Some(energy), color: Some(light.color), size: Some(size) };
    let name = format!("Studio {}", light.name);
    let location = target + light.towards * light.distance;
    let placement = lights::add_light(kind, settings, Some(&name), location.into(), Some(target.into()))?;
    Ok(placement.name)
}

/// Adds which lights were made before the error, so that they can be deleted.
fn explain(error: OpError, made: &[ObjectName]) -> OpError {
    if made.is_empty() {
        return error;
    }
    OpError {
        message: format!(
            "The studio is not complete, and these lights were added and stay: {}. {}",
            made.join(", "),
            error.message
        ),
        // The whole call again would add them once more.
        retryable: false,
        ..error
    }
}
