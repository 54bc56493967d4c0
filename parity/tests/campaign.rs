//! Campaigns of the parity kit against the emulator: nothing where nothing is wrong, and one finding, made
//! small, for each fault.
#[path = "support/emulator.rs"]
mod endpoint;
#[path = "support/spoiler.rs"]
mod spoiler;

use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use endpoint::Emulator;
use spoiler::{Fault, OF_ANSWERS, OF_OPERATIONS, success};

use iam_parity::{
    Answer, Call, CampaignLimits, Finding, Findings, Level, Options, Sequence, campaign, replay,
};

/// Many sequences, in the time that they need.
fn extent(sequences: usize) -> CampaignLimits {
    CampaignLimits { time: Duration::from_secs(600), sequences }
}

/// A campaign at an emulator with a fault, against one without.
fn find(
    sequences: usize,
    seed: u64,
    fault: impl Fn(&Emulator, &Call) -> Result<Answer, String>,
) -> Findings {
    let options = Options { seed, ..Options::default() };
    find_and_tell(sequences, &options, fault, &mut |_| {})
}

/// The same, with more options, and each finding as soon as it is made small.
fn find_and_tell(
    sequences: usize,
    options: &Options,
    fault: impl Fn(&Emulator, &Call) -> Result<Answer, String>,
    observe: &mut dyn FnMut(&Finding),
) -> Findings {
    let (faulty, faultless) = (Emulator::new(), Emulator::new());
    let mut endpoint = |call: &Call| fault(&faulty, call);
    let mut reference = |call: &Call| Ok(faultless.answer(call));
    let against = Some(&mut reference as _);
    campaign(&mut endpoint, against, extent(sequences), options, observe).unwrap()
}

fn text(call: &Call) -> String {
    String::from_utf8_lossy(&call.body).into_owned()
}

/// The last request of a finding.
fn last(finding: &Finding) -> &str {
    let command = finding.repeat.last().unwrap();
    command.split("--data-binary ").last().unwrap().trim_matches('\'')
}

#[track_caller]
fn the<'f>(findings: &'f Findings, cause: &str) -> &'f Finding {
    let found = findings.findings.iter().find(|finding| finding.cause == cause);
    found.unwrap_or_else(|| {
        panic!("{:#?}", findings.findings.iter().map(|f| &f.cause).collect::<Vec<_>>())
    })
}

#[test]
fn the_emulator_has_no_finding() {
    let findings = find(100, 7, |emulator, call| Ok(emulator.answer(call)));
    let texts: String = findings.findings.iter().map(Finding::text).collect();
    assert_eq!(texts, "");
    assert!(findings.calls > 500, "{}", findings.text());

    let emulator = Emulator::new();
    let mut endpoint = |call: &Call| Ok(emulator.answer(call));
    let alone = campaign(&mut endpoint, None, extent(60), &Options::default(), &mut |_| {});
    assert_eq!(alone.unwrap().findings.len(), 0);
}

#[test]
fn what_is_not_answered_is_found_without_a_reference() {
    let emulator = Emulator::new();
    let mut endpoint = |call: &Call| match text(call).contains("Action=TagUser") {
        true => Err("connection reset".to_owned()),
        false => Ok(emulator.answer(call)),
    };
    let found =
        campaign(&mut endpoint, None, extent(60), &Options::default(), &mut |_| {}).unwrap();
    let finding = the(&found, "a valid TagUser: no-answer answer: connection reset");
    assert_eq!((finding.level, finding.repeat.len()), (Level::NoAnswer, 1));
}

#[test]
fn what_the_codec_refuses_and_an_endpoint_accepts_is_found_without_a_reference() {
    let emulator = Emulator::new();
    let mut endpoint = |call: &Call| match text(call).contains("Action=Tag") {
        true => Ok(Answer { status: 200, ..Answer::default() }),
        false => Ok(emulator.answer(call)),
    };
    let found =
        campaign(&mut endpoint, None, extent(100), &Options::default(), &mut |_| {}).unwrap();
    assert!(
        found.findings.iter().any(|finding| finding.level >= Level::Accepts),
        "{}",
        found.text()
    );
}

#[test]
fn a_lost_tag_is_found_and_made_small() {
    let found = find(60, 1, |emulator, call| {
        let body = text(call);
        match body.find("&Tags.member.2.Key").filter(|_| body.contains("Action=TagRole&")) {
            Some(end) => Ok(emulator.answer_body(call, &body[..end])),
            None => Ok(emulator.answer(call)),
        }
    });
    let finding = the(&found, "a valid TagRole: state ListRoleTags: result/Tags");
    assert_eq!(finding.repeat.len(), 2);
    let params: Vec<_> = last(finding).split('&').collect();
    assert_eq!(params.len(), 7, "{params:?}");
    assert!(params[3].starts_with("Tags.member.1.Key="), "{params:?}");
}

#[test]
fn a_text_is_shortened_to_the_letter_that_matters() {
    let found = find(80, 2, |emulator, call| match text(call).contains("%C3%A9") {
        true => Ok(Answer { status: 500, ..Answer::default() }),
        false => Ok(emulator.answer(call)),
    });
    let worst = found.findings.iter().filter(|finding| finding.level == Level::NoAnswer);
    let body = worst.map(last).find(|body| body.starts_with("Action=UntagUser&")).unwrap();
    assert!(body.ends_with("&TagKeys.member.1=%C3%A9"), "{body}");
}

#[test]
fn the_same_seed_finds_the_same_and_a_replay_finds_it_again() {
    let fault = |emulator: &Emulator, call: &Call| {
        let answer = emulator.answer(call);
        Ok(Answer { status: answer.status.min(400), ..answer })
    };
    let found = find(10, 3, fault);
    let told =
        |findings: &Findings| findings.findings.iter().map(Finding::text).collect::<String>();
    assert_eq!(told(&found), told(&find(10, 3, fault)));
    assert_ne!(found.findings.len(), 0);

    let (faulty, faultless) = (Emulator::new(), Emulator::new());
    let sequences = Findings::sequences_of(&found.json()).unwrap();
    let mut endpoint = |call: &Call| fault(&faulty, call);
    let mut reference = |call: &Call| Ok(faultless.answer(call));
    let options = Options { seed: 4, ..Options::default() };
    let again = replay(&sequences, &mut endpoint, Some(&mut reference as _), &options).unwrap();
    let causes =
        |findings: &Findings| findings.findings.iter().map(|f| f.cause.clone()).collect::<Vec<_>>();
    for cause in causes(&found) {
        assert!(causes(&again).contains(&cause), "{cause}");
    }
}

/// A finding whose sequence lacks the step of this number, in the JSON of a campaign.
fn without_step(found: &Findings, finding: usize, step: usize) -> Vec<Sequence> {
    let mut json: serde_json::Value = serde_json::from_str(&found.json()).unwrap();
    let mut finding = json["findings"][finding].take();
    finding["sequence"]["steps"].as_array_mut().unwrap().remove(step);
    json["findings"] = serde_json::json!([finding]);
    Findings::sequences_of(&json.to_string()).unwrap()
}

type Answers = fn(&Emulator, &Call) -> Answer;

#[test]
fn without_any_one_of_its_calls_a_finding_is_lost() {
    let faults: [(usize, Answers); 3] = [
        // A tag is lost.
        (40, |emulator, call| {
            let body = text(call);
            match body.find("&Tags.member.2.Key").filter(|_| body.starts_with("Action=Tag")) {
                Some(end) => emulator.answer_body(call, &body[..end]),
                None => emulator.answer(call),
            }
        }),
        // What is detached or removed stays.
        (150, |emulator, call| {
            let action = text(call).split(['=', '&']).nth(1).unwrap_or_default().to_owned();
            match ["Detach", "Remove"].iter().any(|verb| action.starts_with(verb)) {
                true => success(&action),
                false => emulator.answer(call),
            }
        }),
        (15, |emulator, call| {
            let answer = emulator.answer(call);
            Answer { status: answer.status.min(400), ..answer }
        }),
    ];
    let longest = thread::scope(|scope| {
        let numbered = (1..).zip(faults);
        let played = numbered.map(|(seed, (sequences, fault))| {
            scope.spawn(move || longest_if_all_is_needed(seed, sequences, fault))
        });
        let played: Vec<_> = played.collect();
        played.into_iter().map(|played| played.join().unwrap()).max()
    });
    assert!(longest >= Some(3), "{longest:?}");
}

/// The most calls that a finding of this campaign has. Each is lost without any one of its calls.
fn longest_if_all_is_needed(seed: u64, sequences: usize, fault: Answers) -> usize {
    let fault = |emulator: &Emulator, call: &Call| Ok(fault(emulator, call));
    let found = find(sequences, seed, fault);
    assert_ne!(found.findings.len(), 0, "seed {seed}");
    let (faulty, faultless) = (Emulator::new(), Emulator::new());
    let mut endpoint = |call: &Call| fault(&faulty, call);
    let mut reference = |call: &Call| Ok(faultless.answer(call));
    let options = Options { seed, ..Options::default() };
    for (number, finding) in found.findings.iter().enumerate() {
        assert!(finding.minimal, "seed {seed}: {}", finding.text());
        for step in 0..finding.repeat.len() {
            let fewer = without_step(&found, number, step);
            let against = Some(&mut reference as _);
            let again = replay(&fewer, &mut endpoint, against, &options).unwrap();
            let causes: Vec<_> = again.findings.iter().map(|found| &found.cause).collect();
            assert!(!causes.contains(&&finding.cause), "without {step}: {}", finding.text());
        }
    }
    found.findings.iter().map(|finding| finding.repeat.len()).max().unwrap_or_default()
}

#[test]
fn a_campaign_may_have_all_the_time_and_a_replay_ends_when_it_is_stopped() {
    let mut failing = |call: &Call| {
        let is_known = !text(call).contains("NoSuchOperation");
        Ok(Answer { status: if is_known { 502 } else { 501 }, ..Answer::default() })
    };
    let (extent, options) =
        (CampaignLimits { time: Duration::MAX, sequences: 2 }, Options::default());
    let found = campaign(&mut failing, None, extent, &options, &mut |_| {}).unwrap();
    assert_eq!(found.sequences, 2);

    let sequences = Findings::sequences_of(&found.json()).unwrap();
    options.stop.store(true, Ordering::Relaxed);
    let again = replay(&sequences, &mut failing, None, &options).unwrap();
    assert_eq!((again.sequences, again.interrupted), (0, true));
    assert_ne!(sequences.len(), 0);
}

#[test]
fn a_broken_rule_for_all_answers_is_one_finding_unless_the_reference_breaks_it_too() {
    let spoiled = |emulator: &Emulator, call: &Call| {
        let mut answer = emulator.answer(call);
        answer.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("x-amzn-RequestId"));
        answer
    };
    let limits = extent(12);
    let found = |reference: Option<fn(&Emulator, &Call) -> Answer>| {
        let (faulty, other) = (Emulator::new(), Emulator::new());
        let mut endpoint = |call: &Call| Ok(spoiled(&faulty, call));
        let mut reference = reference.map(|answer| move |call: &Call| Ok(answer(&other, call)));
        let against = reference.as_mut().map(|reference| reference as _);
        let options = Options::default();
        let found = campaign(&mut endpoint, against, limits, &options, &mut |_| {}).unwrap();
        let told = |f: &Finding| (f.level, f.cause.clone(), f.line.clone(), f.repeat.len());
        found.findings.iter().map(told).collect::<Vec<_>>()
    };
    let cause = "every answer: layout there is a header x-amzn-RequestId".to_owned();
    let line = "layout every answer: none, not x-amzn-RequestId".to_owned();
    let one = [(Level::Layout, cause, line, 1)];
    assert_eq!(found(Some(Emulator::answer)), one);
    assert_eq!(found(None), one);
    assert_eq!(found(Some(spoiled)), []);
}

#[test]
fn nothing_is_left_behind() {
    let emulator = Emulator::new();
    let mut endpoint = |call: &Call| Ok(emulator.answer(call));
    campaign(&mut endpoint, None, extent(60), &Options::default(), &mut |_| {}).unwrap();
    for (list, nothing) in [
        ("ListUsers", "<Users/>"),
        ("ListGroups", "<Groups/>"),
        ("ListRoles", "<Roles/>"),
        ("ListPolicies&Scope=Local", "<Policies/>"),
        ("ListInstanceProfiles", "<InstanceProfiles/>"),
        ("ListVirtualMFADevices", "<VirtualMFADevices/>"),
    ] {
        let body = format!("Action={list}&Version=2010-05-08");
        let request = http::Request::get(format!("/?{body}")).body("").unwrap();
        let answer = emulator.0.answer(&request).into_body();
        assert!(answer.contains(nothing), "{answer}");
    }
}

/// Whether a campaign finds an endpoint with this fault: a short one, or else a long one.
fn finds(fault: &Fault) -> bool {
    SEQUENCES.into_iter().any(|sequences| {
        let options = Options { seed: 5, ..Options::default() };
        let spoiled = |emulator: &Emulator, call: &Call| Ok(fault.spoil.answer(emulator, call));
        // The first finding will do.
        let stop = &mut |_: &Finding| options.stop.store(true, Ordering::Relaxed);
        let found = find_and_tell(sequences, &options, spoiled, stop);
        found.failures(Level::Answer).next().is_some()
    })
}

/// In the last, each operation is played once with each set of its parameters.
const SEQUENCES: [usize; 3] = [20, 200, 660];

/// Each needs a sequence that a case has: something of the account is set and removed, a filter has another value, a
/// version is the default one.
const RARE: [&str; 2] = [
    r#"Loses("CreatePolicyVersion", "SetAsDefault")"#,
    r#"Loses("ListVirtualMFADevices", "AssignmentStatus")"#,
];

fn all() -> impl Iterator<Item = &'static Fault> {
    OF_OPERATIONS.iter().chain(OF_ANSWERS)
}

/// At most one of ten may be missed.
fn assert_found(faults: &[&Fault]) {
    let missed_of = |half: &[&Fault]| {
        let missed = half.iter().filter(|fault| !finds(fault));
        missed.map(|fault| format!("{:?}", fault.spoil)).collect::<Vec<_>>()
    };
    let (half, other) = faults.split_at(faults.len() / 2);
    let missed = thread::scope(|scope| {
        let half = scope.spawn(|| missed_of(half));
        let other = missed_of(other);
        [half.join().unwrap(), other].concat()
    });
    assert!(missed.len() * 10 <= faults.len(), "{missed:?} of {}", faults.len());
}

/// A sample of the planted kinds, since each needs a campaign of its own.
#[test]
fn a_campaign_finds_spoiled_endpoints_of_many_kinds() {
    let is_rare = |fault: &&Fault| RARE.contains(&&*format!("{:?}", fault.spoil));
    let sample: Vec<_> = all().step_by(24).chain(all().filter(is_rare)).collect();
    assert_eq!(sample.len(), 8);
    assert_found(&sample);
}

#[test]
#[ignore = "minutes: `cargo test --release -p iam-parity --test campaign -- --ignored`"]
fn a_campaign_finds_nine_of_ten_spoiled_endpoints() {
    assert_found(&all().collect::<Vec<_>>());
}
