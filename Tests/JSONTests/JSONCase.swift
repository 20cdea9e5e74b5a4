import Testing

/// A text for readers, with a name in the manner of JSON test suites: `y_` must be read, `n_`
/// must be refused, `i_` is left open by RFC 8259 and decided here.
struct JSONCase: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ text: String) {
        self.name = name
        bytes = Array(text.utf8)
    }

    init(_ name: String, hex: String) {
        self.name = name
        bytes = hex.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    }

    /// An array that holds one string with those bytes between its quotation marks.
    init(_ name: String, quoted hex: String) {
        self.init(name, hex: "5B 22 \(hex) 22 5D")
    }

    var testDescription: String { name }
}
