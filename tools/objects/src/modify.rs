use crate::bindings::blender::ops::objects;
use crate::bindings::{Location, NewName, ObjectName, OpError, Placement, Rotation, Scale, SelectMode, TransformParts};

/// What to change about an object; what is absent stays.
pub(crate) struct Changes {
    pub(crate) new_name: Option<NewName>,
    pub(crate) location: Option<Location>,
    pub(crate) move_by: Option<Location>,
    pub(crate) rotation: Option<Rotation>,
    pub(crate) scale: Option<Scale>,
    pub(crate) apply: Option<TransformParts>,
    pub(crate) select: Option<SelectMode>,
}

/// Makes the changes one after the other and answers with the object's place
/// afterwards.
pub(crate) fn modify(mut name: ObjectName, changes: &Changes) -> Result<Placement, OpError> {
    let mut done = Done::default();

    if let Some(new_name) = &changes.new_name {
        name = done.or_explain(objects::rename_object(&name, new_name))?;
        done.push(format!("renamed to `{name}`"));
    }
    if changes.location.is_some() || changes.rotation.is_some() || changes.scale.is_some() {
        done.or_explain(objects::set_transform(&name, changes.location, changes.rotation, changes.scale))?;
        done.push("transformed");
    }
    if let Some(way) = changes.move_by {
        done.or_explain(objects::move_object(&name, way, true))?;
        done.push("moved");
    }
    if let Some(parts) = changes.apply {
        done.or_explain(objects::apply_transform(&name, parts))?;
        done.push("its transform applied");
    }
    if let Some(mode) = changes.select {
        done.or_explain(objects::select_object(&name, mode))?;
        done.push("its selection changed");
    }
    // Setting nothing tells where the object is now.
    done.or_explain(objects::set_transform(&name, None, None, None))
}

/// The changes made so far, told if a later one fails: the caller must know
/// that the object is not what it was.
#[derive(Default)]
struct Done(Vec<String>);

impl Done {
    fn push(&mut self, change: impl Into<String>) {
        self.0.push(change.into());
    }

    fn or_explain<T>(&self, result: Result<T, OpError>) -> Result<T, OpError> {
        result.map_err(|error| {
            if self.0.is_empty() {
                return error;
            }
            OpError {
                message: format!(
                    "The object was {}, then a change failed and the rest was left out: {}",
                    self.0.join(", "),
                    error.message
                ),
                // The whole call again would meet a changed object.
                retryable: false,
                ..error
            }
        })
    }
}
