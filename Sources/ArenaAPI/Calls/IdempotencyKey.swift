import ArenaCore
import Crypto
import HTTP
import JSON

/// What a caller names a POST by, so that it happens once however often it is sent
/// (draft-ietf-httpapi-idempotency-key-header-07).
struct IdempotencyKey: Sendable {
    static let fieldName = "Idempotency-Key"

    private let text: String

    /// nil where none is sent. A structured-field string (RFC 9651 §3.3.3) or its text alone:
    /// 1–255 visible ASCII characters (CONVENTIONS §5).
    init?(_ head: HTTPRequestHead) throws(Problem) {
        guard head.method == .post, head.fields.contains("idempotency-key") else { return nil }
        let lines = head.fields.all("idempotency-key")
        let text = lines.count == 1 ? Self.text(of: lines[0]) : nil
        guard let text, (1...255).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw Problem(
                .invalidParameter, header: Self.fieldName, "not-an-idempotency-key")
        }
        self.text = text
    }

    private static func text(of value: String) -> String? {
        guard value.first == "\"" else { return value.contains("\"") ? nil : value }
        guard value.count > 1, value.last == "\"" else { return nil }
        var text = ""
        var isEscaped = false
        for character in value.dropFirst().dropLast() {
            if isEscaped {
                guard character == "\"" || character == "\\" else { return nil }
                text.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                return nil
            } else {
                text.append(character)
            }
        }
        return isEscaped ? nil : text
    }

    /// What tells the key from all others: whose it is, and what it is used for. With `line` that
    /// of one line of the body.
    func digest(for call: Call, line: Int?) -> Digest {
        let owner =
            call.viewer.token.map { "\($0)" } ?? (call.viewer.isAdmin ? "admin" : "anonymous")
        let parts = [owner, call.head.method.rawValue, call.head.path, text, line.map(String.init)]
        return Digest(of: parts.compactMap { $0 }.joined(separator: "\n"))
    }
}

/// One request, or one line of a request, that is to happen once.
struct Once: Sendable {
    let key: Digest
    let fingerprint: Digest

    /// The request whole.
    init?(_ call: Call, _ body: [UInt8]) {
        guard let key = call.idempotencyKey, !call.isDryRun else { return nil }
        self.key = key.digest(for: call, line: nil)
        fingerprint = Self.fingerprint(of: call, body)
    }

    /// One line of it.
    init?(_ call: Call, line number: Int, _ body: JSONValue) {
        guard let key = call.idempotencyKey, !call.isDryRun else { return nil }
        self.key = key.digest(for: call, line: number)
        fingerprint = Self.fingerprint(of: call, body.encoded())
    }

    private static func fingerprint(of call: Call, _ body: [UInt8]) -> Digest {
        var hash = SHA256()
        let head = call.head
        let query = head.query.flatMap { [$0.name, $0.value] }
        let type = call.mediaType ?? ""
        let parts = [head.method.rawValue, head.path, type, String(body.count)] + query
        hash.update(Array(parts.joined(separator: "\0").utf8))
        hash.update(body)
        return Digest(digest: hash.finalize())
    }

    /// What the request was answered before; nil for the first one, and refused where that was
    /// another.
    func reply(in view: View) throws(Refusal) -> KeptReply? {
        guard let reply = view.reply(to: key) else { return nil }
        guard reply.fingerprint == fingerprint else { throw Refusal(.idempotencyKeyReused) }
        return reply
    }
}

extension LineOutcome {
    init(_ reply: KeptReply) {
        self = .repeated(status: reply.status, reply.location ?? "")
    }
}

extension Write {
    /// Has a line that was taken told again to whoever repeats it.
    mutating func keep(_ once: Once, _ outcome: LineOutcome) {
        let told: (status: Int, id: String)
        switch outcome {
        case .done(let status, let id): told = (status, id)
        case .unchanged(let id): told = (HTTPStatus.ok.code, id)
        case .repeated, .refused: return
        }
        keep(once.key, once.fingerprint, status: told.status, telling: nil) {
            $0.location = told.id
        }
    }
}
