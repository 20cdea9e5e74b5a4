/// A file in one coding: the answers that have it, a part of it, or only name it.
struct StaticRepresentation: Sendable {
    let entityTag: String
    let content: [UInt8]
    let whole: HTTPResponse
    /// RFC 9110 §15.4.5: repeats what a cache needs.
    let notModified: HTTPResponse
    let preconditionFailed: HTTPResponse

    /// `kept` stands in each answer that is not a refusal, `full` only beside the content.
    init(_ content: [UInt8], kept: HTTPResponseFields, full: HTTPResponseFields) {
        self.content = content
        entityTag = EntityTag.strong(of: content)
        var fields = HTTPResponseFields()
        fields.append("ETag", entityTag)
        preconditionFailed = HTTPResponse(status: .preconditionFailed, fields: fields)
        fields.append(block: kept.bytes)
        notModified = HTTPResponse(status: .notModified, fields: fields)
        fields.append("Accept-Ranges", "bytes")
        fields.append(block: full.bytes)
        var whole = HTTPResponse(status: .ok, fields: fields, body: .bytes(content))
        whole.bodyIsShared = true
        self.whole = whole
    }

    /// The answer to a GET of that range (RFC 9110 §15.3.7, §15.5.17).
    func response(to range: ByteRange) -> HTTPResponse {
        switch range {
        case .whole: return whole
        case .part(let range):
            var part = HTTPResponse(
                status: .partialContent, fields: whole.fields, body: .bytes(Array(content[range])))
            part.fields.append(
                "Content-Range",
                "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(content.count)")
            return part
        case .unsatisfiable:
            var refusal = HTTPResponse(status: .rangeNotSatisfiable)
            refusal.fields.append("Content-Range", "bytes */\(content.count)")
            return refusal
        }
    }
}
