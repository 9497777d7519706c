//! What a WIT doc comment says to machines.
//!
//! WIT has no attributes for units, bounds or effects. A few fixed sentences in
//! the doc comments carry them, so that a person, an AI and the host read the
//! same text: `Range: A to B.`, `Length: A to B.`, `Effect: WORD.`,
//! `Deadline: N s.` and `Idempotent.`

use std::{collections::BTreeMap, time::Duration};

use serde::{Deserialize, Serialize};

/// A doc comment, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The text for people, without the sentences for machines.
    pub text: String,
    /// The documentation of parameters: `` - `name`: text `` in the comment.
    pub params: BTreeMap<String, Facts>,
    /// Bounds of a number, or of each number in a list or tuple.
    pub range: Option<(f64, f64)>,
    /// Bounds of the length of a text (in characters), of bytes or of a list.
    pub length: Option<(u64, u64)>,
    /// What the operations of an interface do, or what one tool does.
    pub effect: Option<Effect>,
    /// A time limit of its own.
    pub deadline: Option<Duration>,
    /// Whether doing it twice leaves what doing it once did.
    pub idempotent: bool,
}

/// What an operation does to a user's work, from harmless to grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Reads the scene.
    Read,
    /// Computes pictures; the scene stays as it is.
    Render,
    /// Creates or changes things.
    Edit,
    /// Takes things away.
    Delete,
}

impl Effect {
    const ALL: [Effect; 4] = [Effect::Read, Effect::Render, Effect::Edit, Effect::Delete];

    /// The word that stands for it in WIT and in the contract.
    pub fn word(self) -> &'static str {
        match self {
            Effect::Read => "read",
            Effect::Render => "render",
            Effect::Edit => "edit",
            Effect::Delete => "delete",
        }
    }
}

/// A sentence for machines that does not say what it should.
#[derive(Debug, thiserror::Error, PartialEq)]
#[error("doc comment says \"{label}: {found}\", expected {expected}")]
pub struct BadFact {
    label: &'static str,
    found: String,
    expected: &'static str,
}

impl Facts {
    /// Takes a doc comment apart.
    pub fn parse(docs: &str) -> Result<Facts, BadFact> {
        let (body, params) = split_params(docs);
        let mut facts = Facts::of_text(&body)?;
        for (name, text) in params {
            facts.params.insert(name, Facts::of_text(&text)?);
        }
        Ok(facts)
    }

    fn of_text(text: &str) -> Result<Facts, BadFact> {
        let mut facts = Facts::default();
        let mut paragraphs = Vec::new();
        for paragraph in text.split("\n\n") {
            let mut sentences: String = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(found) = take(&mut sentences, "Range") {
                let range = pair(&found).filter(|(low, high): &(f64, f64)| low.is_finite() && high.is_finite());
                facts.range = Some(range.ok_or(BadFact {
                    label: "Range",
                    found,
                    expected: "two numbers, the smaller first: `A to B`",
                })?);
            }
            if let Some(found) = take(&mut sentences, "Length") {
                facts.length = Some(pair(&found).ok_or(BadFact {
                    label: "Length",
                    found,
                    expected: "two whole numbers, the smaller first: `A to B`",
                })?);
            }
            if let Some(found) = take(&mut sentences, "Effect") {
                let effect = Effect::ALL.into_iter().find(|e| e.word() == found);
                facts.effect = Some(effect.ok_or(BadFact {
                    label: "Effect",
                    found,
                    expected: "one of read, render, edit, delete",
                })?);
            }
            if let Some(found) = take(&mut sentences, "Deadline") {
                let seconds = found.strip_suffix(" s").and_then(|n| n.parse().ok());
                facts.deadline = Some(Duration::from_secs(seconds.ok_or(BadFact {
                    label: "Deadline",
                    found,
                    expected: "whole seconds: `N s`",
                })?));
            }
            facts.idempotent |= take_word(&mut sentences, "Idempotent.");
            if !sentences.is_empty() {
                paragraphs.push(sentences);
            }
        }
        facts.text = json_names(&paragraphs.join("\n\n"));
        Ok(facts)
    }

    /// The first sentence of the text.
    pub fn summary(&self) -> &str {
        let line = self.text.split("\n\n").next().unwrap_or_default();
        line.find(". ").map_or(line, |end| &line[..=end])
    }
}

/// Writes quoted names as JSON has them: `` `move-by` `` becomes `` `move_by` ``.
fn json_names(text: &str) -> String {
    let is_kebab = |name: &str| {
        name.contains('-')
            && !name.starts_with('-')
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let parts = text.split('`').enumerate().map(|(i, part)| match i % 2 {
        1 if is_kebab(part) => super::shape::snake(part),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`")
}

/// Separates a comment's parameter list from the rest of it.
fn split_params(docs: &str) -> (String, Vec<(String, String)>) {
    let mut body = String::new();
    let mut params: Vec<(String, String)> = Vec::new();
    let mut in_param = false;
    for line in docs.lines() {
        let item = line.trim_start().strip_prefix("- `");
        if let Some((name, text)) = item.and_then(|rest| rest.split_once("`:")) {
            params.push((name.to_owned(), text.to_owned()));
            in_param = true;
        } else if in_param && line.starts_with("  ") {
            if let Some((_, text)) = params.last_mut() {
                text.push('\n');
                text.push_str(line);
            }
        } else {
            in_param = false;
            body.push_str(line);
            body.push('\n');
        }
    }
    (body, params)
}

/// Takes the sentence `label: value.` out of a text and gives its value.
fn take(text: &mut String, label: &str) -> Option<String> {
    let start = sentence_start(text, &format!("{label}: "))?;
    let value = start + label.len() + 2;
    let end = text[value..].find(". ").map_or(text.len(), |i| value + i + 1);
    let found = text[value..end].trim_end_matches('.').to_owned();
    remove(text, start, end);
    Some(found)
}

fn take_word(text: &mut String, word: &str) -> bool {
    let Some(start) = sentence_start(text, word) else { return false };
    remove(text, start, start + word.len());
    true
}

fn sentence_start(text: &str, label: &str) -> Option<usize> {
    text.match_indices(label)
        .map(|(at, _)| at)
        .find(|at| *at == 0 || text[..*at].ends_with(". ") || text[..*at].ends_with("; "))
}

fn remove(text: &mut String, start: usize, end: usize) {
    text.replace_range(start..end, "");
    *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
}

fn pair<N: std::str::FromStr + PartialOrd>(text: &str) -> Option<(N, N)> {
    let (low, high) = text.split_once(" to ")?;
    let (low, high) = (low.parse().ok()?, high.parse().ok()?);
    (low <= high).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(docs: &str) -> Facts {
        Facts::parse(docs).expect("the comment is well formed")
    }

    #[test]
    fn machine_sentences_leave_the_text() {
        let facts = parse("Radius in metres; 1 if absent. Range: 0.0001 to 10000.");
        assert_eq!(facts.text, "Radius in metres; 1 if absent.");
        assert_eq!(facts.range, Some((0.0001, 10000.0)));
    }

    #[test]
    fn a_range_may_break_over_lines_and_stand_in_the_middle() {
        let facts = parse("Power.\nRange: 0\nto 5. More.");
        assert_eq!((facts.range, facts.text.as_str()), (Some((0.0, 5.0)), "Power. More."));
    }

    #[test]
    fn parameters_have_facts_of_their_own() {
        let facts = parse(
            "Renders. Deadline: 600 s. Idempotent.\n\n- `width`: in pixels. Range: 4 to 8192.\n- `view`: from\n  where.\n",
        );
        assert_eq!(facts.text, "Renders.");
        assert_eq!(facts.deadline, Some(Duration::from_secs(600)));
        assert!(facts.idempotent);
        assert_eq!(facts.params["width"].range, Some((4.0, 8192.0)));
        assert_eq!(facts.params["view"].text, "from where.");
    }

    #[test]
    fn quoted_names_are_those_of_json() {
        let facts = parse("Give `move-by` or `location`, as `--json` does; a `image/x-png` stays.");
        assert_eq!(facts.text, "Give `move_by` or `location`, as `--json` does; a `image/x-png` stays.");
    }

    #[test]
    fn an_effect_is_one_of_the_known_words() {
        assert_eq!(parse("Reads. Effect: read.").effect, Some(Effect::Read));
        let wrong = Facts::parse("Effect: explode.").expect_err("no such effect");
        assert!(wrong.to_string().contains("one of read, render, edit, delete"));
    }

    #[test]
    fn a_range_that_cannot_hold_is_refused() {
        assert!(Facts::parse("Range: 5 to 1.").is_err());
        assert!(Facts::parse("Range: some.").is_err());
        assert!(Facts::parse("Range: 0 to inf.").is_err());
    }
}
