import Testing

@testable import Telemetry

struct LogLineTests {
    private func line(
        _ style: LogStyle, _ message: String, _ fields: LogFields = [:], level: Log.Level = .notice
    ) -> String {
        let collected = CollectedLines()
        collected.log(style).write(level, message, fields)
        return collected.lines.joined(separator: "|")
    }

    static let fields: LogFields = [
        "address": "127.0.0.1:8080", "count": 3, "ratio": 0.5, "ready": true, "note": "a b",
        "empty": "",
    ]

    @Test func `text has time, level, message and fields`() {
        #expect(
            line(.text(isColoured: false), "The server listens.", Self.fields)
                == "2026-01-02T03:04:05.006Z notice  The server listens. address=127.0.0.1:8080 "
                + "count=3 ratio=0.5 ready=true note=\"a b\" empty=\"\"\n")
    }

    @Test func `coloured text colours the level only`() {
        #expect(
            line(.text(isColoured: true), "Broken.", level: .error)
                == "2026-01-02T03:04:05.006Z \u{1b}[31merror\u{1b}[0m   Broken.\n")
    }

    @Test func `json is one object a line`() {
        #expect(
            line(.json, "Said \"hi\" \\ då.", Self.fields)
                == #"{"time":"2026-01-02T03:04:05.006Z","level":"notice","#
                + #""msg":"Said \"hi\" \\ då.","address":"127.0.0.1:8080","count":3,"#
                + #""ratio":0.5,"ready":true,"note":"a b","empty":""}"# + "\n")
    }

    @Test func `json has no number that is not finite and no key twice`() {
        #expect(
            line(.json, "m", ["a": .double(.nan), "b": .double(-.infinity), "msg": "x"])
                == #"{"time":"2026-01-02T03:04:05.006Z","level":"notice","msg":"m","#
                + #""a":null,"b":null,"msg_":"x"}"# + "\n")
    }

    @Test(arguments: [
        (Log.Level.error, "<3>m\n"), (.warning, "<4>m\n"), (.notice, "<5>m\n"),
        (.info, "<6>m\n"), (.debug, "<7>m\n"),
    ])
    func `the journal gets the priority and no time`(level: Log.Level, expected: String) {
        #expect(line(.journal, "m", level: level) == expected)
    }

    @Test(arguments: [
        ("a\nb", #"a\nb"#), ("a\r\nb", #"a\r\nb"#), ("a\tb", #"a\tb"#), ("\u{0}", #"\u0000"#),
        ("\u{1b}[2J", #"\u001b[2J"#), ("\u{7f}", #"\u007f"#), ("\u{9b}31m", #"\u009b31m"#),
        ("\u{2028}", #"\u2028"#), ("\u{202e}", #"\u202e"#), ("\u{2066}", #"\u2066"#),
        ("æøå 🙂", "æøå 🙂"),
    ])
    func `control characters are escaped in every format`(message: String, escaped: String) {
        #expect(line(.journal, message) == "<5>\(escaped)\n")
        #expect(line(.journal, "m", ["f": .string(message)]) == "<5>m f=\"\(escaped)\"\n")
        #expect(line(.journal, "m", [message: "v"]) == "<5>m \"\(escaped)\"=v\n")
        #expect(line(.text(isColoured: false), message).hasSuffix(" \(escaped)\n"))
        #expect(line(.json, message).hasSuffix(#""msg":"\#(escaped)"}"# + "\n"))
    }

    @Test func `text that could pass for another field is quoted`() {
        #expect(
            line(.journal, "m", ["a": "x=y", "b": "say \"hi\"", "c": #"\n"#])
                == #"<5>m a="x=y" b="say \"hi\"" c="\\n""# + "\n")
    }
}
