import ArenaCore
import Storage

/// The state as it is found in a folder.
struct RecoveredState {
    private(set) var state = State()
    private(set) var idFloor = IDFloor()
    private(set) var report: RecoveryReport

    /// Reads the folder and changes nothing in it.
    init(in folder: Folder) throws(RecoveryRefusal) {
        var state = State()
        var idFloor = IDFloor()
        report = try Recovery.run(
            in: folder,
            snapshotRecord: { bytes in
                let effect = try Effect(record: bytes)
                idFloor.raise(to: effect)
                state.restore(effect)
            },
            record: { record in
                let change = try Change(line: record.line)
                for effect in change.effects { idFloor.raise(to: effect) }
                state.apply(change)
            })
        // The snapshot's position is known only now.
        state.restore(position: report.position)
        self.state = state
        self.idFloor = idFloor
    }
}
