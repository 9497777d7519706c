//! What one call costs inside the host: a fresh instance of a real component and
//! a call of one of its functions, without Blender.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};

use criterion::{Criterion, criterion_group, criterion_main};
use host::{
    blender::{Config, Link},
    catalog::{Catalog, Sources},
    component::{Digest, compiled::Cache},
    policy::{Files, Policy},
    sandbox::Call,
    wit::packages::Operations,
};
use serde_json::Map;

/// Builds the guest that answers with what it is given, and gives its folder.
fn build_echo() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = root.join("target").join("guests");
    let built = Command::new(env!("CARGO"))
        .current_dir(&root)
        .args(["build", "--quiet", "--profile", "component", "--target", "wasm32-wasip2", "--package", "echo"])
        .arg("--target-dir")
        .arg(&target)
        .status();
    assert!(built.is_ok_and(|status| status.success()), "the guest must build");
    target.join("wasm32-wasip2").join("component")
}

fn calls(criterion: &mut Criterion) {
    let operations = Operations::built_in();
    let guests = build_echo();
    let folder = tempfile::tempdir().expect("there is room");
    let policy = folder.path().join("policy.toml");
    let digest = Digest::of(&std::fs::read(guests.join("echo.wasm")).expect("it was built"));
    let limits = "limits = { calls-per-minute = 1_000_000_000 }";
    let entry = format!("version = 1\n[components.echo]\ndigest = \"{digest}\"\n{limits}\n");
    std::fs::write(&policy, entry).expect("there is room");
    let sources = Sources { components: Some(guests), policy: Some(policy.clone()), project: None, operations };
    let cache = Cache::in_folder(&folder.path().join("cache")).expect("there is room");
    let policy = Policy::load(Files { policy: Some(&policy), ..Files::default() }, &[]).expect("it is a policy");
    let catalog = Catalog::with_policy(&sources, cache, policy).expect("the components can be read");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    let config = Config { url: "ws://127.0.0.1:9".to_owned(), token: None, timeout: Duration::from_secs(1) };
    let link = Arc::new(Link::new(config, String::new()));
    let tool = catalog.tools.get("echo_nothing").expect("the guest has it");
    let sandbox = catalog.sandbox().expect("an engine");
    let prepared = runtime.block_on(catalog.prepared(&tool.entry)).expect("it can be linked");
    let (call, args) = (|| Call::new(link.clone()), Map::new());

    let mut group = criterion.benchmark_group("call");
    group.bench_function("instantiate and call", |bench| {
        bench.to_async(&runtime).iter(|| async {
            let called = prepared.call(&sandbox, "echo_nothing", tool.export(), &[], &args, call()).await;
            assert!(called.result.is_ok());
        });
    });
    group.bench_function("the same as a tool: schema, values, result", |bench| {
        bench.to_async(&runtime).iter(|| async {
            let outcome = tool.call(&catalog, &args, call()).await;
            assert!(outcome.is_ok());
        });
    });
    group.finish();
}

criterion_group!(benches, calls);
criterion_main!(benches);
