/// Entity tags (RFC 9110 §8.8.3).
enum EntityTag {
    /// The strong tag of a content: its FNV-1a hash of 64 bits. It tells the versions of one file
    /// apart, which nobody has made to collide; a cryptographic hash would tell no more.
    static func strong(of content: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in content { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return "\"" + String(repeating: "0", count: 16 - digits.utf8.count) + digits + "\""
    }

    /// How tags are compared (RFC 9110 §8.8.3.2): a strong comparison is never true of a weak tag.
    enum Comparison { case weak, strong }

    /// Whether the field names the tag, which is strong and holds no comma, or is `*`
    /// (RFC 9110 §13.1.1, §13.1.2).
    static func isListed(
        _ tag: String, in fields: HTTPFields, _ field: StaticString, _ comparison: Comparison
    ) -> Bool {
        var isListed = false
        fields.forEachValue(field) { value in
            value.forEachListElement { element in
                let isWeak = element.count > 2 && element.slice(0, 2).equals("W/")
                let opaque = isWeak ? element.slice(2, element.count) : element
                isListed =
                    element.equals("*")
                    || (!isWeak || comparison == .weak) && opaque.elementsEqual(tag.utf8)
                return !isListed
            }
            return !isListed
        }
        return isListed
    }
}
