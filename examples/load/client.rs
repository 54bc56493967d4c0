//! A client of HTTP/1.1 that sends forms over one connection.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A connection that is opened again when the server has closed it.
pub(crate) struct Client {
    endpoint: String,
    connection: Option<BufReader<TcpStream>>,
}

impl Client {
    pub(crate) fn new(endpoint: &str) -> Self {
        Client { endpoint: endpoint.to_owned(), connection: None }
    }

    /// Posts a form, and gives the status of the answer.
    pub(crate) fn post(&mut self, body: &[u8]) -> io::Result<u16> {
        let answer = self.exchange(body);
        if answer.is_err() {
            self.connection = None;
        }
        answer
    }

    fn exchange(&mut self, body: &[u8]) -> io::Result<u16> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(BufReader::new(connect(&self.endpoint)?)),
        };
        let head = format!(
            "POST / HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n",
            self.endpoint,
            body.len(),
        );
        let stream = connection.get_mut();
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        answer(connection)
    }
}

fn connect(endpoint: &str) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(endpoint)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    Ok(stream)
}

/// Reads an answer, and gives its status.
fn answer(connection: &mut BufReader<TcpStream>) -> io::Result<u16> {
    let (mut line, mut len, mut status) = (String::new(), 0, None);
    loop {
        line.clear();
        if connection.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let text = line.trim_end().to_ascii_lowercase();
        if text.is_empty() {
            break;
        }
        if let Some(value) = text.strip_prefix("content-length: ") {
            len = value.parse().unwrap_or(0);
        }
        status = status.or_else(|| text.strip_prefix("http/1.1 ")?.get(..3)?.parse().ok());
    }
    io::copy(&mut connection.take(len), &mut io::sink())?;
    status.ok_or_else(|| io::ErrorKind::InvalidData.into())
}
