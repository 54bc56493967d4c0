//! Every pair of files in `testdata` is a test; `testdata/README.md` says what each folder claims.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use iam_codec::{ErrorResponse, Params, Reply, Request, RequestError, RequestErrorKind, Response};
use libtest_mimic::{Arguments, Failed, Trial};

const REQUEST_ID: &str = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";

type Check = fn(&Pair) -> Result<(), Failed>;

/// Folder, endings of the input, ending of the expectation, claim.
const FOLDERS: [(&str, &[&str], &str, Check); 9] = [
    ("requests", &["form"], "json", request_is_canonical),
    ("requests/read", &["form", "http"], "json", request_is_readable),
    ("requests/clients", &["http"], "json", request_is_of_client),
    ("requests/unchecked", &["form", "http"], "json", request_is_readable_unchecked),
    ("responses", &["xml"], "json", response_is_canonical),
    ("responses/read", &["xml"], "json", response_is_readable),
    ("errors", &["xml"], "json", error_is_canonical),
    ("errors/read", &["xml"], "json", error_is_readable),
    ("rejected", &["form", "http"], "xml", request_is_rejected),
];

/// The operations whose members the SDK for JavaScript sends in another order than the model's: the
/// required ones first.
const REQUIRED_FIRST: [&str; 20] = [
    "CreateDelegationRequest",
    "CreateGroup",
    "CreatePolicy",
    "CreateRole",
    "CreateUser",
    "CreateVirtualMFADevice",
    "DeactivateMFADevice",
    "DeleteAccessKey",
    "DeleteServiceSpecificCredential",
    "DeleteSigningCertificate",
    "ListPoliciesGrantingServiceAccess",
    "ResetServiceSpecificCredential",
    "SimulateCustomPolicy",
    "SimulatePrincipalPolicy",
    "UpdateAccessKey",
    "UpdateSAMLProvider",
    "UpdateServiceSpecificCredential",
    "UpdateSigningCertificate",
    "UploadServerCertificate",
    "UploadSigningCertificate",
];

/// The SDK for Rust leaves out the names of a union's members and adds a `member`, which no model has.
/// What remains are empty structures, and these leave no trace.
const WITHOUT_UNION: &str = "aws-sdk-rust-SimulatePrincipalPolicy.exclusions";

/// Folders that hold no pairs.
const OTHER_FOLDERS: [&str; 1] = ["model"];

fn main() -> ExitCode {
    let mut trials = vec![Trial::test("every folder is tested", every_folder_is_tested)];
    for (folder, inputs, expectation, check) in FOLDERS {
        trials.extend(trials_of(folder, inputs, expectation, check));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn request_is_canonical(pair: &Pair) -> Result<(), Failed> {
    for request in pair.decode() {
        let request = request?;
        pair.expects(&serde_json::to_string(&request)?)?;
        same(&request.encode(), pair.text()?)?;
        pair.expects(&serde_json::to_string(&request.into_owned())?)?;
    }
    same(&serde_json::from_str::<Request<'_>>(pair.expected())?.encode(), pair.text()?)
}

fn request_is_readable(pair: &Pair) -> Result<(), Failed> {
    for request in pair.decode() {
        let request = request?;
        pair.expects_value(&request)?;
        let body = request.encode();
        pair.expects(&serde_json::to_string(&Request::decode(body.as_bytes())?)?)?;
    }
    Ok(())
}

fn request_is_of_client(pair: &Pair) -> Result<(), Failed> {
    if pair.name == WITHOUT_UNION {
        return pair.decode().into_iter().try_for_each(|request| pair.expects_value(&request?));
    }
    request_is_readable(pair)?;
    pair.decode().into_iter().try_for_each(|request| is_written_as_sent(pair, &request?))
}

fn request_is_readable_unchecked(pair: &Pair) -> Result<(), Failed> {
    for request in pair.decode() {
        match request.as_ref().map_err(RequestError::kind) {
            Ok(_) => return Err("decode must refuse a value".into()),
            Err(RequestErrorKind::ValidationError(_) | RequestErrorKind::InvalidIdentifier(_)) => {}
            Err(_) => request.map(drop)?,
        }
    }
    for request in pair.decode_unchecked() {
        let request = request?;
        pair.expects_value(&request)?;
        is_written_as_sent(pair, &request)?;
    }
    Ok(())
}

/// The crate writes a request as the SDK for Rust sent it, byte for byte, and as that for JavaScript did,
/// but for the order of some operations.
fn is_written_as_sent(pair: &Pair, request: &Request<'_>) -> Result<(), Failed> {
    let sent = match pair.query_and_body() {
        Some((_, body)) => std::str::from_utf8(body)?,
        None => return Ok(()),
    };
    let name = |client| pair.name.strip_prefix(client);
    match (name("aws-sdk-rust-"), name("aws-sdk-js-v3-")) {
        (None, None) => Ok(()),
        (_, Some(_)) if REQUIRED_FIRST.contains(&request.action_name()) => {
            same(&sorted(&request.encode()), &sorted(sent))
        }
        _ => same(&request.encode(), sent),
    }
}

fn sorted(body: &str) -> String {
    let mut pairs: Vec<_> = body.split('&').collect();
    pairs.sort_unstable();
    pairs.join("&")
}

fn request_is_rejected(pair: &Pair) -> Result<(), Failed> {
    for request in pair.decode() {
        let error = match request {
            Err(error) => error,
            Ok(Request::Other(request)) => request.invalid_action(),
            Ok(request) => return Err(format!("must be refused: {request:?}").into()),
        };
        let response = error.to_response(REQUEST_ID);
        same(&response.encode(), &pair.expected)?;
        same(&response.status().to_string(), "400")?;
    }
    // What can be read all the same is refused by its values.
    for request in pair.decode_unchecked().into_iter().flatten() {
        if let Err(error) = request.validate() {
            same(&error.to_response(REQUEST_ID).encode(), &pair.expected)?;
        } else if !matches!(request, Request::Other(_)) {
            return Err(format!("must not be valid: {request:?}").into());
        }
    }
    Ok(())
}

fn response_is_canonical(pair: &Pair) -> Result<(), Failed> {
    response_is_readable(pair)?;
    same(&Response::decode(&pair.input)?.encode()?, pair.text()?)?;
    same(&serde_json::from_str::<Response<'_>>(pair.expected())?.encode()?, pair.text()?)
}

fn response_is_readable(pair: &Pair) -> Result<(), Failed> {
    pair.expects(&serde_json::to_string(&Response::decode(&pair.input)?)?)?;
    let reply = Reply::decode(&pair.input)?;
    pair.expects(&serde_json::to_string(&reply)?)?;
    match reply.into_owned() {
        Reply::Response(response) => pair.expects(&serde_json::to_string(&response)?),
        reply => Err(format!("must be a response: {reply:?}").into()),
    }
}

fn error_is_canonical(pair: &Pair) -> Result<(), Failed> {
    error_is_readable(pair)?;
    same(&ErrorResponse::decode(&pair.input)?.encode(), pair.text()?)?;
    same(&serde_json::from_str::<ErrorResponse<'_>>(pair.expected())?.encode(), pair.text()?)
}

fn error_is_readable(pair: &Pair) -> Result<(), Failed> {
    pair.expects(&serde_json::to_string(&ErrorResponse::decode(&pair.input)?)?)?;
    match Reply::decode(&pair.input)? {
        Reply::Error(error) => pair.expects(&serde_json::to_string(&error)?),
        reply => Err(format!("must be an error: {reply:?}").into()),
    }
}

/// What travels on the wire, and what it means.
struct Pair {
    /// The files' name without ending.
    name: String,
    input: Vec<u8>,
    /// The input is a whole HTTP request.
    http: bool,
    expected: String,
}

type Decoded<'a> = Result<Request<'a>, RequestError>;

impl Pair {
    fn read(input: &Path, expected: &Path) -> io::Result<Self> {
        Ok(Self {
            name: stem(input),
            input: fs::read(input)?,
            http: ending(input) == "http",
            expected: fs::read_to_string(expected)?,
        })
    }

    /// Decodes by every road that takes this input: all must agree.
    fn decode(&self) -> Vec<Decoded<'_>> {
        match self.query_and_body() {
            Some((query, body)) => {
                vec![Params::parse_parts(query, body).and_then(Request::from_params)]
            }
            None => vec![
                Request::decode(&self.input),
                Params::parse(&self.input).and_then(Request::from_params),
                Params::parse_parts(b"", &self.input).and_then(Request::from_params),
            ],
        }
    }

    fn decode_unchecked(&self) -> Vec<Decoded<'_>> {
        match self.query_and_body() {
            Some((query, body)) => {
                vec![Params::parse_parts(query, body).and_then(Request::from_params_unchecked)]
            }
            None => vec![
                Request::decode_unchecked(&self.input),
                Params::parse(&self.input).and_then(Request::from_params_unchecked),
            ],
        }
    }

    fn query_and_body(&self) -> Option<(&[u8], &[u8])> {
        if !self.http {
            return None;
        }
        let (head, body) = split(&self.input, b"\r\n\r\n").expect("an empty line after the head");
        let target = head.split(|&byte| byte == b' ').nth(1).expect("a request target");
        let query = split(target, b"?").map_or(&b""[..], |(_, query)| query);
        Some((query, body))
    }

    fn text(&self) -> Result<&str, Failed> {
        Ok(std::str::from_utf8(&self.input)?)
    }

    /// The JSON line without its end.
    fn expected(&self) -> &str {
        self.expected.strip_suffix('\n').unwrap_or(&self.expected)
    }

    fn expects(&self, json: &str) -> Result<(), Failed> {
        same(json, self.expected())
    }

    fn expects_value(&self, request: &Request<'_>) -> Result<(), Failed> {
        self.expects(&serde_json::to_string(request)?)
    }
}

fn split<'a>(input: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = input.windows(separator.len()).position(|window| window == separator)?;
    Some((&input[..at], &input[at + separator.len()..]))
}

fn same(actual: &str, expected: &str) -> Result<(), Failed> {
    if actual == expected {
        return Ok(());
    }
    let at = actual.bytes().zip(expected.bytes()).take_while(|(a, b)| a == b).count();
    Err(format!("different at byte {at}; expected:\n{expected}\nactual:\n{actual}\n").into())
}

fn trials_of(folder: &str, inputs: &[&str], expectation: &str, check: Check) -> Vec<Trial> {
    let mut files = BTreeMap::<String, Vec<PathBuf>>::new();
    for path in children(&testdata().join(folder)) {
        if path.is_file() && !path.ends_with("README.md") {
            files.entry(stem(&path)).or_default().push(path);
        }
    }
    if files.is_empty() {
        return vec![Trial::test(folder, || Err("the folder holds no files".into()))];
    }
    files
        .into_iter()
        .map(|(stem, files)| {
            let (expected, input): (Vec<_>, Vec<_>) =
                files.into_iter().partition(|file| ending(file) == expectation);
            match (&input[..], &expected[..]) {
                ([input], [expected]) if inputs.contains(&ending(input)) => {
                    let name = format!("{folder}/{stem}.{}", ending(input));
                    let (input, expected) = (input.clone(), expected.clone());
                    Trial::test(name, move || check(&Pair::read(&input, &expected)?))
                }
                _ => {
                    let rule = format!("needs one of {inputs:?} and one {expectation:?}");
                    Trial::test(format!("{folder}/{stem}"), move || Err(rule.into()))
                }
            }
        })
        .collect()
}

fn every_folder_is_tested() -> Result<(), Failed> {
    let known: BTreeSet<_> = FOLDERS
        .iter()
        .map(|folder| folder.0)
        .chain(OTHER_FOLDERS)
        .map(|folder| testdata().join(folder))
        .collect();
    let mut folders = vec![testdata()];
    while let Some(folder) = folders.pop() {
        for child in children(&folder).into_iter().filter(|child| child.is_dir()) {
            if !known.contains(&child) {
                return Err(format!("no test reads {}", child.display()).into());
            }
            folders.push(child);
        }
    }
    Ok(())
}

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata")
}

/// The files and folders in a folder; none in a folder that is missing.
fn children(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries.map(|entry| entry.expect("a readable folder").path()).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}

fn ending(path: &Path) -> &str {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}
