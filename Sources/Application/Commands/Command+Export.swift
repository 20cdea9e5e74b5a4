extension Command {
    static let export = Command(
        name: "export", operands: "[FILE]", operandsMax: 1,
        summary: "Exports the server on this machine as NDJSON, for import.",
        details: """
            Without FILE it goes to standard output. FILE is there whole or not at all, readable \
            by its owner alone: it holds what is not for everybody. A run that was cut off is \
            gone on with by the same command, where the server's content is still the same.
            """,
        options: [ServerCall.tokenFile], settings: ServerCall.settings
    ) { call throws(CommandFailure) in
        let run = FileExport(server: try ServerCall(call), console: call.console)
        guard let path = call.arguments.operands.first, path != "-" else { return try run.print() }
        try run.save(to: path)
    }
}
