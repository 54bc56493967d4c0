//! Parts of answers, as texts that are put together while this is compiled.

macro_rules! user {
    () => {
        concat!(
            "<User><Path>/</Path><UserName>a</UserName>",
            "<Names><member>x</member><member>y</member></Names>",
            tags!(),
            "</User>"
        )
    };
}

macro_rules! users {
    () => {
        concat!("<Users><member>", tags!(), "</member><member>", tags!(), "</member></Users>")
    };
}

macro_rules! tags {
    () => {
        concat!("<Tags>", tag!("1", "k"), tag!("2", "l"), "</Tags>")
    };
    (swapped) => {
        concat!("<Tags>", tag!("2", "l"), tag!("1", "k"), "</Tags>")
    };
}

macro_rules! tag {
    ($value:literal, $key:literal) => {
        concat!("<member><Value>", $value, "</Value><Key>", $key, "</Key></member>")
    };
}

macro_rules! error {
    () => {
        "<Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>no a</Message></Error>"
    };
}
