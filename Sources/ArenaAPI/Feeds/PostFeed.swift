import ArenaCore
import ArenaStore
import Crypto
import HTTP

/// A page of experiences on its way into a feed, as the caller may see them: without a token those
/// that everybody may read (CONVENTIONS §11).
struct PostFeed {
    let posts: [Post]
    /// The same for as long as the server keeps its data.
    let id: String
    let title: String
    let language: Language
    /// Absolute where the server knows its address.
    let address: String
    let home: String
    let next: String?

    init(_ call: Call, _ page: Page<Post>, next: String?) {
        posts = page.items
        language = call.language
        title = call.feedTitle
        let query = call.query.withoutCursor.map {
            "\(percentEncoded($0.name))=\(percentEncoded($0.value))"
        }
        address = call.api.absolute(
            call.head.path + (query.isEmpty ? "" : "?" + query.joined(separator: "&")))
        home = call.api.absolute("/\(call.language.rawValue)/")
        self.next = next
        // Of what it is a feed of, not of its form.
        let subject = String(decoding: call.api.store.idKey, as: UTF8.self) + call.query.identity
        id = "urn:uuid:" + ID<Post>(random: SHA256.hash(Array(subject.utf8))).description
    }

    /// When something in it last changed; the first moment of all where it is empty.
    var updatedAt: Timestamp {
        posts.map(\.updatedAt).max() ?? Timestamp(milliseconds: 0)
    }

    /// Where people read the experience.
    func page(of post: Post) -> String { "\(home)?post=\(post.id)" }

    /// The first words of a text.
    func summary(of post: Post) -> String {
        let words = post.content.body.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= 280 ? words : words.prefix(279) + "…"
    }
}

extension Call {
    /// What a feed is called: by the arenas that it is narrowed to.
    var feedTitle: String {
        let arenas = query.all("arena").compactMap { view.arena(named: $0)?.profile.name }
        return arenas.isEmpty ? "Arena" : "Arena: " + arenas.joined(separator: ", ")
    }
}
