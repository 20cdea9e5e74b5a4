import ArenaCore
import Crypto
import HTTP
import JSON

/// The answers that say yes.
extension Call {
    /// One resource. Its ETag names its revision and a hash of what this caller gets
    /// (DECISIONS §4), so that a GET whose `If-None-Match` has it is answered by 304.
    func resource(
        status: HTTPStatus = .ok, revision: Int, location: String? = nil,
        _ render: (inout JSONWriter) -> Void
    ) -> HTTPResponse {
        var json = written(render)
        let tag = tag(revision, of: json)
        var reply = reply(
            status, HTTPResponseFields(), isResource: true, tag: tag, body: json.finish())
        if let location { reply.fields.append("Location", api.absolute(location)) }
        return reply
    }

    /// A resource that was made, by its members, and what is told about the making alone, in the
    /// caller's language; the ETag is the one that GET gives.
    func made(
        status: HTTPStatus, revision: Int, location: String,
        members: (inout JSONWriter) -> Void, more: (inout JSONWriter) -> Void
    ) -> HTTPResponse {
        var first = HTTPResponseFields(capacity: 1024)
        first.append("Content-Language", language.rawValue)
        var json = JSONWriter(capacity: 2048)
        json.beginObject()
        members(&json)
        let end = json.place
        // The resource alone would end here.
        json.endObject()
        json.newline()
        let tag = tag(revision, of: json)
        json.goBack(to: end)
        more(&json)
        json.endObject()
        json.newline()
        var reply = reply(status, first, isResource: true, tag: tag, body: json.finish())
        reply.fields.append("Location", api.absolute(location))
        return reply
    }

    private func written(_ render: (inout JSONWriter) -> Void) -> JSONWriter {
        var json = JSONWriter(capacity: 1024)
        render(&json)
        json.newline()
        return json
    }

    private func tag(_ revision: Int, of json: JSONWriter) -> String {
        "\"\(revision)-\(hash(json))\""
    }

    /// Something that has no revision of its own: its ETag is the hash of its bytes. With `words`
    /// it holds texts in the caller's language.
    func document(
        status: HTTPStatus = .ok, links: [String] = [], words: Bool = false,
        capacity: Int = 4096,
        _ render: (inout JSONWriter) -> Void
    ) -> HTTPResponse {
        var json = JSONWriter(capacity: capacity)
        render(&json)
        json.newline()
        var first = HTTPResponseFields()
        if words {
            first.append("Content-Language", language.rawValue)
            first.append("Vary", "Accept-Language")
        }
        // Before the links that every answer has: some clients read the first line only.
        if !links.isEmpty { first.append("Link", links.joined(separator: ", ")) }
        return reply(status, first, tag: "\"\(hash(json))\"", body: json.finish())
    }

    /// Done, and nothing to tell.
    func done() -> HTTPResponse {
        var reply = HTTPResponse(status: .noContent)
        reply.fields.append(block: Self.privateFields.other)
        reply.fields.append(visit)
        return reply
    }

    /// A new resource with its secret, shown this once and kept by no cache; the ETag is the one
    /// that GET gives.
    func secret(
        revision: Int, location: String, as resource: (inout JSONWriter) -> Void,
        _ render: (inout JSONWriter) -> Void
    ) -> HTTPResponse {
        var reply = HTTPResponse(status: .created)
        reply.fields.append(block: Self.secretFields)
        reply.fields.append("ETag", tag(revision, of: written(resource)))
        reply.fields.append(visit)
        reply.fields.append("Location", api.absolute(location))
        var json = written(render)
        reply.body = .bytes(json.finish())
        return reply
    }

    /// It is there under another address, for the method that was used (RFC 9110 §15.4.9).
    func redirect(to location: String) -> HTTPResponse {
        var reply = HTTPResponse(status: .permanentRedirect)
        reply.fields.append(block: Self.privateFields.other)
        reply.fields.append("Location", location)
        reply.fields.append(visit)
        return reply
    }

    /// A feed, which readers ask for again and again: for a while nobody has to (CONVENTIONS §11).
    func feed(
        _ type: String, links: [String] = [], changedAt time: Timestamp, _ bytes: [UInt8]
    ) -> HTTPResponse {
        let isAnonymous = viewer.standing == .anonymous
        var fields = HTTPResponseFields()
        if !links.isEmpty { fields.append("Link", links.joined(separator: ", ")) }
        fields.append("Content-Language", language.rawValue)
        fields.append("Vary", "Accept-Language")
        fields.append(
            "Last-Modified",
            HTTPDate(secondsSinceEpoch: Int(max(0, time.milliseconds / 1000))).text)
        fields.append("Cache-Control", isAnonymous ? "public, max-age=300" : "private, no-cache")
        fields.append(block: Array((Self.commonFields + Self.crossOriginFields).utf8))
        let representation = Representation(
            fields, tag: "\"\(hash(bytes))\"", type: Array("Content-Type: \(type)\r\n".utf8),
            body: bytes)
        if isAnonymous { keep(representation) }
        return representation.response(.ok, to: head, visit)
    }

    /// Content of another type than JSON, made for this answer and kept by no cache.
    func text(_ type: String, status: HTTPStatus = .ok, _ bytes: [UInt8]) -> HTTPResponse {
        var reply = HTTPResponse(status: status)
        reply.fields.append("Content-Type", type)
        reply.fields.append("Cache-Control", "no-store")
        reply.fields.append("X-Content-Type-Options", "nosniff")
        reply.fields.append(visit)
        reply.body = .bytes(bytes)
        return reply
    }

    // CONVENTIONS §6: a token that ends soon says so, in time to be rotated.
    private func noteExpiry(in reply: inout HTTPResponse) {
        let fortnight: Int64 = 14 * 86_400
        guard let end = token?.value.expiresAt, end <= now.adding(seconds: fortnight) else {
            return
        }
        reply.fields.append("Token-Expires-At", end.description)
    }

    private func reply(
        _ status: HTTPStatus, _ fields: consuming HTTPResponseFields, isResource: Bool = false,
        tag: String, body: [UInt8]
    ) -> HTTPResponse {
        let isAnonymous = viewer.standing == .anonymous
        let blocks = isAnonymous ? Self.publicFields : Self.privateFields
        fields.append(block: isResource ? blocks.resource : blocks.other)
        let representation = Representation(fields, tag: tag, body: body)
        if isAnonymous, status == .ok { keep(representation) }
        var reply = representation.response(status, to: head, visit)
        noteExpiry(in: &reply)
        return reply
    }

    private func keep(_ representation: Representation) {
        // What is overdue is so by the day, however the query spells it.
        if query.first("overdue") != nil { return }
        guard let key = AnonymousAnswers.Key(head, visit) else { return }
        api.answers.keep(
            AnonymousAnswers.Answer(endpoint: endpoint, representation: representation),
            for: key, at: view.contentPosition)
    }

    private func hash(_ bytes: [UInt8]) -> String {
        Hexadecimal.encode(XXHash64.hash(bytes))
    }

    private func hash(_ json: JSONWriter) -> String {
        Hexadecimal.encode(json.withBytes { XXHash64.hash($0) })
    }

    private static let commonFields = """
        X-Content-Type-Options: nosniff\r
        Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r
        Link: </openapi.json>; rel="service-desc", </docs>; rel="service-doc"\r
        Vary: Authorization\r

        """

    private static let crossOriginFields = """
        Access-Control-Allow-Origin: *\r
        Access-Control-Expose-Headers: ETag, Link, Location, RateLimit, RateLimit-Policy, \
        Retry-After, X-Request-Id\r

        """

    private static let publicFields = blocks(
        caching: "public, max-age=0, must-revalidate", crossOriginFields)
    private static let privateFields = blocks(caching: "private, no-cache", "")

    /// A proxy that rewrites a resource breaks its ETag (CONVENTIONS §5).
    private static func blocks(caching: String, _ more: String)
        -> (resource: [UInt8], other: [UInt8])
    {
        (
            Array("\(commonFields)Cache-Control: \(caching), no-transform\r\n\(more)".utf8),
            Array("\(commonFields)Cache-Control: \(caching)\r\n\(more)".utf8)
        )
    }

    private static let secretFields = Array(
        (commonFields + "Cache-Control: no-store\r\nContent-Type: application/json\r\n").utf8)
}

extension HTTPRequestHead {
    /// RFC 9110 §9.2.1, as far as Arena has such methods.
    var isSafe: Bool { method == .get || method == .head }
}
