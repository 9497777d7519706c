//! A host for MCP tools that are WebAssembly components and drive Blender.
//! `ARCHITECTURE.md` has the map.

pub mod audit;
pub mod blender;
pub mod capability;
pub mod catalog;
pub mod cli;
pub mod component;
pub mod contract;
pub mod folders;
pub mod launch;
pub mod mcp;
pub mod policy;
pub mod sandbox;
pub mod schema;
pub mod text;
pub mod value;
pub mod vet;
pub mod wit;
