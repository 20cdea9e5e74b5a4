/// A file in one coding: the answers that have it and that only name it.
struct StaticRepresentation: Sendable {
    let entityTag: String
    let whole: HTTPResponse
    /// RFC 9110 §15.4.5: repeats what a cache needs.
    let notModified: HTTPResponse

    /// `kept` stands in both answers, `full` only beside the content.
    init(_ content: [UInt8], kept: HTTPResponseFields, full: HTTPResponseFields) {
        entityTag = EntityTag.strong(of: content)
        var fields = HTTPResponseFields()
        fields.append("ETag", entityTag)
        fields.append(block: kept.bytes)
        notModified = HTTPResponse(status: .notModified, fields: fields)
        fields.append(block: full.bytes)
        var whole = HTTPResponse(status: .ok, fields: fields, body: .bytes(content))
        whole.bodyIsShared = true
        self.whole = whole
    }
}
