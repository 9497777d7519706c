//! The parts of WASI that give no authority: streams, clocks, random numbers,
//! and a command line with an empty environment whose output is the log.

use anyhow::Result;
use wasmtime::component::Linker;
use wasmtime_wasi::{
    WasiView,
    cli::{WasiCli, WasiCliView},
    p2::bindings::{cli, random},
    random::WasiRandom,
};

use crate::sandbox::CallState;

/// Links them.
pub fn link(linker: &mut Linker<CallState>) -> Result<()> {
    wasmtime_wasi::p2::add_to_linker_proxy_interfaces_async(linker)?;
    random::insecure::add_to_linker::<_, WasiRandom>(linker, |state: &mut CallState| state.ctx().ctx.random())?;
    random::insecure_seed::add_to_linker::<_, WasiRandom>(linker, |state: &mut CallState| state.ctx().ctx.random())?;
    cli::environment::add_to_linker::<_, WasiCli>(linker, CallState::cli)?;
    cli::exit::add_to_linker::<_, WasiCli>(linker, CallState::cli)?;
    cli::terminal_input::add_to_linker::<_, WasiCli>(linker, CallState::cli)?;
    cli::terminal_output::add_to_linker::<_, WasiCli>(linker, CallState::cli)?;
    cli::terminal_stdin::add_to_linker::<_, WasiCli>(linker, CallState::cli)?;
    cli::terminal_stdout::add_to_linker::<_, WasiCli>(linker, CallState::cli)?;
    cli::terminal_stderr::add_to_linker::<_, WasiCli>(linker, CallState::cli)?;
    Ok(())
}
