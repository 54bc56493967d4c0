#![allow(dead_code, reason = "each test file uses a part")]
//! Runs the command, and says what it must print.
use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Stdio};

/// The workspace.
pub(crate) const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

pub(crate) const REQUEST_ID: &str = "00000000-0000-0000-0000-000000000000";

pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: i32,
}

/// Runs the command in the workspace's folder.
#[track_caller]
pub(crate) fn run(
    args: impl IntoIterator<Item = impl AsRef<OsStr>>,
    stdin: impl AsRef<[u8]>,
) -> Ran {
    run_with(&[], args, stdin)
}

/// The same with variables of the environment.
#[track_caller]
pub(crate) fn run_with(
    environment: &[(&str, &str)],
    args: impl IntoIterator<Item = impl AsRef<OsStr>>,
    stdin: impl AsRef<[u8]>,
) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_iam-codec"))
        .args(args)
        .envs(environment.iter().copied())
        .current_dir(ROOT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    // A command that reads files alone may have ended by now.
    let _ = child.stdin.take().expect("a pipe").write_all(stdin.as_ref());
    let output = child.wait_with_output().expect("the command ends");
    Ran {
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        status: output.status.code().expect("an exit status"),
    }
}

impl Ran {
    #[track_caller]
    pub(crate) fn prints(&self, stdout: &str) {
        assert_eq!(self.stderr, "");
        assert_eq!(self.stdout, stdout);
        assert_eq!(self.status, 0);
    }

    /// The output, and one warning that begins so.
    #[track_caller]
    pub(crate) fn warns(&self, stdout: &str, warning: &str) {
        assert!(self.stderr.starts_with(&format!("warning: {warning}")), "{}", self.stderr);
        assert_eq!(self.stderr.matches("warning: ").count(), 1, "{}", self.stderr);
        assert_eq!(self.stdout, stdout);
        assert_eq!(self.status, 0);
    }

    /// AWS's answer and the report.
    #[track_caller]
    pub(crate) fn refuses(&self, code: &str, message: &str, stderr: &str) {
        assert_eq!(self.stderr, stderr);
        assert_eq!(
            self.stdout,
            format!(
                r#"<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <Error>
    <Type>Sender</Type>
    <Code>{code}</Code>
    <Message>{message}</Message>
  </Error>
  <RequestId>{REQUEST_ID}</RequestId>
</ErrorResponse>
"#
            )
        );
        assert_eq!(self.status, 1);
    }

    /// The output before a document that is not JSON of this shape, and the report.
    #[track_caller]
    pub(crate) fn fails_after(&self, stdout: &str, stderr: &str) {
        assert_eq!(self.stderr, stderr);
        assert_eq!(self.stdout, stdout);
        assert_eq!(self.status, 2);
    }

    #[track_caller]
    pub(crate) fn fails(&self, status: i32, stderr: &str) {
        assert_eq!(self.stderr, stderr);
        assert_eq!(self.stdout, "");
        assert_eq!(self.status, status);
    }
}
