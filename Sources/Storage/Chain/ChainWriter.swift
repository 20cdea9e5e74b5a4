import Glibc

/// Appends lines to a chain. They go to the files by `flush` and are safe by `synchronise`.
public struct ChainWriter: Sendable {
    private let files: ChainFiles
    /// The last line that was appended.
    public private(set) var tip: ChainTip
    private var pieces: [ChainPiece]
    private var file: (segment: UInt64, file: OpenFile)?
    private var unsynced: [OpenFile] = []
    private var isFolderUnsynced = false
    /// The last line that survives a power cut.
    private var safe: ChainTip
    private var failure: StorageError?

    /// Goes on after `tip`, when `pieces` are written; all before `safe` is.
    init(_ files: ChainFiles, after tip: ChainTip, pieces: [ChainPiece], safe: ChainTip) {
        self.files = files
        self.tip = tip
        self.safe = safe
        self.pieces = pieces
    }

    /// Appends a line; see `ChainTip` for `members`.
    public mutating func append(startsSegment: Bool, _ members: (inout [UInt8]) -> Void) {
        pieces.append(startsSegment: startsSegment, after: &tip, members)
    }

    /// How many bytes no file has yet.
    public var unwrittenCount: Int { pieces.reduce(0) { $0 + $1.bytes.count } }

    /// Much goes to the disk as it is written: all at once, at the next sync, it would stand before
    /// the journal's bytes for as long as it takes.
    private static let heldBackMax = 1 << 17

    /// Gives the files what was appended. What fails is kept, and written by the next call.
    public mutating func flush() throws(StorageError) {
        while let piece = pieces.first {
            let file = try file(for: piece.segment)
            try piece.bytes.withBytes { (bytes) throws(StorageError) in
                try file.write(bytes, at: piece.offset)
            }
            if piece.bytes.count >= Self.heldBackMax {
                try file.writeBack(piece.offset..<piece.offset + piece.bytes.count)
            }
            pieces.removeFirst()
        }
    }

    private mutating func file(for segment: UInt64) throws(StorageError) -> OpenFile {
        if let file, file.segment == segment { return file.file }
        let opened = try files.open(segment, O_WRONLY | O_CREAT)
        isFolderUnsynced = true
        unsynced.append(opened)
        file = (segment, opened)
        return opened
    }

    /// Makes all that was appended survive a power cut.
    ///
    /// Where a sync fails, nobody knows what the disk has of those files: the next call reads them
    /// back, holds what was not safe yet against its own hashes, and writes them anew.
    public mutating func synchronise() throws(StorageError) {
        if let failure { try rescue(after: failure) }
        try flush()
        do throws(StorageError) {
            for file in unsynced { try file.synchroniseData() }
            if isFolderUnsynced { try files.folder.synchronise() }
        } catch {
            failure = error
            throw error
        }
        isFolderUnsynced = false
        unsynced = file.map { [$0.file] } ?? []
        safe = tip
    }

    private mutating func rescue(after failure: StorageError) throws(StorageError) {
        let end = pieces.first.map { ($0.segment, $0.offset) } ?? (tip.segment, tip.offset)
        var lines: [UInt8] = []
        var contents: [(segment: UInt64, bytes: [UInt8])] = []
        for segment in try files.segments() where segment >= safe.segment && segment <= end.0 {
            let read = try FileBytes(of: files.open(segment, O_RDONLY))
            var bytes = read.withBytes { [UInt8]($0) }
            if segment == end.0 { bytes.removeSubrange(min(end.1, bytes.count)...) }
            lines += bytes.dropFirst(segment == safe.segment ? safe.offset : 0)
            contents.append((segment, bytes))
        }
        for piece in pieces { lines += piece.bytes }
        guard Self.isChain(lines, from: safe, to: tip) else { throw failure }
        for (segment, bytes) in contents {
            try AtomicFile.write(files.name(segment), in: files.folder) {
                (sink) throws(StorageError) in
                try sink.write(bytes)
            }
        }
        file = nil
        unsynced = []
        isFolderUnsynced = false
        self.failure = nil
    }

    private static func isChain(_ lines: [UInt8], from start: ChainTip, to end: ChainTip) -> Bool {
        var sequence = start.sequence
        var hash = start.hash
        let isWhole = lines.withUnsafeBytes { bytes in
            var offset = 0
            while let next = lineEnd(in: bytes, from: offset) {
                let line = ChainLine(UnsafeRawBufferPointer(rebasing: bytes[offset..<next]))
                guard let line, line.isIntact, line.sequence == sequence + 1, line.previous == hash
                else { return false }
                (sequence, hash) = (line.sequence, line.hash)
                offset = next + 1
            }
            return offset == bytes.count
        }
        return isWhole && sequence == end.sequence && hash == end.hash
    }

    /// Has the next `synchronise` cover files that were written, made or removed before.
    mutating func cover(_ segments: [UInt64]) throws(StorageError) {
        for segment in segments { _ = try file(for: segment) }
        isFolderUnsynced = true
    }
}

/// Bytes that belong to one file of a chain.
struct ChainPiece: Sendable {
    let segment: UInt64
    let offset: Int
    var bytes: [UInt8] = []
}

extension [ChainPiece] {
    private static var bytesMax: Int { 1 << 18 }

    /// Appends the line after `tip`, and moves that on.
    mutating func append(
        startsSegment: Bool, after tip: inout ChainTip, _ members: (inout [UInt8]) -> Void
    ) {
        let startsSegment = startsSegment || tip.segment == 0
        if startsSegment || last.map({ $0.bytes.count >= Self.bytesMax }) ?? true {
            append(
                ChainPiece(
                    segment: startsSegment ? tip.sequence + 1 : tip.segment,
                    offset: startsSegment ? 0 : tip.offset))
        }
        tip.appendLine(
            startsSegment: startsSegment, to: &self[count - 1].bytes, members)
    }
}
