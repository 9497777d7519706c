//! What is said of an attempt that the policy does not allow.

/// Something that the policy does not allow, and the line that would.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}. {}", advice(line, file))]
pub struct Denial {
    /// What was tried, and the line that denies it if there is one.
    pub what: String,
    /// The line to add; empty if none can allow it, or if one denies it. Without a
    /// file, a sentence that says what else to do.
    pub line: String,
    /// The file to add it to.
    pub file: String,
}

fn advice(line: &str, file: &str) -> String {
    match (line, file) {
        ("", "") => "No policy can allow it: this host does not offer it".to_owned(),
        ("", file) => format!("To allow it, change that line in {file}"),
        (sentence, "") => sentence.to_owned(),
        (line, file) => format!("To allow it, put into {file}:\n{line}"),
    }
}
