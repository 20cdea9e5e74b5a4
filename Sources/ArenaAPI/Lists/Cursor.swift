import ArenaCore
import Crypto

/// Where a page begins, as opaque text: the sort value and id of the item at its edge, the
/// direction, and a hash of the list it belongs to (CONVENTIONS §4).
struct Cursor {
    private static let version: UInt8 = 1

    let edge: SortPosition
    let isBackward: Bool

    func text(for list: String) -> String {
        var bytes: [UInt8] = [Self.version, isBackward ? 1 : 0]
        Self.append(Self.hash(list), to: &bytes)
        Self.append(edge.high, to: &bytes)
        Self.append(edge.low, to: &bytes)
        bytes += edge.value
        return Base64URL.encode(bytes)
    }

    init(edge: SortPosition, isBackward: Bool) {
        self.edge = edge
        self.isBackward = isBackward
    }

    /// nil for a text that is no cursor, or one of another list.
    init?(_ text: String, for list: String) {
        guard let bytes = Base64URL.decode(text), bytes.count >= 26, bytes[0] == Self.version,
            bytes[1] <= 1, Self.word(bytes[2..<10]) == Self.hash(list)
        else { return nil }
        isBackward = bytes[1] == 1
        edge = SortPosition(
            value: Array(bytes[26...]), high: Self.word(bytes[10..<18]),
            low: Self.word(bytes[18..<26]))
    }

    private static func hash(_ list: String) -> UInt64 { XXHash64.hash(Array(list.utf8)) }

    private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
        }
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
