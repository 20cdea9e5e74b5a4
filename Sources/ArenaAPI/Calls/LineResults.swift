import HTTP
import JSON
import Synchronization

/// The results of lines, given out in the order of the lines however they come in.
///
/// Completed from any thread; read on the connection's loop.
final class LineResults: HTTPBodySource {
    private struct Progress {
        /// Results by line that wait for those before them.
        var completed: [Int: LineOutcome] = [:]
        /// Lines that have begun and are not given out, oldest first from `firstOpen` on.
        var open: [Int] = []
        var firstOpen = 0
        var count = 0
        var written: [UInt8] = []
        var isEnded = false
        var holdsClient = false
        /// Whether the engine waits for more.
        var isAsked = false
        /// How many bytes of faults may still be told.
        var faultBytesLeft = LineResults.faultBytesMax
        var summary = Summary()
        /// The first lines that were refused.
        var refused: [Problem.Line] = []
        var owesSummary: Bool
        var repeatedCount = 0

        var waiting: Int { open.count - firstOpen }
    }

    /// How many lines came to what.
    struct Summary: Sendable {
        var created = 0
        var updated = 0
        var unchanged = 0
        var failed = 0

        mutating func count(_ outcome: LineOutcome) {
            switch outcome {
            case .done(status: 200, _): updated += 1
            case .done: created += 1
            case .unchanged, .repeated: unchanged += 1
            case .refused: failed += 1
            }
        }
    }

    /// So many refused lines are kept.
    static let refusedMax = 100

    /// How many faults of one line are told.
    static let faultsMax = 5
    /// How many bytes the faults of all lines may take, by and large: all results are held until
    /// the last line has come. After that lines tell their code only.
    static let faultBytesMax = 4 << 20

    private let call: Call
    private let progress: Mutex<Progress>

    /// With `summary` a last line counts what the others came to.
    init(_ call: Call, summary: Bool = false) {
        self.call = call
        progress = Mutex(Progress(owesSummary: summary))
    }

    /// How many of the lines that were completed so far were refused, and the first of them.
    var refused: (count: Int, first: [Problem.Line]) {
        progress.withLock { ($0.summary.failed, $0.refused.sorted { $0.number < $1.number }) }
    }

    /// Whether there are lines, and all that have begun came to what they came to before.
    var areRepeated: Bool {
        progress.withLock { $0.count > 0 && $0.repeatedCount == $0.count }
    }

    /// Expects a result for the line; false, with a last result that says so, where it is one too
    /// many.
    func begin(_ number: Int, max: Int) -> Bool {
        progress.withLock { progress in
            if progress.count > max { return false }
            progress.count += 1
            progress.open.append(number)
            guard progress.count > max else { return true }
            let problem = Problem(.tooMany, values: ["max": String(max)])
            take(.refused(problem), of: number, &progress)
            return false
        }
    }

    func complete(_ number: Int, _ outcome: LineOutcome) {
        let (mayGoOn, isAsked) = progress.withLock { progress in
            take(outcome, of: number, &progress)
            let mayGoOn = progress.holdsClient && progress.waiting <= LinesSink.waitingMax / 2
            if mayGoOn { progress.holdsClient = false }
            defer { progress.isAsked = false }
            return (mayGoOn, progress.isAsked)
        }
        if mayGoOn { call.exchange.resume() }
        if isAsked { call.exchange.wake() }
    }

    private func take(_ outcome: LineOutcome, of number: Int, _ progress: inout Progress) {
        // At once, for the result may have to wait for those before it.
        let outcome = cut(outcome, &progress)
        progress.summary.count(outcome)
        if case .repeated = outcome { progress.repeatedCount += 1 }
        if case .refused(let problem) = outcome, progress.refused.count < Self.refusedMax {
            progress.refused.append(Problem.Line(number: number, problem: problem))
        }
        progress.completed[number] = outcome
        write(&progress)
    }

    private func cut(_ outcome: LineOutcome, _ progress: inout Progress) -> LineOutcome {
        guard case .refused(var problem) = outcome else { return outcome }
        var count = 0
        for fault in problem.faults.prefix(Self.faultsMax) {
            progress.faultBytesLeft -= fault.byteCount
            if progress.faultBytesLeft < 0 { break }
            count += 1
        }
        problem.faults = Array(problem.faults.prefix(count))
        return .refused(problem)
    }

    /// No further line begins.
    func end() {
        progress.withLock { $0.isEnded = true }
    }

    /// Whether so many lines wait that the client is to be held back until half are done.
    func mustWait(above limit: Int) -> Bool {
        progress.withLock { progress in
            progress.holdsClient = progress.waiting > limit
            return progress.holdsClient
        }
    }

    func next() -> HTTPBodyPiece {
        progress.withLock { progress in
            if !progress.written.isEmpty {
                let piece = progress.written
                progress.written = []
                return .bytes(piece)
            }
            if progress.isEnded && progress.waiting == 0 {
                guard progress.owesSummary else { return .end }
                progress.owesSummary = false
                return .bytes(Self.line(progress.summary))
            }
            progress.isAsked = true
            return .wait
        }
    }

    private static func line(_ summary: Summary) -> [UInt8] {
        var json = JSONWriter(capacity: 128)
        json.beginObject()
        json.key("summary")
        json.beginObject()
        json.member("created", summary.created)
        json.member("updated", summary.updated)
        json.member("unchanged", summary.unchanged)
        json.member("failed", summary.failed)
        json.endObject()
        json.endObject()
        json.newline()
        return json.finish()
    }

    private func write(_ progress: inout Progress) {
        var json = JSONWriter(capacity: 128)
        while progress.waiting > 0,
            let outcome = progress.completed.removeValue(forKey: progress.open[progress.firstOpen])
        {
            write(outcome, of: progress.open[progress.firstOpen], to: &json)
            progress.firstOpen += 1
        }
        json.withBytes { progress.written.append(contentsOf: $0) }
        if progress.firstOpen > 1024 {
            progress.open.removeFirst(progress.firstOpen)
            progress.firstOpen = 0
        }
    }

    private func write(_ outcome: LineOutcome, of number: Int, to json: inout JSONWriter) {
        switch outcome {
        case .done(let status, let id): write(number, status, id, to: &json)
        case .unchanged(let id): write(number, 200, id, to: &json)
        case .repeated(let status, let id): write(number, status, id, to: &json)
        case .refused(let problem):
            Problem.Line(number: number, problem: problem).write(to: &json, call.language)
        }
        json.newline()
    }

    private func write(_ number: Int, _ status: Int, _ id: String, to json: inout JSONWriter) {
        json.beginObject()
        json.member("line", number)
        json.member("status", status)
        json.member("id", id)
        json.endObject()
    }
}

extension Problem.Fault {
    /// What it takes when it is told, by and large.
    fileprivate var byteCount: Int {
        let name =
            switch place {
            case .pointer(let name), .parameter(let name), .header(let name): name
            }
        return values.values.reduce(200 + name.utf8.count) { $0 + $1.utf8.count }
    }
}
