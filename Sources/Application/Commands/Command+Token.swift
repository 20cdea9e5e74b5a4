import ArenaAPI
import ArenaCore
import ArenaStore
import Telemetry

extension Command {
    static let createToken = Command(
        name: "token create", summary: "Makes a token in a data folder that no server uses.",
        details: """
            Prints the token, which is not shown again. Without --organisation it is an admin's, \
            and its one scope is admin.
            """,
        options: [
            Option("--name", notation: "NAME", help: "What it is for, to tell it from others."),
            Option(
                "--scope", notation: "SCOPES",
                help: "read, post and manage, with commas between them; or admin."),
            Option(
                "--organisation", notation: "ID", help: "The organisation that it belongs to."),
            Option(
                "--expires", notation: "DURATION|never",
                help: "How long it is valid, at most 366d. Default: 90d."),
        ],
        settings: Setting.named("CONFIG", "DATA_DIR")
    ) { call throws(CommandFailure) in
        let request = try TokenRequest(call)
        let settings = try call.settings().settings
        let store = try open(settings)
        defer { store.close() }
        let text = TokenText.random()
        let token = try store.create(request.draft(at: store.now), secret: TokenSecret(text))
        // The id comes first: with it the token can be revoked if its text goes nowhere.
        call.console.tell("token \(token.id) \(token.expiryText)")
        try call.console.write(text + "\n")
    }

    static let listTokens = Command(
        name: "token list", summary: "Lists the tokens in a data folder that no server uses.",
        options: [Option("--json", help: "Prints JSON instead of a table.")],
        settings: Setting.named("CONFIG", "DATA_DIR")
    ) { call throws(CommandFailure) in
        let settings = try call.settings().settings
        let store = try open(settings)
        defer { store.close() }
        let tokens = View(store.state, viewer: .machine, now: store.now).allTokens
        try call.console.write(
            call.has("--json") ? TokenList.json(tokens) : TokenList.table(tokens))
    }

    private static func open(_ settings: Settings) throws(CommandFailure) -> Store {
        try mustBeThere(settings.dataFolder)
        let log = Log(level: .warning)
        defer { log.flush() }
        do {
            return try Store.open(settings, log: log)
        } catch {
            if error.code != .temporary { throw error }
            throw CommandFailure(
                .temporary, error.messages + ["while a server runs, ask it: /v1/tokens"])
        }
    }

    /// A command that looks for something makes no folder.
    static func mustBeThere(_ folder: String) throws(CommandFailure) {
        if !SmallFile.isFolder(folder) {
            throw CommandFailure(
                .noInput,
                "there is no folder \(quoted(folder)); give the data folder with --data")
        }
    }
}
