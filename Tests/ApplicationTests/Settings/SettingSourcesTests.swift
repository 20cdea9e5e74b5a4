import ArenaCore
import Crypto
import HTTP
import Telemetry
import Testing

@testable import Application

struct SettingSourcesTests {
    private static let token = "0123456789abcdefghijklmnopqrstuv"

    private func read(
        _ flags: [String: String] = [:], _ environment: [String: String] = [:]
    ) throws(CommandFailure) -> EffectiveSettings {
        var given: [String: SettingSources.Given] = [:]
        for (name, text) in flags { given[name] = .init(text: text, origin: .flag("--" + name)) }
        return try SettingSources.read(Setting.all, flags: given, environment: environment)
    }

    @Test func `a flag wins over a variable, that over the file, that over the default`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("COSIGNERS = 5\nLOOPS = 5\nLOG_LEVEL = debug\n", to: "conf")
        let effective = try read(
            ["COSIGNERS": "7"],
            ["ARENA_CONFIG": file, "ARENA_COSIGNERS": "6", "ARENA_LOOPS": "6"])
        #expect(effective.settings.cosigners == 7)
        #expect(effective.settings.loops == 6)
        #expect(effective.settings.logLevel == .debug)
        #expect(effective.settings.logFormat == .auto)
        #expect(effective.origins["COSIGNERS"] == .flag("--COSIGNERS"))
        #expect(effective.origins["LOOPS"] == .variable("ARENA_LOOPS"))
        #expect(effective.origins["LOG_LEVEL"] == .file(path: file, line: 3))
        #expect(effective.origins["LOG_FORMAT"] == nil)
    }

    @Test func `an empty variable is none`() throws {
        let effective = try read(
            [:], ["ARENA_PORT": "", "ARENA_ADMIN_TOKEN": "", "ARENA_ADMIN_TOKEN_FILE": ""])
        #expect(effective.settings.listen == .address(host: "127.0.0.1", port: 8080))
        #expect(effective.settings.adminToken == nil)
    }

    @Test(
        arguments: [
            ([:], ["ARENA_LISTEN": "0.0.0.0:1", "ARENA_PORT": "2"], "0.0.0.0:2"),
            (["PORT": "3"], ["ARENA_LISTEN": "0.0.0.0:1", "ARENA_PORT": "2"], "0.0.0.0:3"),
            (["LISTEN": "[::1]:4"], ["ARENA_PORT": "2", "ARENA_HOST": "0.0.0.0"], "[::1]:4"),
            (["HOST": "::", "PORT": "5"], [:], "[::]:5"),
            (["PORT": "6", "LISTEN": "0.0.0.0:1"], [:], "0.0.0.0:6"),
            (["LISTEN": "unix:/run/a"], ["ARENA_PORT": "2"], "unix:/run/a"),
        ] as [([String: String], [String: String], String)])
    func `host and port change an address that was given no more strongly`(
        flags: [String: String], environment: [String: String], listen: String
    ) throws {
        #expect(try read(flags, environment).settings.listen.text == listen)
    }

    @Test func `a port does not go with a socket in the file system`() {
        let failure = #expect(throws: CommandFailure.self) {
            try read(["PORT": "1"], ["ARENA_LISTEN": "unix:/run/a"])
        }
        #expect(failure?.messages.first?.hasPrefix("--PORT: ") == true)
    }

    @Test func `all mistakes are told at once`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("LOPS = 3\nnonsense\nADMIN_TOKEN = x\n", to: "conf")
        let failure = #expect(throws: CommandFailure.self) {
            try read(
                ["LISTEN": "here", "CONFIG": file],
                ["ARENA_COSIGNERS": "none", "ARENA_ADMIN_TOKEN": "short and secret"])
        }
        #expect(failure?.code == .configuration)
        #expect(
            failure?.messages.map { String($0.prefix { $0 != ";" }) } == [
                "\(file):2: it is no NAME = value",
                "\(file):1: \"LOPS\" is no setting",
                "\(file):3: ADMIN_TOKEN is a secret and has no place here",
                "ARENA_ADMIN_TOKEN: the value is not valid",
                "ARENA_COSIGNERS: \"none\" is not valid",
                "--LISTEN: \"here\" is not valid",
            ])
        #expect(failure?.messages[1].hasSuffix("did you mean LOOPS?") == true)
    }

    @Test func `a secret comes from a file, without the line end`() throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write(Self.token + "\r\n", to: "secret")
        let file = try folder.write("ADMIN_TOKEN_FILE = \(secret)\n", to: "conf")
        let hash = SHA256.hash(Array(Self.token.utf8))
        let byVariable = try read([:], ["ARENA_ADMIN_TOKEN": Self.token])
        let byFile = try read([:], ["ARENA_ADMIN_TOKEN_FILE": secret])
        let byConfiguration = try read([:], ["ARENA_CONFIG": file])
        for effective in [byVariable, byFile, byConfiguration] {
            #expect(effective.settings.adminToken?.bytes == hash)
            #expect(!effective.configuration.contains(Self.token))
            #expect(effective.configuration.contains("# ADMIN_TOKEN = ********"))
        }
    }

    @Test func `a secret that is given twice or not to be read is refused`() throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write(Self.token, to: "secret")
        let twice = #expect(throws: CommandFailure.self) {
            try read(
                [:], ["ARENA_ADMIN_TOKEN": Self.token, "ARENA_ADMIN_TOKEN_FILE": secret])
        }
        #expect(
            twice?.messages == [
                "ARENA_ADMIN_TOKEN_FILE: ARENA_ADMIN_TOKEN is set too; give one of them"
            ])
        for (path, reason) in [
            ("/no/such/file", "No such file or directory"), (folder.path, "Is a directory"),
        ] {
            let failure = #expect(throws: CommandFailure.self) {
                try read([:], ["ARENA_ADMIN_TOKEN_FILE": path])
            }
            #expect(
                failure?.messages == [
                    "ARENA_ADMIN_TOKEN_FILE: cannot read \"\(path)\": \(reason);"
                        + " give the path of a file that holds the secret"
                ])
        }
    }

    @Test func `a variable that is no setting is a warning with the nearest name`() throws {
        let effective = try read([:], ["ARENA_PROT": "1", "ARENA_XYZ": "1", "PATH": "/bin"])
        #expect(
            effective.warnings == [
                "warning: ARENA_PROT is no setting and does nothing; did you mean ARENA_PORT?",
                "warning: ARENA_XYZ is no setting and does nothing",
            ])
    }

    @Test func `the effective configuration is a configuration file that gives the same`() throws {
        let folder = try TemporaryFolder()
        let first = try read(
            ["LISTEN": "[::]:9", "DATA_DIR": "/srv/a b", "PUBLIC_DIR": "none"],
            ["ARENA_BASE_URL": "https://a.no/", "ARENA_LOOPS": "3"])
        let file = try folder.write(first.configuration, to: "conf")
        let second = try read(["CONFIG": file])
        for setting in Setting.all where setting.name != "CONFIG" {
            #expect(setting.show(first.settings) == setting.show(second.settings))
        }
    }

    @Test func `a file with endless or broken text is refused`() throws {
        let folder = try TemporaryFolder()
        let long = try folder.write(String(repeating: "#", count: 65_537), to: "long")
        let failure = #expect(throws: CommandFailure.self) { try read(["CONFIG": long]) }
        #expect(failure?.messages.first?.contains("it has more than 65536 bytes") == true)
    }
}
