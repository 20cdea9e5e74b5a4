import ArenaCore
import ArenaStore
import HTTP
import JSON
import Telemetry

@testable import ArenaAPI

/// The API on a real store in a folder of its own, called without a socket.
final class TestAPI: Sendable {
    static let adminToken = "an-admin-token-that-is-long-enough-0001"

    let folder: TemporaryFolder
    let clock: TestClock
    let store: Store
    let api: API

    init(
        registration: Limits.Registration = .open, clock: TestClock = TestClock(),
        folder: TemporaryFolder? = nil, limitsRates: Bool = false
    ) throws {
        self.folder = try folder ?? TemporaryFolder()
        self.clock = clock
        var configuration = Store.Configuration(path: self.folder.path)
        configuration.limits.registration = registration
        configuration.clock = { clock.now }
        store = try Store(configuration, log: .silent)
        var settings = API.Configuration()
        settings.adminToken = TokenHash(of: Self.adminToken)
        settings.defaultLanguage = .en
        settings.version = "1.2.3"
        settings.limitsRates = limitsRates
        settings.metricsNetworks = ["127.0.0.0/8"].compactMap(AddressRange.init)
        api = API(settings, store: store, files: nil, log: .silent, metrics: MetricsRegistry())
    }

    /// Closes the store, so that its folder can be copied or opened again.
    func close() { store.close() }

    func send(
        _ method: String, _ path: String, _ body: JSONValue? = nil, token: String? = nil,
        fields: [String: String] = [:]
    ) throws -> Answer {
        var fields = fields
        if body != nil, fields["Content-Type"] == nil {
            fields["Content-Type"] = "application/json"
        }
        return try send(
            method, path, bytes: body?.encoded(), token: token, fields: fields)
    }

    func send(
        _ method: String, _ path: String, bytes: [UInt8]?, token: String?,
        fields: [String: String]
    ) throws -> Answer {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: test\r\n"
        if let token { text += "Authorization: Bearer \(token)\r\n" }
        for (name, value) in fields { text += "\(name): \(value)\r\n" }
        if let bytes { text += "Content-Length: \(bytes.count)\r\n" }
        let head = try HTTPRequestHead(parsing: text + "\r\n")
        let signals = SignalQueue()
        let response = try response(
            to: api.receive(head, signals.exchange), bytes ?? [], signals)
        return Answer(
            status: response.status.code, fields: response.fields,
            body: try content(of: response, signals))
    }

    private func response(to plan: HTTPPlan, _ bytes: [UInt8], _ signals: SignalQueue) throws
        -> HTTPResponse
    {
        switch plan {
        case .answer(let response): return response
        case .later: return try signals.response()
        case .collect(_, let then): return try response(to: then(bytes), signals)
        case .stream(_, let sink):
            // In pieces, as a socket would bring them.
            for start in stride(from: 0, to: bytes.count, by: 1000) {
                let piece = bytes[start..<min(start + 1000, bytes.count)]
                switch piece.withUnsafeBytes({ sink.receive($0) }) {
                case .more: continue
                case .pause: try waitForResume(signals)
                case .answer(let response): return response
                }
            }
            return try response(to: sink.finish(), signals)
        }
    }

    private func response(to answer: HTTPAnswer, _ signals: SignalQueue) throws -> HTTPResponse {
        switch answer {
        case .now(let response): response
        case .later: try signals.response()
        }
    }

    private func waitForResume(_ signals: SignalQueue) throws {
        while let signal = signals.next() {
            if case .resume = signal { return }
        }
        throw NoAnswer()
    }

    private func content(of response: HTTPResponse, _ signals: SignalQueue) throws -> [UInt8] {
        switch response.body {
        case .none: return []
        case .bytes(let bytes): return bytes
        case .stream(let source):
            var content: [UInt8] = []
            while true {
                switch source.next() {
                case .bytes(let bytes): content += bytes
                case .end: return content
                case .wait:
                    guard signals.next() != nil else { throw NoAnswer() }
                }
            }
        }
    }
}
