//! What is not granted. Of WASI there is then less or nothing: no folders, no
//! servers, no sockets, and whoever reaches for them gets an ordinary error.
//! Everything else becomes functions that end the call. Either way the component's
//! other tools work, and the answer says what would allow it.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use wasmtime::{
    Engine,
    component::{
        Component as Compiled, Linker, LinkerInstance, ResourceType,
        types::{ComponentInstance, ComponentItem},
    },
};

use crate::{
    audit::Record,
    component::package_of,
    policy::{Denial, Grant, Policy},
    sandbox::{CallState, Stop},
};

/// How many denials one answer tells of.
const MOST_DENIALS: usize = 8;

/// What one call was denied without being ended.
#[derive(Clone, Default)]
pub struct Denials {
    denied: Arc<Mutex<Vec<Denial>>>,
    record: Record,
}

impl Denials {
    /// Of a call with this record.
    pub fn recorded(record: Record) -> Denials {
        Denials { denied: Arc::default(), record }
    }

    /// Notes a denial, once.
    pub fn add(&self, denial: &Denial) {
        let mut denied = self.denied.lock().unwrap_or_else(PoisonError::into_inner);
        if denied.len() < MOST_DENIALS && !denied.contains(denial) {
            tracing::info!("denied: {denial}");
            if let Err(stop) = self.record.denied(denial) {
                tracing::error!("{stop}");
            }
            denied.push(denial.clone());
        }
    }

    /// All of them.
    pub fn take(&self) -> Vec<Denial> {
        std::mem::take(&mut self.denied.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What is said of the parts of WASI behind which a component finds nothing.
#[derive(Debug)]
pub struct Refusals {
    /// Of files, if no folder is granted.
    pub files: Option<Denial>,
    /// Of sockets.
    pub sockets: Denial,
}

impl Refusals {
    /// Of a component with this grant.
    pub fn of(policy: &Policy, component: &str, grant: &Grant) -> Refusals {
        let files = grant.folders.is_empty().then(|| of_import(policy, component, "wasi:filesystem"));
        Refusals { files, sockets: of_import(policy, component, "wasi:sockets") }
    }
}

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
    instance.func_new(name, move |store, _, _, _| {
        let unrecorded = store.data().context.record.denied(&denial).err();
        Err(wasmtime::Error::new(unrecorded.unwrap_or_else(|| Stop::Denied(denial.clone()))))
    })?;
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
