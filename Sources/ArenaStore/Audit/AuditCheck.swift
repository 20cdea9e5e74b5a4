import ArenaCore
import Storage

/// The whole audit log, read and held against its own hashes, the snapshot and the journals; made
/// by reading alone.
struct AuditCheck {
    /// What was changed, taken out or put in, a line each.
    private(set) var faults: [String] = []
    /// What else is to be told.
    private(set) var lines: [String] = []

    private static let faultsMax = 100

    init(_ found: RecoveredState, in folder: Folder) throws(StorageError) {
        var expired = found.audit.lastExpired
        let files = ChainFiles(AuditLog.stem, in: folder)
        let check = try ChainCheck(files, to: found.audit.start) { line in
            // What cannot be read is a fault already.
            if let read = try? AuditLine(line) { expired = max(expired, read.entry.lastExpired) }
        }
        faults = check.faults
        if let first = check.first, first > 1, first != expired + 1 {
            faults.insert("entries 1 to \(first - 1) are missing at the beginning", at: 0)
        }
        if faults.count > Self.faultsMax {
            let count = faults.count - Self.faultsMax
            faults = Array(faults.prefix(Self.faultsMax)) + ["and \(count) more"]
        }
        faults = (found.audit.notes + faults).map { "audit log: \($0)" }
        let count = check.lineCount + (found.audit.tip.sequence - found.audit.start.sequence)
        lines = ["audit log: \(count) entries" + (faults.isEmpty ? ", the chain whole" : "")]
        if let last = try found.audit.unsettled() { lines.append("audit log: \(last)") }
    }
}

extension AuditEntry {
    /// The last of the entries that this one says were kept long enough; 0 for all others.
    var lastExpired: UInt64 {
        guard action == "audit.expire", let name = resources.first?.name,
            let dash = name.firstIndex(of: "-")
        else { return 0 }
        return UInt64(name[name.index(after: dash)...]) ?? 0
    }
}
