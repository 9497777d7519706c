//! Builds the components in `tools/` that are Python programs: componentize-py
//! puts an interpreter around them, with all they import at the start loaded.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use crate::embed;

/// The version of componentize-py, and with it of the interpreter.
const VERSION: &str = "0.25.1";

/// The oldest Python that componentize-py runs on; what it builds brings its own.
const OLDEST: (u32, u32) = (3, 9);

/// Builds the component in `tools/<name>/guest`, whose module `app` implements
/// `world`, and gives its file. It takes seconds and comes out different each
/// time, so it is done only for new sources, whatever cargo builds besides.
pub fn build(root: &Path, target: &Path, name: &str, world: &str) -> Result<PathBuf> {
    let tool = root.join("tools").join(name);
    let guest = tool.join("guest");
    let sources = embed::python(&guest)?;
    let wit = [root.join("wit").join("ops"), root.join("wit").join("tool"), tool.join("wit")];

    let folder = target.join("python");
    let (built, made_of) = (folder.join(format!("{name}.wasm")), folder.join(format!("{name}.sources")));
    let hash = hash(&sources, &guest, &wit, world)?;
    if built.exists() && fs::read_to_string(&made_of).is_ok_and(|of| of == hash) {
        return Ok(built);
    }

    let tools = componentize_py(target)?;
    let staged = folder.join(name);
    if staged.exists() {
        fs::remove_dir_all(&staged)?;
    }
    for file in &sources {
        let copy = staged.join(embed::relative(file, &guest));
        fs::create_dir_all(copy.parent().context("a file lies in a folder")?)?;
        fs::copy(file, copy)?;
    }
    // Besides the program, it takes in what is installed in an environment. In
    // this one is nothing.
    let nothing = folder.join("nothing");
    fs::create_dir_all(nothing.join("lib").join("site-packages"))?;

    let unfinished = folder.join(format!("{name}.unfinished"));
    let mut command = Command::new(program(&tools, "componentize-py"));
    command.env("VIRTUAL_ENV", &nothing).env_remove("PYTHONPATH").env("RUST_BACKTRACE", "0");
    command.current_dir(&nothing).arg("--quiet");
    for folder in &wit {
        command.arg("--wit-path").arg(folder);
    }
    command.args(["--world", world, "componentize", "--python-path"]).arg(&staged);
    command.args(["app", "--output"]).arg(&unfinished);
    run(&mut command).with_context(|| format!("cannot build the component `{name}` from {}", guest.display()))?;
    fs::remove_dir_all(&staged)?;
    fs::rename(&unfinished, &built)?;
    fs::write(made_of, hash)?;
    Ok(built)
}

/// The hash of all that a component is made of.
fn hash(sources: &[PathBuf], guest: &Path, wit: &[PathBuf], world: &str) -> Result<String> {
    let mut hash = Sha256::new();
    let mut add = |name: &str, bytes: &[u8]| {
        for part in [name.as_bytes(), bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    };
    add(VERSION, world.as_bytes());
    for file in sources {
        add(&embed::relative(file, guest), &fs::read(file)?);
    }
    for folder in wit {
        let mut files = fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
        files.sort();
        for file in files.iter().filter(|file| file.is_file()) {
            add(&embed::relative(file, folder), &fs::read(file)?);
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A virtual environment with componentize-py; set up if it is not there yet.
fn componentize_py(target: &Path) -> Result<PathBuf> {
    let environment = target.join(format!("componentize-py-{VERSION}"));
    let ready = environment.join("ready");
    if ready.exists() {
        return Ok(environment);
    }
    let base = base_python()?;
    fs::create_dir_all(target)?;
    run(Command::new(&base).args(["-m", "venv", "--clear"]).arg(&environment)).with_context(|| {
        format!("cannot make a virtual environment with {base} (Debian: apt-get install {base}-venv)")
    })?;
    let requirement = format!("componentize-py=={VERSION}");
    let pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"];
    run(Command::new(program(&environment, "python")).args(pip).arg(&requirement)).with_context(|| {
        format!(
            "cannot install {requirement}, which builds the Python tool. This needs the network, once. What is wrong \
             shows `{base} -m pip download {requirement}`"
        )
    })?;
    fs::write(ready, VERSION)?;
    Ok(environment)
}

/// A program of a virtual environment.
fn program(environment: &Path, name: &str) -> PathBuf {
    let folder = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
    folder.join(name).with_extension(env::consts::EXE_EXTENSION)
}

/// The Python to make the environment with.
fn base_python() -> Result<String> {
    for name in ["python3.11", "python3", "python"] {
        let code = format!("import sys, venv, ensurepip; sys.exit(sys.version_info < {OLDEST:?})");
        if Command::new(name).args(["-c", &code]).output().is_ok_and(|output| output.status.success()) {
            return Ok(name.to_owned());
        }
    }
    bail!(
        "the Python tool is built with Python {}.{} or newer, and there is none on the path that can make virtual \
         environments. Debian: apt-get install python3 python3-venv",
        OLDEST.0,
        OLDEST.1
    )
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| format!("cannot run {command:?}"))?;
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned()).join("\n");
    ensure!(output.status.success(), "{command:?} failed ({}):\n{}", output.status, said.trim());
    Ok(())
}
