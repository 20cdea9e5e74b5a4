import ArenaCore
import Glibc
import JSON

/// The spellings of a small set of values, found by their bytes without making a string.
struct Words<Value: Sendable>: Sendable {
    private let entries: [(spelling: [UInt8], value: Value)]

    init(_ values: some Sequence<Value>, spelling: (Value) -> String) {
        entries = values.map { (Array(spelling($0).utf8), $0) }
    }

    subscript(text: JSONText) -> Value? {
        let content = text.content
        for entry in entries where entry.spelling.count == content.count {
            let isSame = entry.spelling.withUnsafeBytes { spelling in
                guard let left = spelling.baseAddress, let right = content.baseAddress else {
                    return true
                }
                return memcmp(left, right, content.count) == 0
            }
            if isSame { return entry.value }
        }
        return nil
    }
}

extension Words where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    init() {
        self.init(Value.allCases) { $0.rawValue }
    }
}

extension Words<Notice.Kind> {
    static let noticeKinds = Words()
}

extension Words<TLP> {
    /// The labels exactly as FIRST spells them.
    static let labels = Words(TLP.allCases) { $0.label }
}
