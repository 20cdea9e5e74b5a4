import Glibc

/// Reads a chain from its end to its beginning, whole lines at a time.
public struct ChainReader: Sendable {
    /// Where a line begins, or the end of a file.
    public struct Place: Sendable, Equatable {
        /// What the file is named by.
        public let segment: UInt64
        /// In bytes.
        public let offset: Int

        /// A place in the file named by `segment`.
        public init(segment: UInt64, offset: Int) {
            self.segment = segment
            self.offset = offset
        }
    }

    private static let windowCount = 1 << 17
    private let files: ChainFiles

    /// Reads these files; others may append to them meanwhile.
    public init(_ files: ChainFiles) {
        self.files = files
    }

    /// Hands out the lines before `place`, the last one first, without their line ends, until
    /// `body` says false or about `byteCountMax` bytes were read; their bytes are valid only during
    /// each call. Gives the place before which the rest lies; nil where there is no more.
    public func backwards(
        from place: Place, byteCountMax: Int, _ body: (UnsafeRawBufferPointer) -> Bool
    ) throws(StorageError) -> Place? {
        var rest = try files.segments().filter { $0 <= place.segment }
        var end = place.segment == rest.last ? place.offset : nil
        var budget = byteCountMax
        while let segment = rest.popLast() {
            let file = try files.open(segment, O_RDONLY)
            var offset = try min(end ?? .max, file.size())
            end = nil
            while offset > 0 {
                let (reached, goesOn) = try Self.read(file, before: offset, body)
                budget -= offset - reached
                offset = reached
                if !goesOn || budget <= 0 {
                    if offset == 0 && rest.isEmpty { return nil }
                    return Place(segment: segment, offset: offset)
                }
            }
        }
        return nil
    }

    /// Hands out the lines of one window; gives where the first of them begins, and whether more
    /// are wanted.
    private static func read(
        _ file: OpenFile, before end: Int, _ body: (UnsafeRawBufferPointer) -> Bool
    ) throws(StorageError) -> (offset: Int, goesOn: Bool) {
        var count = min(windowCount, end)
        while true {
            var bytes = [UInt8](repeating: 0, count: count)
            let start = end - count
            let found = try bytes.withMutableBytes { (room) throws(StorageError) in
                try file.read(into: room, at: start)
            }
            bytes.removeSubrange(found...)
            let result = bytes.withUnsafeBytes { bytes in
                lines(of: bytes, isWhole: start == 0, body)
            }
            // A line may be longer than the window.
            if result.firstOffset == bytes.count, start > 0 {
                count = min(count * 4, end)
                continue
            }
            return (start + result.firstOffset, result.goesOn)
        }
    }

    private static func lines(
        of bytes: UnsafeRawBufferPointer, isWhole: Bool, _ body: (UnsafeRawBufferPointer) -> Bool
    ) -> (firstOffset: Int, goesOn: Bool) {
        var end = bytes.count
        while end > 0 {
            let last = bytes[end - 1] == 0x0a ? end - 1 : end
            let before = bytes[..<last].lastIndex(of: 0x0a)
            if before == nil, !isWhole { break }
            let start = before.map { $0 + 1 } ?? 0
            if !body(UnsafeRawBufferPointer(rebasing: bytes[start..<last])) {
                return (start, false)
            }
            end = start
        }
        return (end, true)
    }
}
