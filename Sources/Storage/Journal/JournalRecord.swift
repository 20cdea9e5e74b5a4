/// One record of a journal whose check was right; its bytes are valid only during the call that
/// hands it out.
public struct JournalRecord {
    /// The record's position.
    public let position: UInt64
    /// The position of the first record that was synced together with this one.
    public let groupPosition: UInt64
    /// The whole line, a JSON object, without its line end.
    public let line: UnsafeRawBufferPointer
    /// The members as they were given to the batch, without braces.
    public let members: UnsafeRawBufferPointer

    /// Nil unless `line` is a record with a right check.
    init?(_ line: UnsafeRawBufferPointer) {
        var reader = ByteReader(line)
        guard reader.take(#"{"p":"#), let position = reader.takeNumber(),
            reader.take(#","g":"#), let group = reader.takeNumber(),
            group > 0, group <= position,
            let content = CheckedText.checked(line), reader.offset <= content.count
        else { return nil }
        var start = reader.offset
        if start < content.count {
            guard content[start] == 0x2c else { return nil }
            start += 1
        }
        self.position = position
        groupPosition = group
        self.line = line
        members = UnsafeRawBufferPointer(rebasing: content[start...])
    }
}
