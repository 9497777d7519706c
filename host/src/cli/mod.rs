//! The command line. One file a command.

mod ask;
mod blender;
mod call;
mod check;
mod compare;
mod connect;
mod contract;
mod demo;
mod embed_docs;
mod inspect;
mod list_tools;
mod log;
mod output;
mod policy;
mod prepare;
mod python;
mod serve;
mod vet;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use crate::{catalog::Sources, wit::packages::Operations};

/// Exit code where what was checked is at fault, or a tool failed.
pub(crate) const FAULT: u8 = 1;
/// Exit code where the command itself could not do its work.
pub(crate) const BROKEN: u8 = 2;

/// Drives Blender with sandboxed WebAssembly tools, served over MCP.
///
/// Every tool is a WebAssembly component. What it can do can be read off its
/// imports before it runs (`host inspect`), and a policy file grants it that or
/// less. Begin with `host demo`.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// What goes to the log on stderr: error, warn, info, debug, trace, or
    /// filters such as `host=debug,component=trace` [default: warn]
    #[arg(long, global = true, env = "RUST_LOG", value_name = "FILTER", hide_env_values = true)]
    log: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the tools over MCP on stdin and stdout; editors start this
    Serve(serve::Serve),
    /// Lists the tools and what each may do; needs no Blender
    ListTools(list_tools::ListTools),
    /// Calls one tool, as an editor would
    Call(call::Call),
    /// Runs a Python script in Blender, sandboxed
    Python(python::Python),
    /// Tells what a component could do at most, by its imports
    Inspect(inspect::Inspect),
    /// Shows what a component could do, asks, and writes it into the policy
    Vet(vet::Vet),
    /// Checks every component against the policy
    Check(check::Check),
    /// Shows and explains what the policy says
    Policy(policy::Policy),
    /// Compiles every component, so that no call has to wait for it
    Prepare(prepare::Prepare),
    /// Starts a headless Blender with the add-on and stays in the foreground
    Blender(blender::Blender),
    /// Builds a scene in a Blender of its own through an MCP session, and renders it
    Demo(demo::Demo),
    /// Prints the contract between host and add-on, made from the WIT
    Contract(contract::Contract),
    /// Puts the doc comments of a WIT folder into a component, which compilers leave out
    EmbedDocs(embed_docs::EmbedDocs),
}

/// Where tools come from; shared by the commands that load them.
#[derive(Args, Clone, Debug, Default)]
struct Tools {
    /// A folder of components (.wasm) besides the built-in ones
    #[arg(long, env = "BLENDER_TOOL_COMPONENTS", value_name = "DIR")]
    components: Option<PathBuf>,

    /// The policy file [default: policy.toml in the user's configuration
    /// folder; without one, each built-in component gets what it imports]
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// The project's folder: a file .blender-tool-host.toml in it, or in the
    /// nearest folder around it, narrows the policy [default: the current folder]
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,

    /// A folder with another version of the WIT package blender:ops, for
    /// development of operations
    #[arg(long, value_name = "DIR")]
    wit: Option<PathBuf>,
}

impl Tools {
    fn sources(&self) -> Result<Sources> {
        let operations = match &self.wit {
            // Read once for the life of the program, as the built-in one is.
            Some(folder) => Box::leak(Box::new(Operations::from_folder(folder)?)),
            None => Operations::built_in(),
        };
        let project = match &self.project {
            Some(folder) => Some(folder.clone()),
            None => std::env::current_dir().ok(),
        };
        Ok(Sources { components: self.components.clone(), policy: self.policy.clone(), project, operations })
    }
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let _log = log::start(cli.log.as_deref());
    let done = match cli.command {
        Command::Serve(command) => command.run(),
        Command::ListTools(command) => command.run(),
        Command::Call(command) => command.run(),
        Command::Python(command) => command.run(),
        Command::Inspect(command) => command.run(),
        Command::Vet(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Policy(command) => command.run(),
        Command::Prepare(command) => command.run(),
        Command::Blender(command) => command.run(),
        Command::Demo(command) => command.run(),
        Command::Contract(command) => command.run(),
        Command::EmbedDocs(command) => command.run(),
    };
    done.unwrap_or_else(|error| {
        if output::is_closed_pipe(&error) {
            return ExitCode::SUCCESS;
        }
        output::complain(&format!("error: {error:#}"));
        ExitCode::from(BROKEN)
    })
}

/// Runs the asynchronous part of a command.
///
/// One thread does it all: a call is a chain of small steps, and each hand-over
/// to another thread would cost more than the step. Components that compute yield
/// at every tick of the engine, and the event loop is looked at each time, so
/// they cannot keep others waiting for long. Compiling has threads of its own.
fn block_on<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().event_interval(1).build()?;
    let result = runtime.block_on(work);
    // Reading stdin blocks a thread that nothing can end: do not wait for it.
    runtime.shutdown_background();
    result
}
