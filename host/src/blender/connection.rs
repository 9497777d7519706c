//! One WebSocket connection: requests go out, answers are matched by id.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use futures_util::{SinkExt, StreamExt, stream::SplitSink};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::{
    net::TcpStream,
    sync::{Mutex, mpsc},
    task::AbortHandle,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{Message, client::IntoClientRequest, protocol::WebSocketConfig},
};

use super::{
    Answer, Category, OpError,
    frame::{Body, Outgoing, decode, encode},
    link::{Config, Token},
};
use crate::{contract::PROTOCOL, sandbox::Report, value::Attachments};

/// The largest message that is accepted.
const LARGEST: usize = 64 << 20;

/// How much longer than the deadline an answer is waited for: the add-on then says
/// of a request that was still queued that it did not run.
const LAST_WORD: Duration = Duration::from_millis(100);

/// What the add-on says of itself.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Greeting {
    /// The version of the protocol that it speaks.
    pub protocol: u32,
    /// The hash of its contract.
    pub contract: String,
    /// Blender's version.
    pub blender_version: String,
}

type Writer = SplitSink<WebSocketStream<MaybeTlsStream<TcpStream>>, Message>;

/// A connection that has been greeted.
pub(super) struct Connection {
    pub greeting: Greeting,
    out: Arc<Mutex<Writer>>,
    pending: Arc<Pending>,
    next: AtomicU64,
    reader: AbortHandle,
}

/// The requests that wait for their answers.
#[derive(Default)]
struct Pending {
    waiting: std::sync::Mutex<HashMap<u64, mpsc::UnboundedSender<Body>>>,
    closed: AtomicBool,
}

/// Why a request has no answer.
pub(super) enum NoAnswer {
    /// The connection was closed before the request was sent.
    NotSent,
    /// The connection was lost while Blender had the request.
    Lost,
    /// The add-on refused or failed.
    Failed(OpError),
    /// The time was up.
    Late,
}

impl Pending {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u64, mpsc::UnboundedSender<Body>>> {
        self.waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.lock().clear();
    }
}

impl Connection {
    /// Connects and greets.
    pub(super) async fn open(config: &Config, contract: &str) -> Result<Connection, OpError> {
        let unreachable = |why: String| {
            OpError::connection(format!(
                "cannot reach Blender at {}: {why}. Start one with `host blender`, or press Start in the add-on's panel \
                 in Blender's sidebar",
                config.url
            ))
        };
        let request = config.url.as_str().into_client_request().map_err(|e| unreachable(e.to_string()))?;
        let mut limits = WebSocketConfig::default();
        limits.max_message_size = Some(LARGEST);
        limits.max_frame_size = Some(LARGEST);
        let connect = tokio_tungstenite::connect_async_with_config(request, Some(limits), true);
        let (socket, _) = tokio::time::timeout(config.timeout, connect)
            .await
            .map_err(|_| unreachable(format!("no answer within {} ms", config.timeout.as_millis())))?
            .map_err(|e| unreachable(e.to_string()))?;

        let (sink, mut stream) = socket.split();
        let out = Arc::new(Mutex::new(sink));
        let pending = Arc::new(Pending::default());
        let readers = pending.clone();
        let reader = tokio::spawn(async move {
            while let Some(Ok(frame)) = stream.next().await {
                match decode(&frame) {
                    Ok(Some(message)) => deliver(&readers, message.id, message.body),
                    Ok(None) => {}
                    Err(why) => tracing::warn!("Blender sent {why}"),
                }
            }
            readers.close();
        });

        let greeting = Greeting { protocol: 0, contract: String::new(), blender_version: String::new() };
        let reader = reader.abort_handle();
        let mut connection = Connection { greeting, out, pending, next: AtomicU64::new(1), reader };
        connection.greet(config, contract).await?;
        Ok(connection)
    }

    async fn greet(&mut self, config: &Config, contract: &str) -> Result<(), OpError> {
        let client = format!("host {}", env!("CARGO_PKG_VERSION"));
        let mut hello = Map::from_iter([
            ("protocol".to_owned(), json!(PROTOCOL)),
            ("contract".to_owned(), json!(contract)),
            ("client".to_owned(), json!(client)),
        ]);
        if let Some(Token(token)) = &config.token {
            hello.insert("token".to_owned(), json!(token));
        }
        let answer = self.request("hello", None, &hello, &Attachments::default(), config.timeout, &mut |_| {}).await;
        let answer = answer.map_err(|no| match no {
            NoAnswer::Failed(OpError { category: Category::Auth, message, .. }) => OpError {
                category: Category::Auth,
                message: format!(
                    "Blender's add-on refused the token: {message}. Set BLENDER_RPC_TOKEN to the token in the add-on's preferences"
                ),
                retryable: false,
            },
            NoAnswer::Failed(error) => error,
            NoAnswer::NotSent | NoAnswer::Lost => OpError::connection(format!("{} closed the connection", config.url)),
            NoAnswer::Late => OpError::timeout(format!("what listens at {} does not greet back", config.url)),
        })?;
        self.greeting = serde_json::from_value(answer.result)
            .map_err(|e| OpError::system(format!("what listens at {} is not this host's add-on: {e}", config.url)))?;
        Ok(())
    }

    /// Whether it can no longer be used.
    pub(super) fn closed(&self) -> bool {
        self.pending.closed.load(Ordering::Acquire)
    }

    /// Sends a request and waits for its answer. If the caller stops waiting,
    /// the add-on is told.
    pub(super) async fn request(
        &self,
        op: &str,
        call: Option<u64>,
        params: &Map<String, Value>,
        attachments: &Attachments,
        timeout: Duration,
        progress: &mut (dyn FnMut(Report) + Send),
    ) -> Result<Answer, NoAnswer> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (sender, mut receiver) = mpsc::unbounded_channel();
        self.pending.lock().insert(id, sender);
        let mut waiting = Waiting { connection: self, id, answered: false };
        // Checked after the insertion: closing clears what was inserted before.
        if self.closed() {
            waiting.answered = true;
            return Err(NoAnswer::NotSent);
        }
        let deadline_ms = timeout.as_millis() as u64;
        let message = encode(&Outgoing { id, op, deadline_ms, call, params }, attachments);
        let answer = async {
            // Written from here and not by a task of its own: one hand-over less.
            // What fails half way may have arrived.
            if self.out.lock().await.send(message).await.is_err() {
                self.pending.close();
                return Err(NoAnswer::Lost);
            }
            loop {
                match receiver.recv().await {
                    Some(Body::Progress(report)) => progress(report),
                    Some(Body::Answer(answer)) => break answer.map_err(NoAnswer::Failed),
                    None => break Err(NoAnswer::Lost),
                }
            }
        };
        match tokio::time::timeout(timeout + LAST_WORD, answer).await {
            Ok(answer) => {
                waiting.answered = true;
                answer
            }
            Err(_) => Err(NoAnswer::Late),
        }
    }

    /// Tells the add-on something of which nobody waits for the answer.
    pub(super) fn tell(&self, op: &str, key: &str, value: u64) {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let message = encode(&json!({ "id": id, "op": op, key: value }), &Attachments::default());
        let out = self.out.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { out.lock().await.send(message).await });
        }
    }
}

fn deliver(pending: &Pending, id: Option<u64>, body: Body) {
    let mut waiting = pending.lock();
    match (id, &body) {
        (Some(id), Body::Answer(_)) => {
            if let Some(sender) = waiting.remove(&id) {
                let _ = sender.send(body);
            }
        }
        (Some(id), Body::Progress(_)) => {
            if let Some(sender) = waiting.get(&id) {
                let _ = sender.send(body);
            }
        }
        (None, Body::Answer(Err(error))) => {
            let message: String = error.message.chars().take(300).collect();
            tracing::warn!("Blender could not match a message to a request: {}", message.escape_debug());
        }
        (None, _) => tracing::warn!("Blender sent a message that belongs to no request"),
    }
}

/// The reader waits for the add-on, which may never speak again.
impl Drop for Connection {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

/// A request in flight. Dropped without an answer, it is cancelled in Blender.
struct Waiting<'a> {
    connection: &'a Connection,
    id: u64,
    answered: bool,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.connection.pending.lock().remove(&self.id);
        if !self.answered {
            self.connection.tell("cancel", "target", self.id);
        }
    }
}
