import Glibc

/// The end of a chain as it has to be, held against what its files have: lines that were not safe
/// yet may be missing or torn there after a crash.
///
/// Changes nothing until `settle`.
public struct ChainReplay {
    private let files: ChainFiles
    /// The line that was safe.
    public private(set) var start: ChainTip
    /// The last line that there has to be.
    public private(set) var tip: ChainTip
    /// The last line that the files have just so.
    private var agreed: ChainTip
    private var agrees = true
    private var missing: [ChainPiece] = []
    private var window: ChainWindow?
    private var touched: Set<UInt64> = []
    private var line: [UInt8] = []
    /// How many lines the files lack.
    public private(set) var missingCount: UInt64 = 0
    /// Why the chain cannot go on in the file where it ended; nil where it can.
    public private(set) var breach: String?

    /// Begins at a line that was safe.
    public init(_ files: ChainFiles, from tip: ChainTip) throws(StorageError) {
        self.files = files
        self.tip = tip
        start = tip
        agreed = tip
        if tip.segment > 0, let breach = try findEnd() {
            self.breach = breach
            // What is there stays as evidence: the chain goes on in a file of its own.
            self.tip.segment = 0
            agreed.segment = 0
            start.segment = 0
            window = nil
        }
    }

    /// Opens the file at the tip; tells why it does not end there.
    private mutating func findEnd() throws(StorageError) -> String? {
        let name = files.name(tip.segment)
        guard let file = try files.find(tip.segment) else { return "\(name) is missing" }
        if try file.size() < tip.offset { return "\(name) ends before entry \(tip.sequence)" }
        let end = Array("\(tip.hash)\"}\n".utf8)
        var window = ChainWindow(file)
        let place = tip.offset - end.count
        let holdsEnd = place > 0 ? try window.holds(end[...], at: place) : false
        if !holdsEnd {
            return "\(name) has another entry \(tip.sequence) than it had"
        }
        self.window = window
        touched.insert(tip.segment)
        return nil
    }

    /// Names the next line that there has to be; see `ChainTip` for `members`.
    public mutating func append(
        startsSegment: Bool, _ members: (inout [UInt8]) -> Void
    ) throws(StorageError) {
        if agrees {
            if try hasNext(startsSegment, members) { return }
            agrees = false
        }
        missingCount += 1
        missing.append(startsSegment: startsSegment, after: &tip, members)
    }

    private mutating func hasNext(
        _ startsSegment: Bool, _ members: (inout [UInt8]) -> Void
    ) throws(StorageError) -> Bool {
        var next = tip
        line.removeAll(keepingCapacity: true)
        next.appendLine(startsSegment: startsSegment, to: &line, members)
        if next.segment != agreed.segment {
            window = try files.find(next.segment).map(ChainWindow.init)
        }
        guard try window?.holds(line[...], at: next.offset - line.count) ?? false else {
            return false
        }
        touched.insert(next.segment)
        tip = next
        agreed = next
        return true
    }

    /// The file in which the agreement ends, and where; an empty name without one.
    public var agreedName: String { agreed.segment > 0 ? files.name(agreed.segment) : "" }
    /// How many bytes of that file are as they must be.
    public var agreedOffset: Int { agreed.offset }

    /// How many bytes that file has beyond the agreement.
    public func strayByteCount() throws(StorageError) -> Int {
        guard agreed.segment > 0, let file = try files.find(agreed.segment) else { return 0 }
        return max(0, try file.size() - agreed.offset)
    }

    /// Writes the whole chain as it has to be into another folder, safe from a power cut.
    public func copy(to target: ChainFiles) throws(StorageError) {
        for segment in try files.segments() where segment <= agreed.sequence {
            guard let file = try files.find(segment) else { continue }
            let limit = segment == agreed.segment ? agreed.offset : .max
            let bytes = try FileBytes(of: file, limit: limit)
            try AtomicFile.write(target.name(segment), in: target.folder) {
                (sink) throws(StorageError) in
                try bytes.withBytes { (bytes) throws(StorageError) in try sink.write(bytes) }
            }
        }
        var writer = ChainWriter(target, after: tip, pieces: missing, safe: agreed)
        try writer.synchronise()
    }

    /// Takes away what the files have beyond their agreement, writes what is missing, and makes all
    /// of it survive a power cut. A crash on the way, or an error, leaves what another replay finds
    /// and settles.
    public consuming func settle() throws(StorageError) -> ChainWriter {
        for segment in try files.segments() where segment > agreed.sequence {
            try files.remove(segment)
        }
        if agreed.segment > 0, let file = try files.find(agreed.segment),
            try file.size() > agreed.offset
        {
            try files.open(agreed.segment, O_WRONLY).truncate(to: agreed.offset)
        }
        var writer = ChainWriter(files, after: tip, pieces: missing, safe: start)
        try writer.cover(touched.sorted())
        try writer.synchronise()
        return writer
    }
}
