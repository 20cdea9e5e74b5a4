import Glibc

/// The files of a chain in a folder: `<stem>-<seq of the first line>.jsonl`.
public struct ChainFiles: Sendable {
    /// Where they are.
    public let folder: Folder
    /// What their names begin with.
    public let stem: String

    /// Those of that name in a folder; there need not be any.
    public init(_ stem: String, in folder: Folder) {
        self.stem = stem
        self.folder = folder
    }

    /// The name of the file whose first line has that `seq`.
    public func name(_ segment: UInt64) -> String { "\(stem)-\(segment).jsonl" }

    /// By what the files are named, rising.
    public func segments() throws(StorageError) -> [UInt64] {
        try folder.names().compactMap { name in
            guard name.hasPrefix("\(stem)-"), name.hasSuffix(".jsonl") else { return nil }
            let number = UInt64(name.dropFirst(stem.utf8.count + 1).dropLast(6))
            return number.flatMap { self.name($0) == name ? $0 : nil }
        }.sorted()
    }

    /// Removes the file; gone for good only after the folder was synced.
    public func remove(_ segment: UInt64) throws(StorageError) {
        try folder.remove(name(segment))
    }

    /// The first line of a file, without its line end; nil where there is none.
    public func firstLine(of segment: UInt64) throws(StorageError) -> [UInt8]? {
        let file = try open(segment, O_RDONLY)
        var count = 1 << 14
        while true {
            let bytes = try FileBytes(of: file, limit: count)
            let (line, isWhole) = bytes.withBytes { bytes in
                (lineEnd(in: bytes, from: 0).map { Array(bytes[..<$0]) }, bytes.count < count)
            }
            if line != nil || isWhole { return line }
            count *= 2
        }
    }

    func open(_ segment: UInt64, _ flags: Int32) throws(StorageError) -> OpenFile {
        try OpenFile(folder.path(of: name(segment)), flags: flags, in: folder.fileSystem)
    }

    /// The same, nil where there is no such file.
    func find(_ segment: UInt64) throws(StorageError) -> OpenFile? {
        do throws(StorageError) {
            return try open(segment, O_RDONLY)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
    }
}

/// Reads parts of a file that lie one after the other.
struct ChainWindow {
    private static let capacity = 1 << 18
    private let file: OpenFile
    private var bytes: [UInt8] = []
    private var start = 0

    init(_ file: OpenFile) {
        self.file = file
    }

    /// Whether the file has `expected` at `offset`.
    mutating func holds(
        _ expected: ArraySlice<UInt8>, at offset: Int
    ) throws(StorageError) -> Bool {
        if offset < start || offset + expected.count > start + bytes.count {
            var fresh = [UInt8](repeating: 0, count: max(Self.capacity, expected.count))
            let count = try fresh.withMutableBytes { (room) throws(StorageError) in
                try file.read(into: room, at: offset)
            }
            fresh.removeSubrange(count...)
            bytes = fresh
            start = offset
        }
        let from = offset - start
        guard from + expected.count <= bytes.count else { return false }
        return bytes[from..<from + expected.count] == expected
    }
}

extension [UInt8] {
    /// `withUnsafeMutableBytes` that keeps the type of the error.
    mutating func withMutableBytes<Result, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeMutableBufferPointer { (buffer) throws(Failure) in
            try body(UnsafeMutableRawBufferPointer(buffer))
        }
    }
}
