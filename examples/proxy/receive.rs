//! Bodies in memory: read within bounds of time and length, in the room that there is for long ones.

use std::time::Duration;

use bytes::BytesMut;
use http_body_util::BodyExt;
use hyper::body::{Body, Bytes, Incoming};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout_at};

use super::failure::Unread;
use super::limits::{Limits, SHORT, penalty};

/// Reads a body. If it is longer than [`SHORT`], it waits for room: for its length, or for the longest if it does
/// not say how long it is. The room is free again when the last copy of the bytes is gone.
pub(crate) async fn receive(
    mut body: Incoming,
    limits: &Limits,
    longest: usize,
    time: Duration,
) -> Result<Bytes, Unread> {
    let end = Instant::now() + time;
    let said = body.size_hint().exact();
    let said = said.map(|len| usize::try_from(len).unwrap_or(usize::MAX));
    if said.is_some_and(|len| len > longest) {
        penalty(longest).await;
        return Err(Unread::Long);
    }
    let (mut held, mut room) = (BytesMut::new(), None);
    while let Some(frame) = timeout_at(end, body.frame()).await.map_err(|_| Unread::Late)? {
        let frame = frame.map_err(|error| Unread::Broken(error.to_string()))?;
        let Ok(data) = frame.into_data() else { continue };
        let len = held.len() + data.len();
        if len > longest {
            return Err(Unread::Long);
        }
        if len > SHORT && room.is_none() {
            let needed = said.unwrap_or(longest);
            let waited = timeout_at(end, limits.room(needed)).await;
            room = Some(waited.ok().flatten().ok_or(Unread::Crowded)?);
            held.reserve(needed - held.len());
        }
        held.extend_from_slice(&data);
    }
    let bytes = held.freeze();
    Ok(match room {
        Some(room) => Bytes::from_owner(InRoom { bytes, _room: room }),
        None => bytes,
    })
}

struct InRoom {
    bytes: Bytes,
    _room: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for InRoom {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}
