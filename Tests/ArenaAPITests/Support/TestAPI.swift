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
        folder: TemporaryFolder? = nil, limitsRates: Bool = false,
        pendingCountMax: Int = 10_000
    ) throws {
        self.folder = try folder ?? TemporaryFolder()
        self.clock = clock
        var configuration = Store.Configuration(path: self.folder.path)
        configuration.limits.registration = registration
        configuration.pendingCountMax = pendingCountMax
        configuration.clock = { clock.now }
        store = try Store(configuration, log: .silent)
        var settings = API.Configuration()
        settings.adminToken = Digest(of: Self.adminToken)
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
        let signals = SignalQueue()
        let plan = try begin(
            method, path, byteCount: bytes?.count, token: token, fields: fields, signals)
        return try answer(to: response(to: plan, bytes ?? [], signals), signals)
    }

    /// What the API makes of a head alone, with a body of so many bytes still to come.
    func begin(
        _ method: String, _ path: String, byteCount: Int?, token: String?,
        fields: [String: String], _ signals: SignalQueue
    ) throws -> HTTPPlan {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: test\r\n"
        if let token { text += "Authorization: Bearer \(token)\r\n" }
        for (name, value) in fields { text += "\(name): \(value)\r\n" }
        if let byteCount { text += "Content-Length: \(byteCount)\r\n" }
        let head = try HTTPRequestHead.parsing(text + "\r\n")
        return api.receive(head, signals.exchange)
    }

    func answer(to response: HTTPResponse, _ signals: SignalQueue) throws -> Answer {
        Answer(
            status: response.status.code, fields: response.fields,
            body: try content(of: response, signals))
    }

    func response(to plan: HTTPPlan, _ bytes: [UInt8], _ signals: SignalQueue) throws
        -> HTTPResponse
    {
        switch plan {
        case .answer(let response): return response
        case .later:
            api.roundEnded()
            return try signals.response()
        case .collect(_, let then): return try response(to: then(bytes), signals)
        case .stream(_, let sink):
            // In pieces, as a socket would bring them.
            for start in stride(from: 0, to: bytes.count, by: 1000) {
                let piece = bytes[start..<min(start + 1000, bytes.count)]
                if let response = try give(Array(piece), to: sink, signals) { return response }
            }
            return try response(to: sink.finish(), signals)
        }
    }

    /// Gives a piece of a body to a sink, as the engine would; the answer where it has one.
    func give(_ piece: [UInt8], to sink: any HTTPBodySink, _ signals: SignalQueue) throws
        -> HTTPResponse?
    {
        var decision = piece.withUnsafeBytes { sink.receive($0) }
        while true {
            switch decision {
            case .more: return nil
            case .answer(let response): return response
            case .pause:
                try waitForResume(signals)
                decision = sink.resume()
            }
        }
    }

    func response(to answer: HTTPAnswer, _ signals: SignalQueue) throws -> HTTPResponse {
        switch answer {
        case .now(let response): return response
        case .later:
            api.roundEnded()
            return try signals.response()
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
                case .wait where response.isEndless:
                    source.cancel()
                    return content
                case .wait:
                    guard signals.next() != nil else { throw NoAnswer() }
                }
            }
        }
    }
}

extension HTTPResponse {
    /// Whether it goes on for as long as somebody listens.
    fileprivate var isEndless: Bool {
        fields["Content-Type"]?.hasPrefix("text/event-stream") ?? false
    }
}
