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
        let complete: @Sendable (LineOutcome) -> Void
    }

    private struct Trial: Sendable {
        var write: Write
        var held: [Held] = []
    }

    /// What a write of all lines came to.
    private enum Whole: Sendable {
        case kept([Importer.Result])
        /// The places of the lines that are in the way, and why.
        case refused([(place: Int, Refusal)])
    }

    static let linesMax = 2_000_000
    /// Writers wait while an atomic import is written.
    static let atomicLinesMax = 10_000

    let results: LineResults
    let isAtomic: Bool
    private let call: Call
    private let importer: Importer
    private let isDry: Bool
    private let trial: Mutex<Trial>

    init(_ call: Call) {
        self.call = call
        results = LineResults(call, summary: true)
        isDry = call.query.flag("dryRun")
        isAtomic = call.query.flag("atomic")
        let mode = call.query.choices("mode", of: Importer.Mode.self).first
        importer = Importer(mode: mode ?? .upsert, idKey: call.api.store.idKey)
        trial = Mutex(
            Trial(
                write: Write(
                    call.view, limits: call.api.store.limits,
                    ids: IDGenerator(seed: .random(in: 0 ... .max)), secrets: [])))
    }

    var linesMax: Int { isAtomic ? Self.atomicLinesMax : Self.linesMax }

    func take(_ body: JSONValue, _ complete: @escaping @Sendable (LineOutcome) -> Void) {
        do throws(Refusal) {
            let line = try ImportLine(body)
            guard isDry || isAtomic else { return write(line, complete) }
            let outcome = try attempt(line)
            if isDry {
                complete(outcome)
            } else {
                trial.withLock { $0.held.append(Held(line: line, complete: complete)) }
            }
        } catch {
            complete(.refused(Problem(error)))
        }
    }

    private func write(
        _ line: ImportLine, _ complete: @escaping @Sendable (LineOutcome) -> Void
    ) {
        call.api.store.write(as: call.viewer, startsGroup: false) {
            [importer] (write: inout Write) throws(Refusal) in
            try importer.bring(line, by: &write)
        } completion: { outcome in
            switch outcome {
            case .durable(let result, _): complete(LineOutcome(result))
            case .refused(let refusal, _): complete(.refused(Problem(refusal)))
            case .unavailable: complete(.refused(Problem(.unavailable)))
            }
        }
    }

    private func attempt(_ line: ImportLine) throws(Refusal) -> LineOutcome {
        try trial.withLock { trial throws(Refusal) in
            do throws(Refusal) {
                let result = try importer.bring(line, by: &trial.write)
                trial.write.settle()
                return LineOutcome(result)
            } catch {
                trial.write.undo()
                throw error
            }
        }
    }

    /// The answer of an atomic import, which is given in place of the results of lines where one
    /// is in the way; nil where those are the answer.
    func end() -> HTTPAnswer? {
        guard isAtomic else { return nil }
        let refused = results.refused
        if refused.count > 0 { return .now(answer(to: refused.first, refused.count)) }
        if isDry { return nil }
        writeHeld(
            trial.withLock { trial in
                defer { trial.held = [] }
                return trial.held
            })
        return .later
    }

    /// Writes all lines as one change, or none.
    private func writeHeld(_ held: [Held]) {
        call.api.store.write(as: call.viewer, secretIDs: held.count) {
            [importer] (write: inout Write) throws(Refusal) -> Whole in
            write.begin("import")
            var made: [Importer.Result] = []
            var refused: [(place: Int, Refusal)] = []
            for (place, one) in held.enumerated() {
                do throws(Refusal) {
                    made.append(try importer.bring(one.line, by: &write))
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
        case .durable(.kept(let made), _):
            for (one, result) in zip(held, made) { one.complete(LineOutcome(result)) }
            respond { self.call.lines(self.results) }
        case .durable(.refused(let refused), _):
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
