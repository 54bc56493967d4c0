//! A soak: sends valid and broken requests to emulators or proxies for minutes, and checks every answer.
//!
//! ```text
//! cargo run --release --features http,arbitrary,mutator --example soak -- --endpoint 127.0.0.1:4566
//! ```
//!
//! The requests begin again after `--bodies`, so that a server which keeps what is created has it all
//! after the first round: from then on its memory must not grow. With `--process` that is judged too
//! (on Linux). `tests/soak/run` does all this with the emulator and the proxy.

mod bodies;
mod check;
mod memory;

use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use clap::Parser;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{Request, Response};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::task::JoinSet;

use memory::Memory;

/// Sends valid and broken requests for minutes, and checks every answer
#[derive(Parser)]
#[command(name = "soak")]
struct Arguments {
    /// Where requests go: host and port, over plain HTTP; may be given several times
    #[arg(long, value_name = "HOST:PORT", required = true)]
    endpoint: Vec<String>,
    /// How long to send
    #[arg(long, default_value_t = 600)]
    seconds: u64,
    /// How many requests there are before they begin again
    #[arg(long, default_value_t = 20_000)]
    bodies: u64,
    /// Connections to each endpoint
    #[arg(long, default_value_t = 4)]
    connections: usize,
    /// A process whose memory must not grow; may be given several times
    #[arg(long, value_name = "PID")]
    process: Vec<u32>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let soak = Arc::new(Soak::new(&arguments));
    let mut connections = JoinSet::new();
    for endpoint in &arguments.endpoint {
        for _ in 0..arguments.connections {
            connections.spawn(Arc::clone(&soak).run(format!("http://{endpoint}/")));
        }
    }
    let memory = Memory::watch(&arguments.process, soak.end, || soak.report()).await;
    connections.join_all().await;
    soak.report();
    let wrong = soak.counts().wrong;
    let growing = memory.iter().filter(|memory| !memory.is_flat()).count();
    if wrong == 0 && growing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What all connections share.
struct Soak {
    client: Client<HttpConnector, Full<Bytes>>,
    bodies: u64,
    sent: AtomicU64,
    begin: Instant,
    end: Instant,
    counts: Mutex<Counts>,
}

#[derive(Default)]
struct Counts {
    by_status: BTreeMap<u16, u64>,
    wrong: u64,
}

impl Soak {
    fn new(arguments: &Arguments) -> Self {
        let begin = Instant::now();
        Soak {
            client: Client::builder(TokioExecutor::new()).build_http(),
            bodies: arguments.bodies.max(1),
            sent: AtomicU64::new(0),
            begin,
            end: begin + Duration::from_secs(arguments.seconds),
            counts: Mutex::default(),
        }
    }

    /// Sends one request after the other.
    async fn run(self: Arc<Self>, url: String) {
        while Instant::now() < self.end {
            let number = self.sent.fetch_add(1, Ordering::Relaxed) % self.bodies;
            let body = Bytes::from(bodies::body(number));
            let answer = self.send(&url, body.clone()).await;
            let status = answer.as_ref().map_or(0, |answer| answer.status().as_u16());
            let verdict = match answer {
                Ok(answer) => check::check(&body, &answer),
                Err(error) => Err(format!("no answer: {error}")),
            };
            self.count(status, verdict.map_err(|fault| println!("{number} to {url}: {fault}")));
        }
    }

    async fn send(
        &self,
        url: &str,
        body: Bytes,
    ) -> Result<Response<Bytes>, Box<dyn Error + Send + Sync>> {
        let request = Request::post(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(Full::new(body))?;
        let (parts, body) = self.client.request(request).await?.into_parts();
        Ok(Response::from_parts(parts, body.collect().await?.to_bytes()))
    }

    fn count(&self, status: u16, verdict: Result<(), ()>) {
        let mut counts = self.counts();
        *counts.by_status.entry(status).or_default() += 1;
        counts.wrong += u64::from(verdict.is_err());
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Prints how many requests were answered so far, and how.
    fn report(&self) {
        let Counts { by_status, wrong } = &*self.counts();
        let (seconds, all) = (self.begin.elapsed().as_secs(), by_status.values().sum::<u64>());
        println!("{seconds} s: {all} answers, {wrong} of them wrong; by status {by_status:?}");
    }
}
