//! Which pace, which patience and which URL of STS the options give.

use clap::Parser;
use iam_parity::Keys;

use super::super::endpoint::sts;
use super::super::tests::{Line, arguments};
use super::*;

#[test]
fn an_account_is_paced_and_waited_for_unless_the_options_say_otherwise() {
    for (options, interval, most, seconds) in [
        (&[][..], None, 0, 0.0),
        (&["--patience", "1.5"], None, 0, 1.5),
        (&["--pace", "4"], Some(250), 20_000, 0.0),
        (&["--pace", "0.5", "--most-calls", "7"], Some(2000), 7, 0.0),
        (&["--aws"], Some(200), 20_000, 30.0),
        (&["--aws", "--pace", "2", "--patience", "0"], Some(500), 20_000, 0.0),
        (&["--aws", "--yes", "--most-calls", "9"], Some(200), 9, 30.0),
    ] {
        let arguments = arguments(options);
        let pace = pace(&arguments).unwrap_or_default();
        let told = pace.map(|pace| (pace.interval.as_millis(), pace.most_calls));
        assert_eq!(told, interval.map(|interval| (interval, most)), "{options:?}");
        // Pauses and repeats are the usual ones.
        assert!(pace.is_none_or(|pace| (pace.repeats, pace.pause.as_secs()) == (6, 1)));
        let patience = patience(&arguments).unwrap_or_default();
        assert_eq!(patience, Duration::from_secs_f64(seconds), "{options:?}");
    }
}

#[test]
fn sts_has_a_url_of_its_own_beside_aws_or_where_it_is_named() {
    let aws = Some("https://sts.amazonaws.com");
    for (url, options, of_sts) in [
        ("http://h", &[][..], None),
        ("https://iam.amazonaws.com", &[], aws),
        ("https://iam.amazonaws.com/", &[], aws),
        ("http://iam.amazonaws.com", &[], None),
        ("https://iam.us-gov.amazonaws.com", &[], None),
        ("http://h", &["--sts-endpoint", "http://s"], Some("http://s")),
        ("https://iam.amazonaws.com", &["--sts-endpoint", "http://s"], Some("http://s")),
    ] {
        assert_eq!(sts(&arguments(options), url).as_deref(), of_sts, "{url} {options:?}");
    }
}

#[test]
fn the_options_have_these_defaults() {
    let arguments = arguments(&[]);
    assert_eq!((arguments.timeout, arguments.retries), (10.0, 2));
    assert_eq!(arguments.fail_on, iam_parity::Level::Layout);
    assert!(!arguments.aws && !arguments.yes && !arguments.dry_run && !arguments.verbose);
    let without = Line::try_parse_from(["parity"]).err().map(|error| error.kind());
    assert_eq!(without, Some(clap::error::ErrorKind::MissingRequiredArgument));
    for option in ["--list", "--dry-run", "--export=a"] {
        assert!(Line::try_parse_from(["parity", option]).is_ok(), "{option}");
    }
    for options in [["--yes", "--verbose"], ["--against=a", "--verbose"], ["--aws", "--replay=a"]] {
        let line = ["parity", "--endpoint=a"].iter().chain(&options);
        assert!(Line::try_parse_from(line).is_err(), "{options:?}");
    }
}

#[test]
fn no_file_may_hold_any_of_the_keys_that_were_used() {
    let mut number = 0;
    let source = move || {
        number += 1;
        let token = (number == 2).then(|| "token".to_owned());
        if number > 2 {
            return Err("no more keys".to_owned());
        }
        Ok(Keys { id: format!("AKIA{number}"), secret: format!("secret{number}"), token })
    };
    let used = UsedKeys::default();
    let mut keys = noting(Box::new(source), &used);
    assert_eq!(*used.borrow(), [""; 0]);
    let ids = [keys(), keys()].map(|keys| keys.map(|keys| keys.id));
    assert_eq!(ids, [Ok("AKIA1".to_owned()), Ok("AKIA2".to_owned())]);
    // A source that fails takes nothing away.
    assert_eq!(keys().err().as_deref(), Some("no more keys"));
    assert_eq!(*used.borrow(), ["AKIA1", "secret1", "AKIA2", "secret2", "token"]);
}
