extension Recovery {
    /// Keeps aside what recovery dropped and deletes what no recovery will need.
    ///
    /// Call at start, once the journal and the snapshot of `generation`, which is the report's
    /// `nextGeneration`, are durable. Each dropped tail is copied to `journal-<gen>.torn-1`, which
    /// storage never removes. A crash or an error on the way loses nothing; call it again then.
    public static func finish(
        _ report: RecoveryReport, in folder: DataFolder, generation: UInt64
    ) throws(StorageError) {
        try AtomicFile.removeLeftovers(in: folder)
        for tail in report.tails where tail.byteCount > 0 {
            try keep(tail, in: folder.folder)
        }
        try removeOldGenerations(
            in: folder, newest: generation, previous: report.snapshotGeneration,
            isHurried: { true })
    }

    /// Deletes the snapshots and journals older than the generation `previous`, after the snapshot
    /// `newest` was written: the folder keeps those two snapshots and every journal since the
    /// older one.
    ///
    /// Both must be snapshots known to be good: written or recovered from by this process. Without
    /// `previous` nothing is deleted. Refuses, deleting nothing, when one of them is not there.
    ///
    /// Until `isHurried`, their room is given back bit by bit, which takes about half a second a
    /// gigabyte: beside gigabytes that go at once, every sync would wait.
    public static func removeOldGenerations(
        in folder: DataFolder, newest: UInt64, previous: UInt64?, isHurried: () -> Bool
    ) throws(StorageError) {
        guard let previous, previous <= newest else { return }
        let files = try folder.folder.names().compactMap { GenerationFile(name: $0) }
        for generation in [newest, previous] {
            for needed in [
                GenerationFile(.snapshot, generation), GenerationFile(.journal, generation),
            ] where !files.contains(needed) {
                throw StorageError(
                    "delete old files in", folder.path, reason: "\(needed.name) is not there")
            }
        }
        // Snapshots first: one without its journals could not be used, and would be refused.
        let old = files.filter { $0.generation < previous }
        if old.isEmpty { return }
        var held: [OpenFile] = []
        for kind in [GenerationFile.Kind.snapshot, .journal] {
            for file in old where file.kind == kind {
                if let file = try folder.folder.removeHolding(file.name) { held.append(file) }
            }
        }
        try folder.folder.synchronise()
        while let file = held.popLast() { try file.giveBack(isHurried: isHurried) }
    }

    private static func keep(
        _ tail: RecoveryReport.Tail, in folder: Folder
    ) throws(StorageError) {
        let file = GenerationFile(.journal, tail.generation)
        // Later starts see the same bytes again, until the journal is deleted.
        if try folder.names().contains(file.tornName) { return }
        let bytes = try FileBytes(of: folder.path(of: file.name), in: folder.fileSystem)
        try AtomicFile.write(file.tornName, in: folder) { (sink) throws(StorageError) in
            try bytes.withBytes { (bytes) throws(StorageError) in
                let start = min(tail.byteOffset, bytes.count)
                try sink.write(UnsafeRawBufferPointer(rebasing: bytes[start...]))
            }
        }
    }
}
