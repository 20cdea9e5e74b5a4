/// The control characters of ASCII but the tab and the line ends: no one writes them, and some
/// terminals obey them.
package enum ControlCharacter {
    /// Whether one occurs in text as UTF-8.
    package static func occurs(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.firstIndex(
            from: 0,
            mayMatch: { word in
                let deletes = word ^ ByteWord.ones &* 0x7F
                return ByteWord.hasLess(word, than: 0x20) || ByteWord.hasLess(deletes, than: 1)
            },
            matches: { byte in
                byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
            }) != nil
    }
}
