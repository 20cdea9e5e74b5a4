import ArenaCore
import ArenaStore
import HTTP
import JSON
import Synchronization

/// One import on its way: each line is written as it comes, or tried on a copy of the state where
/// nothing, or nothing yet, is to be kept.
final class ImportRun: Sendable {
    /// A line that was tried and is to be written with all others.
    private struct Held: Sendable {
        let line: ImportLine
        let once: Once?
        let complete: @Sendable (LineOutcome) -> Void
    }

    /// What a write of all lines came to.
    private enum Whole: Sendable {
        case kept([LineOutcome])
        /// The places of the lines that are in the way, and why.
        case refused([(place: Int, Refusal)])
    }

    static let linesMax = 2_000_000
    /// With an Idempotency-Key: what each line came to is kept for a day.
    static let keptLinesMax = LinesSink.linesMax
    /// Writers wait while an atomic import is written.
    static let atomicLinesMax = 10_000

    let results: LineResults
    let isAtomic: Bool
    private let call: Call
    private let importer: Importer
    private let dryRun: DryRun
    private let held = Mutex<[Held]>([])

    init(_ call: Call) {
        self.call = call
        results = LineResults(call, summary: true)
        dryRun = DryRun(call)
        isAtomic = call.query.flag("atomic")
        let mode = call.query.choices("mode", of: Importer.Mode.self).first
        importer = Importer(mode: mode ?? .upsert, idKey: call.api.store.idKey)
    }

    var linesMax: Int {
        if isAtomic { return Self.atomicLinesMax }
        return call.idempotencyKey == nil ? Self.linesMax : Self.keptLinesMax
    }

    func take(
        _ number: Int, _ body: JSONValue, _ complete: @escaping @Sendable (LineOutcome) -> Void
    ) {
        let once = Once(call, line: number, body)
        do throws(Refusal) {
            if let known = try once?.reply(in: call.with(call.api.store.stateBox)) {
                return complete(LineOutcome(known))
            }
            let line = try ImportLine(body)
            guard call.isDryRun || isAtomic else { return write(line, once, complete) }
            let (result, _) = try dryRun.attempt { (write: inout Write) throws(Refusal) in
                try importer.bring(line, by: &write)
            }
            if call.isDryRun {
                complete(LineOutcome(result))
            } else {
                held.withLock {
                    $0.append(Held(line: line, once: once, complete: complete))
                }
            }
        } catch {
            complete(.refused(Problem(error)))
        }
    }

    private func write(
        _ line: ImportLine, _ once: Once?,
        _ complete: @escaping @Sendable (LineOutcome) -> Void
    ) {
        call.api.store.write(as: call.viewer, from: call.origin, startsGroup: false) {
            [importer] (write: inout Write) throws(Refusal) in
            try write.bring(line, once, importer)
        } completion: { outcome in
            switch outcome {
            case .durable(let outcome, _, _): complete(outcome)
            case .refused(let refusal, _): complete(.refused(Problem(refusal)))
            case .unavailable: complete(.refused(Problem(.unavailable)))
            }
        }
    }

    /// The answer of an atomic import, which is given in place of the results of lines where one
    /// is in the way; nil where those are the answer.
    func end() -> HTTPAnswer? {
        guard isAtomic else { return nil }
        let refused = results.refused
        if refused.count > 0 { return .now(answer(to: refused.first, refused.count)) }
        if call.isDryRun { return nil }
        writeHeld(
            held.withLock { held in
                defer { held = [] }
                return held
            })
        return .later
    }

    /// Writes all lines as one change, or none.
    private func writeHeld(_ held: [Held]) {
        call.api.store.write(as: call.viewer, from: call.origin, secretIDs: held.count) {
            [importer] (write: inout Write) throws(Refusal) -> Whole in
            write.begin("import")
            var made: [LineOutcome] = []
            var refused: [(place: Int, Refusal)] = []
            for (place, one) in held.enumerated() {
                do throws(Refusal) {
                    made.append(try write.bring(one.line, one.once, importer))
                    write.settle()
                } catch {
                    write.undo()
                    refused.append((place, error))
                }
            }
            if refused.isEmpty { return .kept(made) }
            write.abandon()
            return .refused(refused)
        } completion: { outcome in
            self.finish(held, outcome)
        }
    }

    private func finish(_ held: [Held], _ outcome: WriteOutcome<Whole>) {
        switch outcome {
        case .durable(.kept(let made), _, _):
            for (one, outcome) in zip(held, made) { one.complete(outcome) }
            respond { self.call.lines(self.results) }
        case .durable(.refused(let refused), _, _):
            // The state has changed since they were tried.
            for (place, refusal) in refused { held[place].complete(.refused(Problem(refusal))) }
            let refused = results.refused
            respond { self.problem(refused.first, refused.count) }
        case .refused(let refusal, _): respond { self.call.response(Problem(refusal)) }
        case .unavailable: respond { self.call.response(Problem(.unavailable)) }
        }
    }

    private func respond(_ make: @escaping @Sendable () -> HTTPResponse) {
        call.exchange.respond { self.call.finished(make()) }
    }

    private func answer(to lines: [Problem.Line], _ count: Int) -> HTTPResponse {
        call.finished(problem(lines, count))
    }

    private func problem(_ lines: [Problem.Line], _ count: Int) -> HTTPResponse {
        var problem = Problem(.importRefused, values: ["failed": String(count)])
        problem.lines = lines
        return call.response(problem)
    }
}

extension Write {
    /// Brings a line in, or tells what the same line came to before.
    fileprivate mutating func bring(_ line: ImportLine, _ once: Once?, _ importer: Importer)
        throws(Refusal) -> LineOutcome
    {
        if let known = try once?.reply(in: view) { return LineOutcome(known) }
        let outcome = LineOutcome(try importer.bring(line, by: &self))
        if let once { keep(once, outcome) }
        return outcome
    }
}

extension LineOutcome {
    fileprivate init(_ result: Importer.Result) {
        self =
            switch result {
            case .created(let id): .done(status: 201, id)
            case .updated(let id): .done(status: 200, id)
            case .unchanged(let id): .unchanged(id)
            }
    }
}
