//! Components from OCI registries. They are only fetched to be vetted: nothing that
//! runs comes from the network.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use oci_client::{
    Client, Reference,
    client::{ClientConfig, ClientProtocol},
    secrets::RegistryAuth,
};
use tokio::io::AsyncWrite;

/// The media types under which registries keep components.
const WASM: [&str; 2] = ["application/wasm", oci_client::manifest::WASM_LAYER_MEDIA_TYPE];

/// How long a registry may take to say what it has.
const PATIENCE: Duration = Duration::from_secs(30);

/// The largest component that is fetched.
const LARGEST: i64 = 256 << 20;

/// Fetches a component: its name, the last part of the repository's, and its bytes,
/// which have the digest that the registry's manifest names.
pub async fn fetch(reference: &str, plain_http: bool) -> Result<(String, Vec<u8>)> {
    let reference: Reference = reference.trim_start_matches("oci://").parse().with_context(|| {
        format!("`{reference}` is neither a file nor an OCI reference like ghcr.io/someone/tool:1.2")
    })?;
    let name = reference.repository().rsplit('/').next().unwrap_or_default().to_owned();
    ensure!(
        !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_'),
        "`{name}` cannot be a component's name"
    );
    // The process has one provider of cryptography; that it is set already is no fault.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let protocol = if plain_http { ClientProtocol::Http } else { ClientProtocol::Https };
    let client = Client::new(ClientConfig { protocol, ..ClientConfig::default() });
    let fetching = || format!("cannot fetch {reference}");
    let manifest = tokio::time::timeout(PATIENCE, client.pull_image_manifest(&reference, &RegistryAuth::Anonymous));
    let (manifest, _) = manifest.await.with_context(fetching)?.with_context(fetching)?;
    let mut layers = manifest.layers.iter().filter(|layer| WASM.contains(&layer.media_type.as_str()));
    let (Some(layer), None) = (layers.next(), layers.next()) else {
        anyhow::bail!(
            "{reference} is no component: of its {} layers, not exactly one is WebAssembly",
            manifest.layers.len()
        );
    };
    ensure!(layer.size <= LARGEST, "{reference} has {} bytes; {} MiB is the most", layer.size, LARGEST >> 20);
    let mut bytes = Bounded { bytes: Vec::new(), most: usize::try_from(layer.size).unwrap_or_default() };
    client.pull_blob(&reference, layer, &mut bytes).await.with_context(fetching)?;
    Ok((name, bytes.bytes))
}

/// Bytes of which there are no more than were announced.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
}

impl AsyncWrite for Bounded {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, more: &[u8]) -> Poll<io::Result<usize>> {
        if self.bytes.len() + more.len() > self.most {
            return Poll::Ready(Err(io::Error::other("there is more of it than the registry said")));
        }
        self.bytes.extend_from_slice(more);
        Poll::Ready(Ok(more.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
