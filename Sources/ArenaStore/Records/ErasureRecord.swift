import ArenaCore
import JSON

/// An organisation that goes with all that it has.
struct ErasureRecord: Record {
    let organisation: ID<Organisation>
    let withPosts: Bool

    init(_ organisation: ID<Organisation>, withPosts: Bool) {
        self.organisation = organisation
        self.withPosts = withPosts
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("id", organisation)
        writer.optional("withPosts", withPosts)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var organisation: ID<Organisation>?
        var withPosts = false
        while let key = try cursor.nextKey() {
            switch key {
            case "id": organisation = try cursor.id()
            case "withPosts": withPosts = try cursor.bool()
            default: throw RecordError.unknownMember(key)
            }
        }
        self.init(try required(organisation, "id"), withPosts: withPosts)
    }
}
