//! The page's part of `config.json`: its name, its help, and which framework it shows. The wire's part is `submit`'s.

use super::idle::LockTime;
use care_engine::json::Json;

/// How this page is set up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageConfig {
    /// The name in the header.
    pub name: String,
    /// Where the framework is, relative to the page.
    pub framework: String,
    /// Where the framework's status is, relative to the page; none where nobody keeps one.
    pub status: Option<String>,
    /// Who helps: the same at every page.
    pub help: Help,
    /// After how long a page that nobody uses is locked.
    pub lock: LockTime,
    /// How long what rests on the device is kept.
    pub retention: Retention,
    /// The integrity of each file of the build that stands under a name without a hash: a line each, with the path before
    /// it. Not of the configuration, which may change without a build.
    pub pins: String,
}

/// How long what rests on the device is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Days for which a draft is kept after its window has closed or it was last saved, whichever is later.
    pub drafts: u32,
    /// Months for which a return is kept after it was sent.
    pub sent: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            drafts: 60,
            sent: 25,
        }
    }
}

/// Who helps, and how to reach them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// A sentence or two.
    pub text: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// When the telephone is answered.
    pub hours: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
}

impl PageConfig {
    /// Reads the page's part. Nothing of it has to be there.
    pub fn read(json: &Json) -> Self {
        let page = json.get("page");
        let text = |of: Option<&Json>, key: &str| {
            of.and_then(|of| of.get(key))
                .and_then(Json::as_text)
                .map(str::to_owned)
        };
        let help = page.and_then(|page| page.get("help"));
        let kept = page.and_then(|page| page.get("retention"));
        let kept = |key: &str| kept.and_then(|kept| kept.get(key)?.as_count());
        let usual = Retention::default();
        #[allow(unused_mut, reason = "changed in the page's other language")]
        let mut config = Self {
            name: text(page, "name").unwrap_or_else(|| "Care Returns".to_owned()),
            framework: text(page, "framework")
                .unwrap_or_else(|| "frameworks/asc-england.json".to_owned()),
            status: text(page, "status"),
            pins: String::new(),
            lock: LockTime::read(page.and_then(|page| page.get("lock"))),
            help: Help {
                text: text(help, "text").unwrap_or_default(),
                phone: text(help, "phone"),
                hours: text(help, "hours"),
                email: text(help, "email"),
            },
            retention: Retention {
                drafts: kept("drafts").unwrap_or(usual.drafts),
                sent: kept("sent").unwrap_or(usual.sent),
            },
        };
        #[cfg(feature = "welsh")]
        config.help.speak(page);
        config
    }

    /// A path with the integrity that the build gave its file behind a `#`; as it is where somebody put the file there.
    pub(super) fn pinned(&self, path: &str) -> String {
        for line in self.pins.lines() {
            if let Some((known, integrity)) = line.split_once(' ')
                && known == path
            {
                return [path, "#", integrity].concat();
            }
        }
        path.to_owned()
    }
}

#[cfg(feature = "welsh")]
impl Help {
    /// Takes what stands beside the language in the settings; what is not there is in another language, and says so.
    fn speak(&mut self, page: Option<&Json>) {
        let languages = page.and_then(|page| page.get("languages")?.as_list());
        let own = languages.unwrap_or_default().iter().find(|one| {
            let tag = one.get("language").and_then(Json::as_text);
            tag == super::language::OWN
        });
        let own = own.and_then(|own| own.get("help"));
        let text = |key: &str, other: &str| {
            let said = own.and_then(|own| own.get(key)?.as_text());
            let mut marked = String::new();
            match said {
                Some(said) => marked.push_str(said),
                None => care_engine::value::push_marked(&mut marked, "en", other),
            }
            marked
        };
        self.text = text("text", &self.text);
        self.hours = self.hours.as_ref().map(|hours| text("hours", hours));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{PageConfig, Retention};
    use care_engine::json;

    #[test]
    fn what_is_left_out_has_a_default() {
        let config = PageConfig::read(&json::parse("{}").unwrap());
        assert_eq!(config.framework, "frameworks/asc-england.json");
        assert_eq!(config.status, None);
        assert_eq!(config.help.phone, None);
        let usual = Retention {
            drafts: 60,
            sent: 25,
        };
        assert_eq!(config.retention, usual);
    }

    #[test]
    fn retention_is_read() {
        let text = r#"{"page":{"retention":{"drafts":90,"sent":"long"}}}"#;
        let config = PageConfig::read(&json::parse(text).unwrap());
        let expected = Retention {
            drafts: 90,
            sent: 25,
        };
        assert_eq!(config.retention, expected);
    }

    #[test]
    fn a_file_of_the_build_is_asked_for_with_its_integrity() {
        let config = PageConfig {
            pins: "f/index.json sha384-aa\nf/beds.json sha384-bb".to_owned(),
            ..PageConfig::default()
        };
        assert_eq!(config.pinned("f/beds.json"), "f/beds.json#sha384-bb");
        assert_eq!(config.pinned("f/index.json"), "f/index.json#sha384-aa");
        for other in ["f/beds", "beds.json", "f/other.json", ""] {
            assert_eq!(config.pinned(other), other);
        }
    }

    #[test]
    fn help_is_read() {
        let text = r#"{"page":{"name":"N","status":"frameworks/status.json","help":{"text":"Ask us","phone":"01632 960000","email":"help@example.org"}}}"#;
        let config = PageConfig::read(&json::parse(text).unwrap());
        assert_eq!(config.name, "N");
        assert_eq!(config.status.as_deref(), Some("frameworks/status.json"));
        assert_eq!(config.help.text, "Ask us");
        assert_eq!(config.help.phone.as_deref(), Some("01632 960000"));
        assert_eq!(config.help.hours, None);
    }
}
