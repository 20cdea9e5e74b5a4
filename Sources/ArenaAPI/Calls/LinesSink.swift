import ArenaCore
import ArenaStore
import HTTP
import JSON
import Synchronization

/// What became of one line.
enum LineOutcome: Sendable {
    case done(status: Int, String)
    /// It is there already, just so.
    case unchanged(String)
    /// What the same line came to before.
    case repeated(status: Int, String)
    case refused(Problem)
}

/// Takes NDJSON a line at a time and answers with a result a line, in their order, when all of it
/// has come (CONVENTIONS §16). Lines are written as they come; the client is held back while too
/// many of them, or of all writes, wait for the disk.
final class LinesSink: HTTPBodySink {
    static let lineBytesMax = 1 << 20
    static let linesMax = 200_000
    static let waitingMax = 1024

    private let call: Call
    private let results: LineResults
    private let linesMax: Int
    private let holdsLines: Bool
    private let end: @Sendable () -> HTTPAnswer?
    private let take: Take
    /// The line that has begun, as far as it has come.
    private var rest: [UInt8] = []
    private var isTooLong = false
    private var number = 0
    /// What has come and has to wait for room.
    private var kept: [UInt8] = []
    private let goOn: @Sendable () -> Void

    /// Takes a line by its number.
    typealias Take =
        @Sendable (Int, JSONValue, @escaping @Sendable (LineOutcome) -> Void) -> Void

    /// `end` is called when all lines have been taken; its answer, if it has one, is given in
    /// place of the results. With `holdsLines` no line is completed before.
    init(
        _ call: Call, results: LineResults, linesMax: Int = LinesSink.linesMax,
        holdsLines: Bool = false,
        end: @escaping @Sendable () -> HTTPAnswer? = { nil },
        take: @escaping Take
    ) {
        self.call = call
        self.results = results
        self.linesMax = linesMax
        self.holdsLines = holdsLines
        self.end = end
        self.take = take
        goOn = { [exchange = call.exchange] in exchange.resume() }
    }

    func receive(_ chunk: UnsafeRawBufferPointer) -> HTTPSinkDecision {
        takeLines(of: chunk)
        return decision()
    }

    func resume() -> HTTPSinkDecision {
        let bytes = kept
        kept = []
        bytes.withUnsafeBytes { takeLines(of: $0) }
        return decision()
    }

    /// All lines of a chunk share a sync.
    private func decision() -> HTTPSinkDecision {
        call.api.store.startGroup()
        return kept.isEmpty ? .more : .pause
    }

    private func takeLines(of bytes: UnsafeRawBufferPointer) {
        var start = 0
        while start < bytes.count {
            if mustWait {
                kept = Array(bytes[start...])
                return
            }
            let end = bytes[start...].firstIndex(of: 0x0A)
            take(piece: UnsafeRawBufferPointer(rebasing: bytes[start..<(end ?? bytes.count)]))
            guard let end else { return }
            endLine()
            start = end + 1
        }
    }

    private var mustWait: Bool {
        !holdsLines && results.mustWait(above: Self.waitingMax) || call.api.store.mustWait(goOn)
    }

    func finish() -> HTTPAnswer {
        if !rest.isEmpty || isTooLong { endLine() }
        call.api.store.startGroup()
        results.end()
        if let answer = end() { return answer }
        return .now(call.finished(call.lines(results)))
    }

    // What was written stays written; nobody is left to be told.
    func cancel() {
        call.api.store.startGroup()
        results.end()
    }

    private func take(piece: UnsafeRawBufferPointer) {
        if rest.count + piece.count > Self.lineBytesMax { isTooLong = true }
        if !isTooLong { rest.append(contentsOf: piece) }
    }

    private func endLine() {
        let whole = rest
        rest.removeAll(keepingCapacity: true)
        guard isTooLong else { return whole.withUnsafeBytes { line($0) } }
        isTooLong = false
        number += 1
        if results.begin(number, max: linesMax) {
            results.complete(number, .refused(.lineTooLong))
        }
    }

    private func line(_ bytes: UnsafeRawBufferPointer) {
        number += 1
        let isBlank = bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if isBlank { return }
        guard results.begin(number, max: linesMax) else { return }
        let number = number
        let results = results
        do throws(JSONSyntaxError) {
            let body = try JSONValue(parsing: bytes)
            take(number, body) { results.complete(number, $0) }
        } catch {
            results.complete(number, .refused(Problem(error)))
        }
    }
}

extension Problem {
    fileprivate static var lineTooLong: Problem {
        Problem(.contentTooLarge, values: ["limitBytes": String(LinesSink.lineBytesMax)])
    }
}

extension Call {
    /// What lines came to.
    func lines(_ results: LineResults) -> HTTPResponse {
        var response = lines(made: results)
        if results.areRepeated { response.fields.append("Idempotent-Replayed", "true") }
        return response
    }

    /// NDJSON that is made while it is sent.
    func lines(made source: any HTTPBodySource) -> HTTPResponse {
        var response = HTTPResponse(status: .ok, body: .stream(source))
        response.fields.append("Content-Type", RequestBody.lines)
        response.fields.append("Cache-Control", "no-store")
        response.fields.append("X-Content-Type-Options", "nosniff")
        response.fields.append(visit)
        return response
    }
}
