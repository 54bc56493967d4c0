//! An emulator of IAM, in memory: users, groups, roles, policies, instance profiles, identity providers,
//! server certificates, MFA devices, and the tags of all that have any.
//!
//! ```text
//! cargo run --example emulator -- --listen 127.0.0.1:4566
//! aws iam create-user --user-name anika --tags Key=Dept,Value=Accounting --endpoint-url http://127.0.0.1:4566
//! aws iam get-user --user-name anika --endpoint-url http://127.0.0.1:4566
//! ```
//!
//! [`http`] takes requests apart, [`answer`] lets the codec read and write, [`store`] holds what exists,
//! and one file per family says what its operations do to it. Nothing is checked that the codec cannot
//! check: no signature, no permission, and of a policy only that it is JSON.

pub(crate) mod answer;
mod attachments;
mod certificates;
mod credentials;
mod groups;
pub(crate) mod http;
mod inline_policies;
mod instance_profiles;
mod managed_policies;
mod mfa_devices;
mod openid_connect_providers;
mod pages;
mod roles;
mod saml_providers;
mod store;
mod tags;
mod users;

use std::io;
use std::process::ExitCode;

use clap::Parser;
use tokio::net::TcpListener;

use answer::Service;

/// An emulator of IAM, in memory
#[derive(Parser)]
#[command(name = "emulator")]
struct Arguments {
    /// The address to listen on; port 0 stands for any free one
    #[arg(long, default_value = "127.0.0.1:4566")]
    listen: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { listen } = Arguments::parse();
    match listener(&listen).await {
        Ok(listener) => http::serve(listener, Service::default()).await,
        Err(error) => {
            eprintln!("error: {listen}: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn listener(address: &str) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    Ok(listener)
}
