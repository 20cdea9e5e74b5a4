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

        var waiting: Int { open.count - firstOpen }
    }

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
        let mayGoOn = progress.withLock { progress in
            progress.completed[number] = outcome
            write(&progress)
            let mayGoOn = progress.holdsClient && progress.waiting <= LinesSink.waitingMax / 2
            if mayGoOn { progress.holdsClient = false }
            return mayGoOn
        }
        if mayGoOn { call.exchange.resume() }
        call.exchange.wake()
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
            return progress.isEnded && progress.waiting == 0 ? .end : .wait
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
