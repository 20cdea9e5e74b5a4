import ArenaCore
import JSON
import Storage

/// How entries become lines, and lines files. Both follow from the entries alone, so that what is
/// made again is the same to the byte.
struct AuditText: Sendable {
    /// A file ends with the month, so that what is too old can go, and with this many bytes.
    private static let fileByteCountMax = 64 << 20

    private struct Month: Sendable, Equatable {
        let year: Int64
        let month: Int64

        init(_ time: Timestamp) {
            year = time.day.year
            month = time.day.month
        }
    }

    private var month: Month?
    private var json = JSONWriter(capacity: 1024)

    /// Goes on after an entry of this time; nil for the first.
    init(after time: Timestamp?) {
        month = time.map(Month.init)
    }

    /// Whether a new file begins with the entry.
    mutating func startsFile(with entry: AuditEntry, after tip: ChainTip) -> Bool {
        let present = Month(entry.at)
        defer { month = present }
        return month != present || tip.offset >= Self.fileByteCountMax
    }

    /// Appends the entry as members of a line.
    mutating func append(_ entry: AuditEntry, to bytes: inout [UInt8]) {
        json.removeAll()
        entry.writeMembers(to: &json)
        json.withBytes { bytes.append(contentsOf: $0) }
    }
}
