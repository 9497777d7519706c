//! Which paths a component may name at all, before any file is looked for.

use wasmtime_wasi::p2::bindings::filesystem::types::ErrorCode;

/// The longest path in bytes.
const LONGEST: usize = 4096;
/// How many folders may lie in each other below a granted one. What is deeper could
/// not be measured.
pub const DEEPEST: usize = 64;

/// Names that are devices on Windows in every folder, with any ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Checks a path below a folder that lies this deep itself.
pub fn check(path: &str, depth: usize) -> Result<(), ErrorCode> {
    check_for(path, depth, cfg!(windows))
}

/// How many folders a path leads down, at most.
pub fn depth(path: &str) -> usize {
    path.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).count()
}

/// Whether a path names only what lies below where it starts.
pub fn leads_down(path: &str) -> bool {
    !path.is_empty() && !path.starts_with(['/', '\\']) && !path.split(['/', '\\']).any(|part| part == "..")
}

fn check_for(path: &str, depth_of_folder: usize, windows: bool) -> Result<(), ErrorCode> {
    if path.len() > LONGEST || depth_of_folder + depth(path) > DEEPEST {
        return Err(ErrorCode::NameTooLong);
    }
    // They could make a question to a person read like another.
    if path.chars().any(char::is_control) {
        return Err(ErrorCode::Invalid);
    }
    if windows && path.split(['/', '\\']).any(misread_by_windows) {
        return Err(ErrorCode::Invalid);
    }
    Ok(())
}

/// Whether Windows takes a name for something else than a file of that name: a
/// device, a drive, a second stream of a file, or a name without its last dots.
fn misread_by_windows(name: &str) -> bool {
    if matches!(name, "" | "." | "..") {
        return false;
    }
    let stem = name.split(['.', ' ']).next().unwrap_or_default().to_lowercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device).unwrap_or_default();
        number.chars().count() == 1 && number.contains(|c: char| c.is_ascii_digit() || "¹²³".contains(c))
    };
    name.contains(['<', '>', ':', '"', '|', '?', '*'])
        || name.ends_with(['.', ' '])
        || DEVICES.contains(&stem.as_str())
        || numbered("com")
        || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_takes_for_something_else_are_refused_there() {
        for name in [
            "NUL",
            "nul.txt",
            "Con",
            "aux .txt",
            "COM1",
            "com¹.log",
            "LPT9.txt",
            "CONIN$",
            "C:",
            "C:/windows",
            "a:b",
            "a::$DATA",
            "dots...",
            "blank ",
            "what?",
            "a/NUL/b",
            "a\\nul",
        ] {
            assert_eq!(check_for(name, 0, true), Err(ErrorCode::Invalid), "{name}");
            assert_eq!(check_for(name, 0, false), Ok(()), "{name}");
        }
        for name in ["null", "console.txt", "com", "com10", "a/../b", "./a", ".hidden", "a.b.c", "größe.obj"] {
            assert_eq!(check_for(name, 0, true), Ok(()), "{name}");
        }
    }

    #[test]
    fn only_a_path_without_steps_up_leads_down() {
        for path in ["a", "a/b", "./a", "..a", "a../b"] {
            assert!(leads_down(path), "{path}");
        }
        for path in ["", "/", "/etc", "..", "../a", "a/../..", "a\\..\\b", "\\\\server\\share"] {
            assert!(!leads_down(path), "{path}");
        }
    }

    #[test]
    fn control_characters_are_refused_everywhere() {
        for name in ["a\0b", "a\nb", "\u{1b}[2J", "a\u{85}b", "\u{7f}"] {
            assert_eq!(check_for(name, 0, false), Err(ErrorCode::Invalid), "{name:?}");
        }
    }

    #[test]
    fn paths_that_are_too_long_or_too_deep_are_refused() {
        assert_eq!(check_for(&"a".repeat(LONGEST + 1), 0, false), Err(ErrorCode::NameTooLong));
        assert_eq!(check_for(&"a/".repeat(DEEPEST), 0, false), Ok(()));
        assert_eq!(check_for(&"a/".repeat(DEEPEST + 1), 0, false), Err(ErrorCode::NameTooLong));
        assert_eq!(check_for("a/a", DEEPEST - 1, false), Err(ErrorCode::NameTooLong));
    }
}
