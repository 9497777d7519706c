//! Questions to the person at the editor, about what the policy marks `ask`.
//!
//! An answer is bound to the component's digest, the tool's call, what is attempted and
//! its arguments: it counts for exactly that, once or until the session ends.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio::sync::{mpsc, oneshot};

use crate::{
    component::Digest,
    policy::Place,
    sandbox::{Clock, Stop},
};

/// What a person is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// The tool that was called.
    pub tool: String,
    /// The arguments of that call.
    pub call: Value,
    /// The component that attempts it.
    pub component: String,
    /// The file that the component is.
    pub digest: Digest,
    /// What it attempts: an operation's name, or what it does with a file.
    pub action: String,
    /// The exact arguments.
    pub arguments: Value,
    /// The line of the policy that asks.
    pub place: Option<Place>,
}

/// What a person says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes, this time.
    Once,
    /// Yes, and to the same again until the session ends.
    Session,
    /// No.
    No,
    /// Nobody could be asked, and why.
    Nobody(String),
}

impl Answer {
    /// The word that stands for it in the audit.
    pub fn word(&self) -> &'static str {
        match self {
            Answer::Once => "once",
            Answer::Session => "session",
            Answer::No => "no",
            Answer::Nobody(_) => "nobody",
        }
    }
}

/// A question and the way back.
pub type Asked = (Question, oneshot::Sender<Answer>);

/// The way to the person; clones lead to the same.
#[derive(Clone, Default)]
pub struct Asker {
    questions: Option<mpsc::Sender<Asked>>,
    /// What nobody needs to be asked again in this session.
    approved: Arc<Mutex<HashSet<[u8; 32]>>>,
    /// Why there is nobody, where that is known.
    nobody: Option<Arc<str>>,
}

impl Asker {
    /// A way to a person who answers at the other end of this channel.
    pub fn new(questions: mpsc::Sender<Asked>) -> Asker {
        Asker { questions: Some(questions), ..Asker::default() }
    }

    /// No way, for this reason.
    pub fn nobody(why: &str) -> Asker {
        Asker { nobody: Some(why.into()), ..Asker::default() }
    }

    /// The same person, whom another channel leads to; what is approved stays so.
    pub fn through(&self, questions: mpsc::Sender<Asked>) -> Asker {
        Asker { questions: Some(questions), approved: self.approved.clone(), nobody: None }
    }

    /// Asks, while the call's clock stands still. What the person says is also
    /// remembered.
    pub async fn ask(&self, question: Question, clock: &Clock) -> Answer {
        let key = question.key();
        if self.approved.lock().unwrap_or_else(PoisonError::into_inner).contains(&key) {
            return Answer::Session;
        }
        let Some(questions) = &self.questions else {
            let why = self.nobody.as_deref().unwrap_or("nobody is there to be asked");
            return Answer::Nobody(why.to_owned());
        };
        let _pause = clock.pause();
        let (sender, receiver) = oneshot::channel();
        let answer = match questions.send((question, sender)).await {
            Ok(()) => receiver.await.ok(),
            Err(_) => None,
        };
        let answer = answer.unwrap_or_else(|| Answer::Nobody("the client has gone without an answer".to_owned()));
        if answer == Answer::Session {
            self.approved.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        }
        answer
    }

    /// What ends a call whose question was not answered with yes.
    pub fn refusal(question: &Question, answer: &Answer) -> Option<Stop> {
        let (action, component) = (question.action.clone(), question.component.clone());
        let place = question.place.as_ref().map(ToString::to_string).unwrap_or_default();
        match answer {
            Answer::Once | Answer::Session => None,
            Answer::No => Some(Stop::Refused { action, component }),
            Answer::Nobody(why) => Some(Stop::NobodyToAsk { action, component, place, why: why.clone() }),
        }
    }
}

impl Question {
    fn key(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let (tool, call) = (self.tool.clone(), self.call.to_string());
        for part in [self.digest.to_string(), tool, call, self.action.clone(), self.arguments.to_string()] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::*;

    fn question(bytes: &[u8], action: &str, arguments: Value) -> Question {
        Question {
            tool: "tool".to_owned(),
            call: json!({ "n": 1 }),
            component: "component".to_owned(),
            digest: Digest::of(bytes),
            action: action.to_owned(),
            arguments,
            place: None,
        }
    }

    /// A person who answers with these, and counts.
    fn person(answers: Vec<Answer>) -> (Asker, tokio::task::JoinHandle<usize>) {
        let (sender, mut questions) = mpsc::channel::<Asked>(1);
        let asked = tokio::spawn(async move {
            let mut count = 0;
            let mut answers = answers.into_iter();
            while let Some((_, reply)) = questions.recv().await {
                count += 1;
                let _ = answers.next().map(|answer| reply.send(answer));
            }
            count
        });
        (Asker::new(sender), asked)
    }

    #[tokio::test]
    async fn an_answer_for_the_session_counts_for_the_same_digest_action_and_arguments_only() {
        let clock = Clock::start(Duration::from_secs(60));
        let (asker, asked) = person(vec![Answer::Session, Answer::No, Answer::No, Answer::No]);
        let first = question(b"a", "removal/delete-object", json!({ "name": "Cube" }));
        assert_eq!(asker.ask(first.clone(), &clock).await, Answer::Session);
        assert_eq!(asker.ask(first.clone(), &clock).await, Answer::Session, "without asking again");
        for other in [
            question(b"b", "removal/delete-object", json!({ "name": "Cube" })),
            question(b"a", "removal/delete-all", json!({ "name": "Cube" })),
            question(b"a", "removal/delete-object", json!({ "name": "Lamp" })),
        ] {
            assert_eq!(asker.ask(other, &clock).await, Answer::No);
        }
        drop(asker);
        assert_eq!(asked.await.expect("it ends"), 4);
    }

    #[tokio::test]
    async fn an_answer_for_once_counts_once() {
        let clock = Clock::start(Duration::from_secs(60));
        let (asker, _) = person(vec![Answer::Once, Answer::No]);
        let same = question(b"a", "removal/delete-object", json!({}));
        assert_eq!(asker.ask(same.clone(), &clock).await, Answer::Once);
        assert_eq!(asker.ask(same, &clock).await, Answer::No);
    }

    #[tokio::test]
    async fn where_nobody_answers_the_answer_is_no() {
        let clock = Clock::start(Duration::from_secs(60));
        let (asker, _) = person(Vec::new());
        let same = question(b"a", "removal/delete-object", json!({}));
        for asker in [asker, Asker::nobody("the client cannot ask")] {
            let answer = asker.ask(same.clone(), &clock).await;
            assert!(matches!(answer, Answer::Nobody(_)));
            assert!(Asker::refusal(&same, &answer).is_some());
        }
    }
}
