use framing::{Bounds, Lens, Vector};

use crate::bindings::blender::ops::render::{self, Denoising, Engine, Viewpoint};
use crate::bindings::blender::ops::scene;
use crate::bindings::blender::ops::types::ErrorCategory;
use crate::bindings::{Image, ObjectName, OpError, Style, View};

/// Focal length in millimetres of every view but the camera's: long enough to
/// show shapes without distortion.
const FOCAL_LENGTH: f64 = 50.0;

/// Samples a pixel: enough to judge a scene by.
const SAMPLES: u32 = 16;

/// Renders the view, chosen by what there is if it is absent.
pub(crate) fn look(
    view: Option<View>,
    objects: Option<Vec<ObjectName>>,
    style: Style,
    width: u32,
    height: u32,
) -> Result<Image, OpError> {
    let view = match (view, &objects) {
        (Some(View::Camera), Some(_)) => {
            return Err(invalid(
                "The view `camera` shows what the camera is framed on, so it takes no `objects`. \
                 Leave them out, or choose another view such as `perspective`.",
            ));
        }
        (Some(view), _) => view,
        (None, None) if scene::get_scene_info(0, 1)?.camera.is_some() => View::Camera,
        (None, _) => View::Perspective,
    };
    let view = match direction(view) {
        None => render::View::ActiveCamera,
        Some(towards) => {
            let lens = Lens { focal_length: FOCAL_LENGTH, aspect: f64::from(width) / f64::from(height) };
            let shot = lens.frame(bounds(&objects.unwrap_or_default())?, towards);
            render::View::Free(Viewpoint {
                location: shot.location.into(),
                target: shot.target.into(),
                focal_length: FOCAL_LENGTH,
            })
        }
    };
    let engine = match style {
        Style::Rendered => Engine::Cycles,
        Style::Solid => Engine::Workbench,
    };
    let image = render::render_image(&view, width, height, engine, SAMPLES, Some(Denoising::Fast))?;
    Ok(Image { data: image.png, mime_type: "image/png".into() })
}

/// Where the viewer is, seen from the scene; nothing for the camera's view.
fn direction(view: View) -> Option<Vector> {
    // Seen from straight above or below, any side could be up. A hair beside
    // it, +Y is up for everyone who aims a camera.
    const VERTICAL: f64 = 89.99;
    let (azimuth, elevation): (f64, f64) = match view {
        View::Camera => return None,
        View::Perspective => (35.0, 25.0),
        View::Front => (0.0, 0.0),
        View::Back => (180.0, 0.0),
        View::Left => (-90.0, 0.0),
        View::Right => (90.0, 0.0),
        View::Top => (0.0, VERTICAL),
        View::Bottom => (0.0, -VERTICAL),
    };
    Some(Vector::towards(azimuth.to_radians(), elevation.to_radians()))
}

/// The box around the objects, or around all that are visible if none is named.
fn bounds(objects: &[ObjectName]) -> Result<Bounds, OpError> {
    let bounds = scene::get_bounding_box(objects)?.ok_or_else(|| {
        invalid(
            "There is nothing to frame: none of the objects has geometry. Create an object first, \
             or use the view `camera`.",
        )
    })?;
    Ok(Bounds { min: bounds.min.into(), max: bounds.max.into() })
}

fn invalid(message: &str) -> OpError {
    OpError { category: ErrorCategory::Validation, message: message.into(), retryable: false }
}
