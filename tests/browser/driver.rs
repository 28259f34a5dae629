//! Chromium, driven over the WebDriver protocol: JSON over HTTP, of which these tests need eight calls.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The name under which the protocol hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Held by each browser that is open, and alone by whoever measures time.
static AT_WORK: RwLock<()> = RwLock::new(());

/// Waits until no browser is open, and lets none open until the guard is dropped.
pub fn alone() -> RwLockWriteGuard<'static, ()> {
    // A test that failed has left nothing behind that a lock could protect.
    AT_WORK.write().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A browser window of its own, closed when dropped.
pub struct Browser {
    _at_work: RwLockReadGuard<'static, ()>,
    chromedriver: Child,
    port: u16,
    session: String,
}

/// How the window looks at pages.
#[derive(Debug, Clone, Copy)]
pub struct Looks {
    /// CSS pixels.
    pub width: u32,
    /// `light` or `dark`.
    pub scheme: &'static str,
}

/// A desk.
pub const DESK: Looks = Looks { width: 1280, scheme: "light" };
/// A phone.
pub const PHONE: Looks = Looks { width: 390, scheme: "light" };

impl Browser {
    /// Starts Chromium. That it is missing is a failure, not a reason to skip: `tests/browser/setup` installs it.
    ///
    /// A test opens one at a time, or it might wait for itself.
    pub fn start(looks: Looks) -> Self {
        let at_work = AT_WORK.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (chromedriver, port) = start_chromedriver();
        let mut browser = Self { _at_work: at_work, chromedriver, port, session: String::new() };
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--hide-scrollbars",
            "--lang=vi",
        ];
        let options = json!({ "args": arguments, "binary": "/usr/bin/chromium" });
        let wanted = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let answer = browser.ask("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        browser.session = answer["sessionId"].as_str().expect("a session should start").to_owned();
        browser.look(looks);
        browser
    }

    /// Sets width and colour scheme.
    pub fn look(&self, looks: Looks) {
        let mobile = looks.width < 600;
        let metrics = json!({ "width": looks.width, "height": 900, "deviceScaleFactor": 1, "mobile": mobile });
        self.developer("Emulation.setDeviceMetricsOverride", &metrics);
        // A page that glides to what is clicked would be clicked beside it.
        self.media(&[("prefers-color-scheme", looks.scheme), ("prefers-reduced-motion", "reduce")]);
    }

    /// Sets what media queries see.
    pub fn media(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.developer("Emulation.setEmulatedMedia", &json!({ "media": "", "features": features }));
    }

    /// Turns the page's own scripts off or on, from the next page on.
    pub fn scripts(&self, enabled: bool) {
        self.developer("Emulation.setScriptExecutionDisabled", &json!({ "value": !enabled }));
    }

    /// A command of the developer tools' protocol.
    pub fn developer(&self, command: &str, parameters: &Value) -> Value {
        self.call("POST", "goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Opens an address.
    pub fn open(&self, address: &str) {
        self.call("POST", "url", &json!({ "url": address }));
    }

    /// The address of the page that is open.
    pub fn address(&self) -> String {
        self.call("GET", "url", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script in the page: the body of a function, whose value may be promised.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.call("POST", "execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// The text of the first element that a CSS selector finds.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let element = self.element("css selector", selector);
        self.call("GET", &format!("element/{element}/text"), &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the first element that a CSS selector finds, as a person does.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        let element = self.element("css selector", selector);
        self.call("POST", &format!("element/{element}/click"), &json!({}));
    }

    /// Clicks the first link that holds these words.
    #[track_caller]
    pub fn follow(&self, words: &str) {
        let element = self.element("partial link text", words);
        self.call("POST", &format!("element/{element}/click"), &json!({}));
    }

    /// Types into the first element that a CSS selector finds.
    #[track_caller]
    pub fn type_into(&self, selector: &str, text: &str) {
        let element = self.element("css selector", selector);
        self.call("POST", &format!("element/{element}/clear"), &json!({}));
        self.call("POST", &format!("element/{element}/value"), &json!({ "text": text }));
    }

    /// Presses a key where the focus is.
    pub fn press(&self, key: &str) {
        let actions = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.call("POST", "actions", &json!({ "actions": [keyboard] }));
    }

    /// Waits until a script's value is true.
    #[track_caller]
    pub fn wait(&self, what: &str, script: &str) {
        let start = Instant::now();
        while self.run(script) != Value::Bool(true) {
            assert!(start.elapsed() < Duration::from_secs(20), "still waiting for {what} at {}", self.address());
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// The open page as it is printed: a PDF in base64.
    pub fn print(&self) -> String {
        let parameters = json!({ "preferCSSPageSize": true, "printBackground": false, "displayHeaderFooter": false });
        self.developer("Page.printToPDF", &parameters)["data"].as_str().unwrap_or_default().to_owned()
    }

    /// What the browser has complained of since last asked.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.call("POST", "se/log", &json!({ "type": "browser" }));
        let entries = log.as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| format!("{}: {}", self.address(), entry["message"])).collect()
    }

    #[track_caller]
    fn element(&self, strategy: &str, selector: &str) -> String {
        let found = self.call("POST", "element", &json!({ "using": strategy, "value": selector }));
        found[ELEMENT].as_str().unwrap_or_else(|| panic!("no {selector} at {}", self.address())).to_owned()
    }

    #[track_caller]
    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        self.ask(method, &format!("/session/{}/{path}", self.session), body)
    }

    #[track_caller]
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        self.try_ask(method, path, body).unwrap_or_else(|error| panic!("{method} {path} {body}: {error}"))
    }

    fn try_ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(|error| error.to_string())?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all((head + &body).as_bytes()).map_err(|error| error.to_string())?;
        let json = read_body(stream).map_err(|error| error.to_string())?;
        let answer: Value = serde_json::from_str(&json).map_err(|error| format!("{error}: {json}"))?;
        match answer["value"].get("error").and_then(Value::as_str) {
            Some(error) => Err(format!("{error}: {}", answer["value"]["message"])),
            None => Ok(answer["value"].clone()),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Best effort: a test that fails must still end its own browser.
        let _ = self.try_ask("DELETE", &format!("/session/{}", self.session), &Value::Null);
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
    }
}

/// The body of an HTTP answer, which says how long it is.
fn read_body(stream: TcpStream) -> std::io::Result<String> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}

/// Starts chromedriver on a port of its choice. It ends at once when the port that it chose under IPv4 is taken under IPv6,
/// so it is asked more than once.
fn start_chromedriver() -> (Child, u16) {
    for _ in 0..10 {
        let mut chromedriver = Command::new("chromedriver")
            .args(["--port=0", "--log-level=SEVERE"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver should be installed: run tests/browser/setup");
        if let Some(port) = announced_port(&mut chromedriver) {
            return (chromedriver, port);
        }
        let _ended = chromedriver.wait();
    }
    panic!("chromedriver ended ten times before it said where it listens");
}

/// The port that chromedriver chose and announces, unless it ends before.
fn announced_port(chromedriver: &mut Child) -> Option<u16> {
    let output = chromedriver.stdout.take().expect("its output is piped");
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    lines.find_map(|line| {
        let (_, port) = line.split_once("successfully on port ")?;
        Some(port.trim_end_matches('.').parse().expect("a port is a number"))
    })
}
