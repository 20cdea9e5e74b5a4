import ArenaCore
import Crypto
import JSON

/// The text of a token: `arena_`, 30 random base62 characters, and their CRC-32 in six more
/// (CONVENTIONS §6).
package enum TokenText {
    static let prefix = "arena_"

    package static func random() -> String {
        let secret = Base62.randomText(30)
        return prefix + secret + checksum(of: secret)
    }

    /// Whether a text that looks like a token of ours has the checksum of one; a text of any
    /// other form is not ours to judge, since an admin's first token may have any.
    static func isPlausible(_ text: String) -> Bool {
        guard text.hasPrefix(prefix), text.utf8.count == prefix.utf8.count + 36 else {
            return true
        }
        let body = text.dropFirst(prefix.count)
        return checksum(of: String(body.prefix(30))) == body.suffix(6)
    }

    private static func checksum(of secret: String) -> String {
        Base62.encode(CRC32.checksum(Array(secret.utf8)), width: 6)
    }
}

extension Digest {
    package init(of text: String) {
        self.init(digest: text.lendingUTF8 { SHA256.hash(UnsafeRawBufferPointer($0)) })
    }
}

extension TokenSecret {
    package init(_ text: String) {
        self.init(hash: Digest(of: text), hint: String(text.suffix(4)))
    }
}
