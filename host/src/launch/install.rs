//! The `bpy` module, set up once in a virtual environment of its own.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

/// The version of `bpy`, and of Blender with it.
const BPY: &str = "5.0.1";
/// The Python that this version is built for.
const PYTHON: &str = "3.11";

/// A Python that has `bpy`; set up if it is not there yet.
pub(super) fn python_with_bpy(tell: &mut dyn FnMut(&str)) -> Result<PathBuf> {
    let data = crate::folders::data()?;
    let environment = data.join(format!("bpy-{BPY}"));
    let python = interpreter(&environment);
    let ready = environment.join("ready");
    if ready.exists() {
        return Ok(python);
    }
    tell(&format!(
        "setting up Blender {BPY} (the Python module bpy, some 350 MB) in {}; once only",
        environment.display()
    ));
    let base = base_python()?;
    fs::create_dir_all(&data).with_context(|| format!("cannot make {}", data.display()))?;
    let made = || -> Result<()> {
        run(Command::new(&base).args(["-m", "venv", "--clear"]).arg(&environment), tell)?;
        let pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"];
        run(Command::new(&python).args(pip).arg(format!("bpy=={BPY}")), tell)?;
        tell("trying it");
        run(Command::new(&python).args(["-c", "import bpy; print(bpy.app.version_string)"]), tell)
    };
    let mut made = made;
    made().with_context(|| {
        format!(
            "cannot set up Blender as a Python module. Install Blender 4.2 or newer and pass --blender, or see what is \
             wrong with `{} -m pip install bpy=={BPY}`",
            base.display()
        )
    })?;
    fs::write(&ready, BPY)?;
    Ok(python)
}

fn interpreter(environment: &Path) -> PathBuf {
    if cfg!(windows) { environment.join("Scripts").join("python.exe") } else { environment.join("bin").join("python") }
}

/// The Python to make the environment with.
fn base_python() -> Result<PathBuf> {
    for name in [format!("python{PYTHON}"), "python3".to_owned(), "python".to_owned()] {
        for candidate in which::which_all(&name).into_iter().flatten() {
            let code = "import sys; print('%d.%d' % sys.version_info[:2])";
            let output = Command::new(&candidate).args(["-c", code]).output();
            if output.is_ok_and(|o| o.status.success() && String::from_utf8_lossy(&o.stdout).trim() == PYTHON) {
                return Ok(candidate);
            }
        }
    }
    bail!(
        "there is no Blender and no Python {PYTHON} on the path. Install Blender 4.2 or newer (or pass --blender), or \
         install Python {PYTHON}, with which Blender {BPY} is set up as a module"
    )
}

/// What to do about a shared library that a bare system lacks.
fn missing_library(errors: &str) -> &'static str {
    if errors.contains("cannot open shared object file") {
        "\nBlender needs libraries of the system. On Debian and Ubuntu: apt-get install libegl1 libgl1 libgl1-mesa-dri \
         libice6 libsm6 libx11-6 libxext6 libxfixes3 libxi6 libxkbcommon0 libxrender1 libxxf86vm1"
    } else {
        ""
    }
}

/// Runs a command; its output goes to `tell`, and into the error if it fails.
fn run(command: &mut Command, tell: &mut dyn FnMut(&str)) -> Result<()> {
    let shown = format!("{command:?}");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {shown}"))?;
    let stderr = child.stderr.take().context("it is piped")?;
    let errors = std::thread::spawn(move || BufReader::new(stderr).lines().map_while(Result::ok).collect::<Vec<_>>());
    for line in BufReader::new(child.stdout.take().context("it is piped")?).lines() {
        tell(&line?);
    }
    let status = child.wait()?;
    let errors = errors.join().unwrap_or_default();
    if !status.success() {
        let last = errors.len().saturating_sub(8);
        let errors = errors[last..].join("\n");
        bail!("{shown} failed ({status}):\n{errors}{}", missing_library(&errors));
    }
    Ok(())
}
