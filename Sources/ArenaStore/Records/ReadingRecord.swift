import ArenaCore
import JSON

/// What an admin was shown.
struct ReadingRecord: Record {
    let posts: [ID<Post>]

    init(_ posts: [ID<Post>]) {
        self.posts = posts
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("posts", posts)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var posts: [ID<Post>]?
        while let key = try cursor.nextKey() {
            guard key == "posts" else { throw RecordError.unknownMember(key) }
            posts = try cursor.ids()
        }
        self.posts = try required(posts, "posts")
    }
}
