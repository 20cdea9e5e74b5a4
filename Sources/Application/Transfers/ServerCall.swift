import Glibc
import HTTP

/// One request to the server on this machine, as an admin.
struct ServerCall {
    /// Why no whole answer came.
    struct Failure: Error {
        let reason: String
        /// Whether the server may have done something.
        let hasBegun: Bool
    }

    /// How long no byte may come.
    private static let silenceSecondsMax = 120
    private static let pieceBytes = 64 << 10

    let address: SystemSocketAddress
    let token: String

    /// Sends the request and gives the content as it comes. The answer's reader, which is complete.
    func send(
        _ method: String, _ target: String, fields: [(String, String)] = [],
        _ body: [UInt8]? = nil,
        take: (HTTPAnswerReader, [UInt8]) throws(CommandFailure) -> Void
    ) throws -> HTTPAnswerReader {
        guard let socket = SystemSocket(family: address.family, kind: SOCK_STREAM) else {
            throw Failure(reason: "no socket: \(systemReason(errno))", hasBegun: false)
        }
        socket.limitWaiting(seconds: Self.silenceSecondsMax)
        var code = socket.connect(to: address)
        if code != 0 {
            throw Failure(reason: "cannot connect: \(systemReason(code))", hasBegun: false)
        }
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        head += "Authorization: Bearer \(token)\r\n"
        for (name, value) in fields { head += "\(name): \(value)\r\n" }
        if let body {
            head += "Content-Type: application/x-ndjson\r\nContent-Length: \(body.count)\r\n"
        }
        code = socket.send(Array((head + "\r\n").utf8) + (body ?? []))
        // A server that refuses need not read all of it: its answer says why.
        let sent = code == 0 ? nil : "cannot send: \(systemReason(code))"
        return try answer(socket, sent, take)
    }

    private func answer(
        _ socket: SystemSocket, _ problem: String?,
        _ take: (HTTPAnswerReader, [UInt8]) throws(CommandFailure) -> Void
    ) throws -> HTTPAnswerReader {
        var reader = HTTPAnswerReader()
        while !reader.isComplete {
            guard let bytes = socket.receive(limit: Self.pieceBytes) else {
                throw Failure(
                    reason: problem ?? "no answer: \(systemReason(errno))", hasBegun: true)
            }
            if bytes.isEmpty {
                throw Failure(reason: problem ?? "the answer was cut off", hasBegun: true)
            }
            let content: [UInt8]
            do throws(HTTPRefusal) {
                content = try reader.read(bytes)
            } catch {
                throw Failure(reason: "no answer of a server: \(error.reason)", hasBegun: true)
            }
            if !content.isEmpty { try take(reader, content) }
        }
        return reader
    }
}

extension ServerCall {
    /// The options and settings that say which server and who asks.
    static let settings = Setting.named("CONFIG", "LISTEN", "HOST", "PORT", "DATA_DIR")
    static let tokenFile = Option(
        "--token-file", notation: "FILE",
        help: "Holds an admin's token; else ARENA_ADMIN_TOKEN, its _FILE, or admin-token of the "
            + "data folder.")

    /// The server that the settings of a command describe.
    init(_ call: CommandCall) throws(CommandFailure) {
        let settings = try call.settings().settings
        guard let address = HealthProbe(endpoint: settings.listen).address else {
            throw CommandFailure(
                .usage, "port 0 is no port to ask; give the one listened on by --port")
        }
        self.address = address
        let given = call.value(Self.tokenFile.name) ?? call.environment["ARENA_ADMIN_TOKEN_FILE"]
        if call.value(Self.tokenFile.name) == nil, let text = call.environment["ARENA_ADMIN_TOKEN"]
        {
            token = text
            return
        }
        let path = given ?? settings.dataFolder + "/" + FirstAdmin.fileName
        do throws(SmallFile.Problem) {
            let text = try SmallFile.text(path, limit: 4096)
            token = String(text.prefix { !$0.isWhitespace })
        } catch {
            throw CommandFailure(
                .noInput,
                "no admin's token: \(quoted(path)): \(error.reason); give ARENA_ADMIN_TOKEN or "
                    + Self.tokenFile.name)
        }
    }
}

extension CommandFailure {
    /// A failure for an answer that says no, with its words.
    init(status: Int, _ problem: [UInt8]) {
        let code: ExitCode =
            switch status {
            case 401, 403: .noPermission
            case 429, 503: .temporary
            case 500...: .software
            default: .badData
            }
        self.init(code, "the server answers \(status): \(Self.words(of: problem))")
    }
}
