//! The requests of one tool call. They carry its number, and Blender is told when
//! the call has ended, so that it can give back what it has kept for it.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use super::{Answer, Link, OpError, Request, connection::Connection};
use crate::sandbox::Report;

/// One tool call, as Blender sees it. However the call ends, this is dropped, and
/// that tells Blender.
pub struct Session {
    link: Arc<Link>,
    call: u64,
    /// The connection by which Blender knows of the call.
    used: Mutex<Option<Arc<Connection>>>,
}

impl Session {
    /// Begins; Blender hears of it with the first request.
    pub fn begin(link: Arc<Link>) -> Session {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Session { link, call: NEXT.fetch_add(1, Ordering::Relaxed), used: Mutex::default() }
    }

    /// Connects if there is no connection.
    pub async fn ready(&self) -> Result<(), OpError> {
        self.link.ready().await
    }

    /// Runs an operation for the call.
    pub async fn call(&self, request: &Request, progress: &mut (dyn FnMut(Report) + Send)) -> Result<Answer, OpError> {
        self.link.call(self, request, progress).await
    }

    /// The number that goes with a request over this connection.
    pub(super) fn number_on(&self, connection: &Arc<Connection>) -> u64 {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = Some(connection.clone());
        self.call
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let used = self.used.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(connection) = used.filter(|connection| !connection.closed()) {
            connection.tell("end", "call", self.call);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::{SinkExt, StreamExt};
    use serde_json::{Map, Value, json};
    use tokio::sync::mpsc;
    use tokio_tungstenite::tungstenite::Message;

    use super::*;
    use crate::{blender::Config, value::Attachments};

    /// An add-on that greets, answers all but `slow` and tells what it is sent.
    async fn addon() -> (Arc<Link>, mpsc::UnboundedReceiver<Value>) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let url = format!("ws://{}", listener.local_addr().expect("it listens"));
        let (sender, received) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let (stream, _) = listener.accept().await.expect("the host connects");
            let mut socket = tokio_tungstenite::accept_async(stream).await.expect("it speaks WebSocket");
            while let Some(Ok(Message::Text(text))) = socket.next().await {
                let message: Value = serde_json::from_str(&text).expect("it is JSON");
                let greeting = json!({ "protocol": 1, "contract": "c", "blender_version": "5.0.1" });
                let answer = json!({ "id": message["id"], "op": message["op"], "ok": true, "result": greeting });
                if message["op"] != "slow" {
                    socket.send(Message::text(answer.to_string())).await.expect("it listens");
                }
                sender.send(message).expect("the test reads");
            }
        });
        let config = Config { url, token: None, timeout: Duration::from_secs(10) };
        (Arc::new(Link::new(config, "c".to_owned())), received)
    }

    fn request(op: &str) -> Request {
        let params = Map::from_iter([("name".to_owned(), json!("Cube"))]);
        Request { op: op.to_owned(), params, attachments: Attachments::default(), deadline: None, idempotent: false }
    }

    async fn next(received: &mut mpsc::UnboundedReceiver<Value>) -> Value {
        tokio::time::timeout(Duration::from_secs(10), received.recv()).await.expect("in time").expect("a message")
    }

    #[tokio::test]
    async fn requests_carry_the_number_of_their_call_and_its_end_is_told() {
        let (link, mut received) = addon().await;
        let session = Session::begin(link.clone());
        let other = Session::begin(link);
        for session in [&session, &other, &session] {
            session.call(&request("fast"), &mut |_| {}).await.expect("it answers");
        }
        assert_eq!(next(&mut received).await["op"], "hello");
        let [first, second, third] = [next(&mut received).await, next(&mut received).await, next(&mut received).await];
        assert_eq!((&first["op"], &first["name"]), (&json!("fast"), &json!("Cube")));
        assert_eq!(first["call"], third["call"]);
        assert_ne!(first["call"], second["call"]);
        drop(session);
        let end = next(&mut received).await;
        assert_eq!((&end["op"], &end["call"]), (&json!("end"), &first["call"]));
        assert_ne!(end["id"], third["id"]);
    }

    #[tokio::test]
    async fn a_call_that_is_dropped_under_way_is_cancelled_and_ended() {
        let (link, mut received) = addon().await;
        let session = Session::begin(link.clone());
        let call = tokio::spawn(async move { session.call(&request("slow"), &mut |_| {}).await.map(|_| ()) });
        assert_eq!(next(&mut received).await["op"], "hello");
        let slow = next(&mut received).await;
        call.abort();
        let (cancel, end) = (next(&mut received).await, next(&mut received).await);
        assert_eq!((&cancel["op"], &cancel["target"]), (&json!("cancel"), &slow["id"]));
        assert_eq!((&end["op"], &end["call"]), (&json!("end"), &slow["call"]));
    }

    #[tokio::test]
    async fn a_call_that_asks_nothing_of_blender_is_not_told_of() {
        let (link, mut received) = addon().await;
        let silent = Session::begin(link.clone());
        silent.ready().await.expect("it connects");
        drop(silent);
        Session::begin(link).call(&request("fast"), &mut |_| {}).await.expect("it answers");
        let ops = [next(&mut received).await, next(&mut received).await].map(|message| message["op"].clone());
        assert_eq!(ops, [json!("hello"), json!("fast")]);
    }
}
