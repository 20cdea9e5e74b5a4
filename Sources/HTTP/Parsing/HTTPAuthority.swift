import Glibc

/// `uri-host [ ":" port ]` (RFC 9110 §7.2), as `Host` and an absolute target have it.
enum HTTPAuthority {
    /// Whether the text is one. It may be empty, as `Host` is where there is no host to name.
    static func isValid(_ text: UnsafeRawBufferPointer) -> Bool {
        if text.isEmpty { return true }
        guard let hostEnd = text.first == 0x5B ? literalEnd(text) : nameEnd(text) else {
            return false
        }
        // RFC 9110 §4.2.1: an http address without a host is invalid.
        if hostEnd == 0 { return false }
        if hostEnd == text.count { return true }
        guard text[hostEnd] == 0x3A, text.count - hostEnd <= 6 else { return false }
        return text.slice(hostEnd + 1, text.count).allSatisfy(\.isDigit)
    }

    /// Where the name ends, nil where it is none: `reg-name` and IPv4 of RFC 3986 §3.2.2.
    private static func nameEnd(_ text: UnsafeRawBufferPointer) -> Int? {
        var index = 0
        while index < text.count, text[index] != 0x3A {
            guard text[index].isHostCharacter else { return nil }
            if text[index] == 0x25 {
                // RFC 3986 §2.1: two digits belong to a percent sign.
                guard index + 2 < text.count, text[index + 1].hexadecimalValue != nil,
                    text[index + 2].hexadecimalValue != nil
                else { return nil }
            }
            index += 1
        }
        return index
    }

    /// Where the IPv6 address in brackets ends, nil where it is none (RFC 3986 §3.2.2). Addresses
    /// of a later version, which there are not, are none.
    private static func literalEnd(_ text: UnsafeRawBufferPointer) -> Int? {
        guard let close = text.firstOffset(of: 0x5D), close <= Int(INET6_ADDRSTRLEN) else {
            return nil
        }
        let isAddress = withUnsafeTemporaryAllocation(of: CChar.self, capacity: close) { copy in
            for index in 1..<close { copy[index - 1] = CChar(bitPattern: text[index]) }
            copy[close - 1] = 0
            var address = in6_addr()
            return inet_pton(AF_INET6, copy.baseAddress, &address) == 1
        }
        return isAddress ? close + 1 : nil
    }
}
