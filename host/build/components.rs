//! Builds the components in `tools/` and gives them their docs.

use std::{
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use wit_parser::Resolve;

use crate::docs;

const TARGET: &str = "wasm32-wasip2";

/// Makes the constant `BUILT_IN`: the components' names and bytes.
pub fn build(root: &Path, out: &Path) -> Result<()> {
    let tools = root.join("tools");
    println!("cargo::rerun-if-changed={}", tools.display());
    println!("cargo::rerun-if-changed={}", root.join("wit").display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&tools).with_context(|| format!("cannot read {}", tools.display()))? {
        let entry = entry?;
        if entry.path().join("wit").is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    let built = compile(root, out, &names)?;

    let mut source = String::from("const BUILT_IN: &[(&str, &[u8])] = &[\n");
    for name in &names {
        let linked = built.join(name.replace('-', "_")).with_extension("wasm");
        let bytes = fs::read(&linked).with_context(|| format!("cannot read {}", linked.display()))?;
        let file = out.join(format!("{name}.wasm"));
        fs::write(&file, with_docs(root, &tools.join(name), &bytes)?)?;
        writeln!(source, "    ({name:?}, include_bytes!({file:?})),")?;
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

fn with_docs(root: &Path, tool: &Path, component: &[u8]) -> Result<Vec<u8>> {
    let mut resolve = Resolve::default();
    for package in ["ops", "tool"] {
        resolve.push_dir(root.join("wit").join(package))?;
    }
    let (package, _) = resolve.push_dir(tool.join("wit"))?;
    let world = resolve.select_world(&[package], None)?;
    docs::embed(component, &resolve, world).with_context(|| format!("the docs of {}", tool.display()))
}
