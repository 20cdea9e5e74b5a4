import ArenaCore
import Storage
import Telemetry

/// The end of the audit log as the journals say that it must be, held against its files.
struct AuditReplay {
    private var chain: ChainReplay
    private var text: AuditText
    /// The last entry that the journals say was kept long enough; 0 where they say none.
    private(set) var lastExpired: UInt64 = 0

    init(in folder: Folder, from tip: ChainTip) throws(StorageError) {
        let files = ChainFiles(AuditLog.stem, in: folder)
        chain = try ChainReplay(files, from: tip)
        text = AuditText(after: nil)
        if chain.breach == nil, tip.segment > 0 {
            var last: Timestamp?
            _ = try ChainReader(files).backwards(
                from: .init(segment: tip.segment, offset: tip.offset), byteCountMax: 1
            ) { line in
                // One that cannot be read was changed, which a check names; another file begins.
                last = (try? AuditLine(line))?.entry.at
                return false
            }
            text = AuditText(after: last)
        }
    }

    /// The last entry of before the journals that were read.
    var start: ChainTip { chain.start }

    var tip: ChainTip { chain.tip }

    /// What is not as it should be, for people; empty where all is.
    var notes: [String] {
        var notes: [String] = []
        if let breach = chain.breach { notes.append("\(breach); it goes on in a new file") }
        return notes
    }

    /// What a start would mend in the files, for people; nil where they are as they must be.
    func unsettled() throws(StorageError) -> String? {
        let strayCount = try chain.strayByteCount()
        let place = "\(chain.agreedName), byte \(chain.agreedOffset)"
        let first = chain.tip.sequence - chain.missingCount + 1
        if chain.missingCount == 0 {
            return strayCount == 0
                ? nil : "\(place): \(strayCount) bytes there belong to no entry; a start drops them"
        }
        return strayCount == 0
            ? "\(chain.missingCount) entries are in the journals alone; a start writes them"
            : "\(place): entry \(first) is not what the journal says; a start writes it and the "
                + "\(chain.missingCount - 1) after it anew"
    }

    mutating func append(_ entry: AuditEntry) throws(StorageError) {
        lastExpired = max(lastExpired, entry.lastExpired)
        let startsFile = text.startsFile(with: entry, after: chain.tip)
        try chain.append(startsSegment: startsFile) { text.append(entry, to: &$0) }
    }

    /// Writes the log as it must be into another folder.
    func copy(to folder: Folder) throws(StorageError) {
        try chain.copy(to: ChainFiles(AuditLog.stem, in: folder))
    }

    /// Brings the files to where they must be, safe from a power cut.
    consuming func settle(
        in folder: Folder, pendingCountMax: Int, log: Log
    ) throws(StorageError) -> AuditLog {
        let (text, start) = (text, chain.start)
        return AuditLog(
            try chain.settle(), ChainFiles(AuditLog.stem, in: folder), after: start, text: text,
            pendingCountMax: pendingCountMax, log: log)
    }
}
