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

        var waiting: Int { open.count - firstOpen }
    }

    /// How many faults of one line are told.
    static let faultsMax = 5
    /// How many bytes the faults of all lines may take, by and large: all results are held until
    /// the last line has come. After that lines tell their code only.
    static let faultBytesMax = 4 << 20

    private let call: Call
    private let progress = Mutex(Progress())

    init(_ call: Call) {
        self.call = call
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
            progress.completed[number] = .refused(problem)
            write(&progress)
            return false
        }
    }

    func complete(_ number: Int, _ outcome: LineOutcome) {
        let (mayGoOn, isAsked) = progress.withLock { progress in
            // At once, for the result may have to wait for those before it.
            progress.completed[number] = cut(outcome, &progress)
            write(&progress)
            let mayGoOn = progress.holdsClient && progress.waiting <= LinesSink.waitingMax / 2
            if mayGoOn { progress.holdsClient = false }
            defer { progress.isAsked = false }
            return (mayGoOn, progress.isAsked)
        }
        if mayGoOn { call.exchange.resume() }
        if isAsked { call.exchange.wake() }
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
            if progress.isEnded && progress.waiting == 0 { return .end }
            progress.isAsked = true
            return .wait
        }
    }

    private func write(_ progress: inout Progress) {
        var json = JSONWriter(capacity: 128)
        while progress.waiting > 0,
            let outcome = progress.completed.removeValue(forKey: progress.open[progress.firstOpen])
        {
            write(outcome, of: progress.open[progress.firstOpen], to: &json)
            progress.firstOpen += 1
        }
        progress.written += json.bytes
        if progress.firstOpen > 1024 {
            progress.open.removeFirst(progress.firstOpen)
            progress.firstOpen = 0
        }
    }

    private func write(_ outcome: LineOutcome, of number: Int, to json: inout JSONWriter) {
        json.beginObject()
        json.member("line", number)
        switch outcome {
        case .done(let status, let id):
            json.member("status", status)
            json.member("id", id)
        case .refused(let problem):
            json.member("status", ProblemKind.of(problem.code).status)
            json.member("code", problem.code.rawValue)
            json.key("errors")
            Problem.write(problem.faults, to: &json, call.language)
        }
        json.endObject()
        json.newline()
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
