/// Reads JSON text value by value without building a tree, as strictly as
/// `JSONValue(parsing:)`: UTF-8 is checked, duplicate names are refused, and so is everything
/// that RFC 8259 does not allow. What has been skipped has been checked too.
///
/// The caller says what it expects next; anything else throws and leaves the cursor of no use.
/// The buffer must outlive the cursor and every `JSONText` it gives.
///
///     var id = ""
///     try cursor.beginObject()
///     while let key = try cursor.nextKey() {
///         switch key {
///         case "id": id = try cursor.string()
///         default: try cursor.skipValue()
///         }
///     }
///     try cursor.finish()
public struct JSONCursor {
    let bytes: UnsafeRawBufferPointer
    let depthMax: Int
    var position = 0
    var frames: [Frame] = []
    /// The names read so far in the open objects, innermost last.
    var names: [JSONText] = []
    /// The names of open objects that have many, by depth.
    var manyNames: [Int: Set<JSONKey>] = [:]

    /// An array or object that has been begun.
    struct Frame {
        let isObject: Bool
        let firstName: Int
        var count = 0
        /// Whether the cursor is in the member or element last counted, not between two.
        var isInside = false
    }

    /// At the start of a text. Nesting beyond `depthMax`, or 512 at most, is refused.
    public init(_ bytes: UnsafeRawBufferPointer, depthMax: Int = JSONLimits().depthMax) {
        self.bytes = bytes
        self.depthMax = min(depthMax, 512)
    }

    /// How many bytes have been read.
    public var offset: Int { position }

    /// Checks that nothing but white space is left.
    public mutating func finish() throws(JSONSyntaxError) {
        skipWhitespace()
        if position < bytes.count { throw fault(.trailingContent) }
    }

    /// The error that says the fault is where the cursor stands; for callers that find a value
    /// wrong.
    public func fault(_ reason: JSONSyntaxError.Reason) -> JSONSyntaxError {
        fault(reason, at: position)
    }

    func fault(_ reason: JSONSyntaxError.Reason, at offset: Int) -> JSONSyntaxError {
        JSONSyntaxError(offset: offset, pointer: pointer, reason: reason)
    }

    /// Where the cursor stands: the member or element last begun.
    public var pointer: JSONPointer {
        var pointer = JSONPointer.root
        for (depth, frame) in frames.enumerated() where frame.isInside {
            if frame.isObject {
                let next = depth + 1 < frames.count ? frames[depth + 1].firstName : names.count
                if next > frame.firstName { pointer = pointer.appending(names[next - 1].string) }
            } else {
                pointer = pointer.appending(frame.count - 1)
            }
        }
        return pointer
    }

    /// The fault of finding something else than expected where the cursor stands.
    func unexpected() -> JSONSyntaxError {
        guard position < bytes.count else {
            return fault(position == 0 || isBlankSoFar ? .empty : .unexpectedEnd)
        }
        return fault(.unexpectedByte(bytes[position]))
    }

    private var isBlankSoFar: Bool {
        frames.isEmpty && bytes[..<position].allSatisfy(Self.isWhitespace)
    }

    @inline(__always)
    static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    @inline(__always)
    mutating func skipWhitespace() {
        while position < bytes.count, Self.isWhitespace(bytes[position]) { position &+= 1 }
    }

    /// Takes the byte if it is next after white space.
    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        skipWhitespace()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position &+= 1
        return true
    }
}
