//! Tools that create materials and give them to objects.

use bindings::blender::ops::materials::{self, Principled};
use bindings::{Color, CreatedMaterial, Guest, MaterialName, NewName, ObjectMaterials, ObjectName, OpError};

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Tools;

    wit_bindgen::generate!({
        world: "blender:material-tools/tools",
        path: ["../../wit/ops", "wit"],
        generate_all,
    });
    export!(Tools);
}

struct Tools;

impl Guest for Tools {
    fn create_material(
        name: NewName,
        base_color: Option<Color>,
        metallic: Option<f64>,
        roughness: Option<f64>,
        alpha: Option<f64>,
        ior: Option<f64>,
        transmission: Option<f64>,
        emission_color: Option<Color>,
        emission_strength: Option<f64>,
        assign_to: Option<Vec<ObjectName>>,
    ) -> Result<CreatedMaterial, OpError> {
        let settings =
            Principled { base_color, metallic, roughness, alpha, ior, transmission, emission_color, emission_strength };
        let name = materials::create_material(&name, settings)?;
        let assigned_to = assign_to.unwrap_or_default();
        assign(&assigned_to, &name, 0).map_err(|error| OpError {
            message: format!("The material `{name}` was created. {}", error.message),
            // The whole call again would create a second material.
            retryable: false,
            ..error
        })?;
        Ok(CreatedMaterial { name, assigned_to })
    }

    fn set_material(
        objects: Vec<ObjectName>,
        material: MaterialName,
        slot: Option<u32>,
    ) -> Result<Vec<ObjectMaterials>, OpError> {
        assign(&objects, &material, slot.unwrap_or(0))
    }
}

/// Puts the material into that slot of each object.
fn assign(objects: &[ObjectName], material: &str, slot: u32) -> Result<Vec<ObjectMaterials>, OpError> {
    let mut done = Vec::with_capacity(objects.len());
    for object in objects {
        let materials =
            materials::set_material(object, material, slot).map_err(|error| explain(error, object, &done))?;
        done.push(ObjectMaterials { object: object.clone(), materials });
    }
    Ok(done)
}

/// Adds which object was refused, and which ones have the material already.
fn explain(error: OpError, object: &str, done: &[ObjectMaterials]) -> OpError {
    let done: Vec<_> = done.iter().map(|done| done.object.as_str()).collect();
    let so_far =
        if done.is_empty() { "no object has it yet".into() } else { format!("these have it: {}", done.join(", ")) };
    OpError { message: format!("`{object}` did not get the material, and {so_far}. {}", error.message), ..error }
}
