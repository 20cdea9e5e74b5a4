import Glibc
import HTTP
import JSON

/// The import of one file: piece by piece, each of which is in or not known when the next begins.
struct FileImport {
    /// How often a server that is busy is asked again.
    private static let attemptsMax = 20

    let server: ServerCall
    let target: String
    let path: String
    let console: Console
    /// Whether all lines go in one request, and a cut leaves nothing to go on with.
    let isWhole: Bool

    /// Sends every piece, tells of the lines that failed, and gives what all came to.
    func run(_ file: LineFile, after earlier: ImportProgress?) throws(CommandFailure)
        -> ImportProgress.Counts
    {
        var progress = earlier ?? ImportProgress(identity: file.identity ?? "")
        if let earlier { try file.skip(earlier.byteCount) }
        defer { console.show(nil) }
        while let piece = try file.piece(isWhole: isWhole) {
            try send(piece, &progress)
            progress.byteCount += piece.bytes.count
            progress.lineCount += piece.lines
            show(progress, of: file.byteCount)
            if file.identity != nil, !isWhole { try keep(progress) }
        }
        return progress.counts
    }

    private func send(_ piece: (bytes: [UInt8], lines: Int), _ progress: inout ImportProgress)
        throws(CommandFailure)
    {
        for _ in 1..<Self.attemptsMax {
            guard let seconds = try attempt(piece, &progress) else { return }
            // As the server asks.
            poll(nil, 0, Int32(min(max(seconds, 1), 120) * 1000))
        }
        throw interrupted(progress, "the server is busy")
    }

    /// Nil where the piece is in; else how many seconds to wait.
    private func attempt(_ piece: (bytes: [UInt8], lines: Int), _ progress: inout ImportProgress)
        throws(CommandFailure) -> Int?
    {
        var results = ImportResults(linesBefore: progress.lineCount)
        var problem: [UInt8] = []
        do {
            let answer = try server.send("POST", target, piece.bytes) {
                (answer, content) throws(CommandFailure) in
                if answer.status == 200 { results.take(content) } else { problem += content }
            }
            let status = answer.status ?? 0
            if status == 503 || status == 429 {
                return answer.field("retry-after").flatMap { Int($0) } ?? 5
            }
            guard status == 200 else {
                throw CommandFailure(status: status, problem)
            }
        } catch let failure as ServerCall.Failure {
            if !failure.hasBegun, progress.lineCount == 0 {
                throw CommandFailure(.unavailable, failure.reason)
            }
            throw interrupted(progress, failure.reason)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.software, "\(error)")
        }
        guard let counts = results.counts else {
            throw interrupted(progress, "the answer has no summary")
        }
        try console.write(results.failures)
        progress.counts += counts
        return nil
    }

    private func interrupted(_ progress: ImportProgress, _ reason: String) -> CommandFailure {
        CommandFailure(
            .temporary,
            "\(reason); \(progress.lineCount) lines are in, and the same command goes on from "
                + "there: a line that is in already changes nothing")
    }

    private func keep(_ progress: ImportProgress) throws(CommandFailure) {
        do {
            try progress.save(beside: path)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func show(_ progress: ImportProgress, of byteCount: Int?) {
        let share = byteCount.map { $0 == 0 ? 100 : progress.byteCount * 100 / $0 }
        let failed = progress.counts.failed
        console.show(
            "\(progress.lineCount) lines" + (share.map { ", \($0) %" } ?? "")
                + (failed == 0 ? "" : ", \(failed) failed"))
    }
}

/// The results of one piece, whose lines are numbered from the beginning of the file.
private struct ImportResults {
    let linesBefore: Int
    private(set) var counts: ImportProgress.Counts?
    /// The results of the lines that failed, a line each.
    private(set) var failures = ""
    private var rest: [UInt8] = []

    init(linesBefore: Int) {
        self.linesBefore = linesBefore
    }

    mutating func take(_ bytes: [UInt8]) {
        rest += bytes
        while let end = rest.firstIndex(of: 0x0A) {
            line(Array(rest[..<end]))
            rest.removeFirst(end + 1)
        }
    }

    private mutating func line(_ bytes: [UInt8]) {
        guard var result = (try? JSONValue(parsing: bytes))?.object else { return }
        if let summary = result["summary"] {
            counts = ImportProgress.Counts(summary)
        } else if (result["status"]?.integer ?? 0) >= 400 {
            let number = result["line"]?.integer ?? 0
            result["line"] = .integer(number + Int64(linesBefore))
            failures += String(decoding: JSONValue.object(result).encoded(), as: UTF8.self) + "\n"
        }
    }
}

extension CommandFailure {
    /// What a problem of the server says, in a line.
    static func words(of problem: [UInt8]) -> String {
        guard let value = try? JSONValue(parsing: problem) else {
            return String(decoding: problem.prefix(200), as: UTF8.self)
        }
        let lines = (value["lines"]?.array ?? []).prefix(5).map { line in
            let faults = (line["errors"]?.array ?? []).map { fault in
                "\(fault["pointer"]?.string ?? "") \(fault["detail"]?.string ?? "")"
            }
            let code = line["code"]?.string ?? ""
            return "line \(line["line"]?.integer ?? 0): \(code) \(faults.joined(separator: ", "))"
        }
        let text = [value["title"]?.string, value["detail"]?.string].compactMap { $0 }
        return (text + lines).joined(separator: " ")
    }
}
