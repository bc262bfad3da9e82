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
        Self {
            name: text(page, "name").unwrap_or_else(|| "Care Returns".to_owned()),
            framework: text(page, "framework")
                .unwrap_or_else(|| "frameworks/asc-england.json".to_owned()),
            status: text(page, "status"),
            lock: LockTime::read(page.and_then(|page| page.get("lock"))),
            help: Help {
                text: text(help, "text").unwrap_or_default(),
                phone: text(help, "phone"),
                hours: text(help, "hours"),
                email: text(help, "email"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::PageConfig;
    use care_engine::json;

    #[test]
    fn what_is_left_out_has_a_default() {
        let config = PageConfig::read(&json::parse("{}").unwrap());
        assert_eq!(config.framework, "frameworks/asc-england.json");
        assert_eq!(config.status, None);
        assert_eq!(config.help.phone, None);
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
