/// The header fields of an answer, as the bytes that go on the wire. The engine itself writes
/// `Date`, `Server`, `Content-Length`, `Transfer-Encoding` and `Connection`.
public struct HTTPResponseFields: Sendable, Equatable {
    /// Lines of `name: value` with CRLF after each.
    public private(set) var bytes: [UInt8] = []

    /// No fields.
    public init() {}

    /// No fields, with room for so many bytes of them before it must grow.
    public init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Lines that are already encoded: CRLF after each, nothing else between them.
    public init(block: [UInt8]) {
        bytes = block
    }

    /// Adds a field line. CR, LF and NUL, which would break the framing (RFC 9110 §5.5), are
    /// written as spaces.
    public mutating func append(_ name: StaticString, _ value: String) {
        append(name) { bytes in
            let start = bytes.count
            bytes.append(contentsOf: value.utf8)
            for index in start..<bytes.count {
                let byte = bytes[index]
                if byte == 0x0D || byte == 0x0A || byte == 0 { bytes[index] = 0x20 }
            }
        }
    }

    /// Adds a field line whose value `write` appends: any bytes but CR, LF and NUL.
    public mutating func append(_ name: StaticString, _ write: (inout [UInt8]) -> Void) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(0x3A)
        bytes.append(0x20)
        write(&bytes)
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    /// Adds lines that are already encoded: CRLF after each, nothing else between them.
    public mutating func append(block: [UInt8]) {
        if bytes.isEmpty, bytes.capacity < block.count {
            bytes = block
        } else {
            bytes.append(contentsOf: block)
        }
    }

    /// Takes every line of that name away, in any case.
    public mutating func remove(_ name: String) {
        let kept = lines.filter { $0.name.lowercased() != name.lowercased() }
        bytes = kept.flatMap { "\($0.name): \($0.value)\r\n".utf8 }
    }

    /// The value of the first line of that name, in any case.
    public subscript(_ name: String) -> String? {
        lines.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Every line, in order.
    public var lines: [(name: String, value: String)] {
        bytes.split(separator: 0x0A).compactMap { line in
            guard let colon = line.firstIndex(of: 0x3A) else { return nil }
            let value = line[(colon + 1)...].filter { $0 != 0x0D }.drop { $0 == 0x20 }
            return (
                String(decoding: line[..<colon], as: UTF8.self),
                String(decoding: value, as: UTF8.self)
            )
        }
    }
}
