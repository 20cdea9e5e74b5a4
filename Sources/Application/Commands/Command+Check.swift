import ArenaStore

extension Command {
    static let check = Command(
        name: "check", operands: "[DATA]", operandsMax: 1,
        summary: "Tells whether a server could start from a data folder.",
        details: """
            It changes nothing and needs no lock; while a server runs, the end of its journal may \
            look unfinished. Exits 65 where no server could start, and where the audit log is not \
            as it was written: a line names each entry.
            """,
        settings: Setting.named("CONFIG", "DATA_DIR")
    ) { call throws(CommandFailure) in
        let settings = try call.settings().settings
        let folder = call.arguments.operands.first ?? settings.dataFolder
        try mustBeThere(folder)
        let check = StoreCheck(of: folder)
        if !check.isGood { throw CommandFailure(.badData, check.lines) }
        try call.console.write(check.lines.map { oneLine($0) + "\n" }.joined())
    }
}
