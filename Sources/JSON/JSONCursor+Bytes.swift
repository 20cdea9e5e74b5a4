extension JSONCursor {
    /// Runs `body` with a cursor at the start of the bytes; the cursor and what lies in the
    /// buffer must not leave it. Whether anything is left unread is for `body` to check with
    /// `finish()`.
    public static func read<Output>(
        _ bytes: [UInt8], depthMax: Int = JSONLimits().depthMax,
        _ body: (inout JSONCursor) throws(JSONSyntaxError) -> Output
    ) throws(JSONSyntaxError) -> Output {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(JSONSyntaxError) -> Output in
                var cursor = JSONCursor(buffer, depthMax: depthMax)
                return try body(&cursor)
            }
        }
        return try result.get()
    }
}
