//! `host vet`

use std::{
    fs,
    io::{BufRead, IsTerminal, Write, stderr, stdin},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use super::{FAULT, block_on, output};
use crate::{
    component::{Component, Digest, cannot, describe, source},
    vet::{self, Change, Profile, oci},
    wit::packages::Operations,
};

/// Shows what a component could do, asks, and writes it into the policy.
///
/// A component whose digest is not in the policy does not run. This shows all that
/// it imports and the tools it makes, or what has changed since the version that
/// was vetted before; on a yes, its digest and the operations that it imports are
/// written. Operations that delete are written as to be asked about, folders and
/// servers are yours to grant. Exits with 1 if nothing is written.
#[derive(Args)]
pub(super) struct Vet {
    /// The component: a .wasm file, or an OCI reference such as
    /// ghcr.io/someone/tool:1.2, which is put into the folder of components
    component: String,
    /// The folder of components, where one from a registry is put
    #[arg(long, env = "BLENDER_TOOL_COMPONENTS", value_name = "DIR")]
    components: Option<PathBuf>,
    /// The policy file [default: policy.toml in the user's configuration folder]
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Write without asking
    #[arg(long)]
    yes: bool,
    /// Fetch from the registry by plain HTTP, as from one on this computer
    #[arg(long)]
    plain_http: bool,
}

impl Vet {
    pub(super) fn run(self) -> Result<ExitCode> {
        let operations = Operations::built_in();
        let (component, put) = self.component(operations)?;
        let built_in = source::built_in(operations)?;
        ensure!(
            built_in.iter().all(|known| known.name != component.name),
            "the host carries a component `{}`; give this one another file name",
            component.name
        );
        let policy = match &self.policy {
            Some(file) => file.clone(),
            None => crate::folders::policy_file().context("cannot tell where the policy file is; use --policy")?,
        };
        let text = match fs::read_to_string(&policy) {
            Ok(text) => Some(text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
            Err(e) => return Err(e).with_context(|| format!("cannot read the policy {}", policy.display())),
        };
        let profiles = crate::folders::data()?.join("vetted");
        let vetted = text.as_deref().and_then(|text| digest_in(text, &component.name));
        let (profile, faults) = Profile::of(&component, operations);
        let before = vetted.as_ref().and_then(|digest| Profile::load(digest, &profiles));
        if vetted.as_ref() == Some(&component.digest) {
            output::line(&format!("{} has this file's digest already; nothing is to be done", policy.display()))?;
            profile.keep(&component.digest, &profiles)?;
            return Ok(ExitCode::SUCCESS);
        }
        show(&component, &profile, vetted.as_ref(), before.as_ref(), operations)?;
        for fault in faults {
            output::complain(&format!("not a tool: {fault}"));
        }
        let written = vet::write(text.as_deref(), &component, before.as_ref(), &built_in, operations)
            .with_context(|| format!("the policy {}", policy.display()))?;
        output::heading(&format!("\nwhat is to be written into {}", policy.display()))?;
        let difference = vet::difference(text.as_deref().unwrap_or_default(), &written);
        difference.lines().try_for_each(|line| output::line(&format!("  {line}")))?;
        if !self.yes && !agreed(&policy)? {
            output::complain("Nothing was written.");
            return Ok(ExitCode::from(FAULT));
        }
        // What is written must be what was shown.
        let now = fs::read_to_string(&policy).ok();
        ensure!(now == text, "{} was changed meanwhile; vet again", policy.display());
        if let Some(file) = put {
            write_whole(&file, &component.bytes)?;
            output::line(&format!("put into {}", file.display()))?;
        }
        profile.keep(&component.digest, &profiles)?;
        write_whole(&policy, written.as_bytes())?;
        output::line(&format!("written: [components.{}] in {}", component.name, policy.display()))?;
        Ok(ExitCode::SUCCESS)
    }

    /// The component, and where it is to be put if it comes from a registry.
    fn component(&self, operations: &Operations) -> Result<(Component, Option<PathBuf>)> {
        let path = Path::new(&self.component);
        let is_file = path.extension().is_some_and(|e| e == "wasm") || path.exists();
        if is_file {
            return Ok((source::file(path, operations)?, None));
        }
        let Some(folder) = &self.components else {
            bail!(
                "`{}` is no file. If it is an OCI reference, say with --components (or BLENDER_TOOL_COMPONENTS) into which \
                 folder the component is to be put",
                self.component
            );
        };
        let (name, bytes) = block_on(oci::fetch(&self.component, self.plain_http))?;
        let file = folder.join(format!("{name}.wasm"));
        Ok((source::bytes(&file, bytes, operations)?, Some(file)))
    }
}

fn digest_in(policy: &str, component: &str) -> Option<Digest> {
    let policy: toml::Table = policy.parse().ok()?;
    policy.get("components")?.get(component)?.get("digest")?.as_str()?.parse().ok()
}

fn show(
    component: &Component,
    profile: &Profile,
    vetted: Option<&Digest>,
    before: Option<&Profile>,
    operations: &Operations,
) -> Result<()> {
    output::heading(&format!("{}  {}", component.name, component.digest))?;
    let section = |title: &str, lines: &[String]| -> Result<()> {
        output::heading(&format!("\n{title}"))?;
        lines.iter().try_for_each(|line| output::line(&format!("  {line}")))
    };
    section("each of its tools can at most", &describe(component, operations))?;
    section("cannot", &cannot(component, operations))?;
    match (vetted, before) {
        (Some(vetted), Some(before)) => {
            output::heading(&format!("\nchanged since {vetted}"))?;
            let changes = vet::changes(before, profile);
            if changes.is_empty() {
                output::line(
                    "  imports, tools, descriptions and schemas are the same; what happens inside may differ",
                )?;
            }
            for change in changes {
                match change {
                    Change::Added(what) => output::line(&format!("  + {what}"))?,
                    Change::Removed(what) => output::line(&format!("  - {what}"))?,
                    Change::Tool(name, lines) => {
                        output::line(&format!("  ~ the tool {name} says something else to the assistant:"))?;
                        lines.lines().try_for_each(|line| output::line(&format!("      {line}")))?;
                    }
                }
            }
        }
        _ => {
            if let Some(vetted) = vetted {
                output::line(&format!("\nThe policy has {vetted}, of which nothing is kept here: all is shown."))?;
            }
            output::heading("\ntools, as the assistant sees them")?;
            for (name, tool) in &profile.tools {
                output::line(&format!("  {name}: {}", indented(&tool.description)))?;
                for (of, text) in tool.texts() {
                    output::line(&format!("      {of}: {}", indented(&text)))?;
                }
            }
        }
    }
    Ok(())
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n        ")
}

fn agreed(policy: &Path) -> Result<bool> {
    ensure!(
        stdin().is_terminal() && stderr().is_terminal(),
        "this has to be agreed to on a terminal, or with --yes; nothing was written"
    );
    eprint!("\nWrite this into {}? [y/N]: ", policy.display());
    stderr().flush()?;
    let mut line = String::new();
    stdin().lock().read_line(&mut line)?;
    Ok(matches!(line.trim(), "y" | "yes"))
}

/// Writes a file that appears at once and whole.
fn write_whole(file: &Path, bytes: &[u8]) -> Result<()> {
    let writing = || format!("cannot write {}", file.display());
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(writing)?;
    let mut temporary = tempfile::NamedTempFile::new_in(folder).with_context(writing)?;
    temporary.write_all(bytes).with_context(writing)?;
    temporary.persist(file).with_context(writing)?;
    Ok(())
}
