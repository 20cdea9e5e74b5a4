import ArenaCore
import JSON

/// A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1).
enum JSONFeed {
    static func write(_ feed: PostFeed, _ view: View, to json: inout JSONWriter) {
        json.beginObject()
        json.member("version", "https://jsonfeed.org/version/1.1")
        json.member("title", feed.title)
        json.member("home_page_url", feed.home)
        json.member("feed_url", feed.address)
        json.member("language", feed.language.rawValue)
        if let next = feed.next { json.member("next_url", next) }
        json.key("items")
        json.beginArray()
        for post in feed.posts { write(post, feed, view, to: &json) }
        json.endArray()
        json.endObject()
    }

    private static func write(
        _ post: Post, _ feed: PostFeed, _ view: View, to json: inout JSONWriter
    ) {
        let content = post.content
        json.beginObject()
        json.member("id", "urn:uuid:\(post.id)")
        json.member("url", feed.page(of: post))
        json.member("title", content.title)
        json.member("content_text", content.body)
        json.member("summary", feed.summary(of: post))
        json.member("date_published", post.publishedAt)
        json.member("date_modified", post.updatedAt)
        json.member("tags", content.tags)
        json.member("language", content.lang)
        if view.seesAuthor(of: post), let author = post.author.flatMap(view.organisation) {
            json.key("authors")
            json.beginArray()
            json.beginObject()
            json.member("name", author.profile.name)
            json.endObject()
            json.endArray()
        }
        json.key("_arena")
        json.beginObject()
        json.member("tlp", post.audience.tlp.label)
        json.key("arena")
        view.writeReference(post.arena, to: &json)
        json.endObject()
        json.endObject()
    }
}
