//! Secrets that the host puts into requests. They are read when a call first needs
//! them, go to their own server only, and are taken out of what comes back.

use std::{
    collections::BTreeMap,
    fmt,
    io::Read,
    sync::{Mutex, PoisonError},
};

use http::HeaderValue;

pub use super::redact::Redactor;
use crate::policy::{Secret, SecretSource};

/// The longest value in bytes; a header has to hold it.
const LONGEST: u64 = 16 * 1024;

/// The shortest value in characters. A shorter one occurs in answers by chance,
/// and to take it out of them would hide nothing.
const SHORTEST: usize = 8;

/// The secrets of one call.
pub struct Secrets {
    redactor: Redactor,
    read: Mutex<BTreeMap<String, String>>,
}

impl Secrets {
    /// None is read yet. What is read is made known to the redactor.
    pub fn new(redactor: Redactor) -> Secrets {
        Secrets { redactor, read: Mutex::default() }
    }

    /// What takes the values out of text.
    pub fn redactor(&self) -> &Redactor {
        &self.redactor
    }

    /// What the header of a secret holds, or what is wrong with the secret.
    pub async fn header(&self, secret: &Secret) -> Result<HeaderValue, Fault> {
        let fault = |why| Fault { name: secret.name.clone(), source: secret.source.clone(), why };
        let known = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&secret.name).cloned();
        let value = match known {
            Some(value) => value,
            None => {
                let source = secret.source.clone();
                let value = wasmtime_wasi::runtime::spawn_blocking(move || read(&source)).await.map_err(fault)?;
                self.redactor.add(&secret.name, &secret.prefix, &value);
                let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
                read.insert(secret.name.clone(), value.clone());
                value
            }
        };
        let mut header = HeaderValue::try_from(format!("{}{value}", secret.prefix))
            .map_err(|_| fault("its `prefix` cannot stand in a header".to_owned()))?;
        header.set_sensitive(true);
        Ok(header)
    }
}

/// Why a secret cannot be used. It never tells the value.
#[derive(Debug)]
pub struct Fault {
    name: String,
    source: SecretSource,
    why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { name, source, why } = self;
        match source {
            SecretSource::Env(variable) => {
                write!(f, "the secret `{name}` from the environment variable {variable} cannot be used: {why}")
            }
            SecretSource::File(path) => {
                write!(f, "the secret `{name}` from the file {} cannot be used: {why}", path.display())
            }
        }
    }
}

/// Reads a value, without the space around it.
fn read(source: &SecretSource) -> Result<String, String> {
    let text = match source {
        SecretSource::Env(variable) => match std::env::var(variable) {
            Ok(text) => text,
            Err(std::env::VarError::NotPresent) => return Err("the host's environment does not have it".to_owned()),
            Err(std::env::VarError::NotUnicode(_)) => return Err("it is not text".to_owned()),
        },
        SecretSource::File(path) => {
            let mut text = String::new();
            let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
            file.take(LONGEST + 1).read_to_string(&mut text).map_err(|e| e.to_string())?;
            text
        }
    };
    checked(text.trim()).map(|()| text.trim().to_owned())
}

fn checked(value: &str) -> Result<(), String> {
    match value.len() {
        0 => Err("it is empty".to_owned()),
        length if length as u64 > LONGEST => Err(format!("it is longer than {LONGEST} characters")),
        _ if !value.bytes().all(|byte| matches!(byte, b' '..=b'~')) => {
            Err("it has characters that a header cannot hold; it has to be one line of ASCII".to_owned())
        }
        length if length < SHORTEST => {
            Err(format!("it is shorter than {SHORTEST} characters, too short to be told from other text in answers"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Origin, Place};

    fn secret(source: SecretSource) -> Secret {
        Secret {
            name: "api".to_owned(),
            origin: Origin { scheme: "https".to_owned(), name: "a.org".to_owned(), port: 443 },
            header: "authorization".to_owned(),
            prefix: "Bearer ".to_owned(),
            source,
            place: Place::default(),
        }
    }

    #[tokio::test]
    async fn a_secret_is_read_from_its_file_without_the_space_around_it_and_known_to_the_redactor() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "  correct horse\n").expect("it is written");
        let redactor = Redactor::default();
        let secrets = Secrets::new(redactor.clone());
        let header = secrets.header(&secret(SecretSource::File(file.path().to_owned()))).await.expect("it is read");
        assert_eq!(header, "Bearer correct horse");
        assert!(header.is_sensitive());
        assert_eq!(redactor.redact("a correct horse"), "a [secret api]");
    }

    #[tokio::test]
    async fn a_secret_is_read_once_in_a_call() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "correct horse").expect("it is written");
        let (secrets, secret) = (Secrets::new(Redactor::default()), secret(SecretSource::File(file.path().to_owned())));
        let first = secrets.header(&secret).await.expect("it is read");
        std::fs::write(file.path(), "battery staple").expect("it is written");
        assert_eq!(secrets.header(&secret).await.expect("it is known"), first);
    }

    #[tokio::test]
    async fn a_secret_that_is_missing_is_named_with_its_source() {
        let secrets = Secrets::new(Redactor::default());
        let missing = secret(SecretSource::Env("NO_VARIABLE_HAS_THIS_NAME".to_owned()));
        let fault = secrets.header(&missing).await.expect_err("it is missing").to_string();
        assert!(fault.contains("`api`") && fault.contains("NO_VARIABLE_HAS_THIS_NAME"), "{fault}");
        let missing = secret(SecretSource::File("/no/such/file".into()));
        let fault = secrets.header(&missing).await.expect_err("it is missing").to_string();
        assert!(fault.contains("`api`") && fault.contains("/no/such/file"), "{fault}");
    }

    #[test]
    fn a_value_that_cannot_be_kept_secret_is_refused_without_being_told() {
        for (value, why) in [
            ("", "empty"),
            ("passwrd", "shorter"),
            ("pass\r\nword", "ASCII"),
            ("pässword1", "ASCII"),
            ("a\0aaaaaaa", "ASCII"),
        ] {
            let fault = checked(value).expect_err("it is refused");
            assert!(fault.contains(why) && (value.is_empty() || !fault.contains(value)), "{fault}");
        }
        assert!(checked(&"x".repeat(20_000)).is_err());
        assert_eq!(checked("12345678"), Ok(()));
    }
}
