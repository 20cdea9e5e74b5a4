/// The rules for the name that tells one store's files from another's.
enum StoreID {
    static let countMax = 64

    /// Letters, digits, `-` and `_` of ASCII, 1 to 64 of them: safe in JSON without escapes.
    static func isValid(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= countMax
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: true
                default: false
                }
            }
    }
}
