/// The Traffic Light Protocol 2.0 labels (FIRST, August 2022) that this server keeps, from the
/// widest audience to the narrowest. `TLP:RED` is for named persons and has no value here.
package enum TLP: UInt8, CaseIterable, Comparable, Sendable {
    case clear
    case green
    case amber
    case amberStrict

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The label exactly as FIRST spells it.
    package var label: String {
        switch self {
        case .clear: "TLP:CLEAR"
        case .green: "TLP:GREEN"
        case .amber: "TLP:AMBER"
        case .amberStrict: "TLP:AMBER+STRICT"
        }
    }

    package init?(label: String) {
        guard let found = Self.allCases.first(where: { $0.label == label }) else { return nil }
        self = found
    }
}
