//! Claims about the replies of STS.

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::sts::{self, Reply};
use iam_codec::{Fault, OddityKind, UnknownElement};

use super::asserts::assert_is_xml_text;

/// A response or an error of STS survives its document, whoever reads it, and has nothing in it that the
/// tables do not know. The id of its header survives its text.
pub fn sts_reply_round_trip(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let Ok(reply) = Reply::arbitrary(&mut u) else { return };
    let document = reply.encode().unwrap();
    assert_is_xml_text(&document);
    let body = document.as_bytes();
    assert_eq!(sts::decode_reply(body).as_ref(), Ok(&reply));
    let (tolerated, oddities) = sts::decode_reply_tolerantly(body).unwrap();
    assert_eq!(tolerated, reply);
    // Such as a time with microseconds, which AWS does not write.
    let is_notation = |kind: &OddityKind| matches!(kind, OddityKind::OtherNotation(_));
    assert!(oddities.iter().all(|oddity| is_notation(oddity.kind())), "{oddities:?}");
    match &reply {
        Reply::Response(response) => {
            assert_eq!(sts::decode_response(body).as_ref(), Ok(response));
            assert_eq!(sts::unknown_elements(body), Ok(Vec::<UnknownElement<'_>>::new()));
            assert!(sts::decode_error(body).is_err());
            assert_eq!(response.status(), 200);
        }
        Reply::Error(error) => {
            assert_eq!(sts::decode_error(body).as_ref(), Ok(error));
            assert!(sts::decode_response(body).is_err());
            assert_eq!(error.service(), &sts::SERVICE);
            assert!(error.code.status().is_none_or(|status| status == error.status()));
            let is_of_sender = error.status() < 500;
            assert!(
                error.code.status().is_some() || (error.fault == Fault::Sender) == is_of_sender
            );
        }
    }
    assert_eq!(reply.clone().into_owned(), reply);
    assert_id_survives(&mut u);
}

/// An id of any parts that hold no colon is read again; any text is an id or is none.
fn assert_id_survives(u: &mut Unstructured<'_>) {
    let (Ok(region), Ok(milliseconds), Ok(random)) =
        (<&str>::arbitrary(u), u64::arbitrary(u), <&str>::arbitrary(u))
    else {
        return;
    };
    let id = sts::ExtendedRequestId::new(region, milliseconds, random);
    let again = sts::ExtendedRequestId::parse(&id.to_string());
    match [region, random].iter().any(|part| part.contains(':')) {
        true => assert_eq!(again, None),
        false => assert_eq!(again, Some(id)),
    }
    if let Some(id) = sts::ExtendedRequestId::parse(region) {
        assert_eq!(sts::ExtendedRequestId::parse(&id.to_string()), Some(id));
    }
}
