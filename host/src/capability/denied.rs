//! What is not granted: functions that end the call and say what would allow
//! it, so that a component's other tools still work.

use anyhow::Result;
use wasmtime::{
    Engine,
    component::{
        Component as Compiled, Linker, LinkerInstance, ResourceType,
        types::{ComponentInstance, ComponentItem},
    },
};

use crate::{
    component::package_of,
    policy::{Denial, Policy},
    sandbox::{CallState, Stop},
};

/// Why an interface is not linked, with the line that would grant it if there
/// is one.
pub fn of_import(policy: &Policy, component: &str, interface: &str) -> Denial {
    let what = format!("`{interface}`");
    match package_of(interface) {
        "wasi:filesystem" => policy.denial(component, what, "folders", r#"{ path = "FOLDER", mount = "/NAME" }"#),
        "wasi:http" => policy.denial(component, what, "hosts", r#""https://HOST""#),
        _ => policy.never(component, what),
    }
}

/// Links a function to its denial.
pub fn function(instance: &mut LinkerInstance<'_, CallState>, name: &str, denial: Denial) -> Result<()> {
    instance.func_new(name, move |_, _, _, _| Err(wasmtime::Error::new(Stop::Denied(denial.clone()))))?;
    Ok(())
}

/// Links a whole interface to a denial.
pub fn interface(
    engine: &Engine,
    linker: &mut Linker<CallState>,
    compiled: &Compiled,
    name: &str,
    declared: &ComponentInstance,
    denial: &Denial,
) -> Result<()> {
    /// A resource of which there never is one.
    struct Never;

    // A resource that an interface uses from an earlier one is linked there.
    let mut used = Vec::new();
    for (_, item) in compiled.component_type().imports(engine).take_while(|(import, _)| *import != name) {
        if let ComponentItem::ComponentInstance(earlier) = item.ty {
            used.extend(earlier.exports(engine).filter_map(|(_, item)| match item.ty {
                ComponentItem::Resource(resource) => Some(resource),
                _ => None,
            }));
        }
    }

    let mut instance = linker.instance(name)?;
    for (export, item) in declared.exports(engine) {
        match item.ty {
            ComponentItem::ComponentFunc(_) => function(&mut instance, export, denial.clone())?,
            ComponentItem::Resource(resource) if used.contains(&resource) => {}
            ComponentItem::Resource(_) => instance.resource(export, ResourceType::host::<Never>(), |_, _| Ok(()))?,
            _ => {}
        }
    }
    Ok(())
}
