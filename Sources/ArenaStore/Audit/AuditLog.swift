import ArenaCore
import Dispatch
import Storage
import Synchronization
import Telemetry

/// The audit log: an entry for every change, in order, in a chain of files beside the journals.
///
/// Entries are written behind the answers, many at a time, for they can be made again from the
/// journals; those are kept until the log is safe up to the snapshot that takes their place. From
/// any thread.
final class AuditLog: Sendable {
    /// What the log's files are called.
    static let stem = "audit"

    private struct Pending: Sendable {
        var entries: [Box<AuditEntry>] = []
        /// The last positions of journals, rising.
        var marks: [UInt64] = []
        /// Where the log stands at such a position, once that is known.
        var tips: [UInt64: ChainTip] = [:]
        var isScheduled = false
        var failure: String?
    }

    private struct Writer: Sendable {
        var chain: ChainWriter
        var text: AuditText
        /// The files in which the log ended when the snapshots were taken that may be read again,
        /// oldest first.
        var anchors: [UInt64]
    }

    let files: ChainFiles
    private let pending: Mutex<Pending>
    private let writer: Mutex<Writer>
    private let pendingCountMax: Int
    /// How many are written without being asked for.
    private let batchCount: Int
    private let log: Log
    private let queue = DispatchQueue(label: "arena.audit", qos: .utility)

    /// Goes on after what recovery settled. With so many entries to be written, it takes no more.
    init(
        _ chain: ChainWriter, _ files: ChainFiles, after start: ChainTip, text: AuditText,
        pendingCountMax: Int, log: Log
    ) {
        self.pendingCountMax = pendingCountMax
        batchCount = min(1024, max(1, pendingCountMax / 2))
        writer = Mutex(
            Writer(chain: chain, text: text, anchors: [start.segment, chain.tip.segment]))
        pending = Mutex(Pending())
        self.files = files
        self.log = log
    }

    /// Whether more may be appended.
    var hasRoom: Bool { pending.withLock { $0.entries.count < pendingCountMax } }

    /// Why the last entries could not be written; nil where all is well.
    var failure: String? { pending.withLock { $0.failure } }

    /// Takes the entries of changes that are durable, in order; waits for nothing.
    func append(_ entries: [Box<AuditEntry>]) {
        if entries.isEmpty { return }
        let isNew = pending.withLock { pending in
            pending.entries += entries
            if pending.isScheduled || pending.entries.count < batchCount { return false }
            pending.isScheduled = true
            return true
        }
        if isNew { queue.async { self.drain() } }
    }

    /// Notes that the journal ends with `position`, all entries up to which were appended.
    func mark(_ position: UInt64) {
        pending.withLock { $0.marks.append(position) }
    }

    /// Where the log stands at a position that was marked; makes it safe up to there. Blocks.
    func tip(at position: UInt64) throws(StorageError) -> ChainTip {
        try writer.withLock { (writer) throws(StorageError) in
            try write(&writer)
            try writer.chain.synchronise()
            let tip = pending.withLock { pending in
                defer { pending.tips = pending.tips.filter { $0.key > position } }
                return pending.tips[position] ?? writer.chain.tip
            }
            // Two snapshots are kept, and this one may fail.
            writer.anchors = writer.anchors.suffix(2) + [tip.segment]
            return tip
        }
    }

    /// The oldest file that a start may still have to read.
    var oldestAnchor: UInt64 { writer.withLock { $0.anchors.min() ?? 0 } }

    /// Everything that was appended so far is in the files; gives where they end.
    func settled() throws(StorageError) -> ChainTip {
        try writer.withLock { (writer) throws(StorageError) in
            try write(&writer)
            return writer.chain.tip
        }
    }

    /// Writes what is pending, as far as the disk lets it. Blocks.
    func close() {
        drain()
    }

    private func drain() {
        let failure: StorageError? = writer.withLock { writer in
            do throws(StorageError) {
                try write(&writer)
                return nil
            } catch {
                return error
            }
        }
        let (isFirst, hasMore) = pending.withLock { pending in
            let isFirst = pending.failure == nil
            pending.failure = failure?.description
            pending.isScheduled = failure != nil || pending.entries.count >= batchCount
            return (isFirst, pending.isScheduled)
        }
        if let failure, isFirst {
            log.error("audit log not written", ["reason": .string(failure.description)])
        }
        guard hasMore else { return }
        if failure == nil {
            queue.async { self.drain() }
        } else {
            queue.asyncAfter(deadline: .now() + .seconds(1)) { [weak self] in self?.drain() }
        }
    }

    /// Puts what is pending into the chain, and the chain into its files.
    private func write(_ writer: inout Writer) throws(StorageError) {
        // What could not be written before goes first, so that what waits is counted.
        try writer.chain.flush()
        let (entries, marks) = pending.withLock { pending in
            defer {
                pending.entries = []
                pending.marks = []
            }
            return (pending.entries, pending.marks)
        }
        var open = marks[...]
        var tips: [UInt64: ChainTip] = [:]
        for entry in entries.lazy.map(\.value) {
            while let mark = open.first, mark < entry.position {
                tips[mark] = writer.chain.tip
                open.removeFirst()
            }
            let startsFile = writer.text.startsFile(with: entry, after: writer.chain.tip)
            writer.chain.append(startsSegment: startsFile) { writer.text.append(entry, to: &$0) }
        }
        for mark in open { tips[mark] = writer.chain.tip }
        pending.withLock { $0.tips.merge(tips) { _, new in new } }
        try writer.chain.flush()
    }
}
