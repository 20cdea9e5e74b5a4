/// What `Accept-Encoding` says (RFC 9110 §12.5.3).
enum AcceptEncoding {
    /// Whether the client takes gzip: it is named, or `*` is, with a weight above zero. Without
    /// the field any coding would do; clients that send none are seldom able to decode.
    static func allowsGzip(_ fields: HTTPFields) -> Bool {
        var gzip: Bool?
        var any = false
        fields.forEachValue("accept-encoding") { value in
            value.forEachListElement { element in
                let nameEnd = element.firstOffset(of: 0x3B) ?? element.count
                let name = element.slice(element.trimmedRange(0, nameEnd))
                let isWanted = hasWeight(element.slice(nameEnd, element.count))
                // RFC 9110 §8.4.1.3: x-gzip is the same.
                if name.equalsIgnoringCase("gzip") || name.equalsIgnoringCase("x-gzip") {
                    gzip = isWanted
                } else if name.equals("*") {
                    any = isWanted
                }
                return true
            }
            return true
        }
        return gzip ?? any
    }

    /// Whether what follows a coding is nothing or a weight above zero (RFC 9110 §12.4.2).
    private static func hasWeight(_ parameter: UnsafeRawBufferPointer) -> Bool {
        if parameter.isEmpty { return true }
        let text = parameter.slice(parameter.trimmedRange(1, parameter.count))
        guard text.count > 2, text.slice(0, 2).equalsIgnoringCase("q=") else { return false }
        return text.slice(2, text.count).contains { $0.isDigit && $0 != 0x30 }
    }
}
