//! Builds the components in `tools/` and gives them their docs.

use std::{
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use wit_parser::{Resolve, WorldId};

use crate::{docs, python};

const TARGET: &str = "wasm32-wasip2";

/// Makes the constant `BUILT_IN`: of each component the name, the SHA-256, the
/// bytes, and its type with its docs as a WIT package. So the host need not read
/// all the bytes to know what its components are.
pub fn build(root: &Path, out: &Path) -> Result<()> {
    let tools = root.join("tools");
    for watched in ["wit", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={}", root.join(watched).display());
    }
    let (mut crates, mut scripts) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(&tools).with_context(|| format!("cannot read {}", tools.display()))? {
        let folder = entry?.path();
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let component = folder.join("wit").is_dir();
        if folder.join("Cargo.toml").exists() {
            println!("cargo::rerun-if-changed={}", folder.display());
            if component {
                crates.push(name);
            }
        } else if folder.join("guest").join("app.py").exists() {
            println!("cargo::rerun-if-changed={}", folder.join("wit").display());
            scripts.push(name);
        } else if component {
            bail!("{} has a world, but neither a Cargo.toml nor a guest/app.py", folder.display());
        }
    }

    let linked = compile(root, out, &crates)?;
    let mut built: Vec<_> = crates
        .into_iter()
        .map(|name| {
            let file = linked.join(name.replace('-', "_")).with_extension("wasm");
            (name, file)
        })
        .collect();
    for name in scripts {
        let (resolve, world) = world(root, &tools.join(&name))?;
        let file = python::build(root, shared_target(out), &name, &full_name(&resolve, world)?)?;
        built.push((name, file));
    }
    built.sort();

    let mut source = String::from("const BUILT_IN: &[BuiltIn] = &[\n");
    for (name, file) in &built {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let (resolve, world) = world(root, &tools.join(name))?;
        let documented =
            docs::embed(&bytes, &resolve, world).with_context(|| format!("the docs of the component `{name}`"))?;
        let digest: [u8; 32] = Sha256::digest(&documented).into();
        let (file, outline) = (out.join(format!("{name}.wasm")), out.join(format!("{name}.wit.wasm")));
        fs::write(&outline, type_of(&documented)?)?;
        fs::write(&file, documented)?;
        writeln!(source, "    BuiltIn {{ name: {name:?}, sha256: {digest:?}, ")?;
        writeln!(source, "        bytes: include_bytes!({file:?}), outline: include_bytes!({outline:?}) }},")?;
    }
    source.push_str("];\n");
    fs::write(out.join("built_in.rs"), source)?;
    Ok(())
}

/// Compiles the packages in a target folder of their own, since cargo holds a
/// lock on the one it is building in, and gives the folder of the results.
fn compile(root: &Path, out: &Path, names: &[String]) -> Result<PathBuf> {
    let target = shared_target(out).join("components");
    let mut cargo = Command::new(env::var_os("CARGO").context("cargo sets CARGO")?);
    cargo.current_dir(root).args(["build", "--profile", "component", "--target", TARGET]);
    cargo.arg("--target-dir").arg(&target);
    for name in names {
        cargo.args(["--package", name]);
    }
    // What is set for the host's own build must not reach that of the guests.
    for variable in
        ["CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "CARGO_BUILD_TARGET"]
    {
        cargo.env_remove(variable);
    }
    let output = cargo.output().context("cannot run cargo")?;
    ensure!(
        output.status.success(),
        "cannot build the components in tools/ for {TARGET}. If the target is missing, run `rustup target add {TARGET}`.\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(target.join(TARGET).join("component"))
}

/// The target folder that holds `out`: `<target>/<profile>/build/host-<hash>/out`.
fn shared_target(out: &Path) -> &Path {
    out.ancestors().nth(4).unwrap_or(out)
}

/// The world that a component is built for.
fn world(root: &Path, tool: &Path) -> Result<(Resolve, WorldId)> {
    let mut resolve = Resolve::default();
    for package in ["ops", "tool"] {
        resolve.push_dir(root.join("wit").join(package))?;
    }
    let (package, _) = resolve.push_dir(tool.join("wit"))?;
    let world = resolve.select_world(&[package], None)?;
    Ok((resolve, world))
}

/// The type of a component, as a WIT package.
fn type_of(component: &[u8]) -> Result<Vec<u8>> {
    let (resolve, world) = docs::decode(component)?;
    wit_component::encode(&resolve, docs::package_of(&resolve, world)?)
}

/// Its name with that of its package: `blender:python-tools/tools@0.1.0`.
fn full_name(resolve: &Resolve, world: WorldId) -> Result<String> {
    let world = &resolve.worlds[world];
    let package = world.package.context("a world belongs to a package")?;
    Ok(resolve.packages[package].name.interface_id(&world.name))
}
