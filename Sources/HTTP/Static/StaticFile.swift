/// One file and its answers, made once.
struct StaticFile: Sendable {
    private let plain: StaticRepresentation
    private let compressed: StaticRepresentation?
    /// Seconds since 1970.
    private let modified: Int

    /// `sidecar` is used if it can be the present content of `file`.
    init(_ file: StaticFolder.File, sidecar: StaticFolder.File?) {
        let sidecar = sidecar.flatMap { Self.isCurrent($0, for: file) ? $0 : nil }
        modified = max(0, file.modified)
        var kept = HTTPResponseFields()
        kept.append("Last-Modified", HTTPDate(secondsSinceEpoch: modified).text)
        kept.append("Cache-Control", Self.caching(file.path))
        if sidecar != nil { kept.append("Vary", "Accept-Encoding") }
        var full = HTTPResponseFields()
        let mediaType = MediaType(path: file.path)
        full.append("Content-Type", mediaType.text)
        full.append("X-Content-Type-Options", "nosniff")
        if mediaType == .html { full.append(block: Self.pagePolicy.bytes) }
        plain = StaticRepresentation(file.content, kept: kept, full: full)
        full.append("Content-Encoding", "gzip")
        compressed = sidecar.map { StaticRepresentation($0.content, kept: kept, full: full) }
    }

    /// The answer to GET or HEAD.
    func response(to head: HTTPRequestHead) -> HTTPResponse {
        let chosen =
            compressed.flatMap { AcceptEncoding.allowsGzip(head.fields) ? $0 : nil } ?? plain
        let fields = head.fields
        switch StaticPreconditions(fields, entityTag: chosen.entityTag, modified: modified) {
        case .failed: return chosen.preconditionFailed
        case .notModified: return chosen.notModified
        case .met: break
        }
        // RFC 9110 §14.2: a range is defined for GET alone.
        guard head.method == .get,
            StaticPreconditions.allowRange(fields, entityTag: chosen.entityTag)
        else { return chosen.whole }
        return chosen.response(to: ByteRange(fields, count: chosen.content.count))
    }

    /// `gzip` gives the sidecar the time of its file, and ends it with the length of the content
    /// modulo 2³² (RFC 1952 §2.3.1).
    private static func isCurrent(_ sidecar: StaticFolder.File, for file: StaticFolder.File) -> Bool
    {
        guard sidecar.modified >= file.modified, sidecar.content.starts(with: [0x1F, 0x8B]),
            sidecar.content.count >= 18
        else { return false }
        let length = sidecar.content.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return length == UInt32(truncatingIfNeeded: file.content.count)
    }

    /// A name with a hash of the content in it, such as `main.3f9a1c2b.js`, never means anything
    /// else; all others are looked at again after a minute, pages and their scripts alike.
    private static func caching(_ path: String) -> String {
        let parts = path.split(separator: "/").last?.split(separator: ".") ?? []
        let isHashed = parts.dropFirst().dropLast().contains { part in
            // Digits alone are as likely a date.
            part.utf8.count >= 8 && part.utf8.allSatisfy { $0.hexadecimalValue != nil }
                && part.utf8.contains(where: \.isDigit) && !part.utf8.allSatisfy(\.isDigit)
        }
        return isHashed ? "public, max-age=31536000, immutable" : "public, max-age=60"
    }

    private static let pagePolicy = {
        var fields = HTTPResponseFields()
        fields.append(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        fields.append("Referrer-Policy", "strict-origin-when-cross-origin")
        fields.append("Cross-Origin-Opener-Policy", "same-origin")
        fields.append("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return fields
    }()
}
