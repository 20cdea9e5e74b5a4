import ArenaCore
import Crypto
import JSON

extension KeptReply: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("key", Hexadecimal.encode(key.bytes))
        writer.member("fingerprint", Hexadecimal.encode(fingerprint.bytes))
        writer.member("at", at)
        writer.member("status", status)
        writer.optional("location", location)
        writer.optional("tag", tag)
        writer.optional("mediaType", mediaType)
        writer.optional("content", content)
        writer.optional("post", post)
        writer.optional("gone", isGone)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var key: Digest?
        var fingerprint: Digest?
        var at: Timestamp?
        var status: Int?
        var post: ID<Post>?
        var texts: [String: String] = [:]
        var isGone = false
        while let name = try cursor.nextKey() {
            switch name {
            case "key": key = Digest(hexadecimal: try cursor.string())
            case "fingerprint": fingerprint = Digest(hexadecimal: try cursor.string())
            case "at": at = try cursor.timestamp()
            case "status": status = Int(try cursor.integer())
            case "post": post = try cursor.id()
            case "gone": isGone = try cursor.bool()
            case "location", "tag", "mediaType", "content":
                texts[name.string] = try cursor.string()
            default: throw RecordError.unknownMember(name)
            }
        }
        self.init(
            key: try required(key, "key"), fingerprint: try required(fingerprint, "fingerprint"),
            at: try required(at, "at"), status: try required(status, "status"), post: post)
        location = texts["location"]
        tag = texts["tag"]
        mediaType = texts["mediaType"]
        content = texts["content"]
        self.isGone = isGone
    }
}

extension Digest {
    init?(hexadecimal text: String) {
        guard let digest = Hexadecimal.decode(text).flatMap(Digest.init) else { return nil }
        self = digest
    }
}
