extension JSONValue {
    /// Reads one JSON text (RFC 8259 §2) strictly: UTF-8 without a byte order mark, no name
    /// twice in an object, no half surrogate pairs, nothing after the value, within the limits.
    public init(
        parsing bytes: UnsafeRawBufferPointer, limits: JSONLimits = JSONLimits()
    ) throws(JSONSyntaxError) {
        guard bytes.count <= limits.bytesMax else {
            throw JSONSyntaxError(offset: limits.bytesMax, pointer: .root, reason: .tooLarge)
        }
        var cursor = JSONCursor(bytes, depthMax: limits.depthMax)
        self = try cursor.value()
        try cursor.finish()
    }

    /// As with a buffer.
    public init(
        parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()
    ) throws(JSONSyntaxError) {
        try self.init(parsing: bytes[...], limits: limits)
    }

    /// As with a buffer; offsets count from the slice's start.
    public init(
        parsing bytes: ArraySlice<UInt8>, limits: JSONLimits = JSONLimits()
    ) throws(JSONSyntaxError) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(JSONSyntaxError) in try JSONValue(parsing: buffer, limits: limits) }
        }
        self = try result.get()
    }
}
