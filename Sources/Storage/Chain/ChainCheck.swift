import Glibc

/// Reads a chain from its first line to its tip and names every line that is not as it was
/// written; changes nothing.
public struct ChainCheck: Sendable, Equatable {
    /// How many lines there are up to the tip.
    public private(set) var lineCount: UInt64 = 0
    /// The `seq` of the first line that is there; nil where there is none.
    public private(set) var first: UInt64?
    /// What is wrong, a line each: file, line and `seq`.
    public private(set) var faults: [String] = []

    private var sequence: UInt64
    private var hash: String?
    private let tip: ChainTip

    /// `line` gets every line that can be read, in order; its bytes are valid only during the call.
    public init(
        _ files: ChainFiles, to tip: ChainTip, line: (UnsafeRawBufferPointer) -> Void
    ) throws(StorageError) {
        self.tip = tip
        sequence = 0
        if tip.sequence == 0 { return }
        for segment in try files.segments() where segment <= tip.sequence {
            try check(files, segment, line)
        }
        if sequence < tip.sequence {
            faults.append("entries \(sequence + 1) to \(tip.sequence) are missing at the end")
        } else if let hash, hash != tip.hash {
            faults.append(
                "\(files.name(tip.segment)): entry \(tip.sequence) is not the one that the "
                    + "snapshot names: it was changed")
        }
    }

    private mutating func check(
        _ files: ChainFiles, _ segment: UInt64, _ line: (UnsafeRawBufferPointer) -> Void
    ) throws(StorageError) {
        let name = files.name(segment)
        let bytes = try FileBytes(of: files.open(segment, O_RDONLY))
        bytes.withBytes { bytes in
            let end = segment == tip.segment ? min(tip.offset, bytes.count) : bytes.count
            var start = 0
            var number = 0
            while start < end {
                number += 1
                let stop = min(lineEnd(in: bytes, from: start) ?? end, end)
                let found = UnsafeRawBufferPointer(rebasing: bytes[start..<stop])
                check(found, in: "\(name), line \(number)", isFirst: first == nil)
                line(found)
                start = stop + 1
            }
        }
    }

    private mutating func check(
        _ bytes: UnsafeRawBufferPointer, in place: String, isFirst: Bool
    ) {
        lineCount += 1
        guard let line = ChainLine(bytes) else {
            faults.append("\(place): entry \(sequence + 1) was changed: it cannot be read")
            // What follows is held against what it says itself.
            sequence += 1
            hash = nil
            return
        }
        if isFirst {
            first = line.sequence
        } else if line.sequence != sequence + 1 {
            faults.append(
                line.sequence > sequence + 1
                    ? "\(place): entries \(sequence + 1) to \(line.sequence - 1) are missing"
                    : "\(place): entry \(line.sequence) is not in its place")
        }
        if !line.isIntact {
            faults.append("\(place): entry \(line.sequence) was changed")
        } else if !isFirst, let hash, line.previous != hash {
            faults.append(
                "\(place): entry \(line.sequence) does not follow from the one before it: "
                    + "entry \(sequence) was changed, or others were put in or taken out")
        }
        if isFirst, line.sequence == 1, line.previous != ChainTip.start.hash {
            faults.append("\(place): entry 1 was changed")
        }
        sequence = line.sequence
        hash = line.isIntact ? line.hash : nil
    }
}
