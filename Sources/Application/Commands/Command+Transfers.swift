import Glibc
import HTTP
import JSON
import Storage

extension Command {
    static let importLines = Command(
        name: "import", operands: "FILE", operandsMax: 1,
        summary: "Imports NDJSON into the server on this machine.",
        details: """
            FILE is - for standard input. The results of lines that failed, numbered as in the \
            file, and a summary go to standard output; exits 65 where lines failed. A run that \
            was cut off is gone on with by the same command, which finds how far it had come in \
            FILE.arena-import.
            """,
        options: [
            Option(
                "--mode", notation: "upsert|create",
                help: "Whether what is there is changed, as it is by default, or refused."),
            Option("--dry-run", help: "Checks all and keeps nothing."),
            Option("--atomic", help: "Keeps all, at most 10 000 lines, or nothing."),
            Option("--restart", help: "Begins anew where an earlier run was cut off."),
            ServerCall.tokenFile,
        ],
        settings: ServerCall.settings
    ) { call throws(CommandFailure) in
        guard let path = call.arguments.operands.first else {
            throw CommandFailure(.usage, "FILE is missing; name a file, or - for standard input")
        }
        let mode = call.value("--mode") ?? "upsert"
        guard ["upsert", "create"].contains(mode) else {
            throw CommandFailure(.usage, "--mode \(quoted(mode)): write upsert or create")
        }
        let file = try LineFile(path)
        let isDry = call.has("--dry-run")
        let isAtomic = call.has("--atomic")
        var query = ["mode=\(mode)"]
        if isDry { query.append("dryRun=true") }
        if isAtomic { query.append("atomic=true") }
        let run = FileImport(
            server: try ServerCall(call), target: "/v1/import?" + query.joined(separator: "&"),
            path: path, console: call.console, isWhole: isDry || isAtomic)
        let counts = try run.run(file, after: earlier(call, path, file, isDry || isAtomic))
        if !isDry { ImportProgress.remove(beside: path) }
        let summary = String(decoding: counts.json.encoded(), as: UTF8.self)
        try call.console.write("{\"summary\":\(summary)}\n")
        if counts.failed > 0 {
            throw CommandFailure(.badData, "\(counts.failed) lines failed")
        }
    }

    private static func earlier(
        _ call: CommandCall, _ path: String, _ file: LineFile, _ isWhole: Bool
    ) -> ImportProgress? {
        guard !isWhole, !call.has("--restart"), let identity = file.identity,
            let earlier = ImportProgress(beside: path, identity: identity)
        else { return nil }
        call.console.tell("goes on after line \(earlier.lineCount)")
        return earlier
    }

    static let export = Command(
        name: "export", operands: "[FILE]", operandsMax: 1,
        summary: "Exports the server on this machine as NDJSON, for import.",
        details: """
            Without FILE it goes to standard output. FILE is written whole or not at all, readable \
            by its owner alone: it holds what is not for everybody.
            """,
        options: [ServerCall.tokenFile], settings: ServerCall.settings
    ) { call throws(CommandFailure) in
        let server = try ServerCall(call)
        defer { call.console.show(nil) }
        guard let path = call.arguments.operands.first, path != "-" else {
            return try fetch(server, call.console) { lines throws(CommandFailure) in
                try call.console.write(String(decoding: lines, as: UTF8.self))
            }
        }
        try save(server, path, call.console)
    }

    private static func save(_ server: ServerCall, _ path: String, _ console: Console)
        throws(CommandFailure)
    {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        var failure: CommandFailure?
        do {
            let place = try Folder(parts.count == 1 ? "." : folder.isEmpty ? "/" : folder)
            try AtomicFile.write(String(parts.last ?? ""), in: place) {
                (sink) throws(StorageError) in
                do throws(CommandFailure) {
                    try fetch(server, console) { bytes throws(CommandFailure) in
                        do throws(StorageError) {
                            try sink.write(bytes)
                        } catch {
                            throw CommandFailure(error)
                        }
                    }
                } catch {
                    failure = error
                    throw StorageError("export", path, reason: "it did not come", code: EIO)
                }
            }
        } catch {
            throw failure ?? CommandFailure(error)
        }
    }

    /// Gives whole lines as they come.
    private static func fetch(
        _ server: ServerCall, _ console: Console,
        _ take: ([UInt8]) throws(CommandFailure) -> Void
    ) throws(CommandFailure) {
        var problem: [UInt8] = []
        var rest: [UInt8] = []
        var lines = 0
        do {
            let answer = try server.send("GET", "/v1/export") {
                (status, content) throws(CommandFailure) in
                guard status == 200 else {
                    problem += content
                    return
                }
                rest += content
                guard let end = rest.lastIndex(of: 0x0A) else { return }
                try take(Array(rest[...end]))
                rest.removeFirst(end + 1)
                lines += content.count { $0 == 0x0A }
                console.show("\(lines) lines")
            }
            guard answer.status == 200 else {
                throw CommandFailure(status: answer.status ?? 0, problem)
            }
        } catch let failure as ServerCall.Failure {
            throw CommandFailure(failure.hasBegun ? .temporary : .unavailable, failure.reason)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.software, "\(error)")
        }
    }
}
