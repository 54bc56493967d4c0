//! A proxy that asks for tags: it is placed in front of an emulator of AWS (any service of it) and passes on every
//! message byte for byte, except requests of IAM and STS that carry tags and lack the ones that it asks for, and
//! requests that take those away.
//!
//! ```text
//! cargo run --features http --example proxy -- --upstream 127.0.0.1:4566 --require-tag Owner --default-tag Stage=test
//! ```
//!
//! `rule.rs` says what is judged and how. A request that is not signed for another service counts as one of IAM,
//! and its body must be a form that was posted. `CreateServiceLinkedRole` and roles that are assumed with a token
//! cannot carry tags in a request, so they pass.
//!
//! Every request gives one line of JSON on standard output. Where a default tag is added, the signature
//! of the request no longer fits its body, and the proxy does **not** sign it anew: it has no keys. That,
//! and the `Host` that clients sign, make it a proxy for upstreams that do not check signatures.
//!
//! Bodies are held in memory, so that they can be judged; they are bounded, and so is the time for
//! each step. A body is sent on with the length that it has, whatever mix of `Content-Length` and chunks
//! it came with, so that the upstream cannot find a second request in it. `limits.rs` has what keeps one client
//! from stalling the others.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use hyper::http::uri::Authority;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

pub(crate) use self::forward::Proxy;
use self::forward::client;
use self::limits::{Limits, judges};
use self::rule::Rule;
pub(crate) use self::server::serve;

mod bodies;
mod failure;
mod forward;
mod found;
mod headers;
mod limits;
mod reading;
mod receive;
mod rule;
mod server;
mod service;

/// A proxy that asks for tags
#[derive(Parser)]
#[command(name = "proxy")]
pub(crate) struct Arguments {
    /// The address to listen on; port 0 stands for any free one
    #[arg(long, default_value = "127.0.0.1:4577")]
    pub(crate) listen: String,
    /// Where requests go: host and port, over plain HTTP
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) upstream: String,
    /// A key that requests with tags must have, and that no request may take away; may be given several times
    #[arg(long, value_name = "KEY")]
    pub(crate) require_tag: Vec<String>,
    /// A tag to add where its key is missing; may be given several times
    #[arg(long, value_name = "KEY=VALUE", value_parser = tag)]
    pub(crate) default_tag: Vec<(String, String)>,
    /// The longest body of a request or an answer, in bytes
    #[arg(long, default_value_t = 10_000_000)]
    pub(crate) max_body: usize,
    /// The most bytes of long messages (above 64 KiB) that are held at once; others wait
    #[arg(long, default_value_t = 20_000_000)]
    pub(crate) max_held: usize,
    /// The most open connections; others wait
    #[arg(long, default_value_t = 512)]
    pub(crate) max_connections: usize,
    /// The most open connections of one address; others are closed
    #[arg(long, default_value_t = 256)]
    pub(crate) max_connections_each: usize,
    /// The longest time that a head, a body or an answer may take, in seconds
    #[arg(long, default_value = "30", value_parser = seconds)]
    pub(crate) timeout: Duration,
}

fn tag(text: &str) -> Result<(String, String), &'static str> {
    let (key, value) = text.split_once('=').ok_or("no = between key and value")?;
    Ok((key.to_owned(), value.to_owned()))
}

fn seconds(text: &str) -> Result<Duration, &'static str> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.filter(|seconds| !seconds.is_zero()).ok_or("not a number of seconds")
}

fn main() -> ExitCode {
    let mut runtime = Builder::new_multi_thread();
    let runtime = runtime.enable_all().max_blocking_threads(judges()).build();
    let run = |runtime: Runtime| runtime.block_on(run(Arguments::parse()));
    match runtime.map_err(|error| error.to_string()).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), String> {
    let listen = arguments.listen.clone();
    // The proxy goes on without a reader of the audit.
    let proxy = Proxy::new(arguments, |line| drop(writeln!(io::stdout(), "{line}")))?;
    let at_address = |error| format!("{listen}: {error}");
    let listener = TcpListener::bind(&listen).await.map_err(at_address)?;
    eprintln!("listening on http://{}", listener.local_addr().map_err(at_address)?);
    serve(listener, proxy).await;
    Ok(())
}

impl Proxy {
    /// `audit` gets a line of JSON for every request.
    pub(crate) fn new(
        arguments: Arguments,
        audit: impl Fn(serde_json::Value) + Send + Sync + 'static,
    ) -> Result<Self, String> {
        let upstream = arguments.upstream;
        if upstream.parse::<Authority>().is_err() {
            return Err(format!("--upstream {upstream} is not HOST:PORT, without http://"));
        }
        // Each long message must find room when it is alone.
        let held = arguments.max_held.max(arguments.max_body);
        Ok(Proxy {
            rule: Arc::new(Rule {
                required: arguments.require_tag,
                defaults: arguments.default_tag,
            }),
            upstream,
            client: client(),
            max_body: arguments.max_body,
            timeout: arguments.timeout,
            limits: Limits::new(arguments.max_connections, held),
            connections_of_a_client: arguments.max_connections_each,
            audit: Box::new(audit),
        })
    }
}
