import JSON

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
            throw CommandFailure(.badData, "lines failed: \(counts.failed)")
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
}
