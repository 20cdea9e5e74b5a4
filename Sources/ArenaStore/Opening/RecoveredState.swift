import ArenaCore
import Storage

/// The state as it is found in a folder.
struct RecoveredState {
    private(set) var state = State()
    private(set) var idFloor = IDFloor()
    private(set) var report: RecoveryReport
    /// The audit log as far as the journals reach.
    private(set) var audit: AuditReplay

    /// Reads the folder and changes nothing in it.
    init(in folder: Folder) throws(RecoveryRefusal) {
        var state = State()
        var idFloor = IDFloor()
        var audit: AuditReplay?
        report = try Recovery.run(
            in: folder,
            chain: { tip in audit = try AuditReplay(in: folder, from: tip ?? .start) },
            snapshotRecord: { bytes in
                let effect = try Effect(record: bytes)
                idFloor.raise(to: effect)
                state.restore(effect)
            },
            record: { record in
                // The snapshot's position is known only now.
                if state.position == 0 { state.restore(position: record.position - 1) }
                let change = try Change(line: record.line)
                for effect in change.effects { idFloor.raise(to: effect) }
                if let entry = AuditEntry(change, at: record.position, to: state) {
                    try audit?.append(entry)
                }
                state.apply(change)
            })
        if state.position == 0 { state.restore(position: report.position) }
        guard let audit else { preconditionFailure("recovery names the chain's end first") }
        self.audit = audit
        self.state = state
        self.idFloor = idFloor
    }
}
