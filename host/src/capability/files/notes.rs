//! What a component is told that it may not do with its folders, and why.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Map, Value, json};
use wasmtime_wasi::p2::{FsError, FsResult, bindings::filesystem::types::ErrorCode};

use super::{OPEN, names::DEEPEST, room::MOST_ENTRIES};
use crate::{
    capability::{ask::Answer, denied::Denials},
    policy::{Decision, Denial, Folder, Place, Ruling},
    sandbox::{Answers, CallContext, Planned},
};

/// How many things are said in one call.
const MOST: usize = 200;

/// Where denials of one call are noted: in its answer and in its record.
#[derive(Clone)]
pub struct Notes {
    pub(super) context: Arc<CallContext>,
    denied: Denials,
    said: Arc<Mutex<HashSet<String>>>,
}

impl Notes {
    /// Nothing yet.
    pub fn new(context: Arc<CallContext>, denied: Denials) -> Notes {
        Notes { context, denied, said: Arc::default() }
    }

    /// Notes a denial, once.
    pub fn add(&self, denial: &Denial) {
        if self.first(denial.to_string()) {
            self.denied.add(denial);
        }
    }

    /// Whether nothing is changed, since only what would be sent is asked for. What
    /// would be changed is then listed, too.
    pub fn dry_run(&self, folder: &Folder, action: &str, arguments: Value) -> bool {
        if self.context.answers.live() {
            return false;
        }
        if let Answers::Nobody(plan) = &self.context.answers
            && self.first(format!("{action} {arguments}"))
        {
            let ruling = Ruling { decision: Decision::Allow, place: Some(folder.place.clone()), because: Vec::new() };
            plan.add(Planned::new(action, arguments, &ruling));
        }
        true
    }

    /// A change in a folder that is granted for reading.
    pub fn read_only(&self, folder: &Folder, action: &str, path: &str) {
        let what = format!(
            "{}: {} grants the folder `{}` for reading",
            self.may_not(action, path),
            folder.place,
            folder.mount
        );
        self.add(&Denial { what, line: "write = true".to_owned(), file: folder.place.to_string() });
    }

    /// More in a folder than its quota.
    pub fn full(&self, folder: &Folder, immeasurable: bool) {
        let quota = folder.quota_mb.unwrap_or_default();
        let because = match immeasurable {
            true => format!(
                " (it has more than {MOST_ENTRIES} entries or lies more than {DEEPEST} folders deep, and so counts as full)"
            ),
            false => String::new(),
        };
        let what = format!(
            "component `{}` may not add to the folder `{}`: it would hold more than the {quota} MiB that `quota-mb` in \
             {} allows{because}",
            self.context.component, folder.mount, folder.place
        );
        self.by(what, &folder.place);
    }

    /// Whether what is there may be changed so that it is lost: as the policy says,
    /// perhaps a person, who is told this of it.
    pub async fn may_lose(&self, folder: &Folder, action: &str, path: &str, told: Map<String, Value>) -> FsResult<()> {
        match folder.overwrite {
            Decision::Allow => return Ok(()),
            Decision::Deny => self.kept(folder, action, path),
            Decision::Ask => {
                let question = self.context.question(action, told.into(), Some(folder.place.clone()));
                let said = self.context.ask(question.clone()).await;
                let recorded = self.context.record.asked(&question, &said);
                recorded.map_err(|stop| FsError::trap(wasmtime::Error::new(stop)))?;
                let why = match said {
                    Answer::Once | Answer::Session => return Ok(()),
                    Answer::No => "the person who was asked said no".to_owned(),
                    Answer::Nobody(why) => {
                        format!("{} wants a person to be asked, and that is not possible: {why}", folder.place)
                    }
                };
                self.by(format!("{}: {why}", self.may_not(action, path)), &folder.place);
            }
        }
        Err(ErrorCode::NotPermitted.into())
    }

    /// Something that was replaced or moved while it was looked at.
    pub fn changed(&self, action: &str, path: &str) {
        let what = format!("{}: something else lies there by now; try again", self.may_not(action, path));
        self.add(&Denial { what, line: String::new(), file: String::new() });
    }

    /// A second name for what the call has not made: under that name it could be
    /// lost without anybody being told which file it is.
    pub fn hides(&self, folder: &Folder, path: &str) {
        let overwrite = if folder.overwrite == Decision::Ask { "ask" } else { "deny" };
        let what = format!(
            "{}: {} says `overwrite = \"{overwrite}\"`, and there a link leads only to what this call has made",
            self.may_not("make the link", path),
            folder.place
        );
        self.by(what, &folder.place);
    }

    /// What is there, and stays as it is by the line of the folder.
    fn kept(&self, folder: &Folder, action: &str, path: &str) {
        let what = format!("{}: {} says `overwrite = \"deny\"`", self.may_not(action, path), folder.place);
        self.by(what, &folder.place);
    }

    /// Something that is neither a file nor a folder.
    pub fn special(&self, path: &str) {
        let what = format!("{}: it is neither a file nor a folder", self.may_not("open", path));
        self.add(&Denial { what, line: String::new(), file: String::new() });
    }

    /// A link that could lead out of the folder.
    pub fn leads_out(&self, path: &str, target: &str) {
        let target: String = target.chars().take(100).collect();
        let what = format!(
            "{}: its target {} has to be a path below the link's own folder",
            self.may_not("make a link", path),
            json!(target)
        );
        self.add(&Denial { what, line: String::new(), file: String::new() });
    }

    /// Something that would cross from one granted folder into another.
    pub fn crosses(&self, action: &str, from: &Folder, to: &Folder) {
        let what = format!(
            "component `{}` may not {action} from the folder `{}` to `{}`: only a copy can cross from one granted \
             folder to another",
            self.context.component, from.mount, to.mount
        );
        self.add(&Denial { what, line: String::new(), file: String::new() });
    }

    /// More open files than one call may have.
    pub fn too_many_open(&self) {
        let what = format!(
            "component `{}` may not have more than {OPEN} files, folders and streams open in one call",
            self.context.component
        );
        self.add(&Denial { what, line: String::new(), file: String::new() });
    }

    /// A folder with too many entries to be listed.
    pub fn too_many_entries(&self, path: &str, most: usize) {
        let what = format!("{}: it has more than {most} entries", self.may_not("list the folder", path));
        self.add(&Denial { what, line: String::new(), file: String::new() });
    }

    /// The folder is not what was granted; the call ends with this.
    pub fn gone(&self, folder: &Folder, why: &str) -> Denial {
        let what = format!(
            "component `{}` may not use the folder `{}`: {why}. If `{}` is what it should see, save the policy again \
             or start the host again",
            self.context.component,
            folder.mount,
            folder.path.display()
        );
        let denial = Denial { what, line: String::new(), file: folder.place.to_string() };
        self.add(&denial);
        denial
    }

    fn may_not(&self, action: &str, path: &str) -> String {
        format!("component `{}` may not {action} `{path}`", self.context.component)
    }

    fn by(&self, what: String, place: &Place) {
        self.add(&Denial { what, line: String::new(), file: place.to_string() });
    }

    fn first(&self, text: String) -> bool {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.len() < MOST && said.insert(text)
    }
}
