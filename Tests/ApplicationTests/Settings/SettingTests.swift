import HTTP
import Telemetry
import Testing

@testable import Application

struct SettingTests {
    @Test func `names and flags stand for one setting each`() {
        let names = Setting.all.map(\.name)
        #expect(Set(names).count == names.count)
        let flags = Setting.all.flatMap(\.flags)
        #expect(Set(flags).count == flags.count)
        #expect(Setting.all.filter(\.isSecret).allSatisfy { $0.flags.isEmpty })
    }

    @Test(arguments: Setting.all.map(\.name))
    func `a default that is shown is read as the same`(name: String) throws {
        let setting = try #require(Setting.all.first { $0.name == name })
        var settings = Settings()
        guard let text = setting.show(settings) else { return }
        #expect(setting.read(text, &settings))
        #expect(setting.show(settings) == text)
    }

    /// A good value for each setting that is not its default, and a bad one.
    static let values = [
        ("LISTEN", "[::1]:9000", "nowhere"), ("HOST", "0.0.0.0", "example.no"),
        ("PORT", "9000", "http"), ("DATA_DIR", "/srv/arena", "\0"),
        ("PUBLIC_DIR", "none", "/no/such/folder"), ("BASE_URL", "https://a.no", "a.no"),
        ("REGISTRATION", "open", "opened"), ("COSIGNERS", "3", "0"),
        ("DEFAULT_LANGUAGE", "en", "de"), ("MAX_BODY_BYTES", "2MiB", "1"),
        ("TRUSTED_PROXIES", "10.0.0.0/8,::1/128", "10.0.0.0/33"),
        ("PROXY_FIELD", "forwarded", "x-real-ip"),
        ("METRICS_ALLOWED_NETWORKS", "none", "localhost"),
        ("MAX_CONNECTIONS", "500", "0"), ("MAX_CONNECTIONS_PER_ADDRESS", "50", "many"),
        ("MAX_STREAMS", "500", "0"),
        ("RATE_LIMIT", "off", "no"), ("SNAPSHOT_CHANGES", "7", "-7"),
        ("SNAPSHOT_INTERVAL", "5m", "5"), ("AUDIT_MONTHS", "36", "-1"),
        ("WEBHOOK_ALLOW_HTTP", "on", "http"), ("WEBHOOK_PORTS", "443,9443", "0"),
        ("WEBHOOK_ALLOW_CIDRS", "10.0.0.0/8", "10.0.0.1/8"),
        ("WEBHOOK_CA_FILE", "/etc/ca.pem", "\0"), ("SHUTDOWN_TIMEOUT", "500ms", "8"),
        ("LOOPS", "3", "0"), ("LOG_LEVEL", "debug", "loud"), ("LOG_FORMAT", "json", "xml"),
        ("ACCESS_LOG", "on", "yes"),
    ]

    @Test func `every setting has a row in this test`() {
        let tested = Set(Self.values.map(\.0)).union(["CONFIG", "ADMIN_TOKEN"])
        #expect(tested == Set(Setting.all.map(\.name)))
    }

    @Test(arguments: values)
    func `a value comes by flag, variable and file alike`(
        name: String, good: String, bad: String
    ) throws {
        let setting = try #require(Setting.all.first { $0.name == name })
        let flag = try #require(setting.flags.first)
        let folder = try TemporaryFolder()
        let file = try folder.write("\(name) = \(good)\n", to: "arena.conf")
        for ending in [
            run("config", flag, good), run("config", flag + "=" + good),
            run("config", environment: ["ARENA_" + name: good]),
            run("config", "--config", file), run("config", environment: ["ARENA_CONFIG": file]),
        ] {
            #expect(ending.code == .success)
            #expect(ending.messages == [])
            #expect(ending.data.split(separator: "\n").contains("\(name) = \(good)"))
        }
    }

    @Test(arguments: values)
    func `a bad value is refused by the name under which it was given`(
        name: String, good: String, bad: String
    ) throws {
        let setting = try #require(Setting.all.first { $0.name == name })
        let flag = try #require(setting.flags.first)
        let folder = try TemporaryFolder()
        let file = try folder.write("\n\(name) = \(bad)\n", to: "arena.conf")
        for (ending, label) in [
            (run("config", flag, bad), flag),
            (run("config", environment: ["ARENA_" + name: bad]), "ARENA_" + name),
            (run("config", "--config", file), file + ":2"),
        ] {
            #expect(ending.code == .configuration)
            #expect(ending.data == "")
            #expect(ending.messages.count == 1)
            let message = ending.messages.first ?? ""
            #expect(message.hasPrefix("arena: \(label): "))
            #expect(message.hasSuffix("is not valid; give \(setting.expected)"))
        }
    }
}
