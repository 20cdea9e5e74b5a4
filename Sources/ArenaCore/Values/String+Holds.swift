extension String {
    /// Whether the bytes stand in its UTF-8; no bytes stand in nothing.
    package func holds(_ part: [UInt8]) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            guard let first = part.first, bytes.count >= part.count else { return false }
            for start in 0...(bytes.count - part.count) where bytes[start] == first {
                if zip(bytes[start...], part).allSatisfy({ $0 == $1 }) { return true }
            }
            return false
        }
    }
}
