//! Tools that look at the scene and leave it as it is.

mod look;

use bindings::blender::ops::scene;
use bindings::{Guest, Image, ObjectInfo, ObjectName, ObjectPage, ObjectType, OpError, SceneInfo, Style, View};

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Tools;

    wit_bindgen::generate!({
        world: "blender:scene-tools/tools",
        path: ["../../wit/ops", "../../wit/tool", "wit"],
        generate_all,
    });
    export!(Tools);
}

struct Tools;

impl Guest for Tools {
    fn get_scene_info(offset: Option<u32>, limit: Option<u32>) -> Result<SceneInfo, OpError> {
        scene::get_scene_info(offset.unwrap_or(0), limit.unwrap_or(50))
    }

    fn get_object_info(name: ObjectName) -> Result<ObjectInfo, OpError> {
        scene::get_object_info(&name)
    }

    fn list_objects(
        kind: Option<ObjectType>,
        name_contains: Option<String>,
        offset: Option<u32>,
        limit: Option<u32>,
    ) -> Result<ObjectPage, OpError> {
        scene::list_objects(kind, name_contains.as_deref(), offset.unwrap_or(0), limit.unwrap_or(100))
    }

    fn look(
        view: Option<View>,
        objects: Option<Vec<ObjectName>>,
        style: Option<Style>,
        width: Option<u32>,
        height: Option<u32>,
    ) -> Result<Image, OpError> {
        look::look(view, objects, style.unwrap_or(Style::Rendered), width.unwrap_or(768), height.unwrap_or(512))
    }
}
