//! Tools that create, change and delete objects.

mod modify;

use bindings::blender::ops::objects::{self, PrimitiveSettings};
use bindings::blender::ops::removal;
use bindings::blender::ops::types::ErrorCategory;
use bindings::{
    Guest, Location, NewName, ObjectName, OpError, Placement, Primitive, Rotation, Scale, SelectMode, TransformParts,
};

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Tools;

    wit_bindgen::generate!({
        world: "blender:object-tools/tools",
        path: ["../../wit/ops", "../../wit/tool", "wit"],
        generate_all,
    });
    export!(Tools);
}

struct Tools;

impl Guest for Tools {
    fn create_object(
        primitive: Primitive,
        name: Option<NewName>,
        location: Option<Location>,
        rotation: Option<Rotation>,
        scale: Option<Scale>,
        size: Option<f64>,
        radius: Option<f64>,
        radius_top: Option<f64>,
        tube_radius: Option<f64>,
        depth: Option<f64>,
        segments: Option<u32>,
        rings: Option<u32>,
        subdivisions: Option<u32>,
        smooth: Option<bool>,
    ) -> Result<Placement, OpError> {
        let settings =
            PrimitiveSettings { size, radius, radius_top, tube_radius, depth, segments, rings, subdivisions, smooth };
        objects::add_primitive(primitive, settings, name.as_deref(), location, rotation, scale)
    }

    fn modify_object(
        name: ObjectName,
        new_name: Option<NewName>,
        location: Option<Location>,
        move_by: Option<Location>,
        rotation: Option<Rotation>,
        scale: Option<Scale>,
        apply: Option<TransformParts>,
        select: Option<SelectMode>,
    ) -> Result<Placement, OpError> {
        one_destination(location, move_by)?;
        let changes = modify::Changes { new_name, location, move_by, rotation, scale, apply, select };
        modify::modify(name, &changes)
    }

    fn duplicate_object(
        name: ObjectName,
        new_name: Option<NewName>,
        location: Option<Location>,
        move_by: Option<Location>,
        rotation: Option<Rotation>,
        scale: Option<Scale>,
        linked: Option<bool>,
    ) -> Result<Placement, OpError> {
        one_destination(location, move_by)?;
        let copy =
            objects::duplicate_object(&name, new_name.as_deref(), location, rotation, scale, linked.unwrap_or(false))?;
        match move_by {
            None => Ok(copy),
            Some(way) => move_copy(&copy.name, way),
        }
    }

    fn delete_object(name: ObjectName, with_children: Option<bool>) -> Result<Vec<ObjectName>, OpError> {
        removal::delete_object(&name, with_children.unwrap_or(false))
    }

    fn parent_object(
        name: ObjectName,
        parent: Option<ObjectName>,
        keep_transform: Option<bool>,
    ) -> Result<Placement, OpError> {
        objects::parent_object(&name, parent.as_deref(), keep_transform.unwrap_or(true))
    }
}

/// Refuses a point to move to together with a way to move by.
fn one_destination(location: Option<Location>, move_by: Option<Location>) -> Result<(), OpError> {
    if location.is_some() && move_by.is_some() {
        return Err(invalid("`location` says where to move to and `move_by` how far to move: give one of them."));
    }
    Ok(())
}

/// Moves a fresh copy away from its original.
fn move_copy(name: &str, way: Location) -> Result<Placement, OpError> {
    objects::move_object(name, way, true).map_err(|error| OpError {
        message: format!("The copy `{name}` was made but not moved, so it is where the original is: {}", error.message),
        // The whole call again would make a second copy.
        retryable: false,
        ..error
    })
}

fn invalid(message: &str) -> OpError {
    OpError { category: ErrorCategory::Validation, message: message.into(), retryable: false }
}
