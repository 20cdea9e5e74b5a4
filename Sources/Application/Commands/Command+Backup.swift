import ArenaStore

extension Command {
    static let backup = Command(
        name: "backup", operands: "TO", operandsMax: 1,
        summary: "Copies a data folder, also of a running server.",
        details: """
            TO must be empty or missing. The copy holds all that was acknowledged when it began, \
            is read back and checked, and is a data folder itself. It is as secret as the data \
            is. Exits 65 where the data is damaged.
            """,
        settings: Setting.named("CONFIG", "DATA_DIR")
    ) { call throws(CommandFailure) in
        let target = try call.folder("TO")
        let source = try call.settings().settings.dataFolder
        try mustBeThere(source)
        try copy(from: source, to: target, call.console)
    }

    static let restore = Command(
        name: "restore", operands: "FROM", operandsMax: 1,
        summary: "Makes a data folder from a backup.",
        details: """
            The data folder must be empty or missing. The backup is read and checked first, and \
            is not changed.
            """,
        settings: Setting.named("CONFIG", "DATA_DIR")
    ) { call throws(CommandFailure) in
        let source = try call.folder("FROM")
        if !SmallFile.isFolder(source) {
            throw CommandFailure(.noInput, "there is no folder \(quoted(source))")
        }
        try copy(from: source, to: call.settings().settings.dataFolder, call.console)
    }

    private static func copy(
        from source: String, to target: String, _ console: Console
    ) throws(CommandFailure) {
        let copy: StoreCopy
        do throws(StoreError) {
            copy = try StoreCopy(of: source, to: target)
        } catch {
            throw CommandFailure(error)
        }
        let lines = copy.lines + ["copied from \(source) to \(target)"]
        try console.write(lines.map { oneLine($0) + "\n" }.joined())
    }
}

extension CommandCall {
    /// The one operand, which must be given.
    fileprivate func folder(_ name: String) throws(CommandFailure) -> String {
        guard let folder = arguments.operands.first else {
            throw CommandFailure(.usage, "\(name) is missing; name a folder")
        }
        return folder
    }
}
