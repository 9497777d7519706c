//! A call under way, from its request to its result, with questions to the person
//! in between.
//!
//! Where the protocol has questions as results (from 2026-07-28 on), the call stays
//! in this host's memory, suspended, until the client calls again with the answer.

use std::{
    collections::HashMap,
    future::Future,
    pin::{Pin, pin},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use rmcp::{
    RoleServer,
    model::{InputRequest, InputRequiredResult, InputResponses},
    service::RequestContext,
};
use serde_json::{Map, Value};
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use super::{
    elicit::{self, Way},
    progress,
};
use crate::{
    capability::ask::{Answer, Asked, Asker},
    catalog::{Catalog, Outcome},
    sandbox::{Call, Report, Stop},
};

/// How many reports of progress wait for a slow client.
const REPORTS: usize = 16;

/// How long a suspended call waits for its answer.
const OPEN: Duration = Duration::from_secs(10 * 60);

/// How many calls are suspended at the same time.
const MOST_OPEN: usize = 16;

/// The name of our question in the client's answers.
const QUESTION: &str = "approval";

/// A call under way.
pub(super) struct Running {
    tool: String,
    args: Map<String, Value>,
    outcome: Pin<Box<dyn Future<Output = Result<Outcome, Stop>> + Send>>,
    questions: mpsc::Receiver<Asked>,
    reports: mpsc::Receiver<Report>,
    cancel: CancellationToken,
}

/// How far a call has come.
pub(super) enum Step {
    /// To its end.
    Ended(Result<Outcome, Stop>),
    /// To a question, which the client has to call again for.
    Asked(InputRequiredResult),
}

impl Running {
    /// Begins a call; `call` says what it needs besides.
    pub fn begin(catalog: Arc<Catalog>, tool: &str, args: Map<String, Value>, way: Way, asker: &Asker, call: Call) -> Running {
        let (question, questions) = mpsc::channel(1);
        let (report, reports) = mpsc::channel(REPORTS);
        let cancel = CancellationToken::new();
        let asker = match way {
            Way::None => Asker::nobody("this client cannot ask its user (it does not offer MCP elicitation)"),
            Way::Request | Way::Rounds => asker.through(question),
        };
        let call = Call { progress: Some(report), cancel: cancel.clone(), asker, ..call };
        let (name, given) = (tool.to_owned(), args.clone());
        let outcome = Box::pin(async move {
            match catalog.tools.get(name.as_str()) {
                Some(tool) => tool.call(&catalog, &given, call).await,
                None => Err(Stop::Cancelled),
            }
        });
        Running { tool: tool.to_owned(), args, outcome, questions, reports, cancel }
    }

    /// Goes on until the end or to a question that only a new request can answer.
    /// What is sent to the client goes out from here: it belongs to this request.
    pub async fn go_on(mut self, context: &RequestContext<RoleServer>, way: Way, open: &Open) -> Step {
        let done = CancellationToken::new();
        let Running { outcome, questions, reports, cancel, .. } = &mut self;
        let ended = {
            let token = context.meta.get_progress_token();
            let mut forward = pin!(progress::forward(context.peer.clone(), token, reports, done.clone()));
            let mut step = pin!(until_question(outcome, questions, context, way));
            let mut forwarding = true;
            let ended = loop {
                tokio::select! {
                    biased;
                    () = context.ct.cancelled(), if !cancel.is_cancelled() => cancel.cancel(),
                    ended = &mut step => break ended,
                    () = &mut forward, if forwarding => forwarding = false,
                }
            };
            if matches!(ended, Ended::Outcome(_)) && forwarding {
                done.cancel();
                forward.await;
            }
            ended
        };
        match ended {
            Ended::Outcome(outcome) => Step::Ended(outcome),
            Ended::Question((question, reply)) => {
                let request = InputRequest::Elicitation(elicit::form(&question));
                match open.keep(self, reply) {
                    Some(state) => {
                        let requests = [(QUESTION.to_owned(), request)].into_iter().collect();
                        Step::Asked(InputRequiredResult::new(Some(requests), Some(state)))
                    }
                    None => Step::Ended(Ok(Outcome::Failed(
                        format!("{}: {MOST_OPEN} questions are open already; answer them first", question.tool).into(),
                    ))),
                }
            }
        }
    }
}

/// Why a call does not go on within this request.
enum Ended {
    Outcome(Result<Outcome, Stop>),
    Question(Asked),
}

async fn until_question(
    outcome: &mut Pin<Box<dyn Future<Output = Result<Outcome, Stop>> + Send>>,
    questions: &mut mpsc::Receiver<Asked>,
    context: &RequestContext<RoleServer>,
    way: Way,
) -> Ended {
    loop {
        let (question, reply) = tokio::select! {
            outcome = &mut *outcome => return Ended::Outcome(outcome),
            Some(asked) = questions.recv() => asked,
        };
        if way == Way::Rounds {
            return Ended::Question((question, reply));
        }
        tokio::select! {
            outcome = &mut *outcome => return Ended::Outcome(outcome),
            answer = elicit::request(context, &question) => { let _ = reply.send(answer); }
        }
    }
}

/// The calls that wait for a person's answer; clones share them.
#[derive(Clone, Default)]
pub(super) struct Open(Arc<Mutex<HashMap<String, Suspended>>>);

struct Suspended {
    running: Running,
    reply: oneshot::Sender<Answer>,
}

impl Open {
    /// Keeps a call for a while; gives the name by which it is found again. One that
    /// nobody comes back for is dropped, which ends it in Blender, too.
    fn keep(&self, running: Running, reply: oneshot::Sender<Answer>) -> Option<String> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).ok()?;
        let state: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        {
            let mut all = self.lock();
            if all.len() >= MOST_OPEN {
                return None;
            }
            all.insert(state.clone(), Suspended { running, reply });
        }
        let (open, name) = (self.clone(), state.clone());
        tokio::spawn(async move {
            tokio::time::sleep(OPEN).await;
            drop(open.take(&name));
        });
        Some(state)
    }

    /// The call that a client comes back for, told the person's answer. It has to be
    /// the same call; a name counts once.
    pub fn resume(
        &self,
        state: &str,
        tool: &str,
        args: &Map<String, Value>,
        responses: Option<&InputResponses>,
    ) -> Result<Running, &'static str> {
        let Suspended { running, reply } =
            self.take(state).ok_or("this question is no longer open: it was answered, or nobody did for too long. Call the tool anew")?;
        if running.tool != tool || running.args != *args {
            return Err("this answer belongs to another call, which ends with that");
        }
        let answer = match responses.and_then(|all| all.get(QUESTION)) {
            Some(response) => elicit::answer_in(response),
            None => Answer::Nobody("the client came back without an answer".to_owned()),
        };
        let _ = reply.send(answer);
        Ok(running)
    }

    fn take(&self, state: &str) -> Option<Suspended> {
        self.lock().remove(state)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Suspended>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
