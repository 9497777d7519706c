//! The way to Blender: connects when it must, retries what may be retried.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::Mutex;

use super::{
    Answer, Category, OpError, Request, Session,
    connection::{Connection, Greeting, NoAnswer},
};
use crate::{contract::PROTOCOL, sandbox::Report};

/// How often a connection is tried.
const TRIES: u32 = 3;
/// The pause after the first failed try; each next one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// How long a failure to connect stands, so that a component that asks again and
/// again does not wait each time.
const SETTLE: Duration = Duration::from_millis(300);

const TIMEOUT_ADVICE: &str = "BLENDER_RPC_TIMEOUT_MS sets the time for operations without a deadline of their own";

/// The secret that host and add-on share. It is never printed.
#[derive(Clone)]
pub struct Token(pub String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Where Blender is and how long to wait for it.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address, such as `ws://127.0.0.1:8765`.
    pub url: String,
    /// The shared secret, if the add-on has one.
    pub token: Option<Token>,
    /// How long to wait for an operation that has no deadline of its own.
    pub timeout: Duration,
}

/// The way to Blender.
pub struct Link {
    config: Config,
    contract: String,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    connection: Option<Arc<Connection>>,
    /// When connecting failed last, and how.
    failed: Option<(Instant, OpError)>,
}

impl Link {
    /// Prepares a link; nothing is sent before the first call.
    pub fn new(config: Config, contract: String) -> Link {
        Link { config, contract, state: Mutex::default() }
    }

    /// Runs an operation for a tool call.
    ///
    /// A connection that fails is tried again. An operation that Blender may
    /// already have run is sent again only if it is idempotent.
    pub(super) async fn call(
        &self,
        session: &Session,
        request: &Request,
        progress: &mut (dyn FnMut(Report) + Send),
    ) -> Result<Answer, OpError> {
        let timeout = request.deadline.unwrap_or(self.config.timeout);
        let op = &request.op;
        for attempt in 1.. {
            let connection = self.connection().await?;
            let number = session.number_on(&connection);
            let sent = connection.request(op, Some(number), &request.params, &request.attachments, timeout, progress);
            let (again, error) = match sent.await {
                Ok(answer) => return Ok(answer),
                // It waited in the queue for too long.
                Err(NoAnswer::Failed(error)) if error.category == Category::Timeout => {
                    return Err(OpError { message: format!("{} {TIMEOUT_ADVICE}", error.message), ..error });
                }
                Err(NoAnswer::Failed(error)) => return Err(error),
                Err(NoAnswer::Late) => (
                    false,
                    OpError::timeout(format!(
                        "Blender did not finish {op} within {} ms. It may still do so; look before you repeat it. \
                         {TIMEOUT_ADVICE}",
                        timeout.as_millis()
                    ))
                    .retryable_if(request.idempotent),
                ),
                Err(NoAnswer::NotSent) => {
                    (true, OpError::connection(format!("the connection to Blender was closed before {op} was sent")))
                }
                Err(NoAnswer::Lost) => (
                    request.idempotent,
                    OpError::connection(format!(
                        "the connection to Blender was lost during {op}. It may or may not have run; look before you \
                         repeat it"
                    ))
                    .retryable_if(request.idempotent),
                ),
            };
            if !again || attempt >= TRIES {
                return Err(error);
            }
        }
        unreachable!("the loop ends by returning")
    }

    /// Connects if there is no connection.
    pub async fn ready(&self) -> Result<(), OpError> {
        self.connection().await.map(|_| ())
    }

    async fn connection(&self) -> Result<Arc<Connection>, OpError> {
        let mut state = self.state.lock().await;
        if let Some(connection) = state.connection.as_ref().filter(|c| !c.closed()) {
            return Ok(connection.clone());
        }
        state.connection = None;
        if let Some((_, error)) = state.failed.as_ref().filter(|(when, _)| when.elapsed() < SETTLE) {
            return Err(error.clone());
        }
        match self.connect().await {
            Ok(connection) => {
                state.failed = None;
                Ok(state.connection.insert(Arc::new(connection)).clone())
            }
            Err(error) => {
                state.failed = Some((Instant::now(), error.clone()));
                Err(error)
            }
        }
    }

    async fn connect(&self) -> Result<Connection, OpError> {
        let mut pause = FIRST_PAUSE;
        for attempt in 1.. {
            match Connection::open(&self.config, &self.contract).await {
                Ok(connection) => {
                    self.check(&connection.greeting)?;
                    tracing::info!(
                        "connected to Blender {} at {}",
                        connection.greeting.blender_version,
                        self.config.url
                    );
                    return Ok(connection);
                }
                Err(error) if error.retryable && attempt < TRIES => {
                    tracing::debug!("try {attempt}: {error}");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                Err(error) => return Err(error),
            }
        }
        unreachable!("the loop ends by returning")
    }

    fn check(&self, greeting: &Greeting) -> Result<(), OpError> {
        if greeting.protocol != PROTOCOL {
            return Err(OpError::validation(format!(
                "the add-on in Blender {} speaks version {} of the protocol, this host version {PROTOCOL}: they are of \
                 different versions. Install the add-on that belongs to this host",
                greeting.blender_version, greeting.protocol
            )));
        }
        if greeting.contract == self.contract {
            return Ok(());
        }
        Err(OpError::validation(format!(
            "the add-on in Blender {} has another contract than this host (its hash begins with {}, the host's with {}): \
             they are of different versions. Install the add-on that belongs to this host",
            greeting.blender_version,
            short(&greeting.contract),
            short(&self.contract)
        )))
    }
}

fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}
