//! Components from OCI registries. They are only fetched to be vetted: nothing that
//! runs comes from the network.

use anyhow::{Context, Result, ensure};
use oci_client::{
    Client, Reference,
    client::{ClientConfig, ClientProtocol},
    secrets::RegistryAuth,
};

/// The media types under which registries keep components.
const WASM: [&str; 2] = ["application/wasm", oci_client::manifest::WASM_LAYER_MEDIA_TYPE];

/// The largest component that is fetched.
const LARGEST: i64 = 256 << 20;

/// Fetches a component: its name, the last part of the repository's, and its bytes,
/// which have the digest that the registry's manifest names.
pub async fn fetch(reference: &str, plain_http: bool) -> Result<(String, Vec<u8>)> {
    let reference: Reference = reference
        .trim_start_matches("oci://")
        .parse()
        .with_context(|| format!("`{reference}` is neither a file nor an OCI reference like ghcr.io/someone/tool:1.2"))?;
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
    let (manifest, ..) =
        client.pull_manifest_and_config(&reference, &RegistryAuth::Anonymous).await.with_context(fetching)?;
    let mut layers = manifest.layers.iter().filter(|layer| WASM.contains(&layer.media_type.as_str()));
    let (Some(layer), None) = (layers.next(), layers.next()) else {
        anyhow::bail!("{reference} is no component: of its {} layers, not exactly one is WebAssembly", manifest.layers.len());
    };
    ensure!(layer.size <= LARGEST, "{reference} has {} bytes; {} MiB is the most", layer.size, LARGEST >> 20);
    let mut bytes = Vec::new();
    client.pull_blob(&reference, layer, &mut bytes).await.with_context(fetching)?;
    Ok((name, bytes))
}
