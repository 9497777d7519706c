//! The name that was probably meant.

/// `, did you mean …?` where one of the names is close, else nothing.
pub(super) fn hint<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    match of(given, names) {
        Some(name) => format!(", did you mean `{name}`?"),
        None => String::new(),
    }
}

fn of<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = names.into_iter().map(|name| (strsim::jaro_winkler(given, name), name)).filter(|(near, _)| *near > 0.7);
    near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// An error of reading TOML; that of an unknown key with the key that was
/// probably meant.
pub(super) fn explained(error: &toml::de::Error) -> String {
    let message = error.message();
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = message.starts_with("unknown field").then(|| quoted.next()).flatten();
    unknown.map_or_else(|| message.to_owned(), |key| format!("{message}{}", hint(key, quoted)))
}
