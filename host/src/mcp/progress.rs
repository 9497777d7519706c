//! Progress of a call, as MCP notifications.

use std::time::Duration;

use rmcp::{
    RoleServer,
    model::{ProgressNotificationParam, ProgressToken},
    service::Peer,
};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{sandbox::Report, text::harmless};

/// The shortest time between two notifications.
const PAUSE: Duration = Duration::from_millis(100);

/// Sends reports until the sender is gone; those that come too fast are merged
/// into the newest. MCP wants progress to grow, so a report that does not is
/// left out. A client that gave no token gets none.
/// Once `done` is cancelled, the rest goes out without a pause.
pub(super) async fn forward(
    peer: Peer<RoleServer>,
    token: Option<ProgressToken>,
    reports: &mut mpsc::Receiver<Report>,
    done: CancellationToken,
) {
    let Some(token) = token else {
        return while reports.recv().await.is_some() {};
    };
    let mut reached = f64::NEG_INFINITY;
    while let Some(mut report) = reports.recv().await {
        while let Ok(newer) = reports.try_recv() {
            report = newer;
        }
        if report.done <= reached {
            continue;
        }
        reached = report.done;
        let mut notification = ProgressNotificationParam::new(token.clone(), report.done);
        if let Some(total) = report.total {
            notification = notification.with_total(total);
        }
        if !report.message.is_empty() {
            notification = notification.with_message(harmless(&report.message));
        }
        if peer.notify_progress(notification).await.is_err() {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            () = done.cancelled() => {}
        }
    }
}
