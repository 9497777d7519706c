//! The engine that runs all components.

use std::{sync::Arc, time::Duration};

use anyhow::Result;
use tokio::sync::Semaphore;
use wasmtime::{Config, Engine, InstanceAllocationStrategy, PoolingAllocationConfig};

use super::Usages;
use crate::capability::files::Rooms;

/// How often running components are looked at, and so how exact a deadline is.
const TICK: Duration = Duration::from_millis(10);

/// How many calls run at once; more wait for their turn.
const CONCURRENT_CALLS: u32 = 32;

/// What one component may be made of.
const CORE_INSTANCES: u32 = 32;
const MEMORIES: u32 = 4;
const TABLES: u32 = 16;

/// How much of a memory, table or stack is cleared rather than given back.
const KEPT: usize = 256 << 10;

/// The stack of a component. An interpreter has limits of its own on recursion and
/// reaches them only where the stack is large; what is not used costs nothing.
const STACK: usize = 64 << 20;
/// What the host's functions may use of it besides.
const HOST_STACK: usize = 1 << 20;

/// The engine, with a pool of instances and a clock that interrupts them.
#[derive(Clone)]
pub struct Sandbox {
    pub(super) engine: Engine,
    pub(super) places: Arc<Semaphore>,
    pub(super) rooms: Rooms,
    pub(super) usages: Usages,
}

impl Sandbox {
    /// Makes the engine and starts its clock, which stops with the last clone.
    pub fn new() -> Result<Sandbox> {
        let mut pool = PoolingAllocationConfig::default();
        pool.total_component_instances(CONCURRENT_CALLS);
        pool.total_stacks(CONCURRENT_CALLS);
        // A component holds its modules and small adapters between them. The pool
        // has room for each call to use all that one component may have.
        pool.max_core_instances_per_component(CORE_INSTANCES);
        pool.max_memories_per_component(MEMORIES);
        pool.max_tables_per_component(TABLES);
        pool.total_core_instances(CONCURRENT_CALLS * CORE_INSTANCES);
        pool.total_memories(CONCURRENT_CALLS * MEMORIES);
        pool.total_tables(CONCURRENT_CALLS * TABLES);
        pool.max_component_instance_size(1 << 20);
        pool.max_core_instance_size(1 << 20);

        // What a call has touched is cleared and kept for the next one, which then
        // needs no new pages.
        pool.linear_memory_keep_resident(KEPT);
        pool.table_keep_resident(KEPT);
        pool.async_stack_keep_resident(KEPT);

        let mut config = Config::new();
        config.epoch_interruption(true);
        config.max_wasm_stack(STACK);
        config.async_stack_size(STACK + HOST_STACK);
        config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
        let engine = Engine::new(&config)?;

        let weak = engine.weak();
        std::thread::Builder::new().name("epochs".to_owned()).spawn(move || {
            while let Some(engine) = weak.upgrade() {
                engine.increment_epoch();
                drop(engine);
                std::thread::sleep(TICK);
            }
        })?;
        Ok(Sandbox {
            engine,
            places: Arc::new(Semaphore::new(CONCURRENT_CALLS as usize)),
            rooms: Rooms::default(),
            usages: Usages::default(),
        })
    }

    /// The engine, to compile components for it.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }
}
