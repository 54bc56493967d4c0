//! What holds for every request and reply of STS, with values made of random bytes.
#![cfg(all(feature = "arbitrary", feature = "serde"))]

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::sts::{self, Action, Reply, Request};
use iam_codec::{Dialect, Params, Service};

/// Values of many seeds. The same ones every time.
fn values<T: for<'u> Arbitrary<'u>>(count: u64, mut judge: impl FnMut(T)) {
    let mut made = 0;
    for seed in 1..=count {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let bytes = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        });
        let bytes: Vec<_> = bytes.take(4000).collect();
        if let Ok(value) = T::arbitrary(&mut Unstructured::new(&bytes)) {
            made += 1;
            judge(value);
        }
    }
    assert!(made > count / 2, "{made} of {count}");
}

#[test]
fn requests_are_valid_and_come_back_from_every_form() {
    let mut seen = [false; 12];
    values(2000, |request: Request<'_>| {
        assert_eq!(request.validate(), Ok(()), "{request:?}");
        let body = request.encode();
        assert_eq!(Request::decode(body.as_bytes()).as_ref(), Ok(&request), "{body}");
        assert_eq!(Request::decode_parts(body.as_bytes(), b"").as_ref(), Ok(&request));
        let params = Params::parse(body.as_bytes()).unwrap();
        assert_eq!(Service::of(&params), Some(&sts::SERVICE));
        assert_eq!(Request::decoder().params(params).as_ref(), Ok(&request));
        // Others leave out empty lists.
        for dialect in [Dialect::Botocore, Dialect::JavaScriptV3, Dialect::Go] {
            let body = request.encode_as(dialect);
            let read = Request::decode(body.as_bytes());
            assert_eq!(read.map(|read| read.encode()), Ok(request.encode()), "{dialect:?}: {body}");
        }
        let json = serde_json::to_string(&request).unwrap();
        assert_eq!(serde_json::from_str::<Request<'_>>(&json).unwrap(), request);
        let action = request.action().unwrap();
        seen[Action::ALL.iter().position(|known| *known == action).unwrap()] = true;
    });
    assert_eq!(seen, [true; 12]);
}

#[test]
fn replies_come_back_from_every_form() {
    values(2000, |reply: Reply<'_>| {
        let Ok(body) = reply.encode() else { return };
        assert_eq!(sts::decode_reply(body.as_bytes()).as_ref(), Ok(&reply), "{body}");
        let tolerant = sts::decode_reply_tolerantly(body.as_bytes()).map(|(reply, _)| reply);
        assert_eq!(tolerant.as_ref(), Ok(&reply), "{body}");
        let json = serde_json::to_string(&reply).unwrap();
        assert_eq!(serde_json::from_str::<Reply<'_>>(&json).unwrap(), reply);
    });
}

#[test]
fn nothing_of_another_service_is_read() {
    values(500, |request: Request<'_>| {
        let body = request.encode();
        let Ok(iam_codec::Request::Other(other)) = iam_codec::Request::decode(body.as_bytes())
        else {
            panic!("{body}")
        };
        assert_eq!(other.action(), request.action_name());
    });
}

/// Hostile bodies do not panic, and both readers agree.
#[test]
fn both_readers_agree_on_broken_bodies() {
    values(200, |request: Request<'_>| {
        let body = request.encode();
        if body.len() > 1000 {
            return;
        }
        for (at, _) in body.match_indices(['&', '=', '.', '%']) {
            for broken in [
                format!("{}{}", &body[..at], &body[at + 1..]),
                format!("{}&{}", &body[..at], &body[at..]),
                format!("{}0{}", &body[..at], &body[at..]),
            ] {
                let typed = Request::decode(broken.as_bytes());
                let params = Params::parse(broken.as_bytes());
                let untyped = params.and_then(|params| Request::decoder().params(params));
                assert_eq!(typed, untyped, "{broken}");
            }
        }
    });
}
