import Glibc

/// Where one field line stands in the bytes of its head.
struct HTTPFieldSpan: Sendable, Equatable {
    let nameStart: UInt32
    let nameEnd: UInt32
    let valueStart: UInt32
    let valueEnd: UInt32
}

/// The header fields of a request, in the order in which they came. Names are compared without
/// regard to case (RFC 9110 §5.1). Text is made only when it is asked for.
public struct HTTPFields: Sendable {
    /// The whole head.
    let bytes: [UInt8]
    let spans: [HTTPFieldSpan]

    /// How many field lines there are.
    public var count: Int { spans.count }

    /// The value of the first field line of that name, without white space around it.
    public func first(_ name: StaticString) -> String? {
        for span in spans where isNamed(span, name) { return value(of: span) }
        return nil
    }

    /// The values of all field lines of that name, one text a line.
    public func all(_ name: StaticString) -> [String] {
        var values: [String] = []
        for span in spans where isNamed(span, name) { values.append(value(of: span)) }
        return values
    }

    /// Calls `body` with the value of each field line of that name, without white space around it
    /// and valid during the call only; stops where it answers false.
    public func forEachValue(_ name: StaticString, _ body: (UnsafeRawBufferPointer) -> Bool) {
        bytes.withUnsafeBytes { bytes in
            for span in spans where isNamed(span, name) {
                if !body(bytes.slice(Int(span.valueStart), Int(span.valueEnd))) { return }
            }
        }
    }

    /// Whether a field line has that name.
    public func contains(_ name: StaticString) -> Bool {
        spans.contains { isNamed($0, name) }
    }

    /// Name and value of every line, as they were sent.
    public var lines: [(name: String, value: String)] {
        spans.map { span in
            let name = bytes[Int(span.nameStart)..<Int(span.nameEnd)]
            return (String(decoding: name, as: UTF8.self), value(of: span))
        }
    }

    private func value(of span: HTTPFieldSpan) -> String {
        String(decoding: bytes[Int(span.valueStart)..<Int(span.valueEnd)], as: UTF8.self)
    }

    private func isNamed(_ span: HTTPFieldSpan, _ name: StaticString) -> Bool {
        let count = name.utf8CodeUnitCount
        return isNamed(span, UnsafeBufferPointer(start: name.utf8Start, count: count))
    }

    /// Whether the line has that name.
    @inline(__always)
    func isNamed(_ span: HTTPFieldSpan, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(span.nameEnd &- span.nameStart) == name.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            for offset in name.indices
            where bytes[Int(span.nameStart) &+ offset].lowercased != name[offset].lowercased {
                return false
            }
            return true
        }
    }
}
