//! Questions to the person at the terminal.

use std::io::{BufRead, IsTerminal, Write, stderr, stdin};

use tokio::sync::mpsc;

use super::output;
use crate::{
    capability::ask::{Answer, Asked, Asker, Question},
    text::pretty_json,
};

/// The way to the person at the terminal, if there is one.
pub(super) fn asker() -> Asker {
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return Asker::nobody("standard input and error are no terminal");
    }
    let (sender, mut questions) = mpsc::channel::<Asked>(1);
    tokio::spawn(async move {
        while let Some((question, reply)) = questions.recv().await {
            let answer = tokio::task::spawn_blocking(move || ask(&question)).await.unwrap_or(Answer::No);
            let _ = reply.send(answer);
        }
    });
    Asker::new(sender)
}

fn ask(question: &Question) -> Answer {
    let Question { tool, call, component, digest, action, arguments, place } = question;
    let line = place.as_ref().map(|place| format!(" ({place} asks for this)")).unwrap_or_default();
    output::complain(&format!(
        "The tool `{tool}` of component `{component}` wants to do `{action}`{line}.\n{digest}\nArguments:\n{}\n\
         It was called with:\n{}",
        pretty_json(arguments),
        pretty_json(call)
    ));
    eprint!("Allow it? [y]es once, [a]lways in this run, [N]o: ");
    let _ = stderr().flush();
    let mut line = String::new();
    match stdin().lock().read_line(&mut line).map(|_| line.trim()) {
        Ok("y" | "yes") => Answer::Once,
        Ok("a" | "always") => Answer::Session,
        _ => Answer::No,
    }
}
