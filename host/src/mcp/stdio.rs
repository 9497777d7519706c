//! Standard input and output as a transport.

use tokio::io::{AsyncRead, AsyncWrite};

/// What is read from, and what is written to.
pub type Stdio = (Box<dyn AsyncRead + Send + Unpin>, Box<dyn AsyncWrite + Send + Unpin>);

/// Standard input and output. Where they are pipes, they are read and written
/// without the threads that tokio needs for other files: each call saves two
/// wake-ups.
pub fn stdio() -> Stdio {
    #[cfg(unix)]
    if let Some(pipes) = pipes() {
        return pipes;
    }
    (Box::new(tokio::io::stdin()), Box::new(tokio::io::stdout()))
}

#[cfg(unix)]
fn pipes() -> Option<Stdio> {
    use std::{
        fs::File,
        os::{fd::AsFd, unix::fs::FileTypeExt},
    };
    use tokio::net::unix::pipe;

    let own = |fd: &dyn AsFd| fd.as_fd().try_clone_to_owned().ok().map(File::from);
    let is_pipe = |file: &File| file.metadata().is_ok_and(|m| m.file_type().is_fifo());
    let (input, output) = (own(&std::io::stdin())?, own(&std::io::stdout())?);
    if !is_pipe(&input) || !is_pipe(&output) {
        return None;
    }
    Some((Box::new(pipe::Receiver::from_file(input).ok()?), Box::new(pipe::Sender::from_file(output).ok()?)))
}
