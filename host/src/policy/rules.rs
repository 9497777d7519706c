//! Rules of operations. The first rule whose pattern and arguments fit decides;
//! without one, an operation is denied. Where there are several layers, the user's
//! file and a project's, the strictest of their rulings counts.

use std::{fmt, sync::Arc};

use anyhow::{Context, Result, bail};
use globset::{GlobBuilder, GlobMatcher};
use serde_json::Value;

use super::{Decision, Place, Ruling, constraint::Constraint};
use crate::wit::packages::OpName;

/// The longest pattern; no operation has a longer name.
const LONGEST: usize = 200;

/// Operations by name: an interface, a function, or a glob of either.
#[derive(Clone, Debug)]
pub struct OpPattern {
    text: String,
    matcher: GlobMatcher,
}

/// A line that decides on operations.
#[derive(Clone, Debug)]
pub struct OpRule {
    /// Which operations.
    pub pattern: OpPattern,
    /// Which arguments; any if absent.
    pub arguments: Option<Arc<Constraint>>,
    /// What happens with them.
    pub decision: Decision,
    /// The line.
    pub place: Place,
}

/// The rules of one component.
#[derive(Clone, Debug, Default)]
pub struct OpRules {
    layers: Vec<Vec<OpRule>>,
}

impl OpPattern {
    /// Reads `scene`, `render/render-image`, `objects/*` or `*/delete-*`.
    pub fn parse(text: &str) -> Result<OpPattern> {
        let expected = || {
            format!(
                "`{text}` is neither an interface like `scene`, a function like `render/render-image` nor a glob of these"
            )
        };
        let kebab =
            |part: &str| !part.is_empty() && part.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-' | '*' | '?'));
        let (interface, function) = text.split_once('/').unwrap_or((text, "*"));
        if !kebab(interface) || !kebab(function) || text.len() > LONGEST {
            bail!(expected());
        }
        let glob = GlobBuilder::new(&format!("{interface}/{function}"))
            .literal_separator(true)
            .build()
            .with_context(expected)?;
        Ok(OpPattern { text: text.to_owned(), matcher: glob.compile_matcher() })
    }

    /// Exactly this operation.
    pub fn of(op: &OpName) -> OpPattern {
        OpPattern::parse(&op.to_string()).expect("WIT names are patterns of themselves")
    }

    /// Whether it stands for this operation.
    pub fn matches(&self, op: &OpName) -> bool {
        self.matcher.is_match(op.to_string())
    }
}

impl fmt::Display for OpPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl OpRule {
    /// Whether two rules are the same line, or say the same in one.
    pub fn is(&self, other: &OpRule) -> bool {
        self.place == other.place && self.pattern.text == other.pattern.text && self.decision == other.decision
    }
}

impl OpRules {
    /// The rules of one layer.
    pub fn new(rules: Vec<OpRule>) -> OpRules {
        OpRules { layers: vec![rules] }
    }

    /// Adds a layer that can only take away.
    pub fn narrow(&mut self, rules: Vec<OpRule>) {
        self.layers.push(rules);
    }

    /// All rules, those of the user's file first.
    pub fn all(&self) -> impl Iterator<Item = &OpRule> {
        self.layers.iter().flatten()
    }

    /// The rules that can decide on one operation.
    pub fn of(&self, op: &OpName) -> OpRules {
        let layer = |rules: &Vec<OpRule>| {
            let mut found = Vec::new();
            for rule in rules.iter().filter(|rule| rule.pattern.matches(op)) {
                found.push(rule.clone());
                if rule.arguments.is_none() {
                    break;
                }
            }
            found
        };
        OpRules { layers: self.layers.iter().map(layer).collect() }
    }

    /// Whether there are arguments with which an operation is not denied, as far
    /// as can be told.
    pub fn may_allow(&self, op: &OpName) -> bool {
        let rules = self.of(op);
        !rules.layers.is_empty()
            && rules.layers.iter().all(|layer| layer.iter().any(|rule| rule.decision != Decision::Deny))
    }

    /// What happens with an operation with these arguments.
    pub fn decide(&self, op: &OpName, args: &Value) -> Ruling {
        let denied = Ruling { decision: Decision::Deny, place: None, because: Vec::new() };
        let rulings = self.layers.iter().map(|layer| {
            let mut because = Vec::new();
            for rule in layer.iter().filter(|rule| rule.pattern.matches(op)) {
                match rule.arguments.as_ref().map_or(Ok(()), |constraint| constraint.check(args)) {
                    Ok(()) => {
                        return Ruling { decision: rule.decision, place: Some(rule.place.clone()), because };
                    }
                    Err(fault) => {
                        because.push(format!("{} speaks of it, but not with these arguments: {fault}", rule.place))
                    }
                }
            }
            Ruling { because, ..denied.clone() }
        });
        // The first of the strictest.
        rulings.reduce(|a, b| if b.decision > a.decision { b } else { a }).unwrap_or(denied)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rule(pattern: &str, arguments: Option<Value>, decision: Decision) -> OpRule {
        let arguments = arguments.map(|fragments| {
            let Value::Object(fragments) = fragments else { panic!("an object") };
            Arc::new(Constraint::new(fragments).expect("it is a constraint"))
        });
        let pattern = OpPattern::parse(pattern).expect("it is a pattern");
        OpRule { pattern, arguments, decision, place: Place::named("here") }
    }

    fn decide(rules: &OpRules, op: &OpName, args: Value) -> Decision {
        rules.decide(op, &args).decision
    }

    #[test]
    fn a_pattern_is_an_interface_a_function_or_a_glob() {
        let op = OpName::new("objects", "move-object");
        for (pattern, fits) in [
            ("objects", true),
            ("objects/move-object", true),
            ("objects/*", true),
            ("*", true),
            ("*/move-*", true),
            ("obj*", true),
            ("object", false),
            ("objects/move", false),
            ("*/delete-*", false),
        ] {
            assert_eq!(OpPattern::parse(pattern).expect("it is one").matches(&op), fits, "{pattern}");
        }
        for bad in ["", "/", "objects/", "Objects", "objects/a/b", "objects.move", "[a]", "{a,b}"] {
            assert!(OpPattern::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        let render = OpName::new("render", "render-image");
        let small = Some(json!({ "samples": { "maximum": 64 } }));
        let rules = OpRules::new(vec![
            rule("render/render-image", small, Decision::Allow),
            rule("render/render-image", None, Decision::Ask),
            rule("render", None, Decision::Deny),
        ]);
        assert_eq!(decide(&rules, &render, json!({ "samples": 64 })), Decision::Allow);
        assert_eq!(decide(&rules, &render, json!({ "samples": 65 })), Decision::Ask);
        assert_eq!(decide(&rules, &render, json!({})), Decision::Ask, "what is not given does not fit");
        assert_eq!(decide(&rules, &OpName::new("render", "other"), json!({})), Decision::Deny);
        assert_eq!(decide(&rules, &OpName::new("scene", "ping"), json!({})), Decision::Deny);
        assert!(rules.may_allow(&render));
        assert!(!rules.may_allow(&OpName::new("render", "other")));
    }

    #[test]
    fn of_two_layers_the_strictest_counts() {
        let op = OpName::new("objects", "move-object");
        let layered = |user: Decision, project: Option<Decision>| {
            let mut rules = OpRules::new(vec![rule("objects", None, user)]);
            rules.narrow(project.map(|decision| rule("*", None, decision)).into_iter().collect());
            (decide(&rules, &op, json!({})), rules.may_allow(&op))
        };
        assert_eq!(layered(Decision::Allow, Some(Decision::Ask)), (Decision::Ask, true));
        assert_eq!(layered(Decision::Ask, Some(Decision::Allow)), (Decision::Ask, true));
        assert_eq!(layered(Decision::Deny, Some(Decision::Allow)), (Decision::Deny, false));
        assert_eq!(layered(Decision::Allow, None), (Decision::Deny, false));
    }

    #[test]
    fn without_rules_everything_is_denied() {
        let op = OpName::new("objects", "move-object");
        for rules in [OpRules::default(), OpRules::new(Vec::new())] {
            assert_eq!(decide(&rules, &op, json!({})), Decision::Deny);
            assert!(!rules.may_allow(&op));
        }
    }
}
